"""What a statement constant says about tenants: which shop tables it touches, and whether it is bound to the
scope's shop.
"""

from functools import lru_cache
from typing import Any, cast

import msgspec
from sqlalchemy import BindParameter, Executable, Table
from sqlalchemy.sql import visitors

from xiaopu.infra.database.tables import KIND

SHOP_PARAMETER = "shop"


class UnscopedStatement(RuntimeError):
    """A programming error: a statement over shop tables that does not say whose."""


class Scoping(msgspec.Struct, frozen=True):
    """`takes_shop`: has the parameter `shop`. `touches_shops`: reads or writes a shop table."""

    takes_shop: bool
    touches_shops: bool


@lru_cache(maxsize=4096)
def scoping_of(statement: Executable) -> Scoping:
    """Looked up by identity: statements are module constants, so each is walked once a process."""
    takes = touches = False
    for element in visitors.iterate(cast(Any, statement)):
        if isinstance(element, BindParameter):
            takes = takes or element.key == SHOP_PARAMETER
        elif isinstance(element, Table):
            touches = touches or element.info.get(KIND) == "shop"
    return Scoping(takes, touches)
