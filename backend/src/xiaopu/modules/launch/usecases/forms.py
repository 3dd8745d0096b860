"""Forms that are filled in over days and handed in: one row a kind, sealed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Row

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.modules.launch import repository
from xiaopu.modules.launch.domain.filing import FormFault
from xiaopu.modules.launch.domain.forms import FilingForm, FormKind, NameForm, VerificationForm
from xiaopu.modules.tenancy.api import write_audit

_FORM = "launch_forms.form"

F = TypeVar("F", NameForm, VerificationForm, FilingForm)


class FormState(msgspec.Struct, Generic[F], frozen=True):
    """A form opened, and what became of it. Without a row all is empty."""

    form: F | None = None
    reference: str | None = None
    link: str | None = None
    faults: tuple[FormFault, ...] = ()
    number: str | None = None
    handed_in_at: datetime | None = None


class HandedIn(msgspec.Struct, frozen=True):
    """What WeChat made of it: taken, with its number and the page at which a person goes on, or faults."""

    taken: bool
    reference: str | None = None
    link: str | None = None
    faults: tuple[FormFault, ...] = ()


def form_state(read: ReadScope, kind: FormKind, shape: type[F], *, vault: Vault) -> FormState[F]:
    """The shop's form of that kind; one row and one seal."""
    row = read.row(repository.FORM, wanted=kind)
    if row is None:
        return FormState()
    return FormState(
        _opened(row, shape, vault), row.reference, row.link, row.faults, row.number, row.handed_in_at
    )


def change_form(
    uow: UnitOfWork, kind: FormKind, shape: type[F], change: Callable[[F | None], F], *, vault: Vault
) -> None:
    """Write the form that `change` makes of the one that is there; the row is held meanwhile."""
    _open(uow, kind)
    row = uow.row(repository.FORM_TO_CHANGE, wanted=kind)
    form = change(_opened(row, shape, vault) if row is not None else None)
    sealed = vault.seal(msgspec.json.encode(form).decode(), _FORM)
    uow.run(repository.KEEP_FORM, wanted=kind, new_form=sealed, now=uow.now)


def hand_in_form(uow: UnitOfWork, kind: FormKind, outcome: HandedIn) -> None:
    """Note what WeChat said. What was not taken is as if it had never been handed in."""
    _open(uow, kind)
    uow.run(
        repository.HAND_IN_FORM,
        wanted=kind,
        new_reference=outcome.reference,
        new_link=outcome.link,
        new_faults=outcome.faults,
        new_handed_in=uow.now if outcome.taken else None,
        now=uow.now,
    )
    if outcome.taken:
        write_audit(uow, "launch.handed_in", f"launch:{kind}")


def note_number(uow: UnitOfWork, number: str | None) -> None:
    """The filing's number as the merchant copied it; None takes it away."""
    _open(uow, FormKind.FILING)
    uow.run(repository.NUMBER_FORM, wanted=FormKind.FILING, new_number=number, now=uow.now)
    write_audit(uow, "launch.filing_number", "launch:filing", after={"number": number})


def _open(uow: UnitOfWork, kind: FormKind) -> None:
    uow.run(repository.OPEN_FORM[uow.dialect], wanted=kind, faults=(), now=uow.now)


def _opened(row: Row[Any], shape: type[F], vault: Vault) -> F | None:
    if row.form_sealed is None:
        return None
    return msgspec.json.decode(vault.open(row.form_sealed, _FORM), type=shape)
