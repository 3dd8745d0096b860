"""特约商户进件: the form is written down before WeChat hears of it, and each move has a line of history."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row

from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.modules.payments import repository
from xiaopu.modules.payments.domain.applyments import (
    MENDABLE,
    OVER,
    ApplymentAnswer,
    ApplymentForm,
    ApplymentStatus,
    FieldFault,
    next_poll,
)
from xiaopu.modules.payments.errors import ApplymentUnderWay, ProviderMissing
from xiaopu.modules.payments.usecases.set_account import Purse, use_sub_merchant
from xiaopu.modules.tenancy.api import write_audit

_FORM = "applyments.form"


class Handed(msgspec.Struct, frozen=True):
    """An application as the flow needs it."""

    id: str
    business_code: str
    status: ApplymentStatus
    moved_at: datetime


def hand_in(uow: UnitOfWork, form: ApplymentForm, *, purse: Purse) -> Handed:
    """Write the form down, under the old number when WeChat sent it back. Refuses `provider_missing` and
    `applyment_under_way`.
    """
    if purse.provider is None:
        raise ProviderMissing
    old = uow.row(repository.APPLYMENT)
    again = old is not None and old.status in MENDABLE and old.provider_mchid == purse.provider.mchid
    applyment_id = old.id if old is not None and again else uow.new_id()
    code = old.business_code if old is not None and again else f"{purse.provider.mchid}_{applyment_id}"
    made = uow.run(
        repository.PUT_APPLYMENT[uow.dialect],
        id=applyment_id,
        provider_mchid=purse.provider.mchid,
        business_code=code,
        applyment_id=old.applyment_id if old is not None and again else None,
        status=ApplymentStatus.SENDING,
        form_sealed=purse.vault.seal(msgspec.json.encode(form).decode(), _FORM),
        faults=[],
        sign_url=None,
        sub_mchid=None,
        in_use=False,
        created_at=old.created_at if old is not None and again else uow.now,
        moved_at=uow.now,
        next_poll_at=next_poll(uow.now, uow.now),
    )
    if not made:
        raise ApplymentUnderWay
    _remember(uow, applyment_id, ApplymentStatus.SENDING, ())
    write_audit(uow, "applyment.hand_in", f"applyment:{applyment_id}", after={"business_code": code})
    return Handed(applyment_id, code, ApplymentStatus.SENDING, uow.now)


def handed(read: ReadScope) -> Handed:
    """The application as it stands now; refuses `not_found`."""
    row = applyment_row(read)
    return Handed(row.id, row.business_code, ApplymentStatus(row.status), row.moved_at)


def applyment_row(read: ReadScope) -> Row[Any]:
    """The shop's application; refuses `not_found`."""
    row = read.row(repository.APPLYMENT)
    if row is None:
        raise NotFound
    return row


def stored_form(read: ReadScope, *, purse: Purse) -> ApplymentForm:
    """The form as it was handed in, for sending it again. For adapters only."""
    text = purse.vault.open(applyment_row(read).form_sealed, _FORM)
    return msgspec.json.decode(text, type=ApplymentForm)


def move_applyment(uow: UnitOfWork, seen: Handed, answer: ApplymentAnswer, *, purse: Purse) -> None:
    """Record what WeChat said; finished makes the sub-merchant number the shop's account, in the same unit
    or, while old money moves, at a later poll. An answer that came too late changes nothing.
    """
    row = applyment_row(uow)
    if (row.id, row.moved_at) != (seen.id, seen.moved_at):
        return
    status = ApplymentStatus(row.status)
    news = answer.status != status or list(answer.faults) != row.faults
    if status is not ApplymentStatus.FINISHED:
        moved_at = uow.now if news else row.moved_at
        moved = uow.run(
            repository.MOVE_APPLYMENT,
            wanted=row.id,
            seen=row.status,
            seen_at=row.moved_at,
            new_status=answer.status,
            new_applyment_id=answer.applyment_id or row.applyment_id,
            new_sub_mchid=answer.sub_mchid or row.sub_mchid,
            new_sign_url=answer.sign_url,
            new_faults=list(answer.faults),
            new_moved_at=moved_at,
            next_at=_next(answer.status, row, uow),
        )
        if moved and news:
            _remember(uow, row.id, answer.status, answer.faults)
    after = applyment_row(uow)
    waits = after.status == ApplymentStatus.FINISHED and not after.in_use
    if waits and use_sub_merchant(uow, after.sub_mchid or "", purse=purse):
        uow.run(repository.USE_APPLYMENT, wanted=after.id)


def _next(status: ApplymentStatus, row: Row[Any], uow: UnitOfWork) -> Any:
    waits_for_merchant = status is ApplymentStatus.REJECTED
    if waits_for_merchant or (status in OVER and status is not ApplymentStatus.FINISHED):
        return None
    return next_poll(row.moved_at, uow.now)


def _remember(
    uow: UnitOfWork, applyment_id: str, status: ApplymentStatus, faults: tuple[FieldFault, ...]
) -> None:
    uow.run(
        repository.ADD_APPLYMENT_HISTORY,
        id=uow.new_id(),
        applyment=applyment_id,
        at=uow.now,
        actor=uow.scope.actor,
        status=status,
        faults=list(faults),
    )
