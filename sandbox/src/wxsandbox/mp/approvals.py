"""What has to be granted before a mini program may be live and be paid: verification, filing, a merchant."""

from typing import Any

from wxsandbox import shapes
from wxsandbox.mp.refusals import HandRefusal
from wxsandbox.openplatform.filing import AT_AUTHORITY, REVIEWING, SENT_BACK
from wxsandbox.openplatform.record import (
    COMPANY,
    DAY_S,
    FILED,
    INDIVIDUAL,
    SMS_DONE,
    SMS_EXPIRED,
    SMS_WAITING,
    VERIFIED_S,
    Launch,
    Task,
    keep_launch,
    launch_of,
)
from wxsandbox.weixin.calls import ApiRefusal
from wxsandbox.world import World

UNPAID, IN_REVIEW = 1, 2
TASK_MADE = 12
# How long before its end the yearly review opens.
RENEWAL_S = 90 * DAY_S
FEE_FEN, COMPANY_FEE_FEN = 30_00, 300_00


def ask_verification(world: World, appid: str, contact: dict[str, str]) -> Task:
    """Asks for 微信认证: to be paid first; papers that were sent back are handed in again without paying."""
    launch = launch_of(world, appid)
    if not contact.get("name") or not contact.get("phone"):
        raise HandRefusal("contact_missing", "请填写联系人姓名与手机号，认证机构会来电核实")
    if launch.verified and not _to_be_renewed(launch, world.clock.now_ms() // 1000):
        raise HandRefusal("already_verified", "已完成微信认证", 89300)
    task = launch.verification
    if task is not None and task.apply_status in (UNPAID, IN_REVIEW):
        raise HandRefusal("under_way", "认证申请正在处理中")
    again = task is not None and task.apply_status == SENT_BACK
    fee = COMPANY_FEE_FEN if launch.subject == COMPANY else FEE_FEN
    taskid = task.taskid if task is not None and again else shapes.web_text(32)
    launch.verification = Task(taskid, TASK_MADE, IN_REVIEW if again else UNPAID, fee_fen=fee, by_hand=True)
    keep_launch(world, appid, launch)
    return launch.verification


def _to_be_renewed(launch: Launch, now: int) -> bool:
    return bool(launch.verified_at) and now >= launch.verified_at + VERIFIED_S - RENEWAL_S


def pay_verification(world: World, appid: str) -> Task:
    """The fee is paid; people at the agency begin to look. Raises HandRefusal."""
    launch = launch_of(world, appid)
    if launch.verification is None or launch.verification.apply_status != UNPAID:
        raise HandRefusal("nothing_to_pay", "没有待支付的认证订单")
    launch.verification.apply_status = IN_REVIEW
    keep_launch(world, appid, launch)
    return launch.verification


def ask_filing(world: World, appid: str, request: dict[str, Any]) -> int:
    """Hands the ICP filing in and returns WeChat's status. Raises HandRefusal, ApiRefusal 86303."""
    launch, now = launch_of(world, appid), world.clock.now_ms() // 1000
    expired = launch.filing == AT_AUTHORITY and launch.sms_status(now) == SMS_EXPIRED
    if launch.filing in (REVIEWING, AT_AUTHORITY, FILED) and not expired:
        raise ApiRefusal(86303, "filing is under way or done")
    wanted = "身份证" if launch.subject == INDIVIDUAL else "营业执照"
    if wanted not in request.get("papers", []):
        raise HandRefusal("filing_papers", f"请上传{wanted}")
    if not request.get("phone") or not request.get("email") or not request.get("service_content"):
        raise HandRefusal("filing_contact", "请填写负责人手机号、邮箱与服务内容")
    if not launch.nickname:
        raise HandRefusal("filing_name", "请先设置小程序名称")
    launch.filing, launch.filing_reasons, launch.sms = REVIEWING, [], SMS_WAITING
    launch.sms_asked_at, launch.filing_request = now, {"icp_applets": request}
    keep_launch(world, appid, launch)
    return launch.filing


def answer_sms(world: World, appid: str) -> int:
    """The person in charge answers the short message of 12381. Raises HandRefusal."""
    launch = launch_of(world, appid)
    status = launch.sms_status(world.clock.now_ms() // 1000)
    if launch.filing != AT_AUTHORITY or status == SMS_DONE:
        raise HandRefusal("no_sms", "现在没有待核验的短信")
    if status == SMS_EXPIRED:
        raise HandRefusal("sms_expired", "短信核验超过 24 小时，请重新提交备案")
    launch.sms = SMS_DONE
    keep_launch(world, appid, launch)
    return launch.sms


def open_trade_management(world: World, appid: str) -> None:
    """Opens 发货信息管理. Raises HandRefusal."""
    launch = launch_of(world, appid)
    if launch.subject == INDIVIDUAL:
        raise HandRefusal("individual_cannot_sell", "个人主体未开放电商类目，不能开通发货信息管理")
    launch.trade_managed = True
    keep_launch(world, appid, launch)


def link_merchant(world: World, appid: str, mchid: str) -> None:
    """Links a merchant number, once the mini program is verified. Raises HandRefusal."""
    launch = launch_of(world, appid)
    if launch.subject == INDIVIDUAL:
        raise HandRefusal("individual_cannot_pay", "个人主体的小程序不能关联商户号")
    if not launch.verified:
        raise HandRefusal("not_verified", "小程序尚未完成微信认证，不能绑定商户号")
    world.store.run("INSERT OR IGNORE INTO binding VALUES (:m, :a)", m=mchid, a=appid)
