"""Fast registration of a firm's mini program: asked for by a platform, confirmed by the legal person,
pushed at the end.

The end is played on the desk with any of WeChat's status codes; after a day without an answer it is 100001.
"""

from typing import Any

from wxsandbox import shapes
from wxsandbox.openplatform import parties
from wxsandbox.openplatform.component import own_component
from wxsandbox.openplatform.record import SOLE_TRADER, Launch, keep_launch
from wxsandbox.pushes.outbox import announce_authorization
from wxsandbox.store import Row
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok, whole_of
from wxsandbox.world import World

DAY_MS = 24 * 3600 * 1000
CODE_LENGTHS = {1: 18, 2: 9, 3: 15}
STATUSES = {
    0: "注册成功",
    -1: "企业与法人姓名不一致",
    100001: "法人超过24小时未完成身份证校验",
    100002: "法人超过24小时未完成人脸识别",
    100003: "法人超过24小时未确认",
    100004: "实名信息与法人姓名不一致",
    101: "工商数据：企业已注销",
    102: "工商数据：企业不存在或信息未更新",
    103: "工商数据：法定代表人姓名不一致",
    104: "工商数据：法定代表人身份证号不一致",
    105: "工商数据：法定代表人身份证未更新，请5至15个工作日后再试",
    1000: "工商数据：企业信息或法定代表人信息不一致",
    1001: "主体创建小程序数量达到上限",
    1002: "主体违规，命中黑名单",
    1003: "管理员绑定账号数量达到上限",
    1004: "管理员违规，命中黑名单",
    1005: "管理员手机绑定账号数量达到上限",
    1006: "管理员手机号违规，命中黑名单",
    1007: "管理员身份证创建账号数量达到上限",
    1008: "管理员身份证违规，命中黑名单",
}


def fast_register(call: ApiCall) -> Answer:
    """POST /cgi-bin/component/fastregisterweapp?action=create|search."""
    component, action = own_component(call), call.query.get("action")
    if action == "create":
        return _create(call, component)
    if action == "search":
        return _search(call, component)
    raise ApiRefusal(85022, "action is invalid")


def decide(world: World, registration_id: int, status: int) -> Row:
    """Ends a registration with one of STATUSES and pushes it; 0 makes the mini program and authorizes it.

    Raises KeyError for an unknown status or a registration that is not waiting.
    """
    words = STATUSES[status]
    row = world.store.one(
        "SELECT * FROM registration WHERE registration_id = :id AND state = 'waiting'", id=registration_id
    )
    if row is None:
        raise KeyError(registration_id)
    with world.store.unit():
        appid = _make_app(world, row) if status == 0 else ""
        world.store.run(
            "UPDATE registration SET state = 'ended', status = :status, appid = :appid"
            " WHERE registration_id = :id",
            status=status,
            appid=appid,
            id=registration_id,
        )
        info = {"name": row["name"], "code": row["code"], "code_type": row["code_type"]}
        info |= {"legal_persona_wechat": row["wechat"], "legal_persona_name": row["legal_name"]}
        fields: dict[str, Any] = {"status": status, "msg": "OK" if status == 0 else words}
        if appid:
            fields |= {"appid": appid, "auth_code": _authorized(world, row["component"], appid)}
        fields["info"] = info | {"component_phone": row["phone"]}
        announce_authorization(world, row["component"], "notify_third_fasteregister", **fields)
    ended = world.store.one("SELECT * FROM registration WHERE registration_id = :id", id=registration_id)
    if ended is None:
        raise KeyError(registration_id)
    return ended


def end_overdue(world: World) -> None:
    """Registrations that the legal person has not answered within a day end with 100001."""
    limit = world.clock.now_ms() - DAY_MS
    for row in world.store.all(
        "SELECT * FROM registration WHERE state = 'waiting' AND created_ms < :l", l=limit
    ):
        decide(world, row["registration_id"], 100001)


def _create(call: ApiCall, component: Row) -> Answer:
    values, world = call.json(), call.world
    wanted = ("name", "code", "legal_persona_wechat", "legal_persona_name")
    if any(not isinstance(values.get(name), str) or not values[name] for name in wanted):
        raise ApiRefusal(89253, "missing parameter")
    wrong = ApiRefusal(89248, "code_type is invalid")
    kind = whole_of(values, "code_type", wrong)
    if kind not in CODE_LENGTHS:
        raise wrong
    if len(values["code"]) != CODE_LENGTHS[kind] or not values["code"].isalnum():
        raise ApiRefusal(89255, "code is invalid")
    if not values["legal_persona_wechat"].replace("_", "").replace("-", "").isalnum():
        raise ApiRefusal(86004, "invalid wechat")
    running = world.store.one(
        "SELECT 1 FROM registration WHERE component = :c AND code = :code AND state = 'waiting'",
        c=component["appid"],
        code=values["code"],
    )
    if running is not None:
        raise ApiRefusal(89249, "task running")
    world.store.insert(
        "registration",
        component=component["appid"],
        name=values["name"],
        code=values["code"],
        code_type=kind,
        wechat=values["legal_persona_wechat"],
        legal_name=values["legal_persona_name"],
        phone=str(values.get("component_phone", "")),
        state="waiting",
        created_ms=world.clock.now_ms(),
    )
    return ok()


def _search(call: ApiCall, component: Row) -> Answer:
    values = call.json()
    row = call.world.store.one(
        "SELECT * FROM registration WHERE component = :c AND name = :name AND wechat = :wechat"
        " AND legal_name = :legal ORDER BY registration_id DESC",
        c=component["appid"],
        name=str(values.get("name", "")),
        wechat=str(values.get("legal_persona_wechat", "")),
        legal=str(values.get("legal_persona_name", "")),
    )
    if row is None:
        raise ApiRefusal(89250, "task not found")
    if row["state"] == "waiting":
        raise ApiRefusal(89251, "waiting for the legal person to verify")
    return ok(status=row["status"], appid=row["appid"])


def _make_app(world: World, row: Row) -> str:
    now, appid = world.clock.now_ms(), shapes.new_appid()
    account_id = world.store.insert("account", name=row["name"], created_ms=now)
    world.store.insert(
        "app",
        appid=appid,
        account_id=account_id,
        kind="weapp",
        name=row["name"],
        secret=shapes.new_app_secret(),
        push_token=shapes.letters(32),
        encoding_aes_key=shapes.letters(42) + "A",
        created_ms=now,
    )
    launch = Launch(principal=row["name"], credential=row["code"], legal_name=row["legal_name"])
    launch.registered = now // 1000
    # 92 begins the credit code of a sole trader (GB 32100).
    if row["code"].startswith("92") or row["name"].startswith("个体户"):
        launch.subject = SOLE_TRADER
    keep_launch(world, appid, launch)
    return appid


def _authorized(world: World, component: str, appid: str) -> str:
    """A registered mini program belongs to the platform's care from the start; `authorized` is not pushed
    for it.
    """
    refresh = f"refreshtoken@@@{shapes.web_text(43)}"
    world.store.insert(
        "authorization", component=component, appid=appid, refresh_token=refresh, at_ms=world.clock.now_ms()
    )
    return parties.new_auth_code(world, component, appid)
