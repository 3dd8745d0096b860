"""Storefront routes of members: entering, the profile, the address book, favourites."""

from typing import Any

import msgspec
from litestar import MediaType, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody, SkipValidation

from xiaopu.infra.crypto.tokens import token_digest
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.infra.http.throttle import ThrottleBy, mailbox
from xiaopu.infra.regions import RegionTree, region_bytes
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import GoodsId, is_id
from xiaopu.modules.members import repository
from xiaopu.modules.members.api import Shopper
from xiaopu.modules.members.errors import EmailCodeNotValid
from xiaopu.modules.members.flows.enter import Entrance
from xiaopu.modules.members.http.access import bearer_token
from xiaopu.modules.members.schemas import (
    Address,
    AddressIn,
    AuthorizeUrl,
    CodeIn,
    EmailCodeIn,
    EmailLoginIn,
    Member,
    OAuthCodeIn,
    OAuthStartIn,
    ParsedAddress,
    ParseIn,
    ProfileIn,
    Session,
)
from xiaopu.modules.members.usecases import addresses, favourites
from xiaopu.modules.members.usecases.email_codes import ask_code, sign_in_with_code
from xiaopu.modules.members.usecases.parse_address import parse_address
from xiaopu.modules.members.usecases.profile import erase_member, rename
from xiaopu.modules.members.usecases.sign_in import member_view
from xiaopu.modules.tenancy.api import Channel

TheEntrance = NamedDependency[SkipValidation[Entrance]]

_LOGINS = ThrottleBy("storefront.logins", most=60, per_seconds=60)
_CODES_BY_MAIL = ThrottleBy("storefront.codes.mail", most=3, per_seconds=600)
_CODES_BY_ADDRESS = ThrottleBy("storefront.codes.address", most=20, per_seconds=3600)


@post("/auth/weapp", status_code=200)
async def enter_weapp(
    data: JSONBody[CodeIn], shop: NamedDependency[ShopScope], request: AnyRequest, entrance: TheEntrance
) -> Session:
    """Silent log-in of the mini program."""
    await _LOGINS.take(request)
    return await entrance.weapp(shop, data.code)


@post("/auth/h5-wechat/start", status_code=200)
async def start_h5_wechat(
    data: JSONBody[OAuthStartIn], shop: NamedDependency[ShopScope], entrance: TheEntrance
) -> AuthorizeUrl:
    """Where to send the browser for WeChat's consent page."""
    return AuthorizeUrl(await entrance.oauth_start(shop, data.redirect_uri))


@post("/auth/h5-wechat", status_code=200)
async def enter_h5_wechat(
    data: JSONBody[OAuthCodeIn], shop: NamedDependency[ShopScope], request: AnyRequest, entrance: TheEntrance
) -> Session:
    """What WeChat's page sent back."""
    await _LOGINS.take(request)
    return await entrance.oauth_finish(shop, data.code, data.state)


@post("/auth/email-code", status_code=202)
async def send_code(
    data: JSONBody[EmailCodeIn],
    shop: NamedDependency[ShopScope],
    request: AnyRequest,
    units: OpenUnits,
    vault: AVault,
) -> dict[str, str]:
    """Six digits by e-mail; the answer does not tell whether the address is known."""
    await _CODES_BY_ADDRESS.take(request)
    await _CODES_BY_MAIL.take(request, mailbox(vault, data.email, "members"))
    await units.write(shop, ask_code, data.email, vault=vault)
    return {}


@post("/auth/email", status_code=200)
async def enter_email(
    data: JSONBody[EmailLoginIn],
    shop: NamedDependency[ShopScope],
    request: AnyRequest,
    units: OpenUnits,
    vault: AVault,
) -> Session:
    """Log in with the six digits."""
    await _LOGINS.take(request)
    channel = Channel.H5_BROWSER
    session = await units.write(shop, sign_in_with_code, data.email, data.code, channel, vault=vault)
    if session is None:
        raise EmailCodeNotValid
    return session


@post("/auth/logout", status_code=204)
async def leave(shopper: NamedDependency[Shopper], request: AnyRequest, units: OpenUnits) -> None:
    """End this token."""
    digest = token_digest(bearer_token(request) or "")
    await units.write(shopper.scope, lambda uow: uow.run(repository.DROP_TOKEN, wanted=digest))


@get("/me")
async def get_me(shopper: NamedDependency[Shopper], units: OpenUnits, vault: AVault) -> Member:
    """The member as they see themselves."""
    return await units.read(shopper.scope, member_view, shopper.member_id, vault=vault)


@patch("/me")
async def patch_me(
    data: JSONBody[ProfileIn], shopper: NamedDependency[Shopper], units: OpenUnits, vault: AVault
) -> Member:
    """Change the nickname."""
    if data.nickname is msgspec.UNSET:
        return await units.read(shopper.scope, member_view, shopper.member_id, vault=vault)
    return await units.write(shopper.scope, rename, shopper.member_id, data.nickname, vault=vault)


@delete("/me", status_code=204)
async def erase_me(shopper: NamedDependency[Shopper], units: OpenUnits) -> None:
    """Close the account. Refuses `open_orders`."""
    await units.write(shopper.scope, erase_member, shopper.member_id)


@post("/me/phone", status_code=200)
async def set_my_phone(
    data: JSONBody[CodeIn], shopper: NamedDependency[Shopper], entrance: TheEntrance
) -> Member:
    """The phone button's code."""
    return await entrance.phone(shopper.scope, shopper.member_id, data.code)


@get("/addresses")
async def list_addresses(
    shopper: NamedDependency[Shopper], units: OpenUnits, vault: AVault
) -> dict[str, list[Address]]:
    """The address book, the default first."""
    found = await units.read(shopper.scope, addresses.addresses_of, shopper.member_id, vault=vault)
    return {"items": found}


@post("/addresses", status_code=201)
async def post_address(
    data: JSONBody[AddressIn], shopper: NamedDependency[Shopper], units: OpenUnits, vault: AVault
) -> Address:
    """A new address."""
    return await units.write(shopper.scope, addresses.add_address, shopper.member_id, data, vault=vault)


@post("/addresses/parse", status_code=200)
async def read_address(data: JSONBody[ParseIn], shopper: NamedDependency[Shopper]) -> ParsedAddress:
    """智能地址识别: what could be read out of a pasted text; nothing is stored."""
    del shopper
    return parse_address(data.text)


@put("/addresses/{address_id:str}")
async def put_address(
    address_id: FromPath[str],
    data: JSONBody[AddressIn],
    shopper: NamedDependency[Shopper],
    units: OpenUnits,
    vault: AVault,
) -> Address:
    """Replace an address."""
    return await units.write(
        shopper.scope, addresses.change_address, shopper.member_id, address_id, data, vault=vault
    )


@delete("/addresses/{address_id:str}", status_code=204)
async def delete_address(
    address_id: FromPath[str], shopper: NamedDependency[Shopper], units: OpenUnits
) -> None:
    """Forget an address."""
    await units.write(shopper.scope, addresses.drop_address, shopper.member_id, address_id)


@put("/favourites/{goods_id:str}", status_code=204)
async def put_favourite(goods_id: FromPath[str], shopper: NamedDependency[Shopper], units: OpenUnits) -> None:
    """Keep a good; refuses what is no id (`not_found`)."""
    if not is_id(goods_id):
        raise NotFound
    await units.write(shopper.scope, favourites.add_favourite, shopper.member_id, GoodsId(goods_id))


@delete("/favourites/{goods_id:str}", status_code=204)
async def delete_favourite(
    goods_id: FromPath[str], shopper: NamedDependency[Shopper], units: OpenUnits
) -> None:
    """Let go of a good."""
    await units.write(shopper.scope, favourites.drop_favourite, shopper.member_id, GoodsId(goods_id))


@get("/api/storefront/v1/regions", responses={200: ResponseSpec(RegionTree, media_type=MediaType.JSON)})
async def get_regions() -> Response[bytes]:
    """The national region tree; the same for all shops, so it may be kept for a day."""
    body = b'{"items":' + region_bytes() + b"}"
    return Response(body, media_type="application/json", headers={"Cache-Control": "public, max-age=86400"})


STOREFRONT_ROUTES: list[Any] = [
    enter_weapp,
    start_h5_wechat,
    enter_h5_wechat,
    send_code,
    enter_email,
    leave,
    get_me,
    patch_me,
    erase_me,
    set_my_phone,
    list_addresses,
    post_address,
    read_address,
    put_address,
    delete_address,
    put_favourite,
    delete_favourite,
]
COMMON_ROUTES: list[Any] = [get_regions]
