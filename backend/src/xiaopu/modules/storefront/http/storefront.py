"""Storefront routes: what every visitor may see, and the small live call beside it."""

from typing import Annotated, Any

from litestar import MediaType, Response, get
from litestar.di import NamedDependency
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter

from xiaopu.infra.cache import CachedAnswer
from xiaopu.infra.database.scopes import ShopScope
from xiaopu.infra.database.unit import ReadScope
from xiaopu.infra.http.requests import PACKED, AnyCursor, AnyRequest, AnyWords, Limit
from xiaopu.infra.http.services import OpenUnits, TheSettings
from xiaopu.kernel.errors import InvalidInput, NotFound
from xiaopu.kernel.ids import GoodsId, is_id
from xiaopu.kernel.page import DEFAULT_LIMIT, Page
from xiaopu.kernel.text import fold
from xiaopu.modules.catalog.api import category_tree
from xiaopu.modules.members.api import Shopper, Visitor
from xiaopu.modules.storefront import queries
from xiaopu.modules.storefront.domain.pages import PageName
from xiaopu.modules.storefront.domain.search import Sort
from xiaopu.modules.storefront.flows.answer import Answers
from xiaopu.modules.storefront.schemas import (
    CategoryItems,
    GoodsCard,
    GoodsDetail,
    HomePage,
    Live,
    PageText,
    Storefront,
    Words,
)
from xiaopu.modules.storefront.usecases.show_goods import show_goods, show_shop

Shop = NamedDependency[ShopScope]
TheAnswers = NamedDependency[Answers]
Ids = Annotated[str, QueryParameter(max_length=queries.MOST_LIVE * 21)]
Typed = Annotated[str, QueryParameter(min_length=1, max_length=60)]


def _says(shape: Any) -> dict[int, ResponseSpec]:
    """What the bytes of a route hold, for the OpenAPI."""
    return {200: ResponseSpec(data_container=shape, media_type=MediaType.JSON)}


@get("/shop", opt=PACKED, responses=_says(Storefront))
async def get_shop(
    shop: Shop, answers: TheAnswers, request: AnyRequest, settings: TheSettings
) -> Response[bytes]:
    """The shop's face: channels, licence, rules."""
    answer = await answers.of(shop, ("shop", {}), show_shop, settings.wechat.bridge_url)
    return _sent(request, answer)


@get("/home", opt=PACKED, responses=_says(HomePage))
async def get_home(shop: Shop, answers: TheAnswers, request: AnyRequest) -> Response[bytes]:
    """Banners, doors and the notice of the home page."""
    return _sent(request, await answers.of(shop, ("home", {}), queries.home_page))


@get("/categories", opt=PACKED, responses=_says(CategoryItems))
async def get_categories(shop: Shop, answers: TheAnswers, request: AnyRequest) -> Response[bytes]:
    """The tree of categories."""
    return _sent(request, await answers.of(shop, ("categories", {}), _categories))


@get("/goods", opt=PACKED, responses=_says(Page[GoodsCard]))
async def get_goods_list(
    shop: Shop,
    answers: TheAnswers,
    request: AnyRequest,
    category: AnyWords = None,
    q: AnyWords = None,
    sort: FromQuery[Sort] = Sort.DEFAULT,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Response[bytes]:
    """Goods on sale: all that have a picture, those of a category and what is below it, or those that were
    searched.
    """
    wanted = {"category": category, "q": q and fold(q), "sort": sort, "cursor": cursor, "limit": limit}
    answer = await answers.of(
        shop,
        ("goods", wanted),
        queries.goods_list,
        sort,
        category=category,
        words=q,
        cursor=cursor,
        limit=limit,
    )
    return _sent(request, answer)


@get("/goods/{goods_id:str}", opt=PACKED, responses=_says(GoodsDetail))
async def get_goods(
    goods_id: FromPath[str], shop: Shop, answers: TheAnswers, request: AnyRequest
) -> Response[bytes]:
    """The product page."""
    if not is_id(goods_id):
        raise NotFound
    return _sent(request, await answers.of(shop, ("one", {"id": goods_id}), show_goods, GoodsId(goods_id)))


@get("/live")
async def get_live(visitor: NamedDependency[Visitor], units: OpenUnits, ids: Ids) -> Response[Live]:
    """Stock now, and favourites when a token came along; never cached."""
    wanted = [GoodsId(one) for one in ids.split(",") if one]
    if len(wanted) > queries.MOST_LIVE:
        raise InvalidInput.at("ids", "too_many")
    found = await units.read(visitor.scope, queries.live, wanted, visitor.member_id)
    return Response(found, headers={"Cache-Control": "no-store"})


@get("/favourites")
async def get_favourites(
    shopper: NamedDependency[Shopper],
    units: OpenUnits,
    cursor: AnyCursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[GoodsCard]:
    """What the member keeps, the latest first."""
    return await units.read(shopper.scope, queries.favourite_cards, shopper.member_id, cursor, limit)


@get("/search/hot", opt=PACKED, responses=_says(Words))
async def get_hot(shop: Shop, answers: TheAnswers, request: AnyRequest) -> Response[bytes]:
    """Words to begin with."""
    return _sent(request, await answers.of(shop, ("hot", {}), queries.hot_words))


@get("/search/suggest", opt=PACKED, responses=_says(Words))
async def get_suggestions(shop: Shop, answers: TheAnswers, request: AnyRequest, q: Typed) -> Response[bytes]:
    """What may be meant by what was typed so far: by characters, pinyin or initials."""
    answer = await answers.of(shop, ("suggest", {"q": fold(q)}), queries.suggestions, q)
    return _sent(request, answer)


@get("/pages/{name:str}", opt=PACKED, responses=_says(PageText))
async def get_page(
    name: FromPath[str], shop: Shop, answers: TheAnswers, request: AnyRequest
) -> Response[bytes]:
    """agreement, privacy, after-sale or about."""
    if name not in set(PageName):
        raise NotFound
    page = PageName(name)
    return _sent(request, await answers.of(shop, ("page", {"name": page}), queries.page_text, page))


def _categories(read: ReadScope) -> CategoryItems:
    return CategoryItems(category_tree(read))


def _sent(request: AnyRequest, answer: CachedAnswer) -> Response[bytes]:
    """Packed for who takes it that way. The ETag is weak: it is the same for both forms."""
    etag = f"W/{answer.etag}"
    headers = {"ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == etag:
        return Response(b"", status_code=304, headers=headers)
    if answer.packed is None or "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(answer.body, media_type=MediaType.JSON, headers=headers)
    return Response(answer.packed, media_type=MediaType.JSON, headers=headers | {"Content-Encoding": "gzip"})


STOREFRONT_ROUTES: list[Any] = [
    get_shop,
    get_home,
    get_categories,
    get_goods_list,
    get_goods,
    get_live,
    get_favourites,
    get_hot,
    get_suggestions,
    get_page,
]
