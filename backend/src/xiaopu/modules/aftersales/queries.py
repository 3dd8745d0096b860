"""Read models of after-sales."""

from collections import defaultdict
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, select

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import ID_LENGTH, GoodsId, OrderId, SkuId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.modules.aftersales import repository
from xiaopu.modules.aftersales.domain import AftersaleStatus
from xiaopu.modules.aftersales.schemas import AftersaleBrief, AftersaleRow
from xiaopu.modules.aftersales.tables import AFTERSALES
from xiaopu.modules.members.tables import MEMBERS
from xiaopu.modules.orders.api import OrderLine, PayWay
from xiaopu.modules.orders.tables import ORDER_LINES, ORDERS

_END = "~" * ID_LENGTH
_SHOP: BindParameter[str] = bindparam("shop")
_PAGE: Any = (
    select(AFTERSALES, ORDERS.c.order_no, ORDERS.c.payable_fen, ORDERS.c.pay_by, MEMBERS.c.nickname)
    .join(ORDERS, (ORDERS.c.shop_id == AFTERSALES.c.shop_id) & (ORDERS.c.id == AFTERSALES.c.order_id))
    .join(MEMBERS, (MEMBERS.c.shop_id == AFTERSALES.c.shop_id) & (MEMBERS.c.id == AFTERSALES.c.member_id))
    .where(AFTERSALES.c.shop_id == _SHOP, AFTERSALES.c.id < bindparam("before_id"))
    .order_by(AFTERSALES.c.id.desc())
    .limit(bindparam("most"))
)
PAGES = {"all": _PAGE, "requested": _PAGE.where(AFTERSALES.c.status == AftersaleStatus.REQUESTED)}
LINES_OF = (
    select(ORDER_LINES)
    .where(ORDER_LINES.c.shop_id == _SHOP, ORDER_LINES.c.order_id.in_(bindparam("wanted", expanding=True)))
    .order_by(ORDER_LINES.c.order_id, ORDER_LINES.c.id)
)


def desk_page(read: ReadScope, tab: str, cursor: str | None, limit: int) -> Page[AftersaleRow]:
    """After-sales, the newest first: two statements."""
    keys = decode_cursor(cursor, str)
    rows = read.rows(PAGES[tab], before_id=keys[0] if keys else _END, most=limit + 1)
    lines = _lines_of(read, rows[:limit])
    return cut_page(
        rows, limit, lambda row: _row(row, lines[row.order_id]), lambda row: encode_cursor(row.id)
    )


def latest_of(read: ReadScope, order_id: OrderId) -> AftersaleBrief | None:
    """The order's newest after-sale, if it ever had one."""
    row = read.row(repository.LATEST_OF, wanted=order_id)
    return None if row is None else AftersaleBrief(**_fields(row))


def count_requested(read: ReadScope) -> int:
    """After-sales that wait for the shop's answer."""
    return int(read.value(repository.COUNT_REQUESTED))


def _lines_of(read: ReadScope, rows: Any) -> defaultdict[str, list[OrderLine]]:
    found: defaultdict[str, list[OrderLine]] = defaultdict(list)
    wanted = sorted({row.order_id for row in rows})
    for line in read.rows(LINES_OF, wanted=wanted) if wanted else ():
        found[line.order_id].append(_line(line))
    return found


def _line(row: Row[Any]) -> OrderLine:
    return OrderLine(
        id=row.id,
        goods_id=GoodsId(row.goods_id),
        sku_id=SkuId(row.sku_id),
        name=row.name,
        spec_text=row.spec_text,
        picture_url=row.picture_url,
        price_fen=row.price_fen,
        quantity=row.quantity,
        amount_fen=row.amount_fen,
        reviewed=row.reviewed_at is not None,
    )


def _row(row: Row[Any], lines: list[OrderLine]) -> AftersaleRow:
    return AftersaleRow(
        order_no=row.order_no,
        lines=lines,
        payable_fen=row.payable_fen,
        member_name=row.nickname,
        pay_by=PayWay(row.pay_by),
        **_fields(row),
    )


def _fields(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "order_id", "status", "reason", "amount_fen", "created_at", "note", "answer")
    return {name: row._mapping[name] for name in names}
