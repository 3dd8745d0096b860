"""Placing orders: over HTTP as clients do, beside the bare statements on the same database."""

import asyncio

from benchmarks import postgres_anchor, sqlite_anchor
from benchmarks.bursts import Pace, alternate, over_http
from benchmarks.client import get
from benchmarks.machine import Cores
from benchmarks.postgres_anchor import Recording
from benchmarks.results import Line, Setting, Target, Wish, lines_of
from benchmarks.shopping import HOT_SKU, Shopping
from benchmarks.town import Town, running

_SKUS = 60
_ORDER, _CHECKOUT, _HELLO = "order (POST alone)", "checkout (preview + order)", "hello"
_HOT, _BARE, _BARE_HOT = "order, all of one SKU", "the bare statements", "the bare statements, one SKU"


def orders(town: Town, cores: Cores, pace: Pace) -> list[Line]:
    """Orders of random SKUs by random members."""
    shopping = Shopping(town.slug, town.sizes)
    embedded = town.where.cluster is None
    before = sqlite_anchor.anchor(_BARE, town, cores, shopping) if embedded else None
    with running(town.where, cores) as server:
        bare = before or postgres_anchor.anchor(_BARE, Recording(town, server, shopping), cores)
        asyncio.run(shopping.learn(server.address, _SKUS))
        rounds = alternate(
            [
                over_http(_HELLO, town, server, lambda: (get("/healthz"),)),
                over_http(_ORDER, town, server, shopping.orders()),
                over_http(_CHECKOUT, town, server, shopping.checkouts()),
                bare,
            ],
            pace,
        )
    wishes = _sqlite_wishes() if embedded else _postgres_wishes()
    return lines_of(Setting("orders", town.where.database), rounds, wishes)


def hot(town: Town, cores: Cores, pace: Pace) -> list[Line]:
    """Everybody wants one SKU: what its row lets through. On PostgreSQL; SQLite has one writer anyway."""
    if town.where.cluster is None:
        return []
    shopping = Shopping(town.slug, town.sizes)
    with running(town.where, cores) as server:
        bare = postgres_anchor.anchor(_BARE_HOT, Recording(town, server, shopping, HOT_SKU), cores)
        asyncio.run(shopping.learn(server.address, 1))
        rounds = alternate([over_http(_HOT, town, server, shopping.hot_orders()), bare], pace)
    half = Target(0.5, at_least=True)
    wishes = [
        Wish(_HOT, _BARE_HOT, half, of=lambda burst: burst.per_second, told="of the orders/s of {}"),
        Wish(_BARE_HOT, _BARE_HOT),
    ]
    return lines_of(Setting("hot", town.where.database), rounds, wishes)


def _sqlite_wishes() -> list[Wish]:
    return [Wish(_HELLO, _HELLO), Wish(_ORDER, _BARE), Wish(_CHECKOUT, _BARE), Wish(_BARE, _BARE)]


def _postgres_wishes() -> list[Wish]:
    """The anchor is the pgbench run as a whole: its client and PostgreSQL, as the order is the app and
    PostgreSQL. Beside it, against what PostgreSQL alone needs.
    """
    return [
        Wish(_HELLO, _HELLO),
        Wish(_ORDER, _BARE, Target(2.5), told="× {} and pgbench"),
        Wish(_ORDER, _BARE, against=lambda burst: burst.database_us, told="× PostgreSQL in {}"),
        Wish(_CHECKOUT, _BARE, against=lambda burst: burst.database_us, told="× PostgreSQL in {}"),
        Wish(_BARE, _BARE),
    ]
