"""Statements of reviews."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, case, func, insert, select, update

from xiaopu.modules.catalog.tables import GOODS
from xiaopu.modules.reviews.domain import GOOD_FROM
from xiaopu.modules.reviews.tables import REVIEWS

_SHOP: BindParameter[str] = bindparam("shop")
_ROW = (
    "id",
    "goods_id",
    "line_id",
    "order_no",
    "member_id",
    "nickname",
    "stars",
    "text",
    "pictures",
    "spec_text",
    "at",
    "reply",
    "replied_at",
)
ADD = insert(REVIEWS).values(shop_id=_SHOP, **{name: bindparam(name) for name in _ROW})

_HERE = REVIEWS.c.shop_id == _SHOP
_BEFORE = REVIEWS.c.id < bindparam("before_id")
PAGE_OF_GOODS = (
    select(REVIEWS)
    .where(_HERE, REVIEWS.c.goods_id == bindparam("wanted"), _BEFORE)
    .order_by(REVIEWS.c.id.desc())
    .limit(bindparam("most"))
)
SUMMARY = select(
    func.count().label("total"),
    func.coalesce(func.sum(case((REVIEWS.c.stars >= GOOD_FROM, 1), else_=0)), 0).label("good"),
).where(_HERE, REVIEWS.c.goods_id == bindparam("wanted"))
GOODS_SHOWN = select(GOODS.c.id).where(
    GOODS.c.shop_id == _SHOP, GOODS.c.id == bindparam("wanted"), GOODS.c.status != "deleted"
)

_WITH_GOODS: Any = (
    select(REVIEWS, GOODS.c.name.label("goods_name"))
    .join(GOODS, (GOODS.c.shop_id == REVIEWS.c.shop_id) & (GOODS.c.id == REVIEWS.c.goods_id))
    .where(_HERE)
)
CONSOLE_PAGE = _WITH_GOODS.where(_BEFORE).order_by(REVIEWS.c.id.desc()).limit(bindparam("most"))
CONSOLE_ONE = _WITH_GOODS.where(REVIEWS.c.id == bindparam("wanted"))
REPLY = (
    update(REVIEWS)
    .where(_HERE, REVIEWS.c.id == bindparam("wanted"))
    .values(reply=bindparam("new_reply"), replied_at=bindparam("now"))
)
COUNT_UNANSWERED = (
    select(func.count())
    .select_from(REVIEWS)
    .where(_HERE, REVIEWS.c.line_id.is_not(None), REVIEWS.c.reply.is_(None))
)
MOVE_MEMBER = (
    update(REVIEWS).where(_HERE, REVIEWS.c.member_id == bindparam("gone")).values(member_id=bindparam("kept"))
)
FORGET_MEMBER = (
    update(REVIEWS)
    .where(_HERE, REVIEWS.c.member_id == bindparam("gone"))
    .values(member_id=None, nickname=bindparam("new_nickname"))
)
