"""Read models over the whole shop. A day is a day in Shanghai."""

from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import BindParameter, and_, bindparam, case, func, select

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.clock import day_bounds, shanghai_day
from xiaopu.kernel.ids import make_id
from xiaopu.kernel.page import Page
from xiaopu.modules.aftersales.api import count_requested
from xiaopu.modules.catalog.tables import GOODS, SKUS
from xiaopu.modules.decoration.api import home
from xiaopu.modules.insight.schemas import ChecklistItem, DayFigures, Overview, Todo, WeekDay
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.members.api import MemberRow, member_page
from xiaopu.modules.orders.api import PayWay, desk_counts
from xiaopu.modules.orders.tables import ORDERS
from xiaopu.modules.payments.api import has_account
from xiaopu.modules.reviews.api import count_unanswered
from xiaopu.modules.tenancy.api import Channel, public_channels, shop_face

WEEK = 7
LOW_STOCK = 5
# An order is paid at most a day after it was placed (the longest that a shop may let it wait), or closed.
_LONGEST_WAIT = timedelta(days=2)

_SHOP: BindParameter[str] = bindparam("shop")
# Ids sort by time, so the newest orders are a range of the primary key.
_RECENT = and_(ORDERS.c.shop_id == _SHOP, ORDERS.c.id >= bindparam("first_id"))


def _within(moment: Any, number: int) -> Any:
    return and_(moment >= bindparam(f"day_{number}"), moment < bindparam(f"day_{number + 1}"))


def _columns(number: int) -> list[Any]:
    placed = _within(ORDERS.c.created_at, number)
    paid = and_(_within(ORDERS.c.paid_at, number), ORDERS.c.pay_by == PayWay.WECHAT)
    return [
        func.coalesce(func.sum(case((placed, 1), else_=0)), 0).label(f"orders_{number}"),
        func.coalesce(func.sum(case((paid, 1), else_=0)), 0).label(f"paid_orders_{number}"),
        func.coalesce(func.sum(case((paid, ORDERS.c.payable_fen), else_=0)), 0).label(f"paid_fen_{number}"),
    ]


def _by_hand(number: int) -> list[Any]:
    paid = _within(ORDERS.c.paid_at, number)
    return [
        func.coalesce(func.sum(case((paid, 1), else_=0)), 0).label(f"orders_{number}"),
        func.coalesce(func.sum(case((paid, ORDERS.c.payable_fen), else_=0)), 0).label(f"fen_{number}"),
    ]


# Money counted by staff: it may come long after its order, so it is found by its own day.
OFFLINE_FIGURES = select(*(column for number in range(WEEK) for column in _by_hand(number))).where(
    ORDERS.c.shop_id == _SHOP, ORDERS.c.pay_by != PayWay.WECHAT, ORDERS.c.paid_at >= bindparam("day_0")
)
FIGURES = select(*(column for number in range(WEEK) for column in _columns(number))).where(_RECENT)
COUNT_LOW_STOCK = (
    select(func.count(STOCK.c.goods_id.distinct()))
    .select_from(STOCK)
    .join(SKUS, and_(SKUS.c.shop_id == STOCK.c.shop_id, SKUS.c.id == STOCK.c.sku_id))
    .join(GOODS, and_(GOODS.c.shop_id == STOCK.c.shop_id, GOODS.c.id == STOCK.c.goods_id))
    .where(
        STOCK.c.shop_id == _SHOP,
        STOCK.c.on_hand <= LOW_STOCK,
        SKUS.c.retired_at.is_(None),
        GOODS.c.status == "on_sale",
    )
)
BOUGHT = (
    select(
        ORDERS.c.member_id,
        func.count().label("number"),
        func.sum(ORDERS.c.payable_fen).label("paid_fen"),
    )
    .where(
        ORDERS.c.shop_id == _SHOP,
        ORDERS.c.member_id.in_(bindparam("wanted", expanding=True)),
        ORDERS.c.paid_at.is_not(None),
    )
    .group_by(ORDERS.c.member_id)
)
ANY_ON_SALE = select(GOODS.c.id).where(GOODS.c.shop_id == _SHOP, GOODS.c.status == "on_sale").limit(1)


def overview(read: ReadScope, public_url: str) -> Overview:
    """Figures, work and steps of the scope's shop; refuses `not_found`. Counts whole tables: run as a
    report.
    """
    slug, _, _ = shop_face(read)
    days, figures = _figures(read)
    return Overview(
        today=figures[-1],
        yesterday=figures[-2],
        todo=_todo(read),
        week=[WeekDay(day, one.paid_orders, one.paid_fen) for day, one in zip(days, figures, strict=True)],
        checklist=checklist(read),
        storefront_url=f"{public_url}/s/{slug}/",
    )


def buyers(
    read: ReadScope, q: str | None, cursor: str | None, limit: int, *, vault: Vault
) -> Page[MemberRow]:
    """A page of members with their paid orders; refunds are not taken off. Cost: their orders, by index."""
    page = member_page(read, q, cursor, limit, vault=vault)
    if not page.items:
        return page
    bought = {row.member_id: row for row in read.rows(BOUGHT, wanted=[one.id for one in page.items])}
    items = [
        msgspec.structs.replace(one, orders=int(found.number), paid_fen=int(found.paid_fen))
        if (found := bought.get(one.id))
        else one
        for one in page.items
    ]
    return Page(items, page.next_cursor)


def checklist(read: ReadScope) -> list[ChecklistItem]:
    """What a shop needs before it can sell, in the order in which people do it."""
    channels = public_channels(read)
    licence = shop_face(read)[2].licence
    decorated = home(read)
    steps = (
        ("goods", "上架第一件商品", read.row(ANY_ON_SALE) is not None, "/goods/new"),
        ("home", "装修首页", bool(decorated.banners or decorated.icons), "/shop/home"),
        ("licence", "填写证照信息", bool(licence.subject_name and licence.credit_code), "/shop/licence"),
        ("weapp", "接入微信小程序", Channel.WEAPP in channels.appids, "/channels"),
        ("payment", "开通微信支付", has_account(read), "/channels"),
        ("messages", "设置订阅消息", channels.templates.order_shipped is not None, "/channels"),
    )
    return [ChecklistItem(key, title, done, link) for key, title, done, link in steps]


def _todo(read: ReadScope) -> Todo:
    orders = desk_counts(read)
    return Todo(
        to_ship=orders.to_ship,
        pending=orders.pending,
        to_accept=orders.to_accept,
        aftersale=count_requested(read),
        low_stock=int(read.value(COUNT_LOW_STOCK)),
        unanswered_reviews=count_unanswered(read),
    )


def _figures(read: ReadScope) -> tuple[list[date], list[DayFigures]]:
    """The last seven days, today last, in two statements."""
    today = shanghai_day(read.now)
    days = [today - timedelta(days=WEEK - 1 - number) for number in range(WEEK)]
    starts = [day_bounds(day)[0] for day in days] + [day_bounds(today)[1]]
    bound: dict[str, datetime] = {f"day_{number}": start for number, start in enumerate(starts)}
    row = read.row(FIGURES, first_id=_first_id(starts[0] - _LONGEST_WAIT), **bound)
    cells = dict(row._mapping) if row is not None else {}
    row = read.row(OFFLINE_FIGURES, **bound)
    by_hand = dict(row._mapping) if row is not None else {}
    return days, [
        DayFigures(
            orders=int(cells[f"orders_{number}"]),
            paid_orders=int(cells[f"paid_orders_{number}"]) + int(by_hand[f"orders_{number}"]),
            paid_fen=int(cells[f"paid_fen_{number}"]) + int(by_hand[f"fen_{number}"]),
            offline_fen=int(by_hand[f"fen_{number}"]),
        )
        for number in range(WEEK)
    ]


def _first_id(moment: datetime) -> str:
    """The smallest id that could have been made at `moment`."""
    return make_id(epoch_ms=int(moment.timestamp() * 1000), random_bits=0)
