"""Who is shopping: dependencies that turn a bearer token into a member of this shop."""

from litestar.di import NamedDependency

from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.kernel.errors import NotSignedIn
from xiaopu.modules.members import queries
from xiaopu.modules.members.api import Shopper, Visitor
from xiaopu.modules.tenancy.api import Channel

_PREFIX = "Bearer "


async def provide_shopper(
    request: AnyRequest, shop: NamedDependency[ShopScope], units: OpenUnits, vault: AVault
) -> Shopper:
    """Dependency `shopper`: the member behind the token. A token of another shop is no token here."""
    token = bearer_token(request)
    found = await _shopper(units, vault, shop, token) if token else None
    if found is None:
        raise NotSignedIn
    return found


async def provide_visitor(
    request: AnyRequest, shop: NamedDependency[ShopScope], units: OpenUnits, vault: AVault
) -> Visitor:
    """Dependency `visitor`: anybody; a stale token is refused, so that the client renews it rather than lose
    a cart.
    """
    if bearer_token(request) is None:
        return Visitor(shop, None)
    shopper = await provide_shopper(request, shop, units, vault)
    return Visitor(shopper.scope, shopper.member_id)


def bearer_token(request: AnyRequest) -> str | None:
    """The token of the Authorization header, if there is one of a plausible length."""
    header: str = request.headers.get("Authorization", "")
    token = header.removeprefix(_PREFIX)
    return token if header.startswith(_PREFIX) and 0 < len(token) <= 200 else None


async def _shopper(
    units: Units, vault: Vault, shop: NamedDependency[ShopScope], token: str
) -> Shopper | None:
    row = await units.read(shop, queries.token_row, token)
    if row is None:
        return None
    openid = vault.open(row.openid_sealed, "member_tokens.openid") if row.openid_sealed else None
    scope = ShopScope(shop.shop_id, f"member:{row.member_id}")
    may_buy = row.weapp_selling or row.channel != Channel.WEAPP
    return Shopper(scope, row.member_id, row.channel, row.appid, openid, may_buy=may_buy)
