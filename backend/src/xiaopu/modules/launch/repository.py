"""Statements of the launch. A move is one conditional UPDATE; zero rows means that another was quicker."""

from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, case, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from xiaopu.infra.outbox import OUTBOX
from xiaopu.modules.catalog.tables import GOODS
from xiaopu.modules.compliance.tables import SUBJECTS
from xiaopu.modules.decoration.tables import HOME_PAGES
from xiaopu.modules.launch.domain.states import StepStatus
from xiaopu.modules.launch.tables import (
    CONFIRM_FILES,
    LAUNCH_BEACONS,
    LAUNCH_CASES,
    LAUNCH_DECLARED,
    LAUNCH_FORMS,
    LAUNCH_HISTORY,
    LAUNCH_STEPS,
    LAUNCH_TEMPLATE_ITEMS,
    LAUNCHES,
)
from xiaopu.modules.members.tables import IDENTITIES, MEMBERS
from xiaopu.modules.orders.tables import ORDER_LINES, ORDERS
from xiaopu.modules.payments.tables import PAYMENTS, REFUNDS
from xiaopu.modules.releases.tables import CODE_REVIEWS
from xiaopu.modules.shipping.tables import FREIGHT_TEMPLATES
from xiaopu.modules.tenancy.tables import SHOPS

_SHOP: BindParameter[str] = bindparam("shop")
_INSERTS = (("sqlite", sqlite_insert), ("postgresql", postgres_insert))

LAUNCH = select(LAUNCHES).where(LAUNCHES.c.shop_id == _SHOP)
OPEN_LAUNCH = {
    dialect: make(LAUNCHES).values(shop_id=_SHOP, started_at=bindparam("now")).on_conflict_do_nothing()
    for dialect, make in _INSERTS
}
SET_MODE = update(LAUNCHES).where(LAUNCHES.c.shop_id == _SHOP).values(mode=bindparam("wanted_mode"))
SET_CONSENT = (
    update(LAUNCHES).where(LAUNCHES.c.shop_id == _SHOP).values(consent_until=bindparam("wanted_until"))
)
SET_LIVE = (
    update(LAUNCHES)
    .where(LAUNCHES.c.shop_id == _SHOP, LAUNCHES.c.live_at.is_(None))
    .values(live_at=bindparam("now"))
)

_STEPS_HERE = LAUNCH_STEPS.c.shop_id == _SHOP
STEPS = select(LAUNCH_STEPS).where(_STEPS_HERE)
STEP = STEPS.where(LAUNCH_STEPS.c.step == bindparam("wanted"))
ADD_STEP = {
    dialect: make(LAUNCH_STEPS)
    .values(
        shop_id=_SHOP,
        step=bindparam("wanted"),
        status=StepStatus.UNTOUCHED,
        outlook=bindparam("outlook"),
        since=bindparam("now"),
        looked_at=bindparam("now"),
    )
    .on_conflict_do_nothing()
    for dialect, make in _INSERTS
}
_SEEN = update(LAUNCH_STEPS).where(
    _STEPS_HERE,
    LAUNCH_STEPS.c.step == bindparam("wanted"),
    LAUNCH_STEPS.c.status == bindparam("seen_status"),
)
_LOOK: dict[str, Any] = {
    "proof": bindparam("new_proof"),
    "outlook": bindparam("outlook"),
    "looked_at": bindparam("now"),
}
KEEP_LOOK = _SEEN.values(**_LOOK)
MOVE_STEP = _SEEN.values(status=bindparam("new_status"), since=bindparam("now"), reminded_at=None, **_LOOK)
_UNREMINDED = LAUNCH_STEPS.c.reminded_at.is_(None) | (
    LAUNCH_STEPS.c.reminded_at < bindparam("reminded_before")
)
REMINDED = (
    update(LAUNCH_STEPS)
    .where(
        _STEPS_HERE,
        LAUNCH_STEPS.c.step == bindparam("wanted"),
        LAUNCH_STEPS.c.status == StepStatus.WAITING_PERSON,
        LAUNCH_STEPS.c.since == bindparam("seen_since"),
        _UNREMINDED,
    )
    .values(reminded_at=bindparam("now"))
)

RESET_STEP = _SEEN.values(
    status=StepStatus.UNTOUCHED,
    proof=None,
    outlook=bindparam("outlook"),
    since=bindparam("now"),
    looked_at=bindparam("now"),
    reminded_at=None,
)
RESET_LAUNCH = update(LAUNCHES).where(LAUNCHES.c.shop_id == _SHOP).values(mode=None, live_at=None)
DROP_DECLARED = LAUNCH_DECLARED.delete().where(LAUNCH_DECLARED.c.shop_id == _SHOP)
DROP_FORMS = LAUNCH_FORMS.delete().where(LAUNCH_FORMS.c.shop_id == _SHOP)

ADD_HISTORY = insert(LAUNCH_HISTORY).values(
    shop_id=_SHOP,
    **{
        name: bindparam(name)
        for name in ("id", "step", "action", "status_from", "status_to", "actor", "why", "stood_s", "at")
    },
)
HISTORY = (
    select(LAUNCH_HISTORY)
    .where(LAUNCH_HISTORY.c.shop_id == _SHOP)
    .order_by(LAUNCH_HISTORY.c.id.desc())
    .limit(200)
)

DECLARED = select(LAUNCH_DECLARED).where(LAUNCH_DECLARED.c.shop_id == _SHOP)
DECLARE = {
    dialect: make(LAUNCH_DECLARED)
    .values(shop_id=_SHOP, task=bindparam("task"), actor=bindparam("actor"), at=bindparam("now"))
    .on_conflict_do_nothing()
    for dialect, make in _INSERTS
}
TAKE_BACK = LAUNCH_DECLARED.delete().where(
    LAUNCH_DECLARED.c.shop_id == _SHOP, LAUNCH_DECLARED.c.task == bindparam("wanted")
)

BEACONS = select(LAUNCH_BEACONS).where(LAUNCH_BEACONS.c.shop_id == _SHOP)
_BEACON = ("env_version", "version", "appid")
PUT_BEACON = {
    dialect: make(LAUNCH_BEACONS)
    .values(
        shop_id=_SHOP,
        first_at=bindparam("now"),
        last_at=bindparam("now"),
        **{name: bindparam(name) for name in _BEACON},
    )
    .on_conflict_do_update(index_elements=["shop_id", *_BEACON], set_={"last_at": bindparam("now")})
    for dialect, make in _INSERTS
}

FILE = select(CONFIRM_FILES.c.content).where(CONFIRM_FILES.c.name == bindparam("wanted"))
PUT_FILE = {
    dialect: (
        start := make(CONFIRM_FILES).values(
            name=bindparam("name"), content=bindparam("content"), keeper=bindparam("keeper")
        )
    ).on_conflict_do_update(
        index_elements=["name"],
        set_={"content": start.excluded.content},
        where=CONFIRM_FILES.c.keeper == start.excluded.keeper,
    )
    for dialect, make in _INSERTS
}

_FORM_HERE = (LAUNCH_FORMS.c.shop_id == _SHOP, LAUNCH_FORMS.c.kind == bindparam("wanted"))
FORM = select(LAUNCH_FORMS).where(*_FORM_HERE)
FORM_TO_CHANGE = FORM.with_for_update()
OPEN_FORM = {
    dialect: make(LAUNCH_FORMS)
    .values(shop_id=_SHOP, kind=bindparam("wanted"), faults=bindparam("faults"), updated_at=bindparam("now"))
    .on_conflict_do_nothing()
    for dialect, make in _INSERTS
}
KEEP_FORM = (
    update(LAUNCH_FORMS)
    .where(*_FORM_HERE)
    .values(form_sealed=bindparam("new_form"), updated_at=bindparam("now"))
)
HAND_IN_FORM = (
    update(LAUNCH_FORMS)
    .where(*_FORM_HERE)
    .values(
        reference=bindparam("new_reference"),
        link=bindparam("new_link"),
        faults=bindparam("new_faults"),
        handed_in_at=bindparam("new_handed_in"),
        updated_at=bindparam("now"),
    )
)
NUMBER_FORM = (
    update(LAUNCH_FORMS)
    .where(*_FORM_HERE)
    .values(number=bindparam("new_number"), updated_at=bindparam("now"))
)

_DUE = and_(
    OUTBOX.c.done_at.is_(None), OUTBOX.c.dead_at.is_(None), OUTBOX.c.run_at < bindparam("late_before")
)
QUEUE = select(
    func.sum(case((_DUE, 1), else_=0)).label("late"),
    func.sum(case((OUTBOX.c.dead_at.is_not(None), 1), else_=0)).label("dead"),
).where(OUTBOX.c.shop_id == _SHOP, OUTBOX.c.done_at.is_(None))

CASES = (
    select(LAUNCH_CASES)
    .where(LAUNCH_CASES.c.shop_id == _SHOP)
    .order_by(LAUNCH_CASES.c.is_open.desc(), LAUNCH_CASES.c.id.desc())
    .limit(100)
)
CASE = select(LAUNCH_CASES).where(LAUNCH_CASES.c.shop_id == _SHOP, LAUNCH_CASES.c.id == bindparam("wanted"))
ADD_CASE = insert(LAUNCH_CASES).values(
    shop_id=_SHOP,
    is_open=True,
    **{name: bindparam(name) for name in ("id", "step", "desk", "text", "actor", "opened_at")},
)
CLOSE_CASE = (
    update(LAUNCH_CASES)
    .where(
        LAUNCH_CASES.c.shop_id == _SHOP,
        LAUNCH_CASES.c.id == bindparam("wanted"),
        LAUNCH_CASES.c.is_open == bindparam("still_open"),
    )
    .values(is_open=False, answer=bindparam("new_answer"), closed_at=bindparam("now"))
)

_CASE_UNREMINDED = LAUNCH_CASES.c.reminded_at.is_(None) | (
    LAUNCH_CASES.c.reminded_at < bindparam("reminded_before")
)
REMINDED_CASE = (
    update(LAUNCH_CASES)
    .where(
        LAUNCH_CASES.c.shop_id == _SHOP,
        LAUNCH_CASES.c.id == bindparam("wanted"),
        LAUNCH_CASES.c.is_open == bindparam("still_open"),
        _CASE_UNREMINDED,
    )
    .values(reminded_at=bindparam("now"))
)

_WAITING = (StepStatus.WAITING_WECHAT, StepStatus.WAITING_PERSON)
# Steps of all shops at which a look is due: those that wait for somebody.
WAITING_ACROSS_SHOPS = (
    select(LAUNCH_STEPS.c.shop_id, LAUNCH_STEPS.c.step)
    .where(LAUNCH_STEPS.c.status.in_(_WAITING), LAUNCH_STEPS.c.looked_at < bindparam("looked_before"))
    .order_by(LAUNCH_STEPS.c.looked_at)
    .limit(100)
)
AWAITED_ACROSS_SHOPS = (
    select(LAUNCH_STEPS)
    .where(
        LAUNCH_STEPS.c.status == StepStatus.WAITING_PERSON,
        LAUNCH_STEPS.c.since < bindparam("since_before"),
        _UNREMINDED,
    )
    .order_by(LAUNCH_STEPS.c.since)
    .limit(100)
)
OPEN_CASES_ACROSS_SHOPS = (
    select(LAUNCH_CASES)
    .where(
        LAUNCH_CASES.c.is_open == bindparam("still_open"),
        LAUNCH_CASES.c.opened_at < bindparam("opened_before"),
        _CASE_UNREMINDED,
    )
    .order_by(LAUNCH_CASES.c.opened_at)
    .limit(100)
)
_STUCK = (
    select(LAUNCH_STEPS.c.shop_id)
    .where(
        LAUNCH_STEPS.c.shop_id == SHOPS.c.shop_id,
        LAUNCH_STEPS.c.status.in_((StepStatus.FAILED, StepStatus.WAITING_PERSON)),
    )
    .exists()
)
_ALL_LAUNCHES = (
    select(
        SHOPS.c.shop_id,
        SHOPS.c.slug,
        SHOPS.c.name,
        SUBJECTS.c.kind,
        LAUNCHES.c.mode,
        LAUNCHES.c.live_at,
        LAUNCHES.c.consent_until,
    )
    .join(LAUNCHES, LAUNCHES.c.shop_id == SHOPS.c.shop_id, isouter=True)
    .join(SUBJECTS, SUBJECTS.c.shop_id == SHOPS.c.shop_id, isouter=True)
    .where(SHOPS.c.shop_id > bindparam("after_shop"))
    .order_by(SHOPS.c.shop_id)
    .limit(bindparam("most"))
)
# A page of shops by id, for the operator: all, those that went live, those that need a hand.
LAUNCHES_ACROSS_SHOPS = {
    "all": _ALL_LAUNCHES,
    "live": _ALL_LAUNCHES.where(LAUNCHES.c.live_at.is_not(None)),
    "stuck": _ALL_LAUNCHES.where(LAUNCHES.c.live_at.is_(None), _STUCK),
}
STEPS_ACROSS_SHOPS = (
    select(LAUNCH_STEPS)
    .where(LAUNCH_STEPS.c.shop_id.in_(bindparam("shops", expanding=True)))
    .order_by(LAUNCH_STEPS.c.since)
    .limit(2000)
)


def _count(table: Any, *conditions: Any) -> Any:
    return select(func.count()).select_from(table).where(table.c.shop_id == _SHOP, *conditions)


# What becoming another subject takes along, and what must be settled before it.
GOODS_COUNT = _count(GOODS)
PAGES_COUNT = _count(HOME_PAGES)
ORDERS_COUNT = _count(ORDERS)
MEMBERS_COUNT = _count(MEMBERS, MEMBERS.c.erased_at.is_(None))
_KNOWN_AGAIN = (
    select(IDENTITIES.c.member_id)
    .where(IDENTITIES.c.shop_id == _SHOP, IDENTITIES.c.kind.in_(("unionid", "phone")))
    .distinct()
    .subquery()
)
MATCHED_COUNT = select(func.count()).select_from(_KNOWN_AGAIN)
UNPAID_ORDERS = _count(ORDERS, ORDERS.c.status.in_(("pending", "closing")))
OPEN_PAYMENTS = _count(PAYMENTS, PAYMENTS.c.status.in_(("created", "open")))
OPEN_REFUNDS = _count(REFUNDS, REFUNDS.c.status.in_(("created", "processing", "abnormal")))
OPEN_REVIEWS = _count(CODE_REVIEWS, CODE_REVIEWS.c.status.in_(("submitted", "delayed")))


_ITEMS = LAUNCH_TEMPLATE_ITEMS
TEMPLATE_ITEMS = select(_ITEMS).where(_ITEMS.c.shop_id == _SHOP).order_by(_ITEMS.c.kind, _ITEMS.c.item_id)
ADD_TEMPLATE_ITEM = {
    dialect: make(_ITEMS)
    .values(
        shop_id=_SHOP,
        kind=bindparam("kind"),
        item_id=bindparam("item_id"),
        template=bindparam("template"),
        mark=bindparam("mark"),
        at=bindparam("now"),
    )
    .on_conflict_do_nothing()
    for dialect, make in _INSERTS
}
DROP_TEMPLATE_ITEMS = _ITEMS.delete().where(_ITEMS.c.shop_id == _SHOP)
_SAMPLES = (
    select(GOODS.c.id, GOODS.c.name, GOODS.c.version, GOODS.c.status)
    .join(_ITEMS, and_(_ITEMS.c.shop_id == GOODS.c.shop_id, _ITEMS.c.item_id == GOODS.c.id))
    .where(GOODS.c.shop_id == _SHOP, _ITEMS.c.shop_id == _SHOP, _ITEMS.c.kind == "goods")
)
SAMPLE_GOODS = _SAMPLES
_UNTOUCHED = and_(GOODS.c.version == 1, GOODS.c.status == "on_sale")
SAMPLES_LEFT = select(func.count()).select_from(_SAMPLES.where(_UNTOUCHED).subquery())
WAS_ORDERED = (
    select(ORDER_LINES.c.id)
    .where(ORDER_LINES.c.shop_id == _SHOP, ORDER_LINES.c.goods_id == bindparam("wanted"))
    .limit(1)
)
HOME_VERSION = select(HOME_PAGES.c.version).where(HOME_PAGES.c.shop_id == _SHOP)
ANY_FREIGHT = select(FREIGHT_TEMPLATES.c.id).where(FREIGHT_TEMPLATES.c.shop_id == _SHOP).limit(1)
