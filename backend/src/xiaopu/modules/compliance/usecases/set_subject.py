"""Saying who sells: every field is read, and all faults are told at once."""

from collections.abc import Callable

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.text import squeeze, to_half_width
from xiaopu.modules.compliance import repository
from xiaopu.modules.compliance.domain.facts import SubjectType
from xiaopu.modules.compliance.domain.finding import BY_KEY
from xiaopu.modules.compliance.domain.numbers import (
    NumberFault,
    read_credit_code,
    read_id_number,
    read_phone,
)
from xiaopu.modules.compliance.domain.subject import SubjectFacts, fits_type, is_firm_name, is_person_name
from xiaopu.modules.compliance.errors import SubjectInvalid, SubjectLocked, SubjectNotSet
from xiaopu.modules.compliance.schemas import SubjectIn
from xiaopu.modules.compliance.usecases.read_subject import SEALED, subject_of
from xiaopu.modules.tenancy.api import set_weapp_selling, write_audit

_PERSON_WORDS = "姓名要 2 到 30 个汉字（外文名的间隔用「·」），或只用英文字母"
_FIRM_WORDS = "名称要 2 到 60 个字，只能用营业执照上会出现的汉字、字母、数字和括号"


def set_subject(uow: UnitOfWork, wanted: SubjectIn, *, vault: Vault) -> None:
    """Replace the facts; an individual's shop stops selling in the mini program at once, another's starts.

    Refuses `subject_invalid` (fields: `name_charset`, `credit_code_invalid`, `credit_code_other_subject`,
    `id_number_invalid`, `phone_invalid`, `industry_unknown`) and another type after the lock
    (`subject_locked`). The audit log names the fields that changed, never their values.
    """
    before = subject_of(uow, vault=vault)
    if before is not None and before.locked_at is not None and before.type is not wanted.type:
        raise SubjectLocked
    facts = _read(uow, wanted, before)
    uow.run(
        repository.PUT_SUBJECT[uow.dialect],
        kind=facts.type,
        credit_code=facts.credit_code,
        sells=facts.sells,
        changed_at=uow.now,
        **_sealed(facts, vault),
    )
    set_weapp_selling(uow, allowed=facts.type is not SubjectType.INDIVIDUAL)
    write_audit(
        uow,
        "subject.changed",
        f"shop:{uow.shop_id}",
        before=None if before is None else {"type": before.type},
        after={"type": facts.type, "fields": _changed(before, facts)},
    )


def lock_subject(uow: UnitOfWork) -> None:
    """From now on the type stands: a mini program account exists for it. Twice is once. Refuses
    `subject_not_set`.
    """
    if uow.run(repository.LOCK_SUBJECT, now=uow.now):
        write_audit(uow, "subject.locked", f"shop:{uow.shop_id}")
    elif uow.row(repository.SUBJECT) is None:
        raise SubjectNotSet


def unlock_subject(uow: UnitOfWork) -> None:
    """For a move to another subject: the shop takes a new AppID. Refuses `subject_not_set`."""
    if not uow.run(repository.UNLOCK_SUBJECT):
        raise SubjectNotSet
    write_audit(uow, "subject.unlocked", f"shop:{uow.shop_id}")


class _Reader:
    """Reads fields and gathers their faults."""

    def __init__(self) -> None:
        self.faults: list[dict[str, str]] = []

    def fault(self, path: str, code: str, message: str) -> None:
        self.faults.append({"path": path, "code": code, "message": message})

    def number(self, path: str, typed: str | None, read: Callable[[str], str]) -> str | None:
        """The one form; None when nothing was typed."""
        if typed is None or not typed.strip():
            return None
        try:
            return read(typed)
        except NumberFault as fault:
            self.fault(path, f"{path}_invalid", fault.words)
            return None

    def name(self, path: str, typed: str, *, person: bool) -> str:
        name = squeeze(to_half_width(typed).replace("•", "·")) if person else squeeze(typed)
        if not (is_person_name(name) if person else is_firm_name(name)):
            self.fault(path, "name_charset", _PERSON_WORDS if person else _FIRM_WORDS)
        return name


def _read(uow: UnitOfWork, wanted: SubjectIn, before: SubjectFacts | None) -> SubjectFacts:
    reader = _Reader()
    today = uow.now.astimezone(SHANGHAI).date()
    person = wanted.type is SubjectType.INDIVIDUAL
    # Another type is another subject: nothing personal is carried over.
    kept = before if before is not None and before.type is wanted.type else None
    typed = (wanted.name or "").strip()
    name = kept.name if kept is not None and not typed else reader.name("name", typed, person=person)
    code = None if person else reader.number("credit_code", wanted.credit_code, read_credit_code)
    if code is not None and not fits_type(code, wanted.type):
        told = (
            "个体工商户的代码以 92 开头"
            if wanted.type is SubjectType.SOLE_TRADER
            else "92 开头的是个体工商户"
        )
        reader.fault("credit_code", "credit_code_other_subject", f"{told}，请核对主体类型")
    id_number = reader.number("id_number", wanted.id_number, lambda typed: read_id_number(typed, today))
    phone = reader.number("phone", wanted.phone, read_phone)
    legal_name = None
    if not person and wanted.legal_name is not None and wanted.legal_name.strip():
        legal_name = reader.name("legal_name", wanted.legal_name, person=True)
    for number, key in enumerate(wanted.sells):
        if key not in BY_KEY:
            reader.fault(f"sells.{number}", "industry_unknown", "行业表里没有这一项")
    if reader.faults:
        raise SubjectInvalid(fields=reader.faults)
    return SubjectFacts(
        type=wanted.type,
        name=name,
        sells=tuple(dict.fromkeys(wanted.sells)),
        credit_code=code,
        legal_name=None if person else legal_name or (kept.legal_name if kept else None),
        id_number=id_number or (kept.id_number if kept else None),
        phone=phone or (kept.phone if kept else None),
    )


def _sealed(facts: SubjectFacts, vault: Vault) -> dict[str, bytes | None]:
    return {
        column: None if value is None else vault.seal(value, context)
        for column, context in SEALED.items()
        for value in (getattr(facts, column.removesuffix("_sealed")),)
    }


def _changed(before: SubjectFacts | None, after: SubjectFacts) -> list[str]:
    fields = ("type", "name", "credit_code", "legal_name", "id_number", "phone", "sells")
    return [one for one in fields if before is None or getattr(before, one) != getattr(after, one)]
