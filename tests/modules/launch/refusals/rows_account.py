"""Refusals on the way to an account: registration, keys, grants, a busy WeChat."""

from tests.modules.launch.refusals.scene import PUSHED, Provoke, Row, Scene, Told, diagnosed, refused
from tests.sandbox.owner import credit_code
from xiaopu.modules.platform.domain.findings import finding_of

_LEGAL_PERSON_OR_MERCHANT = "merchant"


def _pushed(status: int) -> Provoke:
    async def provoke(scene: Scene) -> Told:
        shop = await scene.empty()
        await scene.registration(shop)
        newest = (await scene.operated.seen("/_sandbox/open/registrations"))[0]["registration_id"]
        await scene.told(f"/_sandbox/open/registrations/{newest}", {"status": status})
        await scene.operated.next("notify_third_fasteregister")
        await scene.work()
        assert (await shop.look("account"))["status"] == "failed"
        return await diagnosed(shop, "account", "registration", str(status))

    return provoke


async def _running_elsewhere(scene: Scene) -> Told:
    shop, book = await scene.empty(), scene.operated.mall.house.rooms.services()["grant_flows"]._desk._book
    wanted = await scene.registration(await scene.empty())
    token = await book.platform().component.tokens.current()
    path = f"/cgi-bin/component/fastregisterweapp?action=create&component_access_token={token}"
    body = {name: wanted[name] for name in ("name", "legal_persona_wechat", "legal_persona_name")}
    code = credit_code()
    await scene.told(path, body | {"code": code, "code_type": 1})
    await scene.registration(shop, code=code)
    return await diagnosed(shop, "account", "registration", "89249")


async def _wechat_id(scene: Scene) -> Told:
    """An id of the right shape that WeChat cannot find."""
    shop = await scene.empty()
    await scene.registration(shop, legal_persona_wechat="-_-")
    return await diagnosed(shop, "account", "registration", "86004")


async def _revoked(scene: Scene) -> Told:
    shop = await scene.granted()
    names = {"component_appid": scene.operated.own["appid"], "appid": shop.appid}
    await scene.told("/_sandbox/open/revoke", names)
    await scene.operated.next("unauthorized")
    await scene.work()
    return await diagnosed(shop, "account", "grant_revoked")


async def _revoked_unheard(scene: Scene) -> Told:
    """The push was lost: the call says it."""
    shop = await scene.granted()
    await shop.look("profile")
    names = {"component_appid": scene.operated.own["appid"], "appid": shop.appid}
    await scene.told("/_sandbox/open/revoke", names)
    scene.operated.paying.clock.move(hours=2)
    return await diagnosed(shop, "profile", "wechat_refused")


async def _secret(scene: Scene) -> Told:
    shop = await scene.own()
    await scene.told(f"/_sandbox/mp/{shop.appid}/secret", {})
    return await diagnosed(shop, "account", "wechat_refused", "40125")


async def _appid(scene: Scene) -> Told:
    shop = await scene.empty()
    keys = {"appid": "wx0123456789abcdef", "secret": "0" * 32}
    assert (await shop.owner.shop("PUT", "/channels/weapp", keys)).is_success
    return await diagnosed(shop, "account", "wechat_refused", "40013")


async def _address(scene: Scene) -> Told:
    shop = await scene.own()
    await scene.told(f"/_sandbox/mp/{shop.appid}/allow-lists", {"secret_ips": ["203.0.113.9"]})
    return await diagnosed(shop, "account", "wechat_refused", "40164")


async def _secret_elsewhere(scene: Scene) -> Told:
    """The same wrong secret, met at another step: it is told there too."""
    shop = await scene.own()
    await scene.told(f"/_sandbox/mp/{shop.appid}/secret", {})
    return await diagnosed(shop, "profile", "wechat_refused", "40125")


async def _no_keys(scene: Scene) -> Told:
    shop = await scene.empty()
    assert (await shop.owner.shop("PUT", "/channels/weapp", {"appid": "wx0123456789abcdef"})).is_success
    return await diagnosed(shop, "account", "account_keys_missing")


async def _busy(scene: Scene) -> Told:
    shop = await scene.own()
    before = (await shop.look("account"))["status"]
    path = "/wxaapi/newtmpl/getcategory"
    fault = {"kind": "system_error_then_success", "match": {"path": path, "appid": shop.appid}, "times": 9}
    made = await scene.told("/_sandbox/faults", fault)
    told = await diagnosed(shop, "account", "wechat_busy")
    assert (await shop.step("account"))["status"] == before == "done"
    assert made
    return told


async def _grant_busy(scene: Scene) -> Told:
    shop = await scene.granted()
    path = "/cgi-bin/account/getaccountbasicinfo"
    fault = {"kind": "system_error_then_success", "match": {"path": path, "appid": shop.appid}, "times": 9}
    await scene.told("/_sandbox/faults", fault)
    return refused(await shop.owner.shop("GET", "/launch/profile"))


ROWS = [
    *(
        Row(
            f"registration_{status}",
            _pushed(status),
            "registration",
            str(status),
            _LEGAL_PERSON_OR_MERCHANT,
            finding_of(str(status)).cause_zh,
        )
        for status in PUSHED
    ),
    Row("registration_running", _running_elsewhere, "registration", "89249", "merchant", "已有注册任务"),
    Row("registration_wechat_id", _wechat_id, "registration", "86004", "merchant", "微信号不存在"),
    Row("grant_revoked", _revoked, "grant_revoked", None, "merchant", "取消了对平台的授权"),
    Row("grant_revoked_unheard", _revoked_unheard, "wechat_refused", "61003", "merchant", "授权"),
    Row("secret_wrong", _secret, "wechat_refused", "40125", "merchant", "AppSecret 不正确"),
    Row("appid_unknown", _appid, "wechat_refused", "40013", "merchant", "AppID 不正确"),
    Row("address_not_listed", _address, "wechat_refused", "40164", "merchant", "IP 不在白名单"),
    Row("secret_wrong_at_profile", _secret_elsewhere, "wechat_refused", "40125", "merchant", "AppSecret"),
    Row("keys_missing", _no_keys, "account_keys_missing", None, "merchant", "AppSecret"),
    Row("wechat_busy", _busy, "wechat_busy", None, "wechat", "不是您的问题"),
    Row("wechat_busy_at_an_act", _grant_busy, "wechat_busy", None, "wechat", "不是您的问题"),
]
