"""Refusals of domains, code, payment, review and release, and the faults of our own house."""

import asyncio
from typing import Any

from tests.factories.payers import Payers
from tests.modules.launch.granted import GrantedShop
from tests.modules.launch.refusals.scene import Provoke, Row, Scene, Told, diagnosed, found_by, refused
from tests.modules.releases.conftest import Launched
from tests.modules.releases.test_own_mode import red

_WRONG_KEY = "Zx81Qw92Er03Ty14Ui25Op36As47Df58"


async def _own_code(scene: Scene) -> Launched:
    """An own mini program with our upload key in place and a package made."""
    shop = await scene.own()
    launched = await scene.launched(shop, await scene.hand(shop))
    await asyncio.to_thread(launched.hand.make_key)
    await _keep_key(launched, launched.hand.key.decode())
    return launched


async def _keep_key(launched: Launched, key: str) -> None:
    await launched.asked("PUT", "/code/upload-key", {"private_key_pem": key}, 204)


async def _tried(launched: Launched, code: str, errcode: str) -> Told:
    view = await launched.uploaded()
    assert view["upload_error"].startswith(f"{code}/{errcode}: ")
    return await found_by(launched.merchant, "code", code, errcode)


async def _upload_key(scene: Scene) -> Told:
    launched = await _own_code(scene)
    await launched.by_hand("upload-key")
    return await _tried(launched, "upload_key_wrong", "80002")


async def _upload_address(scene: Scene) -> Told:
    launched = await _own_code(scene)
    await launched.by_hand("allow-lists", {"upload_ips": ["203.0.113.9"]})
    return await _tried(launched, "upload_address_refused", "-10008")


async def _upload_key_missing(scene: Scene) -> Told:
    shop = await scene.own()
    return await diagnosed(shop, "code", "upload_key_missing")


async def _domains_not_set(scene: Scene) -> Told:
    return await diagnosed(await scene.granted(), "domains", "domains_not_set")


async def _no_template(scene: Scene) -> Told:
    """The operator has given its platform no template: nothing that the merchant could mend."""
    shop = await scene.granted()
    launched = await scene.launched(shop, await scene.hand(shop))
    await launched.uploaded()
    return await diagnosed(shop, "code", "not_stamped")


async def _beacon_missing(scene: Scene) -> Told:
    return await diagnosed(await scene.own(), "domains", "beacon_missing")


async def _submitted(scene: Scene) -> tuple[Launched, GrantedShop, str]:
    """Granted, dressed, our template committed, and under review."""
    shop = await scene.granted()
    launched = await scene.launched(shop, await scene.hand(shop))
    await asyncio.to_thread(launched.hand.dress)
    await scene.give_template()
    await launched.uploaded()
    await launched.asked("PUT", "/code/settings", {"contact": {"phone": "13800138009"}}, 204)
    await launched.asked("POST", "/code/privacy")
    points = red(await launched.asked("POST", "/code/coach"))
    form = await launched.asked("GET", "/releases/form")
    wanted = {"items": form["categories"][:1], "acknowledged": points}
    review = await launched.asked("POST", "/releases", wanted, 201)
    return launched, shop, f"/releases/{review['id']}"


async def _clauses(scene: Scene) -> Told:
    launched, shop, path = await _submitted(scene)
    reason = "1:小程序内容为测试内容，不符合规则<br>2:未设置订单中心页面 path<br>3:缺少用户隐私保护指引<br>"
    await launched.decide("audit", "reject", reason=reason)
    await scene.operated.next("weapp_audit_fail")
    told = await launched.asked("GET", path)
    assert [bool(one.get("explained")) for one in told["clauses"]] == [True, True, True]
    card = await shop.look("review")
    assert [one["code"] for one in card["findings"]] == ["review_rejected"] * 3
    return await diagnosed(shop, "review", "review_rejected")


async def _passed(scene: Scene) -> tuple[Launched, GrantedShop, str]:
    launched, shop, path = await _submitted(scene)
    await launched.decide("audit")
    await launched.asked("POST", f"{path}/check")
    return launched, shop, path


async def _not_filed(scene: Scene) -> Told:
    launched, _, path = await _passed(scene)
    return refused(await launched.merchant.shop("POST", f"{path}/release"))


async def _release_waits_for_filing(scene: Scene) -> Told:
    _, shop, _ = await _passed(scene)
    return await diagnosed(shop, "release", "filing_not_done")


async def _nothing_uploaded(scene: Scene) -> Told:
    launched, shop, _ = await _submitted(scene)
    wrong = {"items": [{"first_class": "没有", "second_class": "这个"}]}
    points = red(await launched.asked("POST", "/code/coach"))
    review = (await launched.asked("GET", "/releases"))["items"][0]
    await launched.asked("POST", f"/releases/{review['id']}/withdraw")
    return refused(await shop.owner.shop("POST", "/releases", wrong | {"acknowledged": points}))


async def _link_before_release(scene: Scene) -> Told:
    shop = await scene.granted()
    answer = await shop.owner.shop("POST", "/campaigns", {"name": "门店桌贴", "kind": "store"})
    campaign_id = answer.json()["campaign"]["id"]
    wanted = {"medium": "url_link", "target": "home"}
    return refused(await shop.owner.shop("POST", f"/campaigns/{campaign_id}/codes", wanted))


def _paying(code: str, errcode: str | None = None, **changes: Any) -> Provoke:
    """A merchant account with some fields wrong, checked by its button."""

    async def provoke(scene: Scene) -> Told:
        payers = await scene.payers()
        await _account(payers, **changes)
        return await _checked(payers, code, errcode)

    return provoke


async def _account(payers: Payers, **changes: Any) -> None:
    keys = payers.firm["merchant"]
    account = {name: keys[name] for name in ("mchid", "serial_no", "private_key_pem", "apiv3_key")}
    account["public_key_id"] = keys["wechatpay_public_key_id"]
    account["public_key_pem"] = keys["wechatpay_public_key_pem"]
    answer = await payers.owner.shop("PUT", "/channels/payment", account | changes)
    assert answer.is_success, answer.text


async def _checked(payers: Payers, code: str, errcode: str | None = None) -> Told:
    assert (await payers.owner.shop("POST", "/channels/payment/check")).is_success
    return await found_by(payers.owner, "payment", code, errcode)


async def _not_bound(scene: Scene) -> Told:
    payers = await scene.payers()
    mchid, appid = payers.firm["merchant"]["mchid"], payers.firm["weapp"]["appid"]
    await scene.told(f"/_sandbox/merchants/{mchid}/unbind", {"appid": appid})
    return await _checked(payers, "appid_not_bound")


async def _no_right(scene: Scene) -> Told:
    payers = await scene.payers()
    mchid = payers.firm["merchant"]["mchid"]
    await scene.told(f"/_sandbox/merchants/{mchid}/products", {"products": ["NATIVE"]})
    return await _checked(payers, "jsapi_not_open")


async def _apiv3_key(scene: Scene) -> Told:
    payers = await scene.payers()
    mchid = payers.firm["merchant"]["mchid"]
    await scene.told(f"/_sandbox/merchants/{mchid}/signing-mode", {"signing_mode": "mixed"})
    await _account(payers, apiv3_key=_WRONG_KEY)
    return await _checked(payers, "apiv3_key_wrong")


async def _no_account(scene: Scene) -> Told:
    return await diagnosed(await scene.empty(), "payment", "pay_account_missing")


async def _shipping(scene: Scene) -> Told:
    shop = await scene.own()
    return await diagnosed(shop, "store", "shipping_not_managed")


ROWS = [
    Row("upload_key", _upload_key, "upload_key_wrong", "80002", "merchant", "上传密钥不对"),
    Row("upload_address", _upload_address, "upload_address_refused", "-10008", "merchant", "白名单"),
    Row(
        "upload_key_missing",
        _upload_key_missing,
        "upload_key_missing",
        None,
        "merchant",
        "还没有代码上传密钥",
    ),
    Row("domains_not_set", _domains_not_set, "domains_not_set", None, "merchant", "没有"),
    Row("template_missing", _no_template, "not_stamped", None, "platform", "模板库是空的"),
    Row("beacon_missing", _beacon_missing, "beacon_missing", None, "merchant", "体验版"),
    Row("review_clauses", _clauses, "review_rejected", None, "merchant", "测试内容"),
    Row("release_not_filed", _not_filed, "wechat_code_refused", "86369", "merchant", "ICP 备案"),
    Row("release_waits", _release_waits_for_filing, "filing_not_done", None, "merchant", "ICP 备案"),
    Row("review_category", _nothing_uploaded, "wechat_code_refused", "85008", "merchant", "类目"),
    Row("link_before_release", _link_before_release, "code_refused", "85079", "merchant", "还没有发布过"),
    Row(
        "pay_sign", _paying("sign_error", serial_no="A" * 40), "sign_error", "SIGN_ERROR", "merchant", "签名"
    ),
    Row(
        "pay_mchid", _paying("mchid_unknown", mchid="1699999999"), "mchid_unknown", None, "merchant", "商户号"
    ),
    Row(
        "pay_public_key_id",
        _paying("public_key_id_unknown", public_key_id="PUB_KEY_ID_0199999999992024101500000000000000"),
        "public_key_id_unknown",
        None,
        "merchant",
        "公钥 ID",
    ),
    Row("pay_not_bound", _not_bound, "appid_not_bound", "APPID_MCHID_NOT_MATCH", "merchant", "没有关联"),
    Row("pay_no_right", _no_right, "jsapi_not_open", "NO_AUTH", "merchant", "JSAPI"),
    Row("pay_apiv3", _apiv3_key, "apiv3_key_wrong", None, "merchant", "APIv3"),
    Row("pay_missing", _no_account, "pay_account_missing", None, "merchant", "商户号"),
    Row("shipping_not_managed", _shipping, "shipping_not_managed", None, "merchant", "发货信息管理"),
]
