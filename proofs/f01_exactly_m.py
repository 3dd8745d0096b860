"""F1 Exactly M: many buyers, few units, over HTTP, several server processes, three isolation levels.

"Never negative" proves nothing: the law of conservation is asked of every row, and answers are counted one
by one.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import msgspec
from sqlalchemy import bindparam, func, select

from proofs.outcome import Outcome, TimeBox, enough
from proofs.world import Buyer, Shop, gather_buyers, house_at, open_proof_shop, place, running, stock_goods
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.ids import SkuId
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.orders.tables import ORDER_LINES, ORDERS

ISOLATIONS = ("READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE")
AT_ONCE = 48
WORKERS = 4

_LEVEL = select(STOCK.c.on_hand, STOCK.c.reserved, STOCK.c.sold, STOCK.c.received).where(
    STOCK.c.shop_id == bindparam("shop"), STOCK.c.sku_id == bindparam("wanted")
)
_HELD = (
    select(func.coalesce(func.sum(ORDER_LINES.c.quantity), 0))
    .join(ORDERS, (ORDERS.c.shop_id == ORDER_LINES.c.shop_id) & (ORDERS.c.id == ORDER_LINES.c.order_id))
    .where(
        ORDER_LINES.c.shop_id == bindparam("shop"),
        ORDER_LINES.c.sku_id == bindparam("wanted"),
        ORDERS.c.status.in_(("pending", "closing", "accepted", "paid", "shipped", "completed")),
    )
)


class Race(msgspec.Struct, frozen=True):
    """`buyers` order one unit each of `units`; whoever has not come after `seconds` stays away."""

    buyers: int
    units: int
    seed: int
    isolation: str = ISOLATIONS[0]
    seconds: float = 150


def exactly_m(database: str, folder: Path, *, race: Race) -> Outcome:
    """Every answer is a 201 or an honest 409, and the shop's books say the same."""
    more = {"XIAOPU_DATABASE__ISOLATION": race.isolation} if database == "postgresql" else {}
    with (
        place(database, folder, more=more) as where,
        running(where, workers=WORKERS) as addresses,
        house_at(where) as house,
    ):
        figures = asyncio.run(_race(house, addresses.mall, race))
    name = database if database == "sqlite" else f"{database}/{race.isolation.lower().replace(' ', '-')}"
    ok = figures.pop("ok") == 1
    return Outcome("F1", name, figures, ok, race.seed)


async def _race(house: House, mall: str, race: Race) -> dict[str, int | str | float]:
    units, buyers = race.units, race.buyers
    shop = await open_proof_shop(house, None, "抢购店")
    sku_id = await stock_goods(house, shop, units)
    people = await gather_buyers(house, shop, buyers)
    random.Random(race.seed).shuffle(people)
    answers = await _all_at_once(mall, shop, sku_id, people, box=TimeBox(race.seconds))
    held, level = await house.units.read(shop.scope, _count, sku_id)
    await house.close()
    won, lost, came = answers[201], answers[409], answers.total()
    figures: dict[str, int | str | float] = {
        "n": came if came == buyers else f"{came}/{buyers}",
        "m": units,
        "won": won,
        "oversold": max(held - units, 0),
        "undersold": max(units - held, 0),
        "5xx": sum(number for status, number in answers.items() if status >= 500),
        "conserved": int(level.received == level.on_hand + level.reserved + level.sold == units),
    }
    right = (
        enough(came, buyers)
        and won == held == units
        and lost == came - units
        and level.on_hand == 0
        and level.reserved == units
    )
    return figures | {"ok": int(right and figures["5xx"] == 0 and figures["conserved"] == 1)}


async def _all_at_once(
    mall: str, shop: Shop, sku_id: SkuId, people: Sequence[Buyer], *, box: TimeBox
) -> Counter[int]:
    answers: Counter[int] = Counter()
    gate = asyncio.Semaphore(AT_ONCE)
    limits = httpx.Limits(max_connections=AT_ONCE)
    url = f"{mall}/api/storefront/v1/{shop.slug}"
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:

        async def buy(buyer: Buyer) -> None:
            async with gate:
                if box.is_over():
                    return
                answers[await _order(client, buyer, sku_id)] += 1

        await asyncio.gather(*(buy(buyer) for buyer in people))
    return answers


async def _order(client: httpx.AsyncClient, buyer: Buyer, sku_id: SkuId) -> int:
    headers = {"Authorization": f"Bearer {buyer.token}", "Idempotency-Key": buyer.member_id}
    wanted = {"source": "now", "sku_id": sku_id, "quantity": 1, "address_id": buyer.address_id}
    quote = await client.post("/checkout/preview", json=wanted, headers=headers)
    if quote.status_code != 200:
        return quote.status_code
    order = await client.post("/orders", json=wanted | {"quote": quote.json()["quote"]}, headers=headers)
    return order.status_code


def _count(read: ReadScope, sku_id: SkuId) -> tuple[int, Any]:
    level = read.row(_LEVEL, wanted=sku_id)
    return int(read.value(_HELD, wanted=sku_id)), level
