"""Read models of platform."""

from datetime import timedelta

from msgspec.structs import replace
from sqlalchemy import Row

from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.settings import Settings
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.platform import repository
from xiaopu.modules.platform.domain.access import AccessState, GrantStatus, Mode, Source, missing_rights
from xiaopu.modules.platform.domain.findings import finding_of
from xiaopu.modules.platform.domain.registrations import RegistrationState, SubjectKind
from xiaopu.modules.platform.schemas import RegistrationView, WeappAccess
from xiaopu.modules.tenancy.api import weapp_channel


def shop_of(read: ReadScope, appid: str) -> ShopId | None:
    """Whose a mini program is that trusts, or has trusted, the operator. A look-up in the directory."""
    row = read.row(repository.OWNER, wanted=appid)
    return None if row is None else ShopId(row.shop_id)


def access_of(read: ReadScope) -> WeappAccess:
    """How the scope's shop reaches its mini program; three look-ups, no network, no secret opened."""
    newest = newest_registration(read)
    channel = weapp_channel(read)
    if channel is None:
        return WeappAccess(mode=Mode.NONE, state=AccessState.ABSENT, registration=newest)
    grant = read.row(repository.GRANT, wanted=channel.appid)
    if grant is None or (channel.secret_set and not channel.granted):
        state = AccessState.KEYS_SET if channel.secret_set else AccessState.KEYS_MISSING
        return WeappAccess(mode=Mode.OWN, state=state, appid=channel.appid, registration=newest)
    live = grant.status == GrantStatus.LIVE and channel.granted
    return WeappAccess(
        mode=Mode.CREATED if grant.source == Source.REGISTRATION else Mode.GRANTED,
        state=AccessState.GRANTED if live else AccessState.REVOKED,
        appid=channel.appid,
        source=Source(grant.source),
        user_name=grant.user_name or None,
        nick_name=grant.nick_name or None,
        principal_name=grant.principal_name or None,
        rights=grant.rights,
        rights_missing=missing_rights(set(grant.rights)) if live else (),
        granted_at=grant.granted_at,
        checked_at=grant.checked_at,
        revoked_at=grant.revoked_at,
        registration=newest,
    )


def access_view(read: ReadScope, settings: Settings) -> WeappAccess:
    """`access_of` with what the operator has set: for pages."""
    platform = settings.platform
    ticket = read.row(repository.TICKET, wanted=platform.appid) if platform.is_set else None
    return replace(
        access_of(read),
        platform_set=platform.is_set,
        platform_appid=platform.appid or None,
        ticket_at=None if ticket is None else ticket.at,
        egress_ip=settings.server.egress_ip,
    )


def newest_registration(read: ReadScope) -> RegistrationView | None:
    """The shop's latest fast registration."""
    row = read.row(repository.NEWEST_REGISTRATION)
    return None if row is None else registration_view(row)


def registration(read: ReadScope, registration_id: str) -> RegistrationView:
    """One of the shop's fast registrations; refuses `not_found`."""
    row = read.row(repository.REGISTRATION, wanted=registration_id)
    if row is None:
        raise NotFound
    return registration_view(row)


def registration_view(row: Row[tuple[object, ...]]) -> RegistrationView:
    """A row as its owner sees it."""
    state = RegistrationState(row.state)
    code = "expired" if state is RegistrationState.EXPIRED else row.code
    finding = finding_of(code) if code is not None and state is not RegistrationState.WAITING else None
    ended = state in (RegistrationState.REFUSED, RegistrationState.FAILED, RegistrationState.EXPIRED)
    hours = finding.again_after_hours if finding is not None and ended else None
    return RegistrationView(
        id=row.id,
        kind=SubjectKind(row.kind),
        state=state,
        created_at=row.created_at,
        expires_at=row.expires_at,
        updated_at=row.updated_at,
        code=code,
        finding=finding,
        again_at=None if hours is None else row.updated_at + timedelta(hours=hours),
        appid=row.appid,
    )
