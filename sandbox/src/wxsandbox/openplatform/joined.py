"""Verification and ICP filing in one application: the filing starts once verification is granted."""

from typing import Any

from wxsandbox import shapes
from wxsandbox.openplatform.filing import (
    AT_AUTHORITY,
    REFUSED,
    REFUSED_BY_AUTHORITY,
    REVIEWING,
    SENT_BACK,
    missing_parts,
)
from wxsandbox.openplatform.record import FILED, Launch, Task, keep_launch, launch_of
from wxsandbox.weixin.calls import Answer, ApiCall, ApiRefusal, ok

REFUSED_FOR_GOOD = 5
# WeChat publishes 18, 20, 21 and 23 to 25; the three others are this sandbox's own.
VERIFYING, VERIFICATION_SENT_BACK, VERIFICATION_FAILED = 17, 18, 20
FILING, FILING_REFUSED, FILING_AT_AUTHORITY, REFUSED_THERE, ALL_DONE = 22, 23, 24, 25, 26


def submit(call: ApiCall) -> Answer:
    """POST /wxa/sec/submit_auth_and_icp: companies and persons with an accepted category, not yet filed.

    Faults of the filing come back as hints with errcode 86202, and nothing is handed in.
    """
    values, launch = call.json(), launch_of(call.world, call.appid)
    data = values.get("auth_data")
    if not isinstance(data, dict) or data.get("customer_type") not in (1, 15):
        raise ApiRefusal(40097, "invalid args")
    if not isinstance(data.get("contact_info"), dict) or not data.get("account_name"):
        raise ApiRefusal(40097, "invalid args")
    if launch.verified or launch.filing in (REVIEWING, AT_AUTHORITY, FILED):
        raise ApiRefusal(89300, "already verified or filed")
    if not any(one.audit_status == 3 for one in launch.categories):
        raise ApiRefusal(85008, "no accepted category")
    hints = missing_parts(values, launch.face_task)
    if hints:
        return {
            "errcode": 86202,
            "errmsg": f"apply icp filing fail rid: {shapes.new_rid()}",
            "hints": hints,
        }
    launch.procedure = launch.procedure or shapes.new_app_secret()
    launch.verification = Task(shapes.web_text(32), 12, 2)
    launch.filing_request = {name: values.get(name, {}) for name in ("icp_subject", "icp_applets")}
    keep_launch(call.world, call.appid, launch)
    return ok(hints=[], procedure_id=launch.procedure, pay_url="")


def progress(call: ApiCall) -> Answer:
    """POST /wxa/sec/query_auth_and_icp {procedure_id}."""
    launch = launch_of(call.world, call.appid)
    if not launch.procedure or call.json().get("procedure_id") != launch.procedure:
        raise ApiRefusal(85060, "invalid procedure_id")
    status = procedure_status(launch)
    told: dict[str, Any] = {"procedure_status": status, "orderid": 0}
    reason = launch.verification.message if launch.verification else ""
    if status == VERIFICATION_SENT_BACK:
        told["refill_reason"] = reason
    if status == VERIFICATION_FAILED:
        told["fail_reason"] = reason
    icp: dict[str, Any] = {"hints": [], "audit_data": launch.filing_reasons}
    if status == FILING_AT_AUTHORITY:
        icp["sms_verify_status"] = launch.sms_status(call.world.clock.now_ms() // 1000)
    return ok(**told, icp_audit=icp)


def procedure_status(launch: Launch) -> int:
    """How far the joined application has come."""
    of_filing = {
        REVIEWING: FILING,
        REFUSED: FILING_REFUSED,
        AT_AUTHORITY: FILING_AT_AUTHORITY,
        REFUSED_BY_AUTHORITY: REFUSED_THERE,
        FILED: ALL_DONE,
    }
    if launch.verified:
        return of_filing.get(launch.filing, FILING)
    of_verification = {SENT_BACK: VERIFICATION_SENT_BACK, REFUSED_FOR_GOOD: VERIFICATION_FAILED}
    task = launch.verification
    return of_verification.get(task.apply_status, VERIFYING) if task else VERIFYING
