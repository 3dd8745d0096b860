"""Console routes before a shop is chosen: accounts, and opening a shop."""

from typing import Any

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import JSONBody

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.database.unit import UnitOfWork, fresh_id
from xiaopu.infra.database.units import Units
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.http.services import AVault, OpenUnits, TheSettings
from xiaopu.infra.http.throttle import ThrottleBy, mailbox
from xiaopu.infra.settings import Settings
from xiaopu.kernel.ids import ShopId
from xiaopu.modules.tenancy import queries
from xiaopu.modules.tenancy.domain import SESSION_DAYS
from xiaopu.modules.tenancy.flows.accept_invitation import accept_invitation
from xiaopu.modules.tenancy.flows.sign_in import log_in, reset_with_password, sign_up_with_password
from xiaopu.modules.tenancy.http.access import COOKIE
from xiaopu.modules.tenancy.schemas import (
    EmailIn,
    InvitationAcceptIn,
    LoginIn,
    Me,
    ResetIn,
    ShopBrief,
    ShopIn,
    SignedUp,
    SignUpIn,
    VerifyIn,
)
from xiaopu.modules.tenancy.usecases.links import ask_for_reset, verify_email
from xiaopu.modules.tenancy.usecases.open_shop import OpenShop, open_shop
from xiaopu.modules.tenancy.usecases.sessions import Session, begin_session, end_session
from xiaopu.modules.tenancy.usecases.sign_up import ask_again

_SCOPE = DirectoryScope()

# Guesses a quarter of an hour: by account (people mistype) and by address (offices share one).
_BY_ACCOUNT = ThrottleBy("console.account", most=10, per_seconds=900)
_BY_ADDRESS = ThrottleBy("console.address", most=60, per_seconds=900)
_MAILS = ThrottleBy("console.mails", most=5, per_seconds=3600)


@post("/auth/sign-up", status_code=201)
async def sign_up(data: JSONBody[SignUpIn], request: AnyRequest, units: OpenUnits, vault: AVault) -> SignedUp:
    """Sign up with e-mail and password; a mail with a link follows. A taken address answers the same."""
    await _BY_ADDRESS.take(request)
    await _MAILS.take(request, mailbox(vault, data.email, "merchants"))
    await sign_up_with_password(units, data.email, data.password, vault=vault)
    return SignedUp(data.email)


@post("/auth/resend", status_code=202)
async def resend(
    data: JSONBody[EmailIn], request: AnyRequest, units: OpenUnits, vault: AVault
) -> dict[str, str]:
    """The verification mail once more."""
    await _MAILS.take(request, mailbox(vault, data.email, "merchants"))
    await units.write(_SCOPE, ask_again, data.email, vault=vault)
    return {}


@post("/auth/verify", status_code=200)
async def verify(
    data: JSONBody[VerifyIn], request: AnyRequest, units: OpenUnits, vault: AVault, settings: TheSettings
) -> Response[Me]:
    """Spend the link of the mail; who holds the mailbox is signed in."""

    def spend(uow: UnitOfWork) -> tuple[str, Session]:
        return begin_session(uow, verify_email(uow, data.token), request.headers.get("user-agent", ""))

    token, session = await units.write(_SCOPE, spend)
    return await _signed_in(units, vault, settings, token, session)


@post("/auth/login", status_code=200)
async def login(
    data: JSONBody[LoginIn], request: AnyRequest, units: OpenUnits, vault: AVault, settings: TheSettings
) -> Response[Me]:
    """Log in; a new session each time."""
    await _BY_ADDRESS.take(request)
    await _BY_ACCOUNT.take(request, mailbox(vault, data.email, "merchants"))
    agent = request.headers.get("user-agent", "")
    token, session = await log_in(units, data.email, data.password, agent, vault=vault)
    return await _signed_in(units, vault, settings, token, session)


@post("/auth/logout", status_code=204)
async def logout(session: NamedDependency[Session], request: AnyRequest, units: OpenUnits) -> Response[None]:
    """End this session."""
    _ = session.merchant_id  # being asked for proves the CSRF token
    await units.write(_SCOPE, end_session, request.cookies[COOKIE])
    return Response(None, cookies=[Cookie(key=COOKIE, value="", path="/", max_age=0)])


@post("/auth/forgot", status_code=202)
async def forgot(
    data: JSONBody[EmailIn], request: AnyRequest, units: OpenUnits, vault: AVault
) -> dict[str, str]:
    """A mail with a reset link, if there is such an account; the answer does not tell."""
    await _MAILS.take(request, mailbox(vault, data.email, "merchants"))
    await units.write(_SCOPE, ask_for_reset, data.email, vault=vault)
    return {}


@post("/auth/reset", status_code=204)
async def reset(data: JSONBody[ResetIn], request: AnyRequest, units: OpenUnits) -> None:
    """Set a new password by the link; every session ends."""
    await _BY_ADDRESS.take(request)
    await reset_with_password(units, data.token, data.password)


@post("/auth/invitations/accept", status_code=200)
async def accept(
    data: JSONBody[InvitationAcceptIn], session: NamedDependency[Session], units: OpenUnits, vault: AVault
) -> ShopBrief:
    """Join the shop that an invitation is from; only with the address that it was sent to."""
    return await accept_invitation(units, session.merchant_id, data.token, vault=vault)


@get("/me")
async def me(session: NamedDependency[Session], units: OpenUnits, vault: AVault, settings: TheSettings) -> Me:
    """Who is signed in."""
    return await _me(units, vault, settings, session)


@post("/shops", status_code=201)
async def open_a_shop(
    data: JSONBody[ShopIn], session: NamedDependency[Session], units: OpenUnits
) -> ShopBrief:
    """Open a shop; the merchant becomes its owner."""
    scope = ShopScope(ShopId(fresh_id(units.clock())), f"merchant:{session.merchant_id}")
    return await units.write(scope, open_shop, OpenShop(session.merchant_id, data.name, data.slug))


async def _signed_in(
    units: Units, vault: Vault, settings: Settings, token: str, session: NamedDependency[Session]
) -> Response[Me]:
    cookie = Cookie(
        key=COOKIE,
        value=token,
        path="/",
        max_age=SESSION_DAYS * 86400,
        httponly=True,
        samesite="lax",
        secure=settings.server.public_url.startswith("https:"),
    )
    return Response(await _me(units, vault, settings, session), cookies=[cookie])


async def _me(units: Units, vault: Vault, settings: Settings, session: NamedDependency[Session]) -> Me:
    merchant = await units.read(_SCOPE, queries.merchant, session.merchant_id, vault=vault)
    shops = []
    for shop_id, role in await units.read(_SCOPE, queries.shops_of, session.merchant_id):
        slug, name = await units.read(ShopScope(shop_id), queries.shop_name)
        shops.append(ShopBrief(shop_id, slug, name, role))
    operator = merchant.verified and settings.platform.is_operator(merchant.email)
    return Me(merchant, shops, session.csrf, operator)


ACCOUNT_ROUTES: list[Any] = [sign_up, resend, verify, login, logout, forgot, reset, accept, me, open_a_shop]
