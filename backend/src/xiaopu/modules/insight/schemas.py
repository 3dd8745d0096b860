"""What goes out over HTTP."""

from datetime import date

import msgspec


class DayFigures(msgspec.Struct, frozen=True):
    """One Shanghai day so far: orders placed, orders paid, and what they paid (refunds not taken off).
    `offline_fen` is the part of `paid_fen` that staff counted by hand and WeChat never saw.
    """

    orders: int
    paid_orders: int
    paid_fen: int
    offline_fen: int


class WeekDay(msgspec.Struct, frozen=True):
    date: date
    paid_orders: int
    paid_fen: int


class Todo(msgspec.Struct, frozen=True):
    """Work that waits. `low_stock` counts goods on sale with a SKU of at most `LOW_STOCK` units."""

    to_ship: int
    pending: int
    to_accept: int
    aftersale: int
    low_stock: int
    unanswered_reviews: int


class ChecklistItem(msgspec.Struct, frozen=True):
    """A step to a shop that can sell; `link` is a page of the console, from the shop on."""

    key: str
    title: str
    done: bool
    link: str


class Overview(msgspec.Struct, frozen=True, omit_defaults=True):
    """The first page of the console. `week` is seven days, today last."""

    today: DayFigures
    yesterday: DayFigures
    todo: Todo
    week: list[WeekDay]
    checklist: list[ChecklistItem]
    storefront_url: str
