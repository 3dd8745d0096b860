"""Decisions that people at WeChat and at the authority make; each one changes the record and is pushed."""

from typing import Any

from wxsandbox import shapes
from wxsandbox.clock import rfc3339
from wxsandbox.openplatform.joined import procedure_status
from wxsandbox.openplatform.record import (
    FILED,
    SMS_EXPIRED,
    SMS_WAITING,
    Launch,
    keep_launch,
    launch_of,
)
from wxsandbox.pushes.outbox import announce_authorization, announce_event
from wxsandbox.world import World

PLATFORM_REVIEW, AT_AUTHORITY = 2, 4
UNPAID, IN_REVIEW = 1, 2
# What reviewers most often write when they refuse.
AUDIT_REASONS = (
    "1:小程序内容不符合规则：<br>(1):小程序首页无实质内容，请完善后再提交<br>",
    "1:小程序服务类目不符：<br>(1):页面内容与所选类目不一致，请补充对应类目与资质<br>",
    "1:账号体系：<br>(1):请提供可用的测试账号，包含账号与密码<br>",
    "1:用户隐私：<br>(1):收集用户手机号前未明示用途，请完善用户隐私保护指引<br>",
    "1:交易类小程序：<br>(1):未设置订单中心页 path，请设置后再提交<br>",
)


class NothingToDecide(Exception):
    """The mini program has nothing of this kind under review."""


class NotYet(Exception):
    """Something else has to happen first; `reason` is a slug of docs/reference/sandbox.md."""

    def __init__(self, reason: str, words: str) -> None:
        super().__init__(words)
        self.reason = reason


def decide_audit(world: World, appid: str, verdict: str, reason: str = "") -> None:
    """accept, reject (with a reason) or delay the review that is under way. Raises NothingToDecide."""
    launch, now = launch_of(world, appid), world.clock.now_ms() // 1000
    audit = launch.audit
    if audit is None or audit.status not in (2, 4):
        raise NothingToDecide("no review under way")
    events: dict[str, tuple[int, str, dict[str, Any]]] = {
        "accept": (0, "weapp_audit_success", {"SuccTime": now}),
        "reject": (1, "weapp_audit_fail", {"Reason": reason, "FailTime": now, "ScreenShot": ""}),
        "delay": (4, "weapp_audit_delay", {"Reason": reason, "DelayTime": now}),
    }
    audit.status, event, fields = events[verdict]
    audit.reason = reason
    with world.store.unit():
        keep_launch(world, appid, launch)
        announce_event(world, appid, event, **fields)


def decide_name(world: World, appid: str, *, accepted: bool, reason: str = "") -> None:
    """Ends the review of a nickname and pushes wxa_nickname_audit."""
    launch, audit = launch_of(world, appid), launch_of(world, appid).name_audit
    if audit is None or audit.stat != 1:
        raise NothingToDecide("no name under review")
    audit.stat, audit.reason, audit.ended = (3 if accepted else 2), reason, world.clock.now_ms() // 1000
    launch.name_audit = audit
    if accepted:
        launch.nickname, launch.nickname_used = audit.nickname, launch.nickname_used + 1
    with world.store.unit():
        keep_launch(world, appid, launch)
        announce_event(
            world, appid, "wxa_nickname_audit", ret=audit.stat, nickname=audit.nickname, reason=reason
        )


def decide_category(world: World, appid: str, *, accepted: bool, reason: str = "") -> None:
    """Ends the review of the oldest waiting category and pushes wxa_category_audit."""
    launch = launch_of(world, appid)
    waiting = next((one for one in launch.categories if one.audit_status == 1), None)
    if waiting is None:
        raise NothingToDecide("no category under review")
    waiting.audit_status, waiting.audit_reason = (3 if accepted else 2), reason
    fields: dict[str, Any] = {
        "ret": waiting.audit_status,
        "first": waiting.first,
        "second": waiting.second,
        "reason": reason,
    }
    with world.store.unit():
        keep_launch(world, appid, launch)
        announce_event(world, appid, "wxa_category_audit", **fields)


def decide_interface(world: World, appid: str, *, accepted: bool, reason: str = "") -> None:
    """Ends the oldest application for a privacy interface and pushes wxa_privacy_apply."""
    launch, now = launch_of(world, appid), world.clock.now_ms() // 1000
    name = next((one for one, status in launch.interfaces.items() if status == 2), "")
    if not name:
        raise NothingToDecide("no privacy interface under review")
    launch.interfaces[name] = 3 if accepted else 4
    told = {
        "api_name": name,
        "apply_time": str(now),
        "audit_id": "0",
        "audit_time": str(now),
        "reason": reason,
    }
    with world.store.unit():
        keep_launch(world, appid, launch)
        announce_event(
            world, appid, "wxa_privacy_apply", result_info=told | {"status": str(launch.interfaces[name])}
        )


def decide_order_path(world: World, appid: str, *, accepted: bool, reason: str = "") -> None:
    """Ends the review of the order centre's path and pushes order_path_audit_result_notify."""
    launch, now = launch_of(world, appid), world.clock.now_ms() // 1000
    path = launch.order_path
    if path.get("status") != 1:
        raise NothingToDecide("no order path under review")
    path["status"], path["audit_time"] = (3 if accepted else 2), now
    told = {"appid": appid, "audit_id": path.get("audit_id", 0), "status": path["status"], "reason": reason}
    told |= {"apply_time": path["apply_time"], "audit_time": now}
    with world.store.unit():
        keep_launch(world, appid, launch)
        _tell_platforms(world, appid, "order_path_audit_result_notify", list=[told])


def decide_verification(world: World, appid: str, *, accepted: bool, reason: str = "") -> None:
    """Ends WeChat verification and pushes notify_3rd_wxa_auth."""
    launch = launch_of(world, appid)
    task = launch.verification
    if task is None or task.apply_status in (4, 5):
        raise NothingToDecide("no verification under way")
    if task.by_hand and task.apply_status != IN_REVIEW:
        raise NotYet("not_paid", "认证费还没有支付" if task.apply_status == UNPAID else "资料还没有重新提交")
    task.task_status, task.apply_status, task.message = 9, (4 if accepted else 3), reason
    if accepted:
        launch.verified, launch.verified_at = True, world.clock.now_ms() // 1000
    joined = bool(launch.procedure)
    if joined and accepted:
        launch.filing = PLATFORM_REVIEW
    fields: dict[str, Any] = {
        "appid": appid,
        "taskid": task.taskid,
        "task_status": 9,
        "apply_status": task.apply_status,
    }
    with world.store.unit():
        keep_launch(world, appid, launch)
        _tell_platforms(world, appid, "notify_3rd_wxa_auth", **fields, message=reason)
        if joined:
            _tell_of_procedure(world, appid, launch)


def decide_filing(
    world: World, appid: str, *, accepted: bool, reason: str = "", fields: list[dict[str, str]] | None = None
) -> None:
    """One step of the filing: the platform's review, then the authority's. Pushes
    notify_apply_icpfiling_result. `fields` says what was wrong where: key_name, error, suggest.

    Raises NotYet while the short message of the authority is unanswered.
    """
    launch, now = launch_of(world, appid), world.clock.now_ms() // 1000
    steps = {(2, True): 4, (2, False): 3, (4, True): FILED, (4, False): 5}
    following = steps.get((launch.filing, accepted))
    if following is None:
        raise NothingToDecide("no filing under way")
    if following == FILED:
        _check_sms(launch, now)
        launch.filing_number = launch.filing_number or _filing_number(world)
    if following == AT_AUTHORITY:
        launch.sms_asked_at = now
    launch.filing = following
    general = [{"key_name": "主体负责人", "error": reason, "suggest": "请按原因修改"}] if reason else []
    launch.filing_reasons = [] if accepted else (fields or general)
    with world.store.unit():
        keep_launch(world, appid, launch)
        told: dict[str, Any] = {"authorizer_appid": appid, "beian_status": following}
        _tell_platforms(world, appid, "notify_apply_icpfiling_result", **told)
        if launch.procedure:
            _tell_of_procedure(world, appid, launch)


def _check_sms(launch: Launch, now: int) -> None:
    status = launch.sms_status(now)
    if status == SMS_WAITING:
        raise NotYet("sms_not_confirmed", "工信部短信（12381）还没有核验")
    if status == SMS_EXPIRED:
        raise NotYet("sms_expired", "短信核验超过 24 小时，只能驳回后重新提交")


def _filing_number(world: World) -> str:
    return f"浙ICP备{rfc3339(world.clock.now_ms())[:4]}{shapes.digits(6)}号-1X"


def waiting(launch: Launch) -> list[str]:
    """What somebody has to decide about this mini program."""
    known = {
        "audit": launch.audit is not None and launch.audit.status in (2, 4),
        "name": launch.name_audit is not None and launch.name_audit.stat == 1,
        "category": any(one.audit_status == 1 for one in launch.categories),
        "interface": any(status == 2 for status in launch.interfaces.values()),
        "verification": launch.verification is not None and launch.verification.apply_status in (1, 2, 3),
        "filing": launch.filing in (PLATFORM_REVIEW, AT_AUTHORITY),
        "order_path": launch.order_path.get("status") == 1,
    }
    return [name for name, there in known.items() if there]


def _tell_of_procedure(world: World, appid: str, launch: Launch) -> None:
    fields = {"appid": appid, "procedure_id": launch.procedure, "procedure_status": procedure_status(launch)}
    _tell_platforms(world, appid, "notify_3rd_wxa_auth_and_icp", **fields)


def _tell_platforms(world: World, appid: str, info_type: str, /, **fields: Any) -> None:
    for row in world.store.all("SELECT component FROM authorization WHERE appid = :a", a=appid):
        announce_authorization(world, row["component"], info_type, **fields)
