"""The data set: one shop with goods, buyers and a past, inserted in bulk through the table objects.

Ids are a fixed head and a number of ten digits, so that a pgbench script can make up any of them. Rows are
what the house itself would have written: sealed recipients, copied lines, a history row for each step.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, insert

from xiaopu.infra.crypto.tokens import token_digest
from xiaopu.infra.crypto.vault import Vault
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.catalog.domain.goods import Param, Spec, SpecValue
from xiaopu.modules.catalog.tables import CATEGORIES, GOODS, GOODS_DETAILS, SKUS
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.members.domain import Recipient as Kept
from xiaopu.modules.members.tables import ADDRESSES, MEMBER_TOKENS, MEMBERS
from xiaopu.modules.orders.domain.placement import RECIPIENT
from xiaopu.modules.orders.domain.pricing import PriceLine
from xiaopu.modules.orders.domain.states import OrderAction, OrderStatus
from xiaopu.modules.orders.schemas import Recipient
from xiaopu.modules.orders.tables import ORDER_HISTORY, ORDER_LINES, ORDERS, SHIPMENTS

Row = dict[str, Any]

FIRST_NUMBER = 1_000_000_000
SKUS_EACH = 3
DISTRICT = "330106"
_CATEGORY, _GOODS, _SKU = "00000c0000", "00000g0000", "00000s0000"
_MEMBER, _ADDRESS, _ORDER, _PART = "00000m0000", "00000a0000", "00000r0000", "00000p0000"
_COLOURS = ("象牙白", "雾霾蓝", "曜石黑")
_CATEGORIES = 50
_AT_ONCE = 2_000

_WHOLE_LIFE = (OrderAction.PLACE, OrderAction.PAY, OrderAction.SHIP, OrderAction.RECEIVE)
# How an order stands, how often, and the steps that led there.
_PASTS: tuple[tuple[OrderStatus, int, tuple[OrderAction, ...]], ...] = (
    (OrderStatus.COMPLETED, 80, _WHOLE_LIFE),
    (OrderStatus.CLOSED, 9, (OrderAction.PLACE, OrderAction.BEGIN_CLOSE, OrderAction.FINISH_CLOSE)),
    (OrderStatus.SHIPPED, 5, _WHOLE_LIFE[:3]),
    (OrderStatus.PAID, 5, _WHOLE_LIFE[:2]),
    (OrderStatus.PENDING, 1, _WHOLE_LIFE[:1]),
)
_LEADS_TO = {
    OrderAction.PLACE: OrderStatus.PENDING,
    OrderAction.PAY: OrderStatus.PAID,
    OrderAction.SHIP: OrderStatus.SHIPPED,
    OrderAction.RECEIVE: OrderStatus.COMPLETED,
    OrderAction.BEGIN_CLOSE: OrderStatus.CLOSING,
    OrderAction.FINISH_CLOSE: OrderStatus.CLOSED,
}


class Sizes(msgspec.Struct, frozen=True):
    """How much there is. Every member has a token and an address; every goods three SKUs."""

    goods: int
    orders: int
    members: int

    @property
    def skus(self) -> int:
        return self.goods * SKUS_EACH

    def told(self) -> str:
        return (
            f"{self.goods:,} goods, {self.skus:,} SKUs, {self.orders:,} orders of {self.members:,} members"
            " in one shop"
        )


def goods_id(number: int) -> str:
    return f"{_GOODS}{FIRST_NUMBER + number}"


def sku_id(number: int) -> str:
    return f"{_SKU}{FIRST_NUMBER + number}"


def member_id(number: int) -> str:
    return f"{_MEMBER}{FIRST_NUMBER + number}"


def address_id(number: int) -> str:
    return f"{_ADDRESS}{FIRST_NUMBER + number}"


def token_of(number: int) -> str:
    return f"xm_{number:064x}"


class DataSet:
    """Rows of one shop at one moment, table by table in the order of their references."""

    def __init__(self, shop_id: ShopId, sizes: Sizes, vault: Vault, now: datetime) -> None:
        self._shop, self._sizes, self._vault, self._now = shop_id, sizes, vault, now
        self._chance = random.Random(20261111)
        self._parts = 0

    def fill(self, connection: Connection) -> None:
        """Insert everything, within the caller's transaction."""
        plain = (
            (CATEGORIES, self._categories()),
            (GOODS, self._goods()),
            (GOODS_DETAILS, self._details()),
            (SKUS, self._skus()),
            (STOCK, self._stock()),
            (MEMBERS, self._members()),
            (MEMBER_TOKENS, self._tokens()),
            (ADDRESSES, self._addresses()),
        )
        for table, rows in plain:
            self._insert(connection, table, rows)
        orders = self._orders()
        while group := list(islice(orders, _AT_ONCE)):
            for place, table in enumerate((ORDERS, ORDER_LINES, ORDER_HISTORY, SHIPMENTS)):
                self._insert(connection, table, (row for order in group for row in order[place]))

    def _insert(self, connection: Connection, table: Table, rows: Iterable[Row]) -> None:
        waiting = iter(rows)
        while group := list(islice(waiting, _AT_ONCE)):
            # A row without an optional column means NULL there, whatever its neighbours have.
            blank = dict.fromkeys(table.columns.keys())
            connection.execute(insert(table), [blank | {"shop_id": self._shop} | row for row in group])

    def _categories(self) -> Iterator[Row]:
        for number in range(_CATEGORIES):
            one = f"{_CATEGORY}{FIRST_NUMBER + number}"
            yield {
                "id": one,
                "root_id": one,
                "sibling_of": "",
                "level": 1,
                "name": f"分类{number}",
                "position": number,
            }

    def _goods(self) -> Iterator[Row]:
        for number in range(self._sizes.goods):
            price = 1_000 + number % 900 * 10
            listed = self._now - timedelta(minutes=number)
            yield {
                "id": goods_id(number),
                "goods_no": f"B{number:06d}",
                "name": f"手作粗陶功夫茶具礼盒装第{number}款",
                "brief": "手工拉坯，一壶四杯",
                "category_id": f"{_CATEGORY}{FIRST_NUMBER + number % _CATEGORIES}",
                "unit": "件",
                "status": "on_sale",
                "price_fen": price,
                "max_price_fen": price + 200,
                "market_price_fen": price + 2_000,
                "cover": _picture(number, 0),
                "cover_thumb": _picture(number, 0),
                "has_picture": True,
                "sold": self._chance.randrange(5_000),
                "version": 1,
                "created_at": listed,
                "updated_at": listed,
                "listed_at": listed,
            }

    def _details(self) -> Iterator[Row]:
        text = "<p>" + "每一件都由匠人手工拉坯、上釉、柴烧，釉色因窑火而异。" * 40 + "</p>"
        spec = Spec("颜色", tuple(SpecValue(colour) for colour in _COLOURS))
        for number in range(self._sizes.goods):
            yield {
                "goods_id": goods_id(number),
                "pictures": tuple(_picture(number, place) for place in range(3)),
                "params": (Param("材质", "粗陶"), Param("产地", "景德镇"), Param("容量", "180 毫升")),
                "specs": (spec,),
                "detail_html": text,
            }

    def _skus(self) -> Iterator[Row]:
        for number in range(self._sizes.skus):
            goods, place = divmod(number, SKUS_EACH)
            yield {
                "id": sku_id(number),
                "goods_id": goods_id(goods),
                "spec_values": (_COLOURS[place],),
                "price_fen": _price(number),
                "position": place,
            }

    def _stock(self) -> Iterator[Row]:
        plenty = 50_000_000
        for number in range(self._sizes.skus):
            yield {
                "sku_id": sku_id(number),
                "goods_id": goods_id(number // SKUS_EACH),
                "on_hand": plenty,
                "reserved": 0,
                "sold": 0,
                "received": plenty,
            }

    def _members(self) -> Iterator[Row]:
        for number in range(self._sizes.members):
            yield {
                "id": member_id(number),
                "nickname": f"茶友{number}",
                "created_at": self._now,
                "last_seen_at": self._now,
            }

    def _tokens(self) -> Iterator[Row]:
        openid = self._vault.seal("oBenchmark000000000000000000", "member_tokens.openid")
        for number in range(self._sizes.members):
            yield {
                "digest": token_digest(token_of(number)),
                "member_id": member_id(number),
                "channel": "weapp",
                "appid": "wxbenchmark0000000",
                "openid_sealed": openid,
                "created_at": self._now,
                "expires_at": self._now + timedelta(days=30),
            }

    def _addresses(self) -> Iterator[Row]:
        kept = msgspec.json.encode(Kept("李雷", "13800138000", "文三路 1 号")).decode()
        for number in range(self._sizes.members):
            yield {
                "id": address_id(number),
                "member_id": member_id(number),
                "recipient_sealed": self._vault.seal(kept, "addresses.recipient"),
                "region_code": DISTRICT,
                "is_default": True,
                "created_at": self._now,
                "updated_at": self._now,
            }

    def _orders(self) -> Iterator[tuple[list[Row], list[Row], list[Row], list[Row]]]:
        """(the order, its lines, its history, its parcel), the oldest first."""
        recipient = Recipient("李雷", "13800138000", "浙江省杭州市西湖区", "文三路 1 号")
        sealed = self._vault.seal(msgspec.json.encode(recipient).decode(), RECIPIENT)
        phone = self._vault.index.opaque("13800138000", "orders.phone")
        weights = [weight for _, weight, _ in _PASTS]
        for number in range(self._sizes.orders):
            status, _, steps = self._chance.choices(_PASTS, weights)[0]
            age = self._sizes.orders - number
            recent = status in (OrderStatus.PENDING, OrderStatus.SHIPPED)
            placed = self._now - timedelta(minutes=0 if recent else age)
            order_id = f"{_ORDER}{FIRST_NUMBER + number}"
            lines = [self._line(order_id) for _ in range(self._chance.choice((1, 2, 3, 4)))]
            goods_fen = sum(line["amount_fen"] for line in lines)
            order = {
                "id": order_id,
                "order_no": f"{20_000_000_000_000_000_000 + number}",
                "member_id": member_id(self._chance.randrange(self._sizes.members)),
                "status": status,
                "channel": "weapp",
                "pay_by": "wechat",
                "subject": lines[0]["name"],
                "item_count": len(lines),
                "unreviewed": len(lines) if status is OrderStatus.COMPLETED else 0,
                "goods_fen": goods_fen,
                "freight_fen": 0,
                "payable_fen": goods_fen,
                "price_lines": [
                    PriceLine("goods", "商品金额", goods_fen, ""),
                    PriceLine("freight", "运费", 0, "包邮"),
                ],
                "recipient_sealed": sealed,
                "phone_index": phone,
                "region_code": DISTRICT,
                "flag": 0,
                "created_at": placed,
                "pay_deadline_at": placed + timedelta(hours=2),
                "paid_at": placed if OrderAction.PAY in steps else None,
                "shipped_at": placed if OrderAction.SHIP in steps else None,
                "auto_receive_at": placed + timedelta(days=10) if OrderAction.SHIP in steps else None,
                "ended_at": placed if status in (OrderStatus.COMPLETED, OrderStatus.CLOSED) else None,
            }
            yield [order], lines, self._history(order, steps), self._parcel(order, steps)

    def _line(self, order_id: str) -> Row:
        number = self._chance.randrange(self._sizes.skus)
        return {
            "id": self._part(),
            "order_id": order_id,
            "goods_id": goods_id(number // SKUS_EACH),
            "sku_id": sku_id(number),
            "name": f"手作粗陶功夫茶具礼盒装第{number // SKUS_EACH}款",
            "spec_text": _COLOURS[number % SKUS_EACH],
            "picture_url": f"/media/{_picture(number // SKUS_EACH, 0)}",
            "price_fen": _price(number),
            "quantity": 1,
            "amount_fen": _price(number),
        }

    def _history(self, order: Row, steps: Iterable[OrderAction]) -> list[Row]:
        return [
            {
                "id": self._part(),
                "order_id": order["id"],
                "action": step,
                "status_to": _LEADS_TO[step],
                "actor": f"member:{order['member_id']}",
                "at": order["created_at"],
            }
            for step in steps
        ]

    def _parcel(self, order: Row, steps: Iterable[OrderAction]) -> list[Row]:
        if OrderAction.SHIP not in steps:
            return []
        return [
            {
                "id": self._part(),
                "order_id": order["id"],
                "carrier_code": "SF",
                "carrier_name": "顺丰速运",
                "tracking_no": "SF1234567890123",
                "shipped_at": order["created_at"],
            }
        ]

    def _part(self) -> str:
        self._parts += 1
        return f"{_PART}{FIRST_NUMBER + self._parts}"


def moment() -> datetime:
    """Now, as the data set wants it."""
    return datetime.now(UTC)


def _price(sku_number: int) -> int:
    goods, place = divmod(sku_number, SKUS_EACH)
    return 1_000 + goods % 900 * 10 + place * 100


def _picture(goods_number: int, place: int) -> str:
    return f"benchmark/26/11/{goods_number:030d}{place:02d}.webp"
