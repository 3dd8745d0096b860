"""The shop's merchant account: numbers in the open, keys sealed."""

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Row

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.findings import Found
from xiaopu.modules.payments.domain.trades import Account, Provider
from xiaopu.modules.payments.errors import (
    PaymentAccountMissing,
    PaymentKeyNotValid,
    PaymentsUnderWay,
    ProviderMissing,
    SecondClearingRefused,
)
from xiaopu.modules.tenancy.api import write_audit

_PRIVATE, _APIV3 = "payment_accounts.private_key", "payment_accounts.apiv3_key"
# How long news of what WeChat has taken on may come late. Bounded, so that a number that WeChat has closed
# can be left behind.
LATE_NEWS, REFUND_NEWS = timedelta(hours=1), timedelta(days=3)


class SetAccount(msgspec.Struct, frozen=True):
    """Keys that are None keep the stored ones, if the merchant number is the same."""

    mchid: str
    serial_no: str
    private_key_pem: str | None
    apiv3_key: str | None
    public_key_id: str
    public_key_pem: str
    certificate_pem: str | None = None


class Purse(msgspec.Struct, frozen=True):
    """What opens accounts: the vault for a shop's own keys, the provider's keys for sub-merchants."""

    vault: Vault
    provider: Provider | None = None


def set_account(uow: UnitOfWork, command: SetAccount, *, purse: Purse) -> None:
    """Store the account; what a check found before is forgotten. Refuses `payment_key_not_valid` for a
    missing key, `payments_under_way` for another merchant number while money of the old one moves (what was
    asked under one number can only be asked about under it), and `second_clearing_refused` for the platform's
    own number.
    """
    vault = purse.vault
    _refuse_second_clearing(command.mchid, purse)
    old = uow.row(repository.ACCOUNT)
    kept = old if old is not None and (old.mchid, old.provider_mchid) == (command.mchid, None) else None
    if old is not None and kept is None and _money_moves(uow):
        raise PaymentsUnderWay

    def sealed(new: str | None, column: str, context: str) -> bytes:
        if new is not None:
            return vault.seal(new, context)
        if kept is None:
            raise PaymentKeyNotValid(what=column.removesuffix("_sealed"))
        stored: bytes = kept._mapping[column]
        return stored

    uow.run(
        repository.PUT_ACCOUNT[uow.dialect],
        mchid=command.mchid,
        provider_mchid=None,
        serial_no=command.serial_no,
        private_key_sealed=sealed(command.private_key_pem, "private_key_sealed", _PRIVATE),
        apiv3_key_sealed=sealed(command.apiv3_key, "apiv3_key_sealed", _APIV3),
        public_key_id=command.public_key_id,
        public_key_pem=command.public_key_pem,
        certificate_pem=command.certificate_pem or (kept.certificate_pem if kept is not None else None),
        updated_at=uow.now,
        checked_at=None,
        check_code=None,
        findings=None,
    )
    write_audit(
        uow,
        "payment_account.set",
        f"mchid:{command.mchid}",
        before=None if old is None else {"mchid": old.mchid, "serial_no": old.serial_no},
        after={
            "mchid": command.mchid,
            "serial_no": command.serial_no,
            "public_key_id": command.public_key_id,
            "private_key_changed": command.private_key_pem is not None,
            "apiv3_key_changed": command.apiv3_key is not None,
        },
    )


def use_sub_merchant(uow: UnitOfWork, sub_mchid: str, *, purse: Purse) -> bool:
    """The shop's money goes to its own sub-merchant number from now on. False while money of another number
    moves: ask again later. Refuses `provider_missing` and `second_clearing_refused`.
    """
    if purse.provider is None:
        raise ProviderMissing
    _refuse_second_clearing(sub_mchid, purse)
    old = uow.row(repository.ACCOUNT)
    if old is not None and old.mchid != sub_mchid and _money_moves(uow):
        return False
    nothing = dict.fromkeys(
        ("serial_no", "private_key_sealed", "apiv3_key_sealed", "public_key_id", "public_key_pem")
    )
    uow.run(
        repository.PUT_ACCOUNT[uow.dialect],
        mchid=sub_mchid,
        provider_mchid=purse.provider.mchid,
        **nothing,
        certificate_pem=None,
        updated_at=uow.now,
        checked_at=None,
        check_code=None,
        findings=None,
    )
    before = None if old is None else {"mchid": old.mchid}
    after = {"mchid": sub_mchid, "provider_mchid": purse.provider.mchid}
    write_audit(uow, "payment_account.set", f"mchid:{sub_mchid}", before=before, after=after)
    return True


def _refuse_second_clearing(mchid: str, purse: Purse) -> None:
    """Sales of a shop in the platform's own number would be clearing for others (二清)."""
    if not mchid or (purse.provider is not None and mchid == purse.provider.mchid):
        raise SecondClearingRefused


def _money_moves(read: ReadScope) -> bool:
    payments = read.row(repository.UNDER_WAY, since=read.now - LATE_NEWS)
    refunds = read.row(repository.REFUND_UNDER_WAY, since=read.now - REFUND_NEWS)
    return payments is not None or refunds is not None


def account(read: ReadScope, *, purse: Purse) -> Account:
    """The account with its keys open. Refuses `payment_account_missing`, `provider_missing` when the operator
    has given up the provider under which it stands, and `second_clearing_refused`.
    """
    row = read.row(repository.ACCOUNT)
    if row is None:
        raise PaymentAccountMissing
    _refuse_second_clearing(row.mchid, purse)
    return _opened(row, purse)


def record_check(uow: UnitOfWork, code: str, found: list[Found]) -> None:
    """What the last check found: `ok`, or the first fault's code, and all of it."""
    uow.run(repository.SET_CHECK, now=uow.now, found=code, all_findings=found)


def _opened(row: Row[Any], purse: Purse) -> Account:
    if row.provider_mchid is not None:
        if purse.provider is None or purse.provider.mchid != row.provider_mchid:
            raise ProviderMissing
        return purse.provider.account(row.mchid)
    vault = purse.vault
    return Account(
        mchid=row.mchid,
        serial_no=row.serial_no,
        private_key_pem=vault.open(row.private_key_sealed, _PRIVATE),
        apiv3_key=vault.open(row.apiv3_key_sealed, _APIV3),
        public_key_id=row.public_key_id,
        public_key_pem=row.public_key_pem,
    )
