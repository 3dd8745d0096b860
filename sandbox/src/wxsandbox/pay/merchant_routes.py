"""/_sandbox/merchants: a merchant number without apps, its products and its APIv3 key."""

from typing import Any

import msgspec
from litestar import Request, post
from litestar.exceptions import ClientException, NotFoundException

from wxsandbox import provisioning, shapes
from wxsandbox.control.routes import world_of
from wxsandbox.store import Row
from wxsandbox.world import World

AnyRequest = Request[Any, Any, Any]
PRODUCTS = ("JSAPI", "NATIVE", "MWEB", "APP")


class MerchantIn(msgspec.Struct, forbid_unknown_fields=True):
    """`products` are of PRODUCTS; without an APIv3 key no notice is ever sent."""

    name: str
    signing_mode: str = "public_key"
    products: tuple[str, ...] = PRODUCTS
    apiv3_key_set: bool = True


class ProductsIn(msgspec.Struct, forbid_unknown_fields=True):
    """What is opened under 产品中心."""

    products: tuple[str, ...] = ()


class ApiV3KeyIn(msgspec.Struct, forbid_unknown_fields=True):
    """`set` false takes the key away."""

    set: bool = True


class UnbindIn(msgspec.Struct, forbid_unknown_fields=True):
    """An app that is linked."""

    appid: str


@post("/_sandbox/merchants", status_code=200)
async def open_merchant(request: AnyRequest, data: MerchantIn) -> dict[str, Any]:
    """Opens a merchant number; returns what `merchant` of a provisioned firm holds."""
    if data.signing_mode not in provisioning.SIGNING_MODES:
        raise ClientException(f"signing_mode: one of {', '.join(provisioning.SIGNING_MODES)}")
    if not data.name.strip() or len(data.name) > 64:
        raise ClientException("name: 1 to 64 characters")
    world = world_of(request)
    with world.store.unit():
        mchid = provisioning.open_merchant(world, data.name.strip(), data.signing_mode)
        _set_products(world, mchid, data.products)
        if not data.apiv3_key_set:
            _set_key(world, mchid, "")
    return _shown(world, mchid)


@post("/_sandbox/merchants/{mchid:str}/products", status_code=200)
async def set_products(request: AnyRequest, mchid: str, data: ProductsIn) -> dict[str, Any]:
    """Opens and closes products; an order of another kind is refused with NO_AUTH."""
    world = world_of(request)
    _merchant(world, mchid)
    _set_products(world, mchid, data.products)
    return {"mchid": mchid, "products": data.products}


@post("/_sandbox/merchants/{mchid:str}/apiv3-key", status_code=200)
async def set_apiv3_key(request: AnyRequest, mchid: str, data: ApiV3KeyIn) -> dict[str, str]:
    """Sets another APIv3 key and returns it, or takes it away."""
    world = world_of(request)
    _merchant(world, mchid)
    key = shapes.letters(32) if data.set else ""
    _set_key(world, mchid, key)
    return {"mchid": mchid, "apiv3_key": key}


@post("/_sandbox/merchants/{mchid:str}/unbind", status_code=200)
async def unbind(request: AnyRequest, mchid: str, data: UnbindIn) -> dict[str, bool]:
    """Ends the link of an app."""
    gone = world_of(request).store.run(
        "DELETE FROM binding WHERE mchid = :m AND appid = :a", m=mchid, a=data.appid
    )
    return {"unbound": bool(gone)}


def _set_products(world: World, mchid: str, products: tuple[str, ...]) -> None:
    if set(products) - set(PRODUCTS):
        raise ClientException(f"products: {', '.join(PRODUCTS)}")
    world.store.run("UPDATE merchant SET products = :p WHERE mchid = :m", p=" ".join(products), m=mchid)


def _set_key(world: World, mchid: str, key: str) -> None:
    world.store.run("UPDATE merchant SET apiv3_key = :k WHERE mchid = :m", k=key, m=mchid)


def _merchant(world: World, mchid: str) -> Row:
    row = world.store.one("SELECT * FROM merchant WHERE mchid = :m", m=mchid)
    if row is None:
        raise NotFoundException(f"no merchant {mchid}")
    return row


def _shown(world: World, mchid: str) -> dict[str, Any]:
    row = _merchant(world, mchid)
    return provisioning.merchant_view(row) | {"name": row["name"], "products": row["products"].split()}


HANDLERS = [open_merchant, set_products, set_apiv3_key, unbind]
