"""The tree of categories: at most three levels, names unique among sisters."""

from typing import Any

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import GoodsId
from xiaopu.kernel.text import squeeze
from xiaopu.modules.catalog.errors import CategoryNameTaken, CategoryNotEmpty, CategoryTooDeep
from xiaopu.modules.catalog.events import CategoriesChanged, GoodsChanged
from xiaopu.modules.catalog.repository import categories
from xiaopu.modules.catalog.schemas import CategoryIn
from xiaopu.modules.catalog.usecases.find_media import find_media

MOST_LEVELS = 3
_IDS_AN_EVENT = 200


def add_category(uow: UnitOfWork, wanted: CategoryIn) -> str:
    """Make a category, last among its sisters unless told. Refuses a taken name, a fourth level, an unknown
    parent.
    """
    row = _placed(uow, wanted)
    new_id = uow.new_id()
    row["root_id"] = row["root_id"] or new_id
    if not uow.run(categories.ADD[uow.dialect], id=new_id, **row):
        raise CategoryNameTaken(name=row["name"])
    uow.publish(CategoriesChanged())
    return new_id


def change_category(uow: UnitOfWork, category_id: str, wanted: CategoryIn) -> None:
    """Rename, move or repaint; what is inside moves along."""
    old = uow.row(categories.ONE, wanted=category_id)
    if old is None:
        raise NotFound
    below = uow.rows(categories.BELOW, wanted=category_id)
    if wanted.parent_id == category_id or wanted.parent_id in {row.id for row in below}:
        raise CategoryTooDeep
    row = _placed(uow, wanted, kept_position=old.position)
    row["root_id"] = row["root_id"] or category_id
    deeper = row["level"] - old.level
    if any(one.level + deeper > MOST_LEVELS for one in below):
        raise CategoryTooDeep
    twin = uow.row(categories.BY_NAME, wanted_parent=row["sibling_of"], wanted_name=row["name"])
    if twin is not None and twin.id != category_id:
        raise CategoryNameTaken(name=row["name"])
    uow.run(categories.SET, wanted=category_id, **{f"new_{name}": value for name, value in row.items()})
    for one in below:
        uow.run(categories.SHIFT, wanted=one.id, new_root_id=row["root_id"], deeper=deeper)
    uow.publish(CategoriesChanged())
    if row["name"] != old.name:
        _reindex_goods(uow, category_id)


def remove_category(uow: UnitOfWork, category_id: str) -> None:
    """Only an empty one; removed goods do not count. Refuses `category_not_empty`."""
    if uow.row(categories.ONE, wanted=category_id) is None:
        raise NotFound
    uow.run(categories.FORGET_DELETED, wanted=category_id)
    if uow.value(categories.HOLDS, wanted=category_id):
        raise CategoryNotEmpty
    uow.run(categories.REMOVE, wanted=category_id)
    uow.publish(CategoriesChanged())


def ensure_category(uow: UnitOfWork, path: tuple[str, ...]) -> str:
    """The id of the category at a path of names, made on the way where it is missing; refuses a fourth
    level.
    """
    if not path or len(path) > MOST_LEVELS:
        raise CategoryTooDeep
    parent = ""
    for name in path:
        row = uow.row(categories.BY_NAME, wanted_parent=parent, wanted_name=squeeze(name))
        wanted = CategoryIn(name=name, parent_id=parent or None)
        parent = row.id if row is not None else add_category(uow, wanted)
    return parent


def _reindex_goods(uow: UnitOfWork, category_id: str) -> None:
    """Goods are found by their category's name: what reads their text has work to do."""
    ids = [GoodsId(row.id) for row in uow.rows(categories.GOODS_IN, wanted=category_id)]
    for start in range(0, len(ids), _IDS_AN_EVENT):
        uow.emit(GoodsChanged(tuple(ids[start : start + _IDS_AN_EVENT])))


def _placed(uow: UnitOfWork, wanted: CategoryIn, *, kept_position: int | None = None) -> dict[str, Any]:
    parent = None
    if wanted.parent_id is not None:
        parent = uow.row(categories.ONE, wanted=wanted.parent_id)
        if parent is None:
            raise NotFound
        if parent.level >= MOST_LEVELS:
            raise CategoryTooDeep
    sibling_of = wanted.parent_id or ""
    position = wanted.position if wanted.position is not None else kept_position
    if position is None:
        last = uow.value(categories.LAST_POSITION, wanted_parent=sibling_of)
        position = 0 if last is None else last + 1
    keys = find_media(uow, [wanted.picture], "picture")
    return {
        "parent_id": wanted.parent_id,
        "root_id": parent.root_id if parent else None,
        "sibling_of": sibling_of,
        "level": parent.level + 1 if parent else 1,
        "name": squeeze(wanted.name),
        "picture": wanted.picture,
        "thumb": keys[wanted.picture].thumb if wanted.picture else None,
        "position": position,
    }
