"""Read models of promotion. What a campaign brought is put together at reading; placing an order knows
nothing of it. A day is a day in Shanghai.
"""

from datetime import date, datetime
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Row, and_, bindparam, case, func, select, union_all

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.clock import day_bounds
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import GoodsId, is_id, make_id
from xiaopu.modules.campaigns import repository
from xiaopu.modules.campaigns.domain import (
    HOME,
    CampaignKind,
    MadeCode,
    Medium,
    goods_of,
    is_short,
    roi_bps,
    too_long,
)
from xiaopu.modules.campaigns.schemas import (
    CampaignCodeIn,
    CampaignDetail,
    CampaignFigures,
    CampaignReport,
    CampaignView,
    CodeView,
    CostView,
    Figures,
    PromotionState,
)
from xiaopu.modules.campaigns.tables import CAMPAIGN_CODES, CAMPAIGN_COSTS, CAMPAIGNS, TOUCHES
from xiaopu.modules.catalog.api import media_url
from xiaopu.modules.catalog.tables import CATEGORIES, GOODS
from xiaopu.modules.members.tables import MEMBERS
from xiaopu.modules.orders.tables import ORDERS
from xiaopu.modules.payments.tables import PAYMENTS, REFUNDS
from xiaopu.modules.tenancy.api import Channel, public_channels, shop_face

_SHOP: BindParameter[str] = bindparam("shop")
_START: BindParameter[datetime] = bindparam("start")
_END: BindParameter[datetime] = bindparam("end")
_PAGES = {
    "page:agreement": "用户协议",
    "page:privacy": "隐私政策",
    "page:after-sale": "售后说明",
    "page:about": "关于我们",
}


def _brought_by(member: Any, moment: Any) -> Any:
    """The campaign of the member's last visit before `moment`, if that is at most 48 hours ago.

    A row is one hour of visits: when they came again after `moment`, its first one counts. Wrong for who
    comes by two campaigns in turn, five times in an hour, with an order in the middle. (Two halves, since
    SQLite sees nothing of the order in an ORDER BY.)
    """
    theirs = (TOUCHES.c.shop_id == _SHOP, TOUCHES.c.member_id == member)
    over = (TOUCHES.c.last_at <= moment, TOUCHES.c.until_at >= moment)
    going_on = (TOUCHES.c.last_at > moment, TOUCHES.c.at <= moment)
    visits = union_all(
        *(
            select(TOUCHES.c.campaign_id, TOUCHES.c.id, at.label("last"))
            .where(*theirs, *when)
            .correlate(ORDERS, MEMBERS)
            for at, when in ((TOUCHES.c.last_at, over), (TOUCHES.c.at, going_on))
        )
    ).subquery("visits")
    return (
        select(visits.c.campaign_id)
        .order_by(visits.c.last.desc(), visits.c.id.desc())
        .limit(1)
        .correlate(ORDERS, MEMBERS)
        .scalar_subquery()
    )


_OF_ORDER = and_(
    PAYMENTS.c.shop_id == _SHOP,
    PAYMENTS.c.payable_kind == "order",
    PAYMENTS.c.payable_id == ORDERS.c.id,
    PAYMENTS.c.status == "paid",
)
_PAID = (
    select(func.coalesce(func.sum(PAYMENTS.c.amount_fen), 0))
    .where(_OF_ORDER)
    .correlate(ORDERS)
    .scalar_subquery()
)
_REFUNDED = (
    select(func.coalesce(func.sum(REFUNDS.c.amount_fen), 0))
    .select_from(PAYMENTS)
    .join(REFUNDS, and_(REFUNDS.c.shop_id == PAYMENTS.c.shop_id, REFUNDS.c.payment_id == PAYMENTS.c.id))
    .where(_OF_ORDER, REFUNDS.c.status == "succeeded")
    .correlate(ORDERS)
    .scalar_subquery()
)
# Ids sort by time, so the orders of some days are a range of the primary key.
_EACH_ORDER = (
    select(
        _brought_by(ORDERS.c.member_id, ORDERS.c.created_at).label("campaign_id"),
        ORDERS.c.paid_at,
        _PAID.label("paid_fen"),
        _REFUNDED.label("refunded_fen"),
    )
    .where(
        ORDERS.c.shop_id == _SHOP,
        ORDERS.c.id >= bindparam("first_id"),
        ORDERS.c.created_at >= _START,
        ORDERS.c.created_at < _END,
    )
    .subquery("each_order")
)
ORDERS_BROUGHT = select(
    _EACH_ORDER.c.campaign_id,
    func.count().label("orders"),
    func.sum(case((_EACH_ORDER.c.paid_at.is_not(None), 1), else_=0)).label("paid_orders"),
    func.sum(_EACH_ORDER.c.paid_fen).label("paid_fen"),
    func.sum(_EACH_ORDER.c.refunded_fen).label("refunded_fen"),
).group_by(_EACH_ORDER.c.campaign_id)
_EACH_MEMBER = (
    select(_brought_by(MEMBERS.c.id, MEMBERS.c.created_at).label("campaign_id"))
    .where(
        MEMBERS.c.shop_id == _SHOP,
        MEMBERS.c.id >= bindparam("first_id"),
        MEMBERS.c.created_at >= _START,
        MEMBERS.c.created_at < _END,
        MEMBERS.c.erased_at.is_(None),
    )
    .subquery("each_member")
)
MEMBERS_BROUGHT = select(_EACH_MEMBER.c.campaign_id, func.count().label("new_members")).group_by(
    _EACH_MEMBER.c.campaign_id
)
_IN_RANGE = (TOUCHES.c.shop_id == _SHOP, TOUCHES.c.at >= _START, TOUCHES.c.at < _END)
VISITORS = (
    select(TOUCHES.c.campaign_id, func.count(TOUCHES.c.visitor.distinct()).label("visitors"))
    .where(*_IN_RANGE)
    .group_by(TOUCHES.c.campaign_id)
)
ALL_VISITORS = select(func.count(TOUCHES.c.visitor.distinct())).where(*_IN_RANGE)
COSTS = (
    select(CAMPAIGN_COSTS.c.campaign_id, func.sum(CAMPAIGN_COSTS.c.amount_fen).label("cost_fen"))
    .where(
        CAMPAIGN_COSTS.c.shop_id == _SHOP,
        CAMPAIGN_COSTS.c.day >= bindparam("since"),
        CAMPAIGN_COSTS.c.day <= bindparam("until"),
    )
    .group_by(CAMPAIGN_COSTS.c.campaign_id)
)
COUNT_CAMPAIGNS = select(func.count()).select_from(CAMPAIGNS).where(CAMPAIGNS.c.shop_id == _SHOP)
COUNT_CODES = select(func.count()).select_from(CAMPAIGN_CODES).where(CAMPAIGN_CODES.c.shop_id == _SHOP)
FIRST_VISIT = select(func.min(TOUCHES.c.at)).where(TOUCHES.c.shop_id == _SHOP)
FIRST_ORDER = (
    select(func.min(ORDERS.c.created_at))
    .select_from(TOUCHES)
    .join(ORDERS, and_(ORDERS.c.shop_id == TOUCHES.c.shop_id, ORDERS.c.member_id == TOUCHES.c.member_id))
    .where(
        TOUCHES.c.shop_id == _SHOP,
        ORDERS.c.created_at >= TOUCHES.c.at,
        ORDERS.c.created_at <= TOUCHES.c.until_at,
    )
)
SHOWN = select(GOODS.c.name, GOODS.c.price_fen, GOODS.c.max_price_fen, GOODS.c.cover, GOODS.c.status).where(
    GOODS.c.shop_id == _SHOP, GOODS.c.id == bindparam("wanted"), GOODS.c.status.in_(("on_sale", "warehouse"))
)
CATEGORY_NAME = select(CATEGORIES.c.name).where(
    CATEGORIES.c.shop_id == _SHOP, CATEGORIES.c.id == bindparam("wanted")
)
NAMES = select(GOODS.c.id, GOODS.c.name).where(
    GOODS.c.shop_id == _SHOP, GOODS.c.id.in_(bindparam("wanted", expanding=True))
)
CATEGORY_NAMES = select(CATEGORIES.c.id, CATEGORIES.c.name).where(
    CATEGORIES.c.shop_id == _SHOP, CATEGORIES.c.id.in_(bindparam("wanted", expanding=True))
)
SHOP_CODE = select(CAMPAIGN_CODES.c.picture).where(
    CAMPAIGN_CODES.c.shop_id == _SHOP,
    CAMPAIGN_CODES.c.owner == "",
    CAMPAIGN_CODES.c.medium == Medium.WEAPP_CODE,
    CAMPAIGN_CODES.c.target == HOME,
    CAMPAIGN_CODES.c.appid == bindparam("wanted_appid"),
    CAMPAIGN_CODES.c.trial == bindparam("no"),
)


class ShownGoods(msgspec.Struct, frozen=True, kw_only=True):
    """What cards and posters show, and the picture that was drawn of it last."""

    name: str
    price_fen: int
    more: bool
    cover: str | None
    shop_name: str
    campaign_id: str | None
    drawn: str | None
    drawn_digest: str | None


def campaigns(read: ReadScope) -> list[CampaignView]:
    """All, the newest first; those put away too."""
    return [_campaign(row) for row in read.rows(repository.ALL_CAMPAIGNS)]


def campaign_detail(read: ReadScope, campaign_id: str) -> CampaignDetail:
    """One with its costs and codes; refuses `not_found`."""
    row = read.row(repository.CAMPAIGN, wanted=campaign_id) if is_id(campaign_id) else None
    if row is None:
        raise NotFound
    costs = read.rows(repository.COSTS_OF, wanted=campaign_id)
    codes = read.rows(repository.CODES_OF, wanted=campaign_id)
    names = _target_names(read, [one.target for one in codes])
    return CampaignDetail(
        _campaign(row),
        [CostView(one.id, date.fromisoformat(one.day), one.amount_fen, one.note) for one in costs],
        [_code(one, names.get(one.target, one.target)) for one in codes],
    )


def report(read: ReadScope, since: date, until: date) -> CampaignReport:
    """What each campaign brought in these days, both included. Refuses `invalid_input` for no range or more
    than a year. Five statements over the orders, members and visits of the range: run as a report.
    """
    if too_long(since, until):
        raise InvalidInput.at("until", "range", "时间范围要在一年以内，且结束不早于开始")
    start, end = day_bounds(since)[0], day_bounds(until)[1]
    span: dict[str, Any] = {"start": start, "end": end}
    counted: dict[str | None, dict[str, int]] = {}
    by_id = span | {"first_id": make_id(epoch_ms=int(start.timestamp() * 1000), random_bits=0)}
    for statement, bound in (
        (ORDERS_BROUGHT, by_id),
        (MEMBERS_BROUGHT, by_id),
        (VISITORS, span),
        (COSTS, {"since": since.isoformat(), "until": until.isoformat()}),
    ):
        for row in read.rows(statement, **bound):
            facts = dict(row._mapping)
            figures = counted.setdefault(facts.pop("campaign_id"), {})
            figures |= {name: int(value) for name, value in facts.items()}
    everything = _sum(list(counted.values())) | {"visitors": int(read.value(ALL_VISITORS, **span))}
    shown = [one for one in campaigns(read) if one.archived_at is None or one.id in counted]
    return CampaignReport(
        since=since,
        until=until,
        rows=[CampaignFigures(one, _figures(counted.get(one.id, {}))) for one in shown],
        direct=_figures(counted.get(None, {})),
        total=_figures(everything),
    )


def promotion_state(read: ReadScope) -> PromotionState:
    """How many campaigns and codes there are, the first visit that came by one and the first order."""
    return PromotionState(
        campaigns=int(read.value(COUNT_CAMPAIGNS)),
        codes=int(read.value(COUNT_CODES)),
        first_visit_at=read.value(FIRST_VISIT),
        first_order_at=read.value(FIRST_ORDER),
    )


def standing_code(read: ReadScope, campaign_id: str | None, wanted: CampaignCodeIn) -> CodeView | None:
    """A code that was made before and leads there still: not ended, of the AppID that the shop has now."""
    row = read.row(
        repository.CODE,
        wanted_owner=campaign_id or "",
        wanted_medium=wanted.medium,
        wanted_target=wanted.target,
        wanted_trial=wanted.trial,
    )
    if row is None or (row.expires_at is not None and row.expires_at <= read.now):
        return None
    if row.medium != Medium.H5 and row.appid != public_channels(read).appids.get(Channel.WEAPP):
        return None
    return _code(row, target_name(read, row.target) or "")


def code_like(read: ReadScope, made: MadeCode) -> CodeView:
    """The code as it is kept; refuses `not_found`."""
    row = read.row(
        repository.CODE,
        wanted_owner=made.owner,
        wanted_medium=made.medium,
        wanted_target=made.target,
        wanted_trial=made.trial,
    )
    if row is None:
        raise NotFound
    return _code(row, target_name(read, made.target) or "")


def target_name(read: ReadScope, target: str) -> str | None:
    """What people call a target; None for the home page. Refuses `not_found` for goods and categories that
    are not shown.
    """
    if target == HOME:
        return None
    goods_id = goods_of(target)
    if goods_id is not None:
        row = read.row(SHOWN, wanted=goods_id)
    elif target.startswith("category:"):
        row = read.row(CATEGORY_NAME, wanted=target.removeprefix("category:"))
    else:
        return _PAGES[target]
    if row is None:
        raise NotFound
    return str(row.name)


def shown_goods(read: ReadScope, goods_id: str, kind: str | None, campaign: str | None) -> ShownGoods:
    """What is drawn of goods, and the picture that stands of this `kind`. Refuses `not_found` for goods that
    shoppers do not see. Four statements.
    """
    row = read.row(SHOWN, wanted=goods_id)
    if row is None:
        raise NotFound
    campaign_id = (
        read.value(repository.BY_SHORT, wanted=campaign) if campaign and is_short(campaign) else None
    )
    place = {"wanted_goods": GoodsId(goods_id), "wanted_kind": kind, "wanted_owner": campaign_id or ""}
    drawn = read.row(repository.SHARE_PICTURE, **place) if kind else None
    return ShownGoods(
        name=row.name,
        price_fen=row.price_fen,
        more=row.max_price_fen > row.price_fen,
        cover=row.cover,
        shop_name=shop_face(read)[1],
        campaign_id=campaign_id,
        drawn=drawn.picture if drawn else None,
        drawn_digest=drawn.digest if drawn else None,
    )


def shop_code_url(read: ReadScope, appid: str) -> str | None:
    """The code that leads to the shop's home page in this mini program, once WeChat has made one."""
    picture = read.value(SHOP_CODE, wanted_appid=appid, no=False)
    return media_url(picture) if picture else None


def _target_names(read: ReadScope, targets: list[str]) -> dict[str, str]:
    goods = sorted({found for one in targets if (found := goods_of(one)) is not None})
    trees = sorted({one.removeprefix("category:") for one in targets if one.startswith("category:")})
    names = {HOME: "首页"} | _PAGES
    for row in read.rows(NAMES, wanted=goods) if goods else ():
        names[f"goods:{row.id}"] = row.name
    for row in read.rows(CATEGORY_NAMES, wanted=trees) if trees else ():
        names[f"category:{row.id}"] = row.name
    return names


def _campaign(row: Row[Any]) -> CampaignView:
    return CampaignView(
        id=row.id,
        short=row.short,
        name=row.name,
        kind=CampaignKind(row.kind),
        created_at=row.created_at,
        note=row.note,
        archived_at=row.archived_at,
    )


def _code(row: Row[Any], name: str) -> CodeView:
    return CodeView(
        id=row.id,
        medium=Medium(row.medium),
        target=row.target,
        target_name=name or "首页",
        made_at=row.made_at,
        trial=row.trial,
        link=row.link,
        picture_url=media_url(row.picture) if row.picture else None,
        expires_at=row.expires_at,
    )


_COUNTED = ("visitors", "new_members", "orders", "paid_orders", "paid_fen", "refunded_fen", "cost_fen")


def _sum(many: list[dict[str, int]]) -> dict[str, int]:
    return {name: sum(one.get(name, 0) for one in many) for name in _COUNTED}


def _figures(found: dict[str, int]) -> Figures:
    facts = {name: found.get(name, 0) for name in _COUNTED}
    return Figures(**facts, roi_bps=roi_bps(facts["paid_fen"] - facts["refunded_fen"], facts["cost_fen"]))
