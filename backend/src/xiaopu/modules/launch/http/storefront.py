"""The launch seen from a phone: the beacon of the mini program."""

from typing import Any

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.http.services import AVault, OpenUnits
from xiaopu.infra.http.throttle import ThrottleBy
from xiaopu.modules.launch.schemas import BeaconIn
from xiaopu.modules.launch.usecases.take_beacon import Beacon, take_beacon

_BEACONS = ThrottleBy("storefront.beacons", most=30, per_seconds=60)


@post("/beacon", status_code=204)
async def post_beacon(
    data: JSONBody[BeaconIn],
    shop: NamedDependency[ShopScope],
    request: AnyRequest,
    units: OpenUnits,
    vault: AVault,
) -> None:
    """The mini program says which version runs; that it could call proves that the domain is allowed."""
    await _BEACONS.take(request)
    beacon = Beacon(data.beacon, data.env_version, data.version, data.appid)
    await units.write(shop, take_beacon, beacon, vault=vault)


STOREFRONT_ROUTES: list[Any] = [post_beacon]
