"""Who is at the door: dependencies that turn a cookie or a path into a scope. The shop comes from these and
from nowhere else.
"""

from litestar.di import NamedDependency
from litestar.params import FromPath, SkipValidation

from xiaopu.infra.crypto.tokens import same_secret
from xiaopu.infra.database.scopes import DirectoryScope, ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.http.services import AVault, OpenUnits, TheSettings
from xiaopu.kernel.errors import NotAllowed, NotFound, NotSignedIn
from xiaopu.kernel.ids import ShopId, is_id
from xiaopu.modules.tenancy import queries
from xiaopu.modules.tenancy.api import SESSION_COOKIE, Operator, Staff
from xiaopu.modules.tenancy.domain import allows, is_slug
from xiaopu.modules.tenancy.errors import CsrfMissing
from xiaopu.modules.tenancy.flows.find_shop import Slugs
from xiaopu.modules.tenancy.usecases.sessions import Session, session_of

COOKIE = SESSION_COOKIE
PERMISSION = "permission"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

Slug = FromPath[str]


async def provide_session(request: AnyRequest, units: OpenUnits) -> Session:
    """Dependency `session`: a signed-in merchant. A write must carry the session's CSRF token."""
    token = request.cookies.get(COOKIE)
    if not token or len(token) > 200:
        raise NotSignedIn
    session = await units.read(DirectoryScope(), session_of, token)
    if request.method not in _SAFE and not same_secret(request.headers.get("X-CSRF-Token", ""), session.csrf):
        raise CsrfMissing
    return session


async def provide_staff(
    request: AnyRequest, shop_id: FromPath[str], session: NamedDependency[Session], units: OpenUnits
) -> Staff:
    """Dependency `staff`: the merchant at work in the shop of the path, allowed to do what the route's
    `permission` says.

    A shop in which they do not work is `not_found`; a route without a permission is closed to all.
    """
    if not is_id(shop_id):
        raise NotFound

    def role(read: ReadScope) -> Staff:
        found = queries.role_in(read, session.merchant_id, ShopId(shop_id))
        return Staff(
            ShopScope(ShopId(shop_id), f"merchant:{session.merchant_id}"), session.merchant_id, found
        )

    staff = await units.read(DirectoryScope(), role)
    if not allows(staff.role, request.route_handler.opt.get(PERMISSION, "")):
        raise NotAllowed
    return staff


async def provide_operator(
    session: NamedDependency[Session], units: OpenUnits, vault: AVault, settings: TheSettings
) -> Operator:
    """Dependency `operator`: a merchant whose verified e-mail stands in the settings; to anybody else the
    route is `not_found`.
    """
    merchant = await units.read(DirectoryScope(), queries.merchant, session.merchant_id, vault=vault)
    if not (merchant.verified and settings.platform.is_operator(merchant.email)):
        raise NotFound
    return Operator(session.merchant_id)


async def provide_shop(slug: Slug, slugs: NamedDependency[SkipValidation[Slugs]]) -> ShopScope:
    """Dependency `shop`: the shop at the address in the path, visited by nobody in particular."""
    if not is_slug(slug):
        raise NotFound
    return ShopScope(await slugs.shop_at(slug), "visitor")
