"""Which internet addresses a link that a person typed may lead to: public unicast ones, and nothing else."""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

_NUMERIC_END: Final = re.compile(r"(?:.*\.)?(?:0x[0-9a-f]*|[0-9]+)\.?", re.IGNORECASE)

# Prefixes that carry an IPv4 address or a tunnel to somewhere inside; Python counts some of them as global.
_CARRIERS: Final = tuple(
    IPv6Network(prefix)
    for prefix in (
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "fec0::/10",
        "5f00::/16",
    )
)


def is_public_address(address: str) -> bool:
    """Whether `address` (as a resolver gives it) is public unicast. False for private, loopback,
    link-local, shared, reserved and multicast ones, for every IPv6 form that carries an IPv4 address, and
    for what is no address.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and not _is_plain(found):
        return False
    return _is_public(found)


def is_disguised_number(host: str) -> bool:
    """Whether `host` would be read as an IPv4 address in a form other than four plain decimals: 2130706433,
    0x7f.1, 127.1.
    """
    if not _NUMERIC_END.fullmatch(host):
        return False
    try:
        return str(IPv4Address(host)) != host
    except ValueError:
        return True


def _is_plain(found: IPv6Address) -> bool:
    carries = found.ipv4_mapped is not None or any(found in prefix for prefix in _CARRIERS)
    return found.scope_id is None and not carries


def _is_public(found: IPv4Address | IPv6Address) -> bool:
    return found.is_global and not (
        found.is_multicast
        or found.is_reserved
        or found.is_private
        or found.is_loopback
        or found.is_link_local
    )
