"""Checking a merchant account: all that is wrong with it, on paper and by signed calls that move no money."""

from datetime import datetime

import msgspec

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.database.units import Units
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.findings import Found, is_sound, told
from xiaopu.modules.payments.domain.proofs import NOTICE_PATIENCE, ProofKind
from xiaopu.modules.payments.domain.trades import Account
from xiaopu.modules.payments.ports import AccountExaminer
from xiaopu.modules.payments.queries import proof_page
from xiaopu.modules.payments.schemas import AccountDraft, AccountReport
from xiaopu.modules.payments.usecases.raise_alert import APIV3_WRONG
from xiaopu.modules.payments.usecases.set_account import Purse, account, record_check
from xiaopu.modules.tenancy.api import Channel, public_channels


class _Facts(msgspec.Struct, frozen=True):
    keys: Account
    appid: str | None
    certificate_pem: str | None
    history: list[Found]


class AccountChecker:
    """Gives every finding, not the first alone; the newest report is kept with the account."""

    def __init__(self, units: Units, examiner: AccountExaminer, purse: Purse) -> None:
        self._units = units
        self._examiner = examiner
        self._purse = purse

    async def check(self, scope: ShopScope, notify_url: str) -> AccountReport:
        """A handful of signed calls. Refuses `payment_account_missing` and `provider_missing`."""
        facts = await self._units.read(scope, _facts, purse=self._purse)
        found: list[Found] = []
        if facts.keys.sub_mchid is None:
            found += self._examiner.look(facts.keys, facts.certificate_pem, self._units.clock())
        found += await self._examiner.ask(facts.keys, facts.appid, notify_url)
        if facts.appid is None:
            found.append(Found("appid_missing"))
        if not any(one.code in ("apiv3_key_wrong", "apiv3_key_malformed") for one in found):
            found += facts.history
        report = _report(found)
        first = next((one.code for one in report.findings if one.grave == "fault"), "ok")
        await self._units.write(scope, record_check, first, found)
        return msgspec.structs.replace(report, checked_at=self._units.clock())

    async def examine(self, scope: ShopScope, draft: AccountDraft) -> AccountReport:
        """What can be seen of an account before it is stored: no network, nothing is written. Keys that are
        absent are the stored ones.
        """
        stored = await self._units.read(scope, _stored, purse=self._purse)
        keys = Account(
            draft.mchid,
            draft.serial_no,
            draft.private_key_pem or (stored.private_key_pem if stored else ""),
            draft.apiv3_key or (stored.apiv3_key if stored else ""),
            draft.public_key_id,
            draft.public_key_pem,
        )
        return _report(self._examiner.look(keys, draft.certificate_pem, self._units.clock()))


def _report(found: list[Found]) -> AccountReport:
    findings = tuple(told(one) for one in {(one.code, one.detail): one for one in found}.values())
    return AccountReport(is_sound(findings), findings)


def _stored(read: ReadScope, *, purse: Purse) -> Account | None:
    row = read.row(repository.ACCOUNT)
    return account(read, purse=purse) if row is not None and row.provider_mchid is None else None


def _facts(read: ReadScope, *, purse: Purse) -> _Facts:
    keys = account(read, purse=purse)
    row = read.row(repository.ACCOUNT)
    appid = public_channels(read).appids.get(Channel.WEAPP)
    history = [] if row is None else _apiv3(read, row.mchid, row.updated_at)
    return _Facts(keys, appid, None if row is None else row.certificate_pem, history)


def _apiv3(read: ReadScope, mchid: str, since: datetime) -> list[Found]:
    """What notices have shown of the APIv3 key since it was stored."""
    if read.row(repository.NOTICED_SINCE, since=since, of_mchid=mchid) is not None:
        return []
    if read.row(repository.ALERT_SINCE, wanted=APIV3_WRONG, since=since) is not None:
        return [Found("apiv3_key_wrong")]
    for proof in proof_page(read, limit=5):
        late = proof.paid_at is not None and read.now - proof.paid_at > NOTICE_PATIENCE
        if (
            late
            and proof.noticed_at is None
            and proof.kind in frozenset(ProofKind)
            and proof.created_at >= since
        ):
            return [Found("notice_missing")]
    return [Found("apiv3_key_unproven")]
