"""The flow of a proof: written down, asked of WeChat outside of any unit, paid by a phone, given back. A lost
notice is healed by the sweep's query, an unpaid one is closed when its ten minutes are over.
"""

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.proofs import ProofKind
from xiaopu.modules.payments.errors import GatewayRefused, ProofNotOpen
from xiaopu.modules.payments.flows.pay import PaymentFlows, PayTicket
from xiaopu.modules.payments.usecases.prove_account import (
    NATIVE,
    Opened,
    OpenProof,
    ProofPayer,
    attempt_proof,
    expire_proof,
    fail_proof,
    open_proof,
    opened_proof,
    proof_of_token,
    show_code,
)
from xiaopu.modules.tenancy.api import Channel, public_channels
from xiaopu.modules.tenancy.errors import ChannelNotSet


class Proving:
    """Begins proofs, hands out what a phone needs, and ends those that nobody paid."""

    def __init__(self, units: Units, payments: PaymentFlows) -> None:
        self._units = units
        self._payments = payments

    async def scan(self, scope: ShopScope) -> Opened:
        """The open Native proof with its code. Refuses `channel_not_set`, `payment_account_missing`, and
        `gateway_refused` with WeChat's reason, which the proof keeps; after `gateway_unavailable` another
        click asks again for the same trade.
        """
        appid = (await self._units.read(scope, public_channels)).appids.get(Channel.WEAPP)
        if appid is None:
            raise ChannelNotSet
        standing = await self._current(scope, ProofKind.NATIVE)
        if standing is not None and standing.code_url is not None:
            return standing
        opened = standing
        if opened is None:
            opened = await self._units.write(scope, open_proof, OpenProof(ProofKind.NATIVE))
        payer = ProofPayer(NATIVE, appid)
        attempt, asked = await self._units.write(scope, attempt_proof, opened.id, payer)
        try:
            code_url = await self._payments.native(scope, attempt, asked)
        except GatewayRefused as refused:
            await self._payments.close_all(scope, ProofKind.NATIVE, opened.id)
            await self._units.write(scope, fail_proof, opened.id, str(refused.data["wechat_code"]))
            raise
        if not await self._units.write(scope, show_code, opened.id, attempt.id, code_url):
            raise ProofNotOpen
        return Opened(opened.id, opened.expires_at, code_url)

    async def link(self, scope: ShopScope) -> Opened:
        """A new JSAPI proof with the token of its link, shown once; an unpaid older one is closed."""
        standing = await self._units.read(scope, opened_proof, ProofKind.JSAPI)
        if standing is not None:
            await self.end(scope, standing.id)
        return await self._units.write(scope, open_proof, OpenProof(ProofKind.JSAPI))

    async def pay_by_link(self, scope: ShopScope, token: str, payer: ProofPayer) -> PayTicket:
        """Signed parameters for the phone that opened the link. Refuses `proof_not_open`."""
        row = await self._units.read(scope, proof_of_token, token)
        attempt, asked = await self._units.write(scope, attempt_proof, row.id, payer)
        return await self._payments.prepay(scope, attempt, asked)

    async def end(self, scope: ShopScope, proof_id: str) -> None:
        """Make an unpaid proof unpayable; one paid meanwhile is settled instead. Refuses `not_found`."""

        def find(read: ReadScope) -> str:
            row = read.row(repository.PROOF, wanted=proof_id)
            if row is None:
                raise NotFound
            return str(row.kind)

        kind = await self._units.read(scope, find)
        if await self._payments.close_all(scope, kind, proof_id):
            await self._units.write(scope, expire_proof, proof_id)

    async def ask(self, scope: ShopScope, proof_id: str) -> None:
        """Ask WeChat now what became of a proof's payments."""
        for kind in ProofKind:
            await self._payments.check_all(scope, kind, proof_id)

    async def _current(self, scope: ShopScope, kind: ProofKind) -> Opened | None:
        standing = await self._units.read(scope, opened_proof, kind)
        if standing is None or standing.expires_at > self._units.clock():
            return standing
        await self.end(scope, standing.id)
        return None
