"""Reading: what shoppers and the desk look at, beside hello: the smallest answer through the same edge."""

import random
from collections.abc import Iterator, Sequence

import httpx

from benchmarks.bursts import Candidate, Pace, alternate, over_http
from benchmarks.client import Source, get
from benchmarks.dataset import goods_id, token_of
from benchmarks.machine import Cores
from benchmarks.results import Line, Setting, Target, Wish, lines_of
from benchmarks.town import NO_CACHE, Server, Town, console_cookie, running

HELLO = "hello"
_SORTS = ("default", "sales", "new", "price_asc", "price_desc")
_WARM_GOODS = 40
_PAGES_EACH = 6


def cached(town: Town, cores: Cores, pace: Pace) -> list[Line]:
    """Lists and details out of the response cache, the live call beside them, and what no cache holds."""
    with running(town.where, cores) as server:
        candidates = [
            _hello(town, server),
            over_http("cached list", town, server, _one_of(list(_first_pages(town)))),
            over_http("cached detail", town, server, _one_of(_details(town, _WARM_GOODS))),
            over_http("live (3 SKUs)", town, server, _one_of(_lives(town, 1))),
            over_http("live (a page of 20)", town, server, _one_of(_lives(town, 20))),
            over_http("my orders", town, server, _one_of(_my_orders(town))),
            over_http("order desk", town, server, _one_of(_desk(town, server))),
        ]
        rounds = alternate(candidates, pace)
    near = Target(1.3)
    wishes = [
        Wish(HELLO, HELLO),
        Wish("cached list", HELLO, near),
        Wish("cached detail", HELLO, near),
        *(Wish(one.name, HELLO) for one in candidates[3:]),
    ]
    return lines_of(Setting("cached", town.where.database), rounds, wishes)


def uncached(town: Town, cores: Cores, pace: Pace) -> list[Line]:
    """The same lists and details from the database each time: the cache may hold nothing."""
    with running(town.where, cores, NO_CACHE) as server:
        candidates = [
            _hello(town, server),
            over_http("uncached list", town, server, _one_of(_deep_pages(town, server))),
            over_http("uncached detail", town, server, _one_of(_details(town, town.sizes.goods))),
        ]
        rounds = alternate(candidates, pace)
    far = Target(7) if town.where.database == "sqlite" else None
    wishes = [Wish(HELLO, HELLO), Wish("uncached list", HELLO, far), Wish("uncached detail", HELLO, far)]
    return lines_of(Setting("uncached", town.where.database), rounds, wishes)


def _hello(town: Town, server: Server) -> Candidate:
    return over_http(HELLO, town, server, _one_of([get("/healthz")]))


def _one_of(requests: Sequence[bytes]) -> Source:
    chance = random.Random(1)
    return lambda: (chance.choice(requests),)


def _mall(town: Town) -> str:
    return f"/api/storefront/v1/{town.slug}"


def _first_pages(town: Town) -> Iterator[bytes]:
    for sort in _SORTS:
        yield get(f"{_mall(town)}/goods?sort={sort}")


def _deep_pages(town: Town, server: Server) -> list[bytes]:
    """The first pages of every sort, found by following the cursors."""
    found = []
    with httpx.Client(base_url=server.address, timeout=30) as http:
        for sort in _SORTS:
            path = f"{_mall(town)}/goods?sort={sort}"
            for _ in range(_PAGES_EACH):
                found.append(get(path))
                cursor = http.get(path).raise_for_status().json().get("next_cursor")
                if cursor is None:
                    break
                path = f"{_mall(town)}/goods?sort={sort}&cursor={cursor}"
    return found


def _details(town: Town, most: int) -> list[bytes]:
    return [get(f"{_mall(town)}/goods/{goods_id(number)}") for number in range(most)]


def _lives(town: Town, goods: int) -> list[bytes]:
    chance = random.Random(2)
    calls = []
    for _ in range(200):
        wanted = chance.sample(range(town.sizes.goods), goods)
        calls.append(get(f"{_mall(town)}/live?ids={','.join(goods_id(one) for one in wanted)}", _bearer(0)))
    return calls


def _my_orders(town: Town) -> list[bytes]:
    return [
        get(f"{_mall(town)}/orders?limit=10", _bearer(number))
        for number in range(min(200, town.sizes.members))
    ]


def _desk(town: Town, server: Server) -> list[bytes]:
    shop = f"/api/console/v1/shops/{town.shop.shop_id}"
    cookie = f"Cookie: {console_cookie(server)}\r\n"
    return [get(f"{shop}/orders?tab={tab}", cookie) for tab in ("all", "to_ship", "shipped", "completed")]


def _bearer(number: int) -> str:
    return f"Authorization: Bearer {token_of(number)}\r\n"
