"""From the token to its shop: it is written in the readable part, and proven by the shop's own row."""

from xiaopu.infra.crypto.tokens import MalformedToken, token_prefix
from xiaopu.infra.crypto.vault import Vault
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.units import Units
from xiaopu.kernel.ids import MerchantId, ShopId, is_id
from xiaopu.modules.tenancy.errors import LinkNotValid
from xiaopu.modules.tenancy.schemas import ShopBrief
from xiaopu.modules.tenancy.usecases.invite_staff import TOKEN_KIND, JoinShop, join_shop


async def accept_invitation(units: Units, merchant_id: MerchantId, token: str, *, vault: Vault) -> ShopBrief:
    """See `join_shop`; a token of another form is `link_not_valid` too."""
    try:
        kind, _, shop_id = token_prefix(token).partition("_")
    except MalformedToken:
        raise LinkNotValid from None
    if kind != TOKEN_KIND or not is_id(shop_id):
        raise LinkNotValid
    scope = ShopScope(ShopId(shop_id), f"merchant:{merchant_id}")
    return await units.write(scope, join_shop, JoinShop(merchant_id, token), vault=vault)
