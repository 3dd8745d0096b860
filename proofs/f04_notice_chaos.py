"""F4 Notice chaos: real notices of the sandbox, caught and dealt out again lost, doubled, late, stale and
out of order.

The clock is virtual on both sides. What never arrives is healed by the sweep; at the end the books are held
against the witness.
"""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import msgspec

from proofs.caught import Caught, NoticeTrap
from proofs.invariants import breaks, read_tables
from proofs.outcome import Outcome, TimeBox, enough
from proofs.world import Buyer, gather_buyers, house_at, open_proof_shop, place, stock_goods, wechat
from xiaopu.entrypoints.journey.actors import Wechat
from xiaopu.entrypoints.wiring import House
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import MemberId, OrderId, SkuId
from xiaopu.modules.aftersales.usecases.answer_aftersale import agree
from xiaopu.modules.aftersales.usecases.ask_refund import AskRefund, ask_refund
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.orders.usecases.place_order import PlaceOrder, place_order
from xiaopu.modules.orders.usecases.quote_order import Wanted, quote_order

# Who orders, and who sometimes pays for the same order as well.
PERSON, FRIEND = "小红", "小明"
# Seconds from the payment at which a copy of a notice comes; beyond five minutes its signature is stale.
_DELAYS = (0, 0, 1, 20, 120, 280, 400, 3600, 86_640)


class Chaos(msgspec.Struct, frozen=True):
    """How much of it; no payment is begun after `seconds`, since what was begun must settle too."""

    payments: int
    seed: int
    lost_percent: int = 20
    closed_percent: int = 10
    refunded_percent: int = 10
    forged_percent: int = 10
    twice_percent: int = 10
    seconds: float = 150


class _Letter(msgspec.Struct, frozen=True):
    """A copy of a notice on its way; `lot` draws the order of those that come at one moment."""

    at: float
    lot: int
    caught: Caught
    genuine: bool = True


class Clock:
    """Real time plus what the run has moved it by."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def notice_chaos(database: str, folder: Path, *, chaos: Chaos) -> Outcome:
    """Breaks of the laws, and how long virtual time had to run until the last payment was known."""
    with place(database, folder) as where, wechat(where) as sandbox, NoticeTrap() as trap:
        more = sandbox.environment | {"XIAOPU_SERVER__PUBLIC_URL": trap.address}
        clock = Clock()
        with house_at(where, more=more, clock=clock) as house:
            figures = asyncio.run(_Run(house, clock, trap, sandbox=sandbox.address, chaos=chaos).run())
    ok = figures["breaks"] == figures["unhealed"] == figures["forged_taken"] == 0
    done = figures.pop("done")
    ok = ok and enough(int(done), chaos.payments)
    n = done if done == chaos.payments else f"{done}/{chaos.payments}"
    return Outcome("F4", database, {"n": n, **figures}, ok, chaos.seed)


class _Run:
    def __init__(self, house: House, clock: Clock, trap: NoticeTrap, *, sandbox: str, chaos: Chaos) -> None:
        self._house = house
        self._clock = clock
        self._trap = trap
        self._sandbox = sandbox
        self._chaos = chaos
        self._dice = random.Random(chaos.seed)
        self._tally: Counter[str] = Counter()
        self._mail: list[_Letter] = []

    async def run(self) -> dict[str, int | str | float]:
        house, chaos = self._house, self._chaos
        self._shop = await open_proof_shop(house, self._sandbox, "混乱店")
        self._sku = await stock_goods(house, self._shop, chaos.payments)
        openid, self._friend = await self._openid(PERSON), await self._openid(FRIEND)
        [buyer] = await gather_buyers(house, self._shop, 1, openid=openid)
        box = TimeBox(chaos.seconds)
        for _ in range(chaos.payments):
            if box.is_over():
                break
            self._tally["done"] += 1
            await self._one_payment(buyer, openid)
            self._deal_out()
            await self._deliver(until=self._elapsed() + 1)
        healed_after = await self._quiet()
        return await self._verdict(healed_after)

    async def _one_payment(self, buyer: Buyer, openid: str) -> None:
        """Order and pay at WeChat; sometimes close or refund before any notice has come."""
        shopper = Shopper(self._shop.scope, buyer.member_id, "weapp", self._shop.weapp, openid)
        order_id = await self._house.units.write(
            self._shop.scope, _order, buyer, self._sku, vault=self._house.vault
        )
        services = self._house.rooms.services()
        ticket = await services["paying"].start(shopper, order_id, "weapp")
        second = None
        if self._dice.randrange(100) < self._chaos.twice_percent:
            friend = msgspec.structs.replace(shopper, openid=self._friend)
            second = await services["paying"].start(friend, order_id, "weapp")
        await self._pay(PERSON, msgspec.to_builtins(ticket.params))
        if second is not None:
            await self._pay(FRIEND, msgspec.to_builtins(second.params))
            self._tally["paid_twice"] += 1
        dice = self._dice.randrange(100)
        if dice < self._chaos.closed_percent:
            try:
                await services["closing"].close(self._shop.scope, order_id, "改主意")
            except Refusal as refusal:
                self._tally[f"close_{refusal.code}"] += 1
        elif dice < self._chaos.closed_percent + self._chaos.refunded_percent:
            await services["paying"].check(shopper, order_id)
            await self._house.units.write(self._shop.scope, _refund, order_id, buyer.member_id)
            await self._house.worker.round()

    def _deal_out(self) -> None:
        """Decide what becomes of the notices that have been caught since."""
        for caught in self._trap.take():
            self._tally["sent"] += 1
            if self._dice.randrange(100) < self._chaos.forged_percent:
                self._tally["forged"] += 1
                twin = _Letter(self._elapsed(), self._dice.randrange(1 << 30), _forged(caught), genuine=False)
                self._mail.append(twin)
            if self._dice.randrange(100) < self._chaos.lost_percent:
                self._tally["lost"] += 1
                continue
            for _ in range(self._dice.randint(1, 5)):
                at = self._elapsed() + self._dice.choice(_DELAYS)
                self._mail.append(_Letter(at, self._dice.randrange(1 << 30), caught))
        self._mail.sort(key=lambda letter: (letter.at, letter.lot))

    async def _deliver(self, *, until: float) -> None:
        """Hand over every copy that is due: verified, decrypted and taken by the same code as over HTTP."""
        taker = self._house.rooms.services()["notice_taker"]
        while self._mail and self._mail[0].at <= until:
            letter = self._mail.pop(0)
            try:
                await taker.take(self._shop.scope, letter.caught.headers, letter.caught.body)
                self._tally["taken" if letter.genuine else "forged_taken"] += 1
            except Refusal as refusal:
                if letter.genuine:
                    self._tally[f"refused_{refusal.code}"] += 1

    async def _quiet(self) -> int:
        """Let virtual time run until every copy has come and the sweeps find nothing; seconds to the last
        healing.
        """
        healed_after, step = 0, 10
        for second in range(step, 180 + step, step):
            await self._move(step)
            before = await self._open_payments()
            await self._house.rooms.pay.sweep.run()
            await self._house.worker.round()
            if before and not await self._open_payments():
                healed_after = second
        await self._move(86_700)
        self._deal_out()
        await self._deliver(until=float("inf"))
        for _ in range(3):
            await self._move(60)
            await self._house.rooms.pay.sweep.run()
            await self._house.worker.round()
        return healed_after

    async def _move(self, seconds: int) -> None:
        self._clock.ahead += timedelta(seconds=seconds)
        async with httpx.AsyncClient(base_url=self._sandbox, timeout=30) as client:
            (await client.post("/_sandbox/clock", json={"advance_seconds": seconds})).raise_for_status()
        self._deal_out()
        await self._deliver(until=self._elapsed())

    async def _verdict(self, healed_after: int) -> dict[str, int | str | float]:
        tables = await self._house.units.read(self._shop.scope, read_tables)
        unhealed = await self._open_payments()
        witness = Wechat(self._sandbox)
        journal = await asyncio.to_thread(witness.journal, self._shop.mchid)
        witness.leave()
        found = breaks(tables, journal)
        await self._house.close()
        for sentence in found[:5]:
            print(f"   {sentence}")
        shown = (
            "done",
            "paid_twice",
            "sent",
            "lost",
            "forged",
            "taken",
            "refused_notice_refused",
            "forged_taken",
        )
        return {
            **{name.replace("refused_notice_refused", "stale_refused"): self._tally[name] for name in shown},
            "healed_after_s": healed_after,
            "unhealed": unhealed,
            "breaks": len(found),
        }

    async def _open_payments(self) -> int:
        tables = await self._house.units.read(self._shop.scope, read_tables)
        return sum(row.status in ("created", "open") for row in tables["payments"])

    async def _openid(self, person: str) -> str:
        async with httpx.AsyncClient(base_url=self._sandbox, timeout=30) as client:
            answer = await client.get(
                "/_sandbox/device/identity", params={"person": person, "appid": self._shop.weapp}
            )
        openid: str = answer.json()["openid"]
        return openid

    async def _pay(self, person: str, params: dict[str, Any]) -> None:
        body = {"person": person, "appid": self._shop.weapp, "params": params, "method": "fingerprint"}
        async with httpx.AsyncClient(base_url=self._sandbox, timeout=30) as client:
            answer = await client.post("/_sandbox/device/pay", json=body)
        if answer.json().get("errMsg") != "requestPayment:ok":
            raise RuntimeError(answer.text)

    def _elapsed(self) -> float:
        return self._clock.ahead.total_seconds()


def _forged(caught: Caught) -> Caught:
    """The same notice, fresh and whole, under a signature that is not WeChat's."""

    def other(signature: bytes) -> bytes:
        return (b"B" if signature.startswith(b"A") else b"A") + signature[1:]

    headers = [
        (name, other(value) if name == b"wechatpay-signature" else value) for name, value in caught.headers
    ]
    return Caught(headers, caught.body)


def _order(uow: UnitOfWork, buyer: Buyer, sku_id: SkuId, *, vault: Any) -> OrderId:
    wanted = Wanted(buyer.member_id, buyer.address_id, sku_id, 1)
    quote = quote_order(uow, wanted, vault=vault).view.quote
    return place_order(uow, PlaceOrder(wanted, quote, "weapp", None), vault=vault).id


def _refund(uow: UnitOfWork, order_id: OrderId, member_id: MemberId) -> None:
    asked = ask_refund(uow, AskRefund(order_id=order_id, member_id=member_id, reason="不想要了"))
    agree(uow, asked.id)
