"""Fast registrations: opened before WeChat is asked, moved by what WeChat says, each move told."""

from datetime import datetime

import msgspec

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.unit import ReadScope, UnitOfWork
from xiaopu.kernel.clock import SHANGHAI
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.modules.platform import repository
from xiaopu.modules.platform.domain.access import GrantStatus, Source
from xiaopu.modules.platform.domain.pushes import RegistrationNews
from xiaopu.modules.platform.domain.registrations import (
    LIFE,
    REGISTRATION_TRANSITIONS,
    Facts,
    RegistrationState,
    SubjectKind,
    plain_code,
    registered_name,
    states_before,
)
from xiaopu.modules.platform.errors import NotForIndividuals, RegistrationDone, RegistrationRunning
from xiaopu.modules.platform.events import RegistrationConfirmed, RegistrationMoved
from xiaopu.modules.platform.schemas import RegistrationIn
from xiaopu.modules.platform.usecases.tell import tell
from xiaopu.modules.tenancy.api import write_audit

FACTS, AUTH_CODE = "weapp_registrations.facts", "weapp_registrations.auth_code"


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A move of one registration; `code` is WeChat's answer, `auth_code` opens the new mini program."""

    id: str
    action: str
    code: str | None = None
    appid: str | None = None
    auth_code: str | None = None

    def __repr__(self) -> str:
        return f"Move({self.id}, {self.action})"


def facts_of(wanted: RegistrationIn) -> Facts:
    """What is handed in. Refuses individuals (`registration_not_for_individuals`), a company without a name
    and a code of no known length (`invalid_input`).
    """
    if wanted.kind is SubjectKind.INDIVIDUAL:
        raise NotForIndividuals
    name = registered_name(wanted.kind, wanted.name, wanted.legal_persona_name)
    if not name:
        raise InvalidInput.at("name", "missing")
    code = plain_code(wanted.code)
    if code is None:
        raise InvalidInput.at("code", "malformed")
    return Facts(
        name=name,
        code=code,
        legal_persona_wechat=wanted.legal_persona_wechat,
        legal_persona_name=wanted.legal_persona_name.strip(),
        component_phone=wanted.component_phone,
    )


def open_registration(uow: UnitOfWork, kind: SubjectKind, facts: Facts, *, vault: Vault) -> str:
    """The id of a new registration, claimed for this shop. Refuses `registration_running` while the same is
    under way anywhere, `registration_done` when the shop has such a mini program.
    """
    _refuse_second(uow)
    registration_id, fingerprint = uow.new_id(), fingerprint_of(facts, vault=vault)
    expires_at = uow.now + LIFE
    claimed = uow.run(
        repository.CLAIM_REGISTRATION[uow.dialect],
        fingerprint=fingerprint,
        claimant=uow.shop_id,
        registration_id=registration_id,
        open_until=expires_at,
        now=uow.now,
    )
    if not claimed:
        until = uow.row(repository.CLAIM, wanted=fingerprint)
        raise RegistrationRunning(until="" if until is None else _shown(until.open_until))
    uow.run(
        repository.ADD_REGISTRATION,
        id=registration_id,
        kind=kind,
        state=RegistrationState.SENDING,
        facts_sealed=vault.seal(msgspec.json.encode(facts).decode(), FACTS),
        fingerprint=fingerprint,
        created_at=uow.now,
        updated_at=uow.now,
        expires_at=expires_at,
    )
    write_audit(uow, "weapp.registration", f"registration:{registration_id}", after={"kind": kind})
    tell(uow, RegistrationMoved(registration_id, RegistrationState.SENDING))
    return registration_id


def move_registration(uow: UnitOfWork, move: Move, *, vault: Vault) -> bool:
    """Whether it moved; what its state does not allow has no effect."""
    row = uow.row(repository.REGISTRATION, wanted=move.id)
    if row is None:
        raise NotFound
    after = REGISTRATION_TRANSITIONS.get((row.state, move.action))
    if after is None:
        return False
    auth_code = row.auth_code_sealed
    if move.auth_code is not None:
        auth_code = vault.seal(move.auth_code, AUTH_CODE)
    moved = uow.run(
        repository.MOVE_REGISTRATION,
        wanted=move.id,
        before=list(states_before(move.action)),
        after=after,
        new_code=move.code or row.code,
        new_appid=move.appid or row.appid,
        new_auth_code=None if after == RegistrationState.DONE else auth_code,
        now=uow.now,
    )
    if not moved:
        return False
    if after not in (RegistrationState.WAITING, RegistrationState.ACCEPTING):
        uow.run(repository.END_CLAIM, wanted=row.fingerprint, whose=move.id, now=uow.now)
    tell(uow, RegistrationMoved(move.id, after, _number(move.code)))
    return True


def take_registration(uow: UnitOfWork, registration_id: str, news: RegistrationNews, *, vault: Vault) -> bool:
    """WeChat's word on a registration. With a mini program the worker takes it in."""
    confirmed = news.status == 0 and news.appid is not None
    move = Move(
        id=registration_id,
        action="confirmed" if confirmed else "failed",
        code=str(news.status),
        appid=news.appid,
        auth_code=news.auth_code,
    )
    moved = move_registration(uow, move, vault=vault)
    if moved and confirmed:
        uow.emit(RegistrationConfirmed(registration_id))
    return moved


def confirmed_registration(read: ReadScope, registration_id: str, *, vault: Vault) -> tuple[str, str] | None:
    """(AppID, code of the push) of one that waits to be taken in."""
    row = read.row(repository.REGISTRATION, wanted=registration_id)
    if row is None or row.state != RegistrationState.ACCEPTING or row.appid is None:
        return None
    sealed = row.auth_code_sealed
    return row.appid, "" if sealed is None else vault.open(sealed, AUTH_CODE)


def fingerprint_of(facts: Facts, *, vault: Vault) -> bytes:
    """By which a push finds its registration."""
    return vault.index.opaque(facts.fingerprint(), "registration_claims")


def _refuse_second(uow: UnitOfWork) -> None:
    newest = uow.row(repository.NEWEST_REGISTRATION)
    if newest is None:
        return
    if newest.state in (RegistrationState.SENDING, RegistrationState.WAITING, RegistrationState.ACCEPTING):
        raise RegistrationRunning(until=_shown(newest.expires_at))
    if newest.state == RegistrationState.DONE:
        grant = uow.row(repository.GRANT, wanted=newest.appid)
        if grant is not None and grant.status == GrantStatus.LIVE and grant.source == Source.REGISTRATION:
            raise RegistrationDone(appid=newest.appid)


def _shown(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).strftime("%m-%d %H:%M")


def _number(code: str | None) -> int | None:
    return int(code) if code is not None and code.lstrip("-").isdigit() else None
