"""The life of a submission to WeChat's reviewers, as one table. Pure."""

from enum import StrEnum

import msgspec


class ReviewStatus(StrEnum):
    SUBMITTED = "submitted"
    # WeChat takes longer than usual; it may still pass or be rejected.
    DELAYED = "delayed"
    PASSED = "passed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    # For a share of the people; the rest has the version before.
    GRAY = "gray"
    RELEASED = "released"
    ROLLED_BACK = "rolled_back"


class ReviewAction(StrEnum):
    SUBMIT = "submit"
    DELAY = "delay"
    PASS = "pass"  # noqa: S105 (a verb, no secret)
    REJECT = "reject"
    WITHDRAW = "withdraw"
    START_GRAY = "start_gray"
    STOP_GRAY = "stop_gray"
    RELEASE = "release"
    ROLL_BACK = "roll_back"


_S, _A = ReviewStatus, ReviewAction
TRANSITIONS: dict[tuple[ReviewStatus, ReviewAction], ReviewStatus] = {
    (_S.SUBMITTED, _A.DELAY): _S.DELAYED,
    (_S.SUBMITTED, _A.PASS): _S.PASSED,
    (_S.DELAYED, _A.PASS): _S.PASSED,
    (_S.SUBMITTED, _A.REJECT): _S.REJECTED,
    (_S.DELAYED, _A.REJECT): _S.REJECTED,
    (_S.SUBMITTED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.DELAYED, _A.WITHDRAW): _S.WITHDRAWN,
    (_S.PASSED, _A.START_GRAY): _S.GRAY,
    # A larger share.
    (_S.GRAY, _A.START_GRAY): _S.GRAY,
    (_S.GRAY, _A.STOP_GRAY): _S.PASSED,
    (_S.PASSED, _A.RELEASE): _S.RELEASED,
    (_S.GRAY, _A.RELEASE): _S.RELEASED,
    # Own mode: nobody but the mini program itself says that it is out.
    (_S.SUBMITTED, _A.RELEASE): _S.RELEASED,
    (_S.DELAYED, _A.RELEASE): _S.RELEASED,
    (_S.RELEASED, _A.ROLL_BACK): _S.ROLLED_BACK,
}

OPEN_STATUSES = (_S.SUBMITTED, _S.DELAYED)
# WeChat's words (get_auditstatus): what each number does with an open submission.
OF_WECHAT = {0: _A.PASS, 1: _A.REJECT, 3: _A.WITHDRAW, 4: _A.DELAY}
# WeChat's (87013): its own page says five a day; older texts say one.
WITHDRAWALS_A_DAY, WITHDRAWALS_A_MONTH = 5, 10


def sources(action: ReviewAction) -> tuple[ReviewStatus, ...]:
    """The statuses from which `action` is allowed."""
    return tuple(status for status, did in TRANSITIONS if did is action)


def target(action: ReviewAction) -> ReviewStatus:
    """Where `action` leads; every action has one target. SUBMIT makes a new row."""
    if action is _A.SUBMIT:
        return _S.SUBMITTED
    return next(to for (_, did), to in TRANSITIONS.items() if did is action)


def available_actions(status: ReviewStatus, *, granted: bool) -> list[ReviewAction]:
    """What a person may do now. With an AppID of one's own WeChat takes none of it by API: only what is done
    by hand at mp.weixin.qq.com can be noted.
    """
    by_person = (_A.WITHDRAW, _A.START_GRAY, _A.STOP_GRAY, _A.RELEASE, _A.ROLL_BACK)
    by_hand = (_A.PASS, _A.REJECT, _A.WITHDRAW)
    wanted = by_person if granted else by_hand
    allowed = [did for (here, did) in TRANSITIONS if here is status and did in wanted]
    if granted and status in OPEN_STATUSES:
        return [did for did in allowed if did is not _A.RELEASE]
    return allowed


class CategoryItem(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One of the up to five pages that a submission names, with its category of `get_category`."""

    first_class: str
    second_class: str
    first_id: int | None = None
    second_id: int | None = None
    third_class: str | None = None
    third_id: int | None = None
    address: str = ""
    tag: str = ""
    title: str = ""


class Ugc(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What shoppers can write (WeChat's scenes 1 none … 5 other), who looks at it (methods 1 own staff, 2
    WeChat's check), and in words.
    """

    scene: tuple[int, ...] = (1,)
    method: tuple[int, ...] = ()
    has_audit_team: int = 0
    audit_desc: str = ""
    other_scene_desc: str = ""


class Submission(msgspec.Struct, frozen=True, omit_defaults=True):
    """Version 1 of what was handed in; the test account is kept sealed beside it."""

    version: str
    version_desc: str
    items: tuple[CategoryItem, ...]
    order_path: str = ""
    ugc: Ugc = Ugc()
    picture_ids: tuple[str, ...] = ()
    privacy: tuple[str, ...] = ()
