"""Storefront routes of promotion: a visit that came by a code, a card and a poster to share."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.http.requests import AnyRequest
from xiaopu.infra.http.services import OpenUnits
from xiaopu.infra.http.throttle import ThrottleBy
from xiaopu.modules.campaigns.domain import POSTER
from xiaopu.modules.campaigns.flows.share_goods import Sharing
from xiaopu.modules.campaigns.schemas import PosterIn, PosterView, TouchIn
from xiaopu.modules.campaigns.usecases.take_touch import TakeTouch, take_touch
from xiaopu.modules.catalog.api import media_url
from xiaopu.modules.members.api import Visitor

TheSharing = NamedDependency[SkipValidation[Sharing]]

# A carrier's whole street may share one address; a bot that makes visitors up shall not fill a table.
_TOUCHES = ThrottleBy("storefront.touches", most=240, per_seconds=600)
_DRAWN = ThrottleBy("storefront.drawn", most=60, per_seconds=600)


@post("/touches", status_code=204)
async def post_touch(
    data: JSONBody[TouchIn], visitor: NamedDependency[Visitor], request: AnyRequest, units: OpenUnits
) -> None:
    """A visit by a code or link; with a token the visitor is known as the member from now on. A sign that is
    no campaign's is passed over.
    """
    await _TOUCHES.take(request)
    touch = TakeTouch(data.visitor, data.campaign, visitor.member_id)
    await units.write(visitor.scope, take_touch, touch)


@get("/goods/{goods_id:str}/card.jpg")
async def get_card(
    goods_id: FromPath[str], shop: NamedDependency[ShopScope], request: AnyRequest, sharing: TheSharing
) -> Response[bytes]:
    """The picture of a share card, 5:4, with today's price."""
    await _DRAWN.take(request)
    content = await sharing.card(shop, goods_id)
    headers = {
        "Cache-Control": "public, max-age=300",
        "Content-Security-Policy": "default-src 'none'",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return Response(content, media_type="image/jpeg", headers=headers)


@post("/goods/{goods_id:str}/poster", status_code=200)
async def post_poster(
    goods_id: FromPath[str],
    data: JSONBody[PosterIn],
    shop: NamedDependency[ShopScope],
    request: AnyRequest,
    sharing: TheSharing,
) -> PosterView:
    """A poster with a code, to save and pass on; drawn once for what it shows."""
    await _DRAWN.take(request)
    key = await sharing.poster(shop, goods_id, data.code, data.campaign)
    return PosterView(media_url(key), *POSTER)


STOREFRONT_ROUTES: list[Any] = [post_touch, get_card, post_poster]
