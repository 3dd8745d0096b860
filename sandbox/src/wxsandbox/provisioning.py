"""Opening a firm at WeChat in one step: mini program, service account, merchant number, templates.

At the real WeChat this takes weeks, contracts and certificates; here it takes three RSA keys.
"""

import json
from typing import Any

from wxsandbox import sealing, shapes
from wxsandbox.store import Row
from wxsandbox.world import World

SIGNING_MODES = ("public_key", "certificate", "mixed")
FIRST_TEMPLATES = (
    (
        "1221",
        "订单支付成功",
        {"character_string1": "订单编号", "thing2": "商品名称", "amount3": "支付金额", "time4": "支付时间"},
    ),
    (
        "1856",
        "订单发货",
        {
            "character_string1": "订单编号",
            "thing2": "商品名称",
            "thing3": "快递公司",
            "character_string4": "快递单号",
            "time5": "发货时间",
        },
    ),
    (
        "3266",
        "退款结果",
        {
            "character_string1": "订单编号",
            "thing2": "商品名称",
            "amount3": "退款金额",
            "phrase4": "退款状态",
            "thing5": "备注",
        },
    ),
    (
        "2541",
        "待付款提醒",
        {
            "character_string1": "订单编号",
            "thing2": "商品名称",
            "amount3": "待付金额",
            "time4": "支付截止时间",
            "thing5": "温馨提示",
        },
    ),
)


def provision(world: World, name: str, signing_mode: str = "public_key") -> dict[str, Any]:
    """Opens a firm of this name and returns everything its owner would copy from WeChat's consoles.

    Every call opens another firm. `signing_mode` says with which key WeChat signs when the request does
    not ask.
    """
    mchid = shapes.new_mchid()
    now_ms = world.clock.wall_ms()
    merchant = _new_merchant(mchid, name, signing_mode, now_ms)
    with world.store.unit():
        account_id = world.store.insert("account", name=name, created_ms=now_ms)
        weapp = _add_app(world, account_id, kind="weapp", name=name, now_ms=now_ms)
        service = _add_app(world, account_id, kind="service", name=f"{name}服务号", now_ms=now_ms)
        world.store.insert("merchant", account_id=account_id, **merchant)
        for appid in (weapp, service):
            world.store.insert("binding", mchid=mchid, appid=appid)
        for tid, title, keywords in FIRST_TEMPLATES:
            add_template(world, weapp, tid=tid, title=title, keywords=keywords)
    return credentials(world, mchid)


def credentials(world: World, mchid: str) -> dict[str, Any]:
    """What `provision` returned for this merchant. Raises KeyError when there is no such merchant."""
    merchant = world.store.one("SELECT * FROM merchant WHERE mchid = :mchid", mchid=mchid)
    if merchant is None:
        raise KeyError(mchid)
    apps = {row["kind"]: row for row in apps_of(world, merchant["account_id"])}
    weapp, service = apps["weapp"], apps["service"]
    return {
        "name": merchant["name"],
        "weapp": {name: weapp[name] for name in ("appid", "secret", "push_token", "encoding_aes_key")},
        "service_account": {name: service[name] for name in ("appid", "secret")},
        "merchant": merchant_view(merchant),
        "subscribe_templates": templates_of(world, weapp["appid"]),
    }


def merchant_view(row: Row) -> dict[str, Any]:
    """What a merchant's owner copies from 商户平台."""
    return {
        "mchid": row["mchid"],
        "serial_no": row["serial_no"],
        "private_key_pem": row["private_key_pem"],
        "certificate_pem": row["certificate_pem"],
        "apiv3_key": row["apiv3_key"],
        "wechatpay_public_key_id": row["public_key_id"],
        "wechatpay_public_key_pem": row["public_key_pem"],
        "signing_mode": row["signing_mode"],
    }


def open_merchant(world: World, name: str, signing_mode: str) -> str:
    """A merchant number without any app, as it is before one is linked; joins the caller's unit."""
    mchid, now_ms = shapes.new_mchid(), world.clock.wall_ms()
    account_id = world.store.insert("account", name=name, created_ms=now_ms)
    world.store.insert("merchant", account_id=account_id, **_new_merchant(mchid, name, signing_mode, now_ms))
    return mchid


def firms(world: World) -> list[Row]:
    """Merchants that were provisioned together with their apps, oldest first."""
    return world.store.all(
        "SELECT * FROM merchant m WHERE EXISTS"
        " (SELECT 1 FROM app a WHERE a.account_id = m.account_id AND a.kind = 'service') ORDER BY rowid"
    )


def apps_of(world: World, account_id: int) -> list[Row]:
    """The firm's mini program and service account; the first ones come last where there are several."""
    return world.store.all(
        "SELECT * FROM app WHERE account_id = :id ORDER BY kind DESC, created_ms DESC", id=account_id
    )


def templates_of(world: World, appid: str) -> list[dict[str, Any]]:
    """The message templates of this mini program, with the name of each keyword."""
    rows = world.store.all("SELECT * FROM template WHERE appid = :appid ORDER BY rowid", appid=appid)
    return [
        {"template_id": row["template_id"], "title": row["title"], "keywords": json.loads(row["keywords"])}
        for row in rows
    ]


def add_template(
    world: World, appid: str, *, tid: str, title: str, keywords: dict[str, str], type_: int = 2
) -> str:
    """Gives the mini program a template and returns its id. Type 2 is one grant, one message."""
    template_id = shapes.new_template_id()
    world.store.insert(
        "template",
        template_id=template_id,
        appid=appid,
        tid=tid,
        title=title,
        keywords=json.dumps(keywords, ensure_ascii=False),
        type=type_,
    )
    return template_id


def _add_app(world: World, account_id: int, *, kind: str, name: str, now_ms: int) -> str:
    appid = shapes.new_appid()
    world.store.insert(
        "app",
        appid=appid,
        account_id=account_id,
        kind=kind,
        name=name,
        secret=shapes.new_app_secret(),
        push_token=shapes.letters(32),
        encoding_aes_key=shapes.letters(42) + "A",
        created_ms=now_ms,
    )
    return appid


def _new_merchant(mchid: str, name: str, signing_mode: str, now_ms: int) -> dict[str, Any]:
    own, wechat, platform = (sealing.new_private_key() for _ in range(3))
    serial, certificate = sealing.issue_certificate(own, common_name=mchid, organization=name)
    platform_serial, platform_certificate = sealing.issue_certificate(
        platform, common_name="Tenpay.com sign (wxsandbox)", organization="wxsandbox"
    )
    return {
        "mchid": mchid,
        "name": name,
        "apiv3_key": shapes.letters(32),
        "serial_no": serial,
        "private_key_pem": own,
        "certificate_pem": certificate,
        "signing_mode": signing_mode,
        "public_key_id": shapes.new_public_key_id(mchid, now_ms),
        "public_key_pem": sealing.public_pem(wechat),
        "public_key_private_pem": wechat,
        "platform_serial": platform_serial,
        "platform_certificate_pem": platform_certificate,
        "platform_private_pem": platform,
        "created_ms": now_ms,
    }
