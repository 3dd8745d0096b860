"""The shop becomes another subject: another AppID, the same goods, pages, orders and books."""

from datetime import timedelta
from typing import Any

import msgspec

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.compliance.api import SubjectType, subject_locked, subject_type, unlock_subject
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.states import StepAction, StepStatus
from xiaopu.modules.launch.domain.steps import Step
from xiaopu.modules.launch.domain.truth import Outlook, Words
from xiaopu.modules.launch.errors import StillOpen, SubjectStays
from xiaopu.modules.launch.events import LookAsked
from xiaopu.modules.platform.api import RegistrationState, newest_registration, release_weapp
from xiaopu.modules.tenancy.api import weapp_channel, write_audit

# What stood for the old mini program. Subject, store and promotion are the shop's own and stay.
RESET_STEPS = (
    Step.ACCOUNT,
    Step.PROFILE,
    Step.VERIFICATION,
    Step.FILING,
    Step.DOMAINS,
    Step.CODE,
    Step.PAYMENT,
    Step.REVIEW,
    Step.RELEASE,
)
WHY = "换了主体，要用新的 AppID 重新走这一步"
_RUNNING = (RegistrationState.SENDING, RegistrationState.WAITING, RegistrationState.ACCEPTING)
# A look that began before the change may end after it: the account is looked at once more.
_LOOK_AGAIN = timedelta(minutes=1)


class ChangeLine(msgspec.Struct, frozen=True):
    """One thing that moves along or stands in the way, and how many there are."""

    key: str
    words: Words
    count: int


class SubjectChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """What becoming another subject means for this shop. `allowed` is False for who has a company's or a
    sole trader's mini program; `open` must be empty first.
    """

    allowed: bool
    moves: list[ChangeLine]
    stays: list[Words]
    open: list[ChangeLine]
    type: str | None = None
    appid: str | None = None


_MOVES: tuple[tuple[str, Any, Words], ...] = (
    ("goods", repository.GOODS_COUNT, Words("商品和库存", "Goods and stock")),
    ("pages", repository.PAGES_COUNT, Words("店铺页面", "Pages of the shop")),
    ("orders", repository.ORDERS_COUNT, Words("订单和账目", "Orders and books")),
    ("members", repository.MEMBERS_COUNT, Words("会员资料", "Members")),
    (
        "matched",
        repository.MATCHED_COUNT,
        Words(
            "其中绑过手机号、或微信给过 unionid 的会员，进新小程序会自动认回来",
            "of them known again in the new mini program, by unionid or verified phone",
        ),
    ),
)
_STAYS = [
    Words(
        "微信的 openid 不能带走：没绑手机号、也没有 unionid 的会员，在新小程序里是新会员",
        "openids stay: members without unionid or verified phone are new ones there",
    ),
    Words(
        "要用新主体注册一个新的小程序（新 AppID），名称、认证、备案、审核都要重新做",
        "The new subject needs a new mini program (another AppID), from its name to its review",
    ),
    Words(
        "旧小程序不会自动关停：请到公众平台注销它，并解除对平台的授权",
        "The old mini program is not closed by this: close it, and its grant, at mp.weixin.qq.com",
    ),
]
_OPEN: tuple[tuple[str, Any, Words], ...] = (
    ("orders", repository.UNPAID_ORDERS, Words("待付款订单", "Orders to be paid")),
    ("payments", repository.OPEN_PAYMENTS, Words("进行中的付款", "Payments under way")),
    ("refunds", repository.OPEN_REFUNDS, Words("没到账的退款", "Refunds under way")),
    ("reviews", repository.OPEN_REVIEWS, Words("微信审核中的版本", "Versions under review")),
)
_REGISTRATION = Words("进行中的代注册", "A registration under way")


def subject_change(read: ReadScope) -> SubjectChange:
    """What moves and what does not, counted: eleven statements."""
    kind, channel = subject_type(read), weapp_channel(read)
    return SubjectChange(
        allowed=kind is SubjectType.INDIVIDUAL or channel is None,
        moves=_lines(read, _MOVES),
        stays=_STAYS,
        open=_open_lines(read),
        type=kind,
        appid=None if channel is None else channel.appid,
    )


def change_subject(uow: UnitOfWork) -> None:
    """Let the mini program go and free the subject. Refuses `subject_stays` and `still_open`; the second
    time there is nothing left to do, and nothing is written.
    """
    change = subject_change(uow)
    if not change.allowed:
        raise SubjectStays
    if change.open:
        raise StillOpen(open={line.key: line.count for line in change.open})
    locked = subject_locked(uow)
    if locked:
        unlock_subject(uow)
    released = release_weapp(uow)
    reset = [step for step in RESET_STEPS if _reset(uow, step)]
    uow.run(repository.RESET_LAUNCH)
    uow.run(repository.DROP_DECLARED)
    uow.run(repository.DROP_FORMS)
    if not (locked or released or reset):
        return
    write_audit(
        uow,
        "launch.subject_changing",
        "launch",
        before={"type": change.type, "appid": released},
        after={"reset": [str(step) for step in reset]},
    )
    uow.emit(LookAsked(Step.SUBJECT))
    uow.emit(LookAsked(Step.ACCOUNT), run_at=uow.now + _LOOK_AGAIN)


def _reset(uow: UnitOfWork, step: Step) -> bool:
    row = uow.row(repository.STEP, wanted=step)
    if row is None or row.status == StepStatus.UNTOUCHED:
        return False
    look = {"wanted": step, "seen_status": row.status, "outlook": Outlook(), "now": uow.now}
    if not uow.run(repository.RESET_STEP, **look):
        return False
    uow.run(
        repository.ADD_HISTORY,
        id=uow.new_id(),
        step=step,
        action=StepAction.RESET,
        status_from=row.status,
        status_to=StepStatus.UNTOUCHED,
        actor=uow.scope.actor,
        why=WHY,
        stood_s=max(0, int((uow.now - row.since).total_seconds())),
        at=uow.now,
    )
    return True


def _lines(read: ReadScope, wanted: tuple[tuple[str, Any, Words], ...]) -> list[ChangeLine]:
    return [ChangeLine(key, words, int(read.value(count) or 0)) for key, count, words in wanted]


def _open_lines(read: ReadScope) -> list[ChangeLine]:
    newest = newest_registration(read)
    running = int(newest is not None and newest.state in _RUNNING)
    found = [*_lines(read, _OPEN), ChangeLine("registrations", _REGISTRATION, running)]
    return [line for line in found if line.count]
