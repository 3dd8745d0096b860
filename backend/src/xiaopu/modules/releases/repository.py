"""Statements of releases. Every move is one conditional UPDATE; zero rows is an answer."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.modules.releases.domain import packages, review
from xiaopu.modules.releases.domain.packages import PackageAction, PackageStatus
from xiaopu.modules.releases.domain.review import OPEN_STATUSES, ReviewAction, ReviewStatus
from xiaopu.modules.releases.tables import (
    CODE_REVIEW_HISTORY,
    CODE_REVIEWS,
    CODE_SETTINGS,
    CODE_TESTERS,
    PACKAGES,
    UPLOAD_KEYS,
)

_SHOP: BindParameter[str] = bindparam("shop")
_UPSERTS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))

_NEW_PACKAGE = ("id", "version", "description", "profile", "origin", "appid", "actor", "object_key")
ADD_PACKAGE = {
    dialect: make(PACKAGES)
    .values(
        shop_id=_SHOP,
        status=PackageStatus.QUEUED,
        round=1,
        percent=0,
        log=bindparam("log"),
        findings=(),
        pages=(),
        apis=(),
        privacy=(),
        created_at=bindparam("now"),
        updated_at=bindparam("now"),
        **{name: bindparam(name) for name in _NEW_PACKAGE},
    )
    .on_conflict_do_nothing(index_elements=["shop_id", "version"])
    for dialect, make in _UPSERTS
}
_PACKAGE_HERE = PACKAGES.c.shop_id == _SHOP
PACKAGE = select(PACKAGES).where(_PACKAGE_HERE, PACKAGES.c.id == bindparam("wanted"))
PACKAGE_PAGE = (
    select(PACKAGES)
    .where(_PACKAGE_HERE, PACKAGES.c.id < bindparam("before_id"))
    .order_by(PACKAGES.c.id.desc())
    .limit(bindparam("most"))
)
NEWEST_VERSION = select(PACKAGES.c.version).where(_PACKAGE_HERE).order_by(PACKAGES.c.id.desc()).limit(1)
NEWEST_PACKAGE = select(PACKAGES).where(_PACKAGE_HERE).order_by(PACKAGES.c.id.desc()).limit(1)
# WeChat has one experience version: the last that was uploaded.
UPLOADED_PACKAGE = (
    select(PACKAGES)
    .where(_PACKAGE_HERE, PACKAGES.c.uploaded_at.is_not(None), PACKAGES.c.appid == bindparam("wanted_appid"))
    .order_by(PACKAGES.c.uploaded_at.desc())
    .limit(1)
)


def _package_move(action: PackageAction, **values: Any) -> Any:
    return (
        update(PACKAGES)
        .where(
            _PACKAGE_HERE,
            PACKAGES.c.id == bindparam("wanted"),
            PACKAGES.c.status.in_(packages.sources(action)),
            PACKAGES.c.round == bindparam("seen_round"),
        )
        .values(
            status=packages.target(action), updated_at=bindparam("now"), log=bindparam("new_log"), **values
        )
    )


_BUILT: dict[str, Any] = {
    name: bindparam(f"new_{name}")
    for name in ("findings", "sizes", "pages", "apis", "privacy", "sha256", "zip_bytes", "object_key")
}
PACKAGE_MOVES = {
    PackageAction.START: _package_move(PackageAction.START, percent=5),
    PackageAction.FINISH: _package_move(PackageAction.FINISH, percent=100, **_BUILT),
    PackageAction.REFUSE: _package_move(PackageAction.REFUSE, percent=100, **_BUILT),
    PackageAction.FAIL: _package_move(PackageAction.FAIL),
    PackageAction.RETRY: _package_move(PackageAction.RETRY, round=PACKAGES.c.round + 1, percent=0),
    PackageAction.UPLOAD: _package_move(PackageAction.UPLOAD, upload_error=None, percent=20),
    PackageAction.ACCEPT: _package_move(PackageAction.ACCEPT, uploaded_at=bindparam("now"), percent=100),
    PackageAction.BOUNCE: _package_move(
        PackageAction.BOUNCE, upload_error=bindparam("new_upload_error"), percent=100
    ),
}
# A wish to upload begins a round, so that an older wish that is still tried again does nothing.
WANT_UPLOAD = (
    update(PACKAGES)
    .where(
        _PACKAGE_HERE,
        PACKAGES.c.id == bindparam("wanted"),
        PACKAGES.c.status.in_(packages.sources(PackageAction.UPLOAD)),
        PACKAGES.c.round == bindparam("seen_round"),
    )
    .values(round=PACKAGES.c.round + 1, updated_at=bindparam("now"))
)
PROGRESS = (
    update(PACKAGES)
    .where(_PACKAGE_HERE, PACKAGES.c.id == bindparam("wanted"), PACKAGES.c.round == bindparam("seen_round"))
    .values(log=bindparam("new_log"), percent=bindparam("new_percent"), updated_at=bindparam("now"))
)

KEY_OF = select(UPLOAD_KEYS).where(
    UPLOAD_KEYS.c.shop_id == _SHOP, UPLOAD_KEYS.c.appid == bindparam("wanted_appid")
)
_KEY = ("appid", "key_sealed", "fingerprint", "robot", "updated_at")
PUT_KEY = {
    dialect: (
        statement := make(UPLOAD_KEYS).values(shop_id=_SHOP, **{name: bindparam(name) for name in _KEY})
    ).on_conflict_do_update(
        index_elements=["shop_id", "appid"],
        set_={name: statement.excluded[name] for name in _KEY if name != "appid"},
    )
    for dialect, make in _UPSERTS
}
DROP_KEY = delete(UPLOAD_KEYS).where(
    UPLOAD_KEYS.c.shop_id == _SHOP, UPLOAD_KEYS.c.appid == bindparam("wanted_appid")
)

SETTINGS = select(CODE_SETTINGS).where(CODE_SETTINGS.c.shop_id == _SHOP)
_SETTINGS = ("accent", "domains", "contact", "purposes", "updated_at")
PUT_SETTINGS = {
    dialect: (
        statement := make(CODE_SETTINGS).values(
            shop_id=_SHOP, declared=None, **{name: bindparam(name) for name in _SETTINGS}
        )
    ).on_conflict_do_update(
        index_elements=["shop_id"], set_={name: statement.excluded[name] for name in _SETTINGS}
    )
    for dialect, make in _UPSERTS
}
SET_DECLARED = (
    update(CODE_SETTINGS)
    .where(CODE_SETTINGS.c.shop_id == _SHOP)
    .values(declared=bindparam("keys"), declared_at=bindparam("now"))
)

TESTER_SEAL = "code_testers.wechat_id"
ADD_TESTER = insert(CODE_TESTERS).values(
    shop_id=_SHOP, **{name: bindparam(name) for name in ("id", "wechat_id_sealed", "userstr", "created_at")}
)
TESTERS = select(CODE_TESTERS).where(CODE_TESTERS.c.shop_id == _SHOP).order_by(CODE_TESTERS.c.id).limit(100)
TESTER = select(CODE_TESTERS).where(CODE_TESTERS.c.shop_id == _SHOP, CODE_TESTERS.c.id == bindparam("wanted"))
DROP_TESTER = delete(CODE_TESTERS).where(
    CODE_TESTERS.c.shop_id == _SHOP, CODE_TESTERS.c.id == bindparam("wanted")
)

_NEW_REVIEW = ("id", "package_id", "appid", "granted", "submission", "feedback_sealed", "actor")
# A second open one is kept out by the unique index: no row is written.
ADD_REVIEW = {
    dialect: make(CODE_REVIEWS)
    .values(
        shop_id=_SHOP,
        status=ReviewStatus.SUBMITTED,
        gray_percent=0,
        sped_up=False,
        submitted_at=bindparam("now"),
        moved_at=bindparam("now"),
        **{name: bindparam(name) for name in _NEW_REVIEW},
    )
    .on_conflict_do_nothing()
    for dialect, make in _UPSERTS
}
_REVIEW_HERE = CODE_REVIEWS.c.shop_id == _SHOP
REVIEW = select(CODE_REVIEWS).where(_REVIEW_HERE, CODE_REVIEWS.c.id == bindparam("wanted"))
DROP_REVIEW = delete(CODE_REVIEWS).where(_REVIEW_HERE, CODE_REVIEWS.c.id == bindparam("wanted"))
DROP_HISTORY = delete(CODE_REVIEW_HISTORY).where(
    CODE_REVIEW_HISTORY.c.shop_id == _SHOP, CODE_REVIEW_HISTORY.c.review_id == bindparam("wanted")
)
OPEN_REVIEW = select(CODE_REVIEWS).where(_REVIEW_HERE, CODE_REVIEWS.c.status.in_(OPEN_STATUSES)).limit(1)
BY_AUDIT_ID = select(CODE_REVIEWS.c.id).where(
    _REVIEW_HERE, CODE_REVIEWS.c.audit_id == bindparam("wanted_audit_id")
)
# Of one AppID: what another one of the shop's went through says nothing of it.
_REVIEW_OF = CODE_REVIEWS.c.appid == bindparam("wanted_appid")
LATEST_REVIEW = (
    select(CODE_REVIEWS).where(_REVIEW_HERE, _REVIEW_OF).order_by(CODE_REVIEWS.c.id.desc()).limit(1)
)
RELEASED_REVIEW = (
    select(CODE_REVIEWS)
    .where(_REVIEW_HERE, _REVIEW_OF, CODE_REVIEWS.c.status == ReviewStatus.RELEASED)
    .order_by(CODE_REVIEWS.c.released_at.desc())
    .limit(1)
)
REVIEW_PAGE = (
    select(CODE_REVIEWS)
    .where(_REVIEW_HERE, CODE_REVIEWS.c.id < bindparam("before_id"))
    .order_by(CODE_REVIEWS.c.id.desc())
    .limit(bindparam("most"))
)
REVIEW_HISTORY = (
    select(CODE_REVIEW_HISTORY)
    .where(CODE_REVIEW_HISTORY.c.shop_id == _SHOP, CODE_REVIEW_HISTORY.c.review_id == bindparam("wanted"))
    .order_by(CODE_REVIEW_HISTORY.c.at, CODE_REVIEW_HISTORY.c.id)
    .limit(200)
)
_HISTORY = ("id", "review_id", "action", "status_to", "actor", "why", "at")
ADD_HISTORY = insert(CODE_REVIEW_HISTORY).values(
    shop_id=_SHOP, **{name: bindparam(name) for name in _HISTORY}
)
WITHDRAWALS_SINCE = (
    select(func.count())
    .select_from(CODE_REVIEW_HISTORY)
    .where(
        CODE_REVIEW_HISTORY.c.shop_id == _SHOP,
        CODE_REVIEW_HISTORY.c.action == ReviewAction.WITHDRAW,
        CODE_REVIEW_HISTORY.c.at >= bindparam("since"),
    )
)
SET_AUDIT_ID = (
    update(CODE_REVIEWS)
    .where(_REVIEW_HERE, CODE_REVIEWS.c.id == bindparam("wanted"))
    .values(audit_id=bindparam("new_audit_id"))
)
SET_SPED_UP = (
    update(CODE_REVIEWS).where(_REVIEW_HERE, CODE_REVIEWS.c.id == bindparam("wanted")).values(sped_up=True)
)
SET_CHECKED = (
    update(CODE_REVIEWS)
    .where(_REVIEW_HERE, CODE_REVIEWS.c.id == bindparam("wanted"))
    .values(checked_at=bindparam("now"))
)
# Open ones of all shops, and granted ones that passed: a person may release by hand at WeChat too.
WATCHED_ACROSS_SHOPS = (
    select(CODE_REVIEWS.c.shop_id, CODE_REVIEWS.c.id)
    .where(CODE_REVIEWS.c.status.in_(OPEN_STATUSES), CODE_REVIEWS.c.id > bindparam("after_id"))
    .order_by(CODE_REVIEWS.c.id)
    .limit(200)
)


def _review_move(action: ReviewAction, **values: Any) -> Any:
    return (
        update(CODE_REVIEWS)
        .where(
            _REVIEW_HERE,
            CODE_REVIEWS.c.id == bindparam("wanted"),
            CODE_REVIEWS.c.status.in_(review.sources(action)),
        )
        .values(status=review.target(action), moved_at=bindparam("now"), **values)
    )


REVIEW_MOVES = {
    action: _review_move(action) for action in ReviewAction if action is not ReviewAction.SUBMIT
} | {
    ReviewAction.REJECT: _review_move(ReviewAction.REJECT, reason=bindparam("new_reason")),
    ReviewAction.DELAY: _review_move(ReviewAction.DELAY, reason=bindparam("new_reason")),
    ReviewAction.START_GRAY: _review_move(ReviewAction.START_GRAY, gray_percent=bindparam("new_percent")),
    ReviewAction.STOP_GRAY: _review_move(ReviewAction.STOP_GRAY, gray_percent=0),
    ReviewAction.RELEASE: _review_move(ReviewAction.RELEASE, released_at=bindparam("now"), gray_percent=100),
}
