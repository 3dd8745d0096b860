"""The shop's merchant account: numbers in the open, keys sealed."""

from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Row

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.trades import Account
from xiaopu.modules.payments.errors import PaymentAccountMissing, PaymentKeyNotValid, PaymentsUnderWay
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


def set_account(uow: UnitOfWork, command: SetAccount, *, vault: Vault) -> None:
    """Store the account; what a check found before is forgotten. Refuses `payment_key_not_valid` for a
    missing key and `payments_under_way` for another merchant number while money of the old one moves: what
    was asked under one number can only be asked about under it.
    """
    old = uow.row(repository.ACCOUNT)
    kept = old if old is not None and old.mchid == command.mchid else None
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
        serial_no=command.serial_no,
        private_key_sealed=sealed(command.private_key_pem, "private_key_sealed", _PRIVATE),
        apiv3_key_sealed=sealed(command.apiv3_key, "apiv3_key_sealed", _APIV3),
        public_key_id=command.public_key_id,
        public_key_pem=command.public_key_pem,
        updated_at=uow.now,
        checked_at=None,
        check_code=None,
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


def _money_moves(read: ReadScope) -> bool:
    payments = read.row(repository.UNDER_WAY, since=read.now - LATE_NEWS)
    refunds = read.row(repository.REFUND_UNDER_WAY, since=read.now - REFUND_NEWS)
    return payments is not None or refunds is not None


def account(read: ReadScope, *, vault: Vault) -> Account:
    """The account with its keys open; refuses `payment_account_missing`."""
    row = read.row(repository.ACCOUNT)
    if row is None:
        raise PaymentAccountMissing
    return _opened(row, vault)


def record_check(uow: UnitOfWork, code: str) -> None:
    """What the last check found: `ok`, or a code."""
    uow.run(repository.SET_CHECK, now=uow.now, found=code)


def _opened(row: Row[Any], vault: Vault) -> Account:
    return Account(
        mchid=row.mchid,
        serial_no=row.serial_no,
        private_key_pem=vault.open(row.private_key_sealed, _PRIVATE),
        apiv3_key=vault.open(row.apiv3_key_sealed, _APIV3),
        public_key_id=row.public_key_id,
        public_key_pem=row.public_key_pem,
    )
