"""Every wrong key and number is told by its own code, all of them at once."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from tests.factories.payers import Payers, PayingMall
from tests.wechat.keys import new_key, private_pem, public_pem
from xiaopu.modules.payments.adapters.pay_examiner import _address
from xiaopu.modules.payments.domain.findings import RULES, Found, is_sound, told
from xiaopu.wechat.pay.examination import Typed, examine

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 12, 1, tzinfo=UTC)
OWN, WECHAT = new_key(), new_key()
GOOD: dict[str, str] = {
    "mchid": "1600000001",
    "serial_no": "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
    "private_key_pem": private_pem(OWN),
    "apiv3_key": "Zx81Qw92Er03Ty14Ui25Op36As47Df58",
    "public_key_id": "PUB_KEY_ID_0116000000012024101500000000000000",
    "public_key_pem": public_pem(WECHAT),
}


def encrypted(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(b"secret"),
    ).decode()


def curve() -> str:
    return (
        ec.generate_private_key(ec.SECP256R1())
        .private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        .decode()
    )


def seen(**changes: str) -> list[str]:
    return [code for code, _ in examine(Typed(**(GOOD | changes)), NOW)]


class TestOnPaper:
    def test_a_whole_account_has_no_fault(self) -> None:
        assert seen() == []

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"mchid": "16000"}, "mchid_malformed"),
            ({"mchid": "16000000a1"}, "mchid_malformed"),
            ({"serial_no": "PUB_KEY_ID_01"}, "serial_malformed"),
            ({"apiv3_key": "short"}, "apiv3_key_malformed"),
            ({"apiv3_key": "密" * 32}, "apiv3_key_malformed"),
            ({"apiv3_key": "a" * 32}, "apiv3_key_malformed"),
            ({"private_key_pem": ""}, "private_key_malformed"),
            ({"private_key_pem": GOOD["private_key_pem"][:300]}, "private_key_malformed"),
            ({"private_key_pem": public_pem(OWN)}, "private_key_wrong_header"),
            ({"private_key_pem": encrypted(OWN)}, "private_key_encrypted"),
            ({"private_key_pem": curve()}, "private_key_short"),
            ({"public_key_id": "5157F09EFDC096DE"}, "public_key_id_malformed"),
            ({"public_key_id": "PUB_KEY_ID_0116000000022024101500000000000000"}, "public_key_of_another"),
            ({"public_key_pem": "-----BEGIN PUBLIC KEY-----\nAAAA"}, "public_key_malformed"),
            ({"public_key_pem": private_pem(WECHAT)}, "public_key_wrong_header"),
            ({"public_key_pem": public_pem(OWN)}, "public_key_is_own"),
            ({"certificate_pem": "-----BEGIN CERTIFICATE-----\nAAAA"}, "certificate_malformed"),
        ],
    )
    def test_one_wrong_thing_is_one_code(self, change: dict[str, str], code: str) -> None:
        assert seen(**change) == [code]

    def test_all_of_them_are_told_at_once(self) -> None:
        wrong = {"mchid": "1", "serial_no": "x", "apiv3_key": "k", "public_key_id": "x"}
        assert seen(**wrong, private_key_pem="x", public_key_pem="y") == [
            "mchid_malformed", "serial_malformed", "apiv3_key_malformed", "public_key_id_malformed",
            "private_key_malformed", "public_key_malformed",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("url", "codes"),
        [
            ("https://mall.example/callbacks/wechat/pay/1", []),
            ("http://mall.example/callbacks", ["notify_not_https"]),
            ("https://mall.example/callbacks?shop=1", ["notify_with_query"]),
            ("https://8.8.8.8/callbacks", ["notify_ip"]),
            ("http://127.0.0.1:8000/callbacks", ["notify_local", "notify_not_https"]),
            ("http://localhost/a?b", ["notify_local", "notify_not_https", "notify_with_query"]),
            ("https://10.0.0.5/callbacks", ["notify_local"]),
        ],
    )
    def test_an_address_that_wechat_cannot_use(self, url: str, codes: list[str]) -> None:
        assert [one.code for one in _address(url, near=False)] == codes

    def test_a_wechat_next_door_reaches_this_machine(self) -> None:
        assert list(_address("http://127.0.0.1:8000/callbacks", near=True)) == []
        assert [one.code for one in _address("http://mall.example/", near=True)] == ["notify_not_https"]

    def test_every_code_stands_once_and_says_what_to_do(self) -> None:
        codes = [rule.code for rule in RULES]
        assert len(set(codes)) == len(codes)
        for rule in RULES:
            finding = told(Found(rule.code))
            assert finding.cause
            assert finding.mend
            assert finding.cause_en
            assert finding.mend_en
            assert finding.source.startswith("https://pay.weixin.qq.com/doc/v3/")
        assert is_sound((told(Found("apiv3_key_unproven")),))
        assert not is_sound((told(Found("sign_error")),))


async def findings(payers: Payers) -> dict[str, str]:
    answer = await payers.owner.shop("POST", "/channels/payment/check")
    assert answer.status_code == 200, answer.text
    return {one["code"]: one["grave"] for one in answer.json()["findings"]}


async def put(payers: Payers, **changes: Any) -> None:
    keys = payers.firm["merchant"]
    whole = {
        "mchid": keys["mchid"],
        "serial_no": keys["serial_no"],
        "private_key_pem": keys["private_key_pem"],
        "apiv3_key": keys["apiv3_key"],
        "public_key_id": keys["wechatpay_public_key_id"],
        "public_key_pem": keys["wechatpay_public_key_pem"],
        "certificate_pem": keys["certificate_pem"],
    }
    answer = await payers.owner.shop("PUT", "/channels/payment", whole | changes)
    assert answer.is_success, answer.text


class TestAtTheSandbox:
    async def test_a_whole_account_is_sound_and_only_the_apiv3_key_unproven(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        await put(payers)
        assert await findings(payers) == {"apiv3_key_unproven": "unproven"}
        view = (await payers.owner.shop("GET", "/channels/payment")).json()
        assert (view["check_result"], [one["code"] for one in view["findings"]]) == (
            "ok",
            ["apiv3_key_unproven"],
        )

    async def test_keys_of_another_merchant(self, paying: PayingMall) -> None:
        payers, other = await paying.payers(), await paying.payers()
        foreign = other.firm["merchant"]
        await put(payers, serial_no=foreign["serial_no"])
        assert set(await findings(payers)) == {
            "certificate_serial_differs",
            "sign_error",
            "apiv3_key_unproven",
        }
        await put(payers, private_key_pem=foreign["private_key_pem"])
        assert {"certificate_key_differs", "sign_error"} <= set(await findings(payers))
        await put(
            payers,
            serial_no=foreign["serial_no"],
            private_key_pem=foreign["private_key_pem"],
            certificate_pem=foreign["certificate_pem"],
        )
        assert {"certificate_of_another", "sign_error"} <= set(await findings(payers))

    async def test_numbers_that_wechat_does_not_know(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        await put(payers, public_key_id="PUB_KEY_ID_0199999999992024101500000000000000")
        assert {"public_key_id_unknown", "public_key_of_another"} <= set(await findings(payers))
        await put(payers, mchid="1699999999", certificate_pem=None)
        assert "mchid_unknown" in await findings(payers)

    async def test_wechats_public_key_is_another(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        await put(payers, public_key_pem=public_pem(WECHAT))
        assert "public_key_wrong" in await findings(payers)

    async def test_the_apiv3_key_is_proven_by_a_certificate(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        path = f"/_sandbox/merchants/{payers.firm['merchant']['mchid']}/signing-mode"
        await asyncio.to_thread(paying.world.told, path, {"signing_mode": "mixed"})
        await put(payers, apiv3_key="Zx81Qw92Er03Ty14Ui25Op36As47Df58")
        assert (await findings(payers))["apiv3_key_wrong"] == "fault"

    async def test_the_apiv3_key_is_proven_by_a_notice(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        await put(payers, apiv3_key="Zx81Qw92Er03Ty14Ui25Op36As47Df58")
        opened = (await payers.owner.shop("POST", "/channels/payment/proofs")).json()
        body = {"person": "小明", "code_url": opened["code_url"], "method": "password", "password": "123456"}
        await asyncio.to_thread(paying.world.told, "/_sandbox/device/scan-native", body)
        notice = await paying.notice()
        assert (await paying.hand_in(payers, notice)).status_code == 401
        assert (await findings(payers))["apiv3_key_wrong"] == "fault"
        paying.clock.move(seconds=1)
        await put(payers)
        assert (await findings(payers)) == {"apiv3_key_unproven": "unproven"}
        assert (await paying.hand_in(payers, notice)).status_code == 200
        assert await findings(payers) == {}

    async def test_an_appid_of_another_firm(self, paying: PayingMall) -> None:
        payers, other = await paying.payers(), await paying.payers()
        weapp = {
            name: other.firm["weapp"][name] for name in ("appid", "secret", "push_token", "encoding_aes_key")
        }
        assert (await payers.owner.shop("PUT", "/channels/weapp", weapp)).is_success
        assert (await findings(payers))["appid_not_bound"] == "fault"

    @pytest.mark.parametrize(("seconds", "told_of"), [(50, False), (75, True)])
    async def test_a_clock_that_goes_wrong(self, paying: PayingMall, seconds: int, told_of: bool) -> None:
        payers = await paying.payers()
        paying.clock.move(seconds=seconds)
        assert ("clock_skew" in await findings(payers)) is told_of

    async def test_a_busy_wechat_is_no_fault_of_the_merchant(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        mchid = payers.firm["merchant"]["mchid"]
        paying.world.fault("frequency_limited", mchid=mchid)
        assert (await findings(payers))["wechat_busy"] == "unproven"

    async def test_looks_at_what_is_typed_before_it_is_stored(self, paying: PayingMall) -> None:
        payers = await paying.payers()
        draft = {"mchid": "1", "serial_no": "x", "public_key_id": "", "public_key_pem": ""}
        answer = await payers.owner.shop("POST", "/channels/payment/examine", draft)
        assert [one["code"] for one in answer.json()["findings"]] == [
            "mchid_malformed", "serial_malformed", "public_key_id_malformed", "public_key_malformed",
        ]  # fmt: skip
        assert payers.firm["merchant"]["apiv3_key"] not in answer.text
