"""Read models for shoppers: one statement a list, built once."""

import html
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, literal_column, or_, select

from xiaopu.infra.database.unit import ReadScope
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.ids import GoodsId, MemberId
from xiaopu.kernel.page import Page, cut_page, decode_cursor, encode_cursor
from xiaopu.kernel.text import squeeze
from xiaopu.modules.catalog.api import media_url
from xiaopu.modules.catalog.tables import CATEGORIES, GOODS
from xiaopu.modules.decoration.api import home
from xiaopu.modules.inventory.tables import STOCK
from xiaopu.modules.members.api import favourites_of
from xiaopu.modules.storefront.domain.pages import PAGES, PageName, page_html
from xiaopu.modules.storefront.domain.search import Sort, wanted_terms
from xiaopu.modules.storefront.schemas import (
    GoodsCard,
    HomeBanner,
    HomeIcon,
    HomePage,
    Live,
    LiveGoods,
    PageText,
    Words,
)
from xiaopu.modules.storefront.tables import SEARCH_TERMS
from xiaopu.modules.tenancy.api import ShopSettings, shop_face

SUGGESTIONS = 10
MOST_LIVE = 50
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_UNTOLD = "店家尚未公示"

_ON_SALE = and_(GOODS.c.shop_id == bindparam("shop"), GOODS.c.status == "on_sale")
_CARD = (
    GOODS.c.id,
    GOODS.c.name,
    GOODS.c.brief,
    GOODS.c.cover,
    GOODS.c.price_fen,
    GOODS.c.market_price_fen,
    GOODS.c.sold,
    GOODS.c.limit_per_buyer,
)
# An expression and no bare column, or SQLite walks the whole index by goods for the sake of the grouping.
_BY_GOODS = SEARCH_TERMS.c.goods_id.concat(literal_column("''"))
_FOUND = (
    select(
        SEARCH_TERMS.c.shop_id, _BY_GOODS.label("goods_id"), func.sum(SEARCH_TERMS.c.weight).label("score")
    )
    .where(
        SEARCH_TERMS.c.shop_id == bindparam("shop"),
        SEARCH_TERMS.c.term.in_(bindparam("terms", expanding=True)),
    )
    .group_by(SEARCH_TERMS.c.shop_id, _BY_GOODS)
    .having(func.count() >= bindparam("least"))
    .subquery("found")
)
# The shop comes from the terms, so that what was found is looked up by key and the shelf is not walked.
_OF_FOUND = and_(GOODS.c.shop_id == _FOUND.c.shop_id, GOODS.c.id == _FOUND.c.goods_id)
_INSIDE = select(CATEGORIES.c.id).where(
    CATEGORIES.c.shop_id == bindparam("shop"),
    or_(
        CATEGORIES.c.id == bindparam("category"),
        CATEGORIES.c.parent_id == bindparam("category"),
        CATEGORIES.c.root_id == bindparam("category"),
    ),
)
# What a list is sorted by, and whether it falls; the id breaks ties in the same direction.
_SORTS: dict[Sort, tuple[Any, bool]] = {
    Sort.SALES: (GOODS.c.sold, True),
    Sort.NEW: (GOODS.c.listed_at, True),
    Sort.PRICE_ASC: (GOODS.c.price_fen, False),
    Sort.PRICE_DESC: (GOODS.c.price_fen, True),
}


def _list(sort: Sort, in_category: bool, searched: bool, paged: bool) -> Select[Any]:  # noqa: FBT001 (the key of the table below)
    by, falling = _SORTS.get(sort, (_FOUND.c.score if searched else None, True))
    key = GOODS.c.id if by is None else by
    past_id = GOODS.c.id < bindparam("after_id") if falling else GOODS.c.id > bindparam("after_id")
    further = key < bindparam("after_key") if falling else key > bindparam("after_key")
    past = past_id if by is None else or_(further, and_(key == bindparam("after_key"), past_id))
    order = [GOODS.c.id] if by is None else [key, GOODS.c.id]
    statement = select(*_CARD, key.label("sort_key"))
    if searched:
        statement = statement.join(_FOUND, _OF_FOUND).where(GOODS.c.status == "on_sale")
    else:
        statement = statement.where(_ON_SALE)
    if in_category:
        statement = statement.where(GOODS.c.category_id.in_(_INSIDE))
    if not in_category and not searched:
        # The home list: a first look at the shop, for goods that can be seen.
        statement = statement.where(GOODS.c.has_picture)
    if paged:
        statement = statement.where(past)
    return statement.order_by(*(one.desc() if falling else one for one in order)).limit(bindparam("most"))


LISTS = {key: _list(*key) for key in product(Sort, (False, True), (False, True), (False, True))}
SUGGESTED = (
    select(GOODS.c.name)
    .join(_FOUND, _OF_FOUND)
    .where(GOODS.c.status == "on_sale")
    .order_by(_FOUND.c.score.desc(), GOODS.c.sold.desc(), GOODS.c.id)
    .limit(SUGGESTIONS)
)
HOT = (
    select(CATEGORIES.c.name)
    .join(GOODS, (GOODS.c.shop_id == CATEGORIES.c.shop_id) & (GOODS.c.category_id == CATEGORIES.c.id))
    .where(_ON_SALE)
    .group_by(CATEGORIES.c.name)
    .order_by(func.sum(GOODS.c.sold).desc(), CATEGORIES.c.name)
    .limit(SUGGESTIONS)
)
CARDS_OF = select(*_CARD).where(_ON_SALE, GOODS.c.id.in_(bindparam("wanted", expanding=True)))
LIVE_STOCK = select(STOCK.c.goods_id, STOCK.c.sku_id, STOCK.c.on_hand).where(
    STOCK.c.shop_id == bindparam("shop"),
    STOCK.c.goods_id.in_(bindparam("wanted", expanding=True)),
)


def goods_list(
    read: ReadScope, sort: Sort, *, category: str | None, words: str | None, cursor: str | None, limit: int
) -> Page[GoodsCard]:
    """Goods on sale. Without category and words: only those with a picture of their own."""
    timed = sort is Sort.NEW
    keys = decode_cursor(cursor, int, str)
    bound: dict[str, Any] = {"most": limit + 1}
    searched = words is not None and bool(squeeze(words))
    if searched:
        wanted = wanted_terms(words or "")
        if not wanted.terms:
            return Page([])
        bound |= {"terms": wanted.terms, "least": wanted.least}
    if category:
        bound["category"] = category
    if keys:
        bound["after_id"] = keys[1]
        if sort is not Sort.DEFAULT or searched:
            bound["after_key"] = _instant(keys[0]) if timed else keys[0]
    rows = read.rows(LISTS[sort, bool(category), searched, keys is not None], **bound)
    plain = sort is Sort.DEFAULT and not searched

    def place(row: Any) -> str:
        key = 0 if plain else _micros(row.sort_key) if timed else int(row.sort_key)
        return encode_cursor(key, row.id)

    return cut_page(rows, limit, card, place)


def card(row: Any) -> GoodsCard:
    """One goods in a list."""
    return GoodsCard(
        id=row.id,
        name=row.name,
        cover_url=media_url(row.cover),
        price_fen=row.price_fen,
        sold=row.sold,
        tags=[f"限购{row.limit_per_buyer}件"] if row.limit_per_buyer else [],
        brief=row.brief,
        market_price_fen=row.market_price_fen,
    )


def home_page(read: ReadScope) -> HomePage:
    """The home page as shoppers see it."""
    laid = home(read)
    return HomePage(
        banners=[HomeBanner(one.picture_url, one.link) for one in laid.banners],
        icons=[HomeIcon(one.picture_url, one.label, one.link) for one in laid.icons],
        notice=laid.notice,
    )


def suggestions(read: ReadScope, words: str) -> Words:
    """Names of goods that fit what was typed so far, the best first."""
    wanted = wanted_terms(words)
    if not wanted.terms:
        return Words([])
    rows = read.rows(SUGGESTED, terms=wanted.terms, least=wanted.least)
    return Words(list(dict.fromkeys(row.name for row in rows)))


def hot_words(read: ReadScope) -> Words:
    """The categories that sell best."""
    return Words([row.name for row in read.rows(HOT)])


def live(read: ReadScope, ids: Sequence[GoodsId], member_id: MemberId | None) -> Live:
    """Stock of these goods now, and which of them this member keeps. Unknown ids are simply not in the
    answer.
    """
    wanted = sorted(set(ids))[:MOST_LIVE]
    found: dict[str, dict[str, int]] = {}
    if wanted:
        for row in read.rows(LIVE_STOCK, wanted=wanted):
            found.setdefault(row.goods_id, {})[row.sku_id] = row.on_hand
    kept = set(favourites_of(read, member_id)) if member_id is not None else set()
    return Live(
        goods={goods_id: LiveGoods(sum(skus.values()), skus) for goods_id, skus in found.items()},
        favourites=[goods_id for goods_id in wanted if goods_id in kept],
    )


def favourite_cards(read: ReadScope, member_id: MemberId, cursor: str | None, limit: int) -> Page[GoodsCard]:
    """What the member keeps, the latest first; what is not on sale any more is left out."""
    keys = decode_cursor(cursor, int)
    start = keys[0] if keys else 0
    kept = favourites_of(read, member_id)
    shown = kept[start : start + limit]
    cards = {row.id: card(row) for row in read.rows(CARDS_OF, wanted=shown)} if shown else {}
    more = len(kept) > start + limit
    return Page([cards[one] for one in shown if one in cards], encode_cursor(start + limit) if more else None)


def page_text(read: ReadScope, page: PageName) -> PageText:
    """One of the four pages, with the shop's own words; what the shop has not told is said to be untold."""
    _, name, settings = shop_face(read)
    words = {key: html.escape(value) for key, value in _words(name, settings).items()}
    return PageText(PAGES[page].title, page_html(page, words))


def _words(name: str, settings: ShopSettings) -> dict[str, str]:
    licence, rules = settings.licence, settings.order_rules
    contact = " ".join(part for part in (settings.service_phone, settings.service_hours) if part)
    return {
        "name": name,
        "subject": licence.subject_name or name,
        "credit_code": licence.credit_code or _UNTOLD,
        "icp_number": licence.icp_number or _UNTOLD,
        "contact": contact or "小程序里的在线客服",
        "unpaid_minutes": str(rules.unpaid_minutes),
        "auto_receive_days": str(rules.auto_receive_days),
    }


def _micros(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _instant(micros: int) -> datetime:
    try:
        return _EPOCH + micros * _MICROSECOND
    except OverflowError:
        raise InvalidInput.at("cursor", "malformed") from None
