"""WeChat verification and the ICP filing of a mini program. Both are decided on the desk."""

from typing import Any

from wxsandbox import shapes
from wxsandbox.openplatform.profile import all_categories
from wxsandbox.openplatform.record import FILED, NOT_FILED, Task, keep_launch, launch_of
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok
from wxsandbox.weixin.customer import keep_media

REVIEWING, REFUSED, AT_AUTHORITY, REFUSED_BY_AUTHORITY = 2, 3, 4, 5
SENT_BACK = 3
SUBJECT_TYPES = ({"type": 4, "name": "企业"}, {"type": 5, "name": "个人"})
CERTIFICATES = (
    {"type": 1, "subject_type": 4, "name": "营业执照"},
    {"type": 2, "subject_type": 5, "name": "居民身份证"},
)
DISTRICTS = (
    {
        "type": 1,
        "code": "310000",
        "name": "上海市",
        "sub_list": [
            {
                "type": 2,
                "code": "310100",
                "name": "上海市",
                "sub_list": [{"type": 3, "code": "310104", "name": "徐汇区"}],
            }
        ],
    },
    {
        "type": 1,
        "code": "330000",
        "name": "浙江省",
        "sub_list": [
            {
                "type": 2,
                "code": "330100",
                "name": "杭州市",
                "sub_list": [{"type": 3, "code": "330106", "name": "西湖区"}],
            }
        ],
    },
)
SERVICES = (
    {"type": 1, "parent_type": 0, "name": "网络购物"},
    {"type": 2, "parent_type": 0, "name": "生活服务"},
)


def verify(call: ApiCall) -> Answer:
    """POST /wxa/sec/wxaauth: asks for WeChat verification; the administrator scans auth_url."""
    data, launch = call.json().get("auth_data"), launch_of(call.world, call.appid)
    if (
        not isinstance(data, dict)
        or not data.get("customer_type")
        or not isinstance(data.get("contact_info"), dict)
    ):
        raise ApiRefusal(40097, "invalid args")
    if launch.verified:
        raise ApiRefusal(89300, "already verified")
    task = Task(shapes.web_text(32), 0, 1)
    launch.verification = task
    keep_launch(call.world, call.appid, launch)
    address = f"{call.world.settings.public_origin}/open?appid={call.appid}"
    return ok(taskid=task.taskid, auth_url=address)


def verify_again(call: ApiCall) -> Answer:
    """POST /wxa/sec/reauth {taskid, auth_data}: after the papers were sent back."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    task, data = launch.verification, values.get("auth_data")
    if task is None or values.get("taskid") != task.taskid:
        raise ApiRefusal(85060, "invalid taskid")
    if not isinstance(data, dict) or not data.get("customer_type"):
        raise ApiRefusal(40097, "invalid args")
    if task.apply_status != SENT_BACK:
        raise ApiRefusal(89301, "the application can not be handed in again")
    task.task_status, task.apply_status, task.message = 12, 2, ""
    keep_launch(call.world, call.appid, launch)
    address = f"{call.world.settings.public_origin}/open?appid={call.appid}"
    return ok(taskid=task.taskid, auth_url=address)


def verification(call: ApiCall) -> Answer:
    """POST /wxa/sec/queryauth {taskid}."""
    task = launch_of(call.world, call.appid).verification
    if task is None or call.json().get("taskid") != task.taskid:
        raise ApiRefusal(85060, "invalid taskid")
    return ok(task_status=task.task_status, apply_status=task.apply_status, message=task.message)


def upload_media(call: ApiCall) -> Answer:
    """POST /wxa/icp/upload_icp_media: multipart with the file in `media`."""
    media_id = keep_media(call, "icp", "media", 10 * 1024 * 1024)
    return ok(type="image", media_id=media_id, created_at=call.world.clock.now_ms() // 1000)


def create_face_task(call: ApiCall) -> Answer:
    """POST /wxa/icp/create_icp_verifytask; the face is checked as soon as it is asked for."""
    launch = launch_of(call.world, call.appid)
    launch.face_task = shapes.web_text(32)
    keep_launch(call.world, call.appid, launch)
    return ok(task_id=launch.face_task)


def face_task(call: ApiCall) -> Answer:
    """POST /wxa/icp/query_icp_verifytask."""
    launch = launch_of(call.world, call.appid)
    if not launch.face_task or call.json().get("task_id") != launch.face_task:
        raise ApiRefusal(86305, "task not found")
    return ok(is_finish=True, face_status=4)


def apply_filing(call: ApiCall) -> Answer:
    """POST /wxa/icp/apply_icp_filing. What is missing comes back as hints and nothing is filed."""
    values, launch = call.json(), launch_of(call.world, call.appid)
    if launch.filing in (REVIEWING, AT_AUTHORITY, FILED):
        raise ApiRefusal(86303, "filing is under way or done")
    hints = missing_parts(values, launch.face_task)
    if hints:
        return {"errcode": 86306, "errmsg": f"invalid args, rid: {shapes.new_rid()}", "hints": hints}
    launch.filing, launch.filing_reasons, launch.filing_request = REVIEWING, [], values
    keep_launch(call.world, call.appid, launch)
    return ok(hints=[])


def cancel_filing(call: ApiCall) -> Answer:
    """POST /wxa/icp/cancel_apply_icp_filing."""
    launch = launch_of(call.world, call.appid)
    if launch.filing not in (REVIEWING, REFUSED, REFUSED_BY_AUTHORITY):
        raise ApiRefusal(86330, "nothing to cancel")
    launch.filing = NOT_FILED
    keep_launch(call.world, call.appid, launch)
    return ok()


def give_up_filing(call: ApiCall) -> Answer:
    """POST /wxa/icp/cancel_icp_filing {cancel_type}: 1 the owner's, 2 the mini program's. At once here."""
    launch = launch_of(call.world, call.appid)
    kind = call.json().get("cancel_type")
    if kind not in (1, 2) or isinstance(kind, bool):
        raise ApiRefusal(40097, "invalid args")
    if launch.filing != FILED:
        raise ApiRefusal(86300, "no filed order")
    launch.filing = NOT_FILED
    keep_launch(call.world, call.appid, launch)
    return ok()


def filing(call: ApiCall) -> Answer:
    """GET /wxa/icp/get_icp_entrance_info."""
    launch = launch_of(call.world, call.appid)
    info: dict[str, Any] = {
        "status": launch.filing,
        "is_canceling": False,
        "audit_data": launch.filing_reasons,
    }
    info["available"] = 1
    if launch.filing == AT_AUTHORITY:
        info["sms_verify_status"] = launch.sms_status(call.world.clock.now_ms() // 1000)
    return ok(info=info)


def filed(call: ApiCall) -> Answer:
    """GET /wxa/icp/get_online_icp_order: what was filed."""
    launch = launch_of(call.world, call.appid)
    if launch.filing != FILED:
        raise ApiRefusal(86300, "no filed order")
    known = {name: launch.filing_request.get(name, {}) for name in ("icp_subject", "icp_applets")}
    return ok(**known)


def subject_types(call: ApiCall) -> Answer:
    """GET /wxa/icp/query_icp_subject_types."""
    _ = call.appid
    return ok(items=list(SUBJECT_TYPES))


def certificate_types(call: ApiCall) -> Answer:
    """GET /wxa/icp/query_icp_certificate_types."""
    _ = call.appid
    return ok(items=list(CERTIFICATES))


def districts(call: ApiCall) -> Answer:
    """GET /wxa/icp/query_icp_district_code: provinces, cities and districts, a few of them."""
    _ = call.appid
    return ok(items=list(DISTRICTS))


def service_types(call: ApiCall) -> Answer:
    """GET /wxa/icp/query_icp_service_content_types."""
    _ = all_categories(call)
    return ok(items=list(SERVICES))


def missing_parts(values: dict[str, Any], face: str) -> list[dict[str, Any]]:
    """The hints about a filing: every required group that is not there, and a face check of another task."""
    wanted = {
        "icp_subject": ("base_info", "principal_info"),
        "icp_applets": ("base_info", "principal_info"),
    }
    hints: list[dict[str, Any]] = []
    for group, fields in wanted.items():
        given = values.get(group)
        parts = given if isinstance(given, dict) else {}
        hints += [
            {"errcode": 86306, "errmsg": "missing", "err_field": f"{group}.{name}"}
            for name in fields
            if not isinstance(parts.get(name), dict) or not parts[name]
        ]
    subject = values.get("icp_subject")
    principal = subject.get("principal_info") if isinstance(subject, dict) else None
    if isinstance(principal, dict) and principal and principal.get("verify_task_id", face) != face:
        hints.append({"errcode": 86307, "errmsg": "face task", "err_field": "verify_task_id"})
    return hints
