"""Which addresses are public."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaopu.infra.addresses import is_disguised_number, is_public_address

INSIDE = [
    "127.0.0.1",
    "127.255.255.254",
    ".".join("0000"),
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::8.8.8.8",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:4136:e378::1",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%1",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "100::1",
    "",
    "localhost",
    "2130706433",
    "0x7f.0.0.1",
    "127.1",
    "017700000001",
    "1.2.3.4.5",
    "８.8.8.8",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "114.114.114.114",
    "223.5.5.5",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700:4700::1111",
    "2400:3200::1",
]


class TestIsPublicAddress:
    @pytest.mark.parametrize("address", INSIDE)
    def test_inside(self, address: str) -> None:
        assert is_public_address(address) is False

    @pytest.mark.parametrize("address", PUBLIC)
    def test_public(self, address: str) -> None:
        assert is_public_address(address) is True

    @settings(max_examples=200, deadline=None)
    @given(st.ip_addresses(v=4))
    def test_no_ipv6_form_opens_an_ipv4_address(self, address: ipaddress.IPv4Address) -> None:
        number = int(address)
        forms = [number, (0xFFFF << 32) | number, (0x64FF9B << 96) | number, (0x2002 << 112) | (number << 80)]
        assert [is_public_address(str(ipaddress.IPv6Address(form))) for form in forms] == [False] * 4


class TestIsDisguisedNumber:
    @pytest.mark.parametrize(
        "host",
        [
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "127.1",
            "0177.0.0.1",
            "127.0.0.01",
            "1.2.3.4.5",
            "256.1.1.1",
            "127.0.0.1.",
            "a.1",
            "0x",
        ],
    )
    def test_disguised(self, host: str) -> None:
        assert is_disguised_number(host) is True

    @pytest.mark.parametrize(
        "host",
        [
            "127.0.0.1",
            "8.8.8.8",
            "example.com",
            "1.example.com",
            "163.com",
            "0x.com",
            "::1",
            "img10.360buyimg.com",
        ],
    )
    def test_plain(self, host: str) -> None:
        assert is_disguised_number(host) is False
