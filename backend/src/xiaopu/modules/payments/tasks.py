"""The sweep: asks WeChat about payments and refunds that have been silent too long."""

from datetime import datetime, timedelta

import structlog

from xiaopu.infra.database.scopes import PlatformScope, ShopScope
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import Refusal
from xiaopu.kernel.ids import PaymentId, ShopId
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.trades import next_query
from xiaopu.modules.payments.flows.apply_merchant import Applying
from xiaopu.modules.payments.flows.pay import PaymentFlows
from xiaopu.modules.payments.flows.prove_account import Proving
from xiaopu.modules.payments.flows.refund import RefundFlows

log = structlog.get_logger()

EVERY = timedelta(seconds=10)
POLL_EVERY = timedelta(seconds=30)
# How long a shop whose application could not be asked about waits for the next turn.
POLL_PAUSE = timedelta(minutes=10)


class PaymentSweep:
    """Runs every ten seconds; a shop whose WeChat account is broken only delays itself."""

    def __init__(self, units: Units, payments: PaymentFlows, refunds: RefundFlows) -> None:
        self._units = units
        self._payments = payments
        self._refunds = refunds

    async def run(self) -> None:
        now = self._units.clock()
        due = await self._units.read(
            PlatformScope(), lambda read: read.rows(repository.DUE_PAYMENTS_ACROSS_SHOPS, now=now)
        )
        for row in due:
            scope = ShopScope(ShopId(row.shop_id))
            try:
                await self._payments.check(scope, PaymentId(row.id))
            except Refusal as refusal:
                log.warning("payments.sweep", payment_id=row.id, code=refusal.code)
                await self._later(scope, row.id)
        waiting = await self._units.read(
            PlatformScope(), lambda read: read.rows(repository.DUE_REFUNDS_ACROSS_SHOPS, now=now)
        )
        for row in waiting:
            try:
                await self._refunds.check(ShopScope(ShopId(row.shop_id)), row.id)
            except Refusal as refusal:
                log.warning("payments.refund_sweep", refund_id=row.id, code=refusal.code)

    async def _later(self, scope: ShopScope, payment_id: str) -> None:
        now = self._units.clock()
        next_at = next_query(now - timedelta(hours=1), now)
        await self._units.write(
            scope, lambda uow: uow.run(repository.ASK_LATER, wanted=payment_id, next_at=next_at)
        )


class ProofSweep:
    """Ends proofs that nobody paid in time, every ten seconds."""

    def __init__(self, units: Units, proving: Proving) -> None:
        self._units = units
        self._proving = proving

    async def run(self) -> None:
        now = self._units.clock()
        due = await self._units.read(
            PlatformScope(), lambda read: read.rows(repository.DUE_PROOFS_ACROSS_SHOPS, now=now)
        )
        for row in due:
            try:
                await self._proving.end(ShopScope(ShopId(row.shop_id)), row.id)
            except Refusal as refusal:
                log.warning("payments.proof_sweep", proof_id=row.id, code=refusal.code)


class ApplymentPoll:
    """Asks WeChat how applications stand, those that are due; a silent WeChat is asked again."""

    def __init__(self, units: Units, applying: Applying) -> None:
        self._units = units
        self._applying = applying

    async def run(self) -> None:
        now = self._units.clock()
        due = await self._units.read(
            PlatformScope(), lambda read: read.rows(repository.DUE_APPLYMENTS_ACROSS_SHOPS, now=now)
        )
        for row in due:
            scope = ShopScope(ShopId(row.shop_id))
            await self._units.write(scope, _poll_later, now + POLL_PAUSE)
            try:
                await self._applying.check(scope)
            except Refusal as refusal:
                log.warning("payments.applyment_poll", shop_id=row.shop_id, code=refusal.code)


def _poll_later(uow: UnitOfWork, next_at: datetime) -> None:
    uow.run(repository.POLL_LATER, next_at=next_at)
