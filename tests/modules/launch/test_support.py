"""The support pack carries nobody's secrets, and questions to desks stay open until they are answered."""

import asyncio
from typing import Any

import pytest

from tests.factories.operators import OperatedMall
from tests.modules.launch.granted import FILING, GrantedShop, granted_shop, own_shop
from tests.sandbox.owner import CONTACT
from xiaopu.modules.compliance.domain.numbers import credit_check, id_check
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.support import MOST_TEXT, desks

pytestmark = pytest.mark.anyio

PERSON: dict[str, Any] = {
    "type": "company",
    "name": "杭州秋山茶器有限公司",
    "credit_code": "91330106MA2H3Y4J5X",
    "legal_name": "欧阳秋山",
    "id_number": "330106199003074518",
    "phone": "13857109266",
    "sells": ["clothes"],
}


async def _facts(shop: GrantedShop) -> list[str]:
    """A subject with right check digits; what of it is personal."""
    code, number = str(PERSON["credit_code"])[:17], str(PERSON["id_number"])[:17]
    facts = PERSON | {"credit_code": code + credit_check(code), "id_number": number + id_check(number)}
    answer = await shop.owner.shop("PUT", "/subject", facts)
    assert answer.is_success, answer.text
    return [str(facts[name]) for name in ("name", "credit_code", "legal_name", "id_number", "phone")]


async def _channels(shop: GrantedShop) -> list[str]:
    """Every key that a shop can have."""
    firm = await shop.operated.firm()
    weapp = {name: firm["weapp"][name] for name in ("appid", "secret", "push_token", "encoding_aes_key")}
    keys = firm["merchant"]
    account = {
        "mchid": keys["mchid"],
        "serial_no": keys["serial_no"],
        "private_key_pem": keys["private_key_pem"],
        "apiv3_key": keys["apiv3_key"],
        "public_key_id": keys["wechatpay_public_key_id"],
        "public_key_pem": keys["wechatpay_public_key_pem"],
    }
    upload = (await shop.operated.told(f"/_sandbox/mp/{weapp['appid']}/upload-key", {}))["private_key_pem"]
    for path, body in (
        ("/channels/weapp", weapp),
        ("/channels/payment", account),
        ("/code/upload-key", {"private_key_pem": upload}),
    ):
        answer = await shop.owner.shop("PUT", path, body)
        assert answer.is_success, answer.text
    await shop.owner.shop("POST", "/channels/payment/check")
    pems = [line for pem in (keys["private_key_pem"], upload) for line in pem.splitlines() if len(line) > 40]
    return [weapp["secret"], weapp["push_token"], weapp["encoding_aes_key"], keys["apiv3_key"], *pems]


async def _pack(shop: GrantedShop) -> str:
    answer = await shop.owner.shop("GET", "/launch/support-pack")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="launch-support.json"'
    assert answer.json()["version"] == 1
    return answer.text


class TestSupportPack:
    async def test_of_an_own_shop_no_secret_is_inside(self, operated: OperatedMall) -> None:
        shop = await own_shop(operated)
        known = await _facts(shop) + await _channels(shop)
        await shop.ask("POST", "/diagnose")
        pack = await _pack(shop)
        assert [one for one in known if one in pack] == []
        # It is of use all the same.
        assert all(f'"{step}"' in pack for step in Step)
        assert '"findings"' in pack

    async def test_of_a_granted_shop_nobody_is_named(self, operated: OperatedMall) -> None:
        shop = await granted_shop(operated)
        known = await _facts(shop)
        await shop.ask("PUT", "/filing", FILING)
        for key in ("licence", "principal_front", "principal_back"):
            await shop.upload("PUT", f"/filing/papers/{key}")
        await shop.ask("POST", "/filing/face")
        await shop.ask("POST", "/filing/hand-in")
        # WeChat's own words may quote what was handed in.
        quoted = "李雷的手机号 13800138000 与 330106199001011234 名下 13900001111、a.b@c.example 重复"
        fields = [{"key_name": "主体负责人手机号", "error": quoted, "suggest": "请欧阳秋山本人核对"}]
        await shop.decide("filing", "reject", "notify_apply_icpfiling_result", fields=fields)
        draft: dict[str, Any] = {
            "contact_name": "诸葛青山",
            "contact_email": "qingshan@example.com",
            "account_name": "秋山茶器",
        }
        await shop.ask("PUT", "/verification", draft)
        await shop.act("verification", CONTACT)
        await asyncio.to_thread(
            operated.world.told, f"/_sandbox/mp/{shop.appid}/name", {"nick_name": "欧阳秋山的铺子"}
        )
        await shop.ask("POST", "/diagnose")
        pack = await _pack(shop)
        assert shop.appid in pack
        known += ["诸葛青山", "qingshan@example.com", "李雷", "13800138000", "330106199001011234"]
        assert "＊＊＊的手机号 ＊＊＊ 与 ＊＊＊ 名下 ＊＊＊、＊＊＊ 重复" in pack
        known += ["13900001111", "a.b@c.example", "杭州山货铺", "欧阳秋山的铺子", "文三路"]
        assert [one for one in known if one in pack] == []


class TestDesks:
    async def test_every_step_has_a_desk_and_the_text_names_what_is_known(
        self, operated: OperatedMall
    ) -> None:
        assert set(desks()) == set(Step)
        shop = await own_shop(operated)
        await operated.told(f"/_sandbox/mp/{shop.appid}/secret", {})
        desk = (await shop.ask("POST", "/diagnose?step=account"))["desk"]
        for word in (shop.appid, "errcode 40125", "rid ", "北京时间", "已经试过"):
            assert word in desk["text"]
        assert len(desk["text"]) <= MOST_TEXT


class TestCases:
    async def test_open_until_answered_once(self, operated: OperatedMall) -> None:
        shop = await own_shop(operated)
        made = await shop.ask("POST", "/cases", {"step": "filing", "text": "备案被驳回，原因看不懂"})
        assert (made["is_open"], made["step"]) == (True, "filing")
        listed = (await shop.ask("GET", "/cases"))["items"]
        assert [(one["id"], one["text"]) for one in listed] == [(made["id"], "备案被驳回，原因看不懂")]
        closed = await shop.ask("POST", f"/cases/{made['id']}/answer", {"answer": "换一个手机号"})
        assert (closed["is_open"], closed["answer"]) == (False, "换一个手机号")
        again = await shop.refused("POST", f"/cases/{made['id']}/answer", {"answer": "再答一次"})
        assert again["code"] == "case_closed"
        [kept] = (await shop.ask("GET", "/cases"))["items"]
        assert kept["answer"] == "换一个手机号"
        audit = [row["action"] for row in (await shop.owner.shop("GET", "/audit")).json()["items"]]
        assert audit.count("launch.case_closed") == audit.count("launch.case_opened") == 1

    async def test_another_shops_case_is_not_found(self, operated: OperatedMall) -> None:
        mine, theirs = await own_shop(operated), await own_shop(operated)
        made = await theirs.ask("POST", "/cases", {"step": "review", "text": "审核三天了"})
        answer = await mine.owner.shop("POST", f"/launch/cases/{made['id']}/answer", {"answer": "?"})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert (await mine.ask("GET", "/cases"))["items"] == []
        [kept] = (await theirs.ask("GET", "/cases"))["items"]
        assert kept["is_open"] is True

    @pytest.mark.parametrize("body", [{"step": "nothing", "text": "?"}, {"step": "review"}, {}])
    async def test_what_cannot_be_asked(self, operated: OperatedMall, body: Any) -> None:
        shop = await own_shop(operated)
        assert (await shop.owner.shop("POST", "/launch/cases", body)).status_code == 422
