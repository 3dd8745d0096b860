"""Statements over the media library."""

from sqlalchemy import and_, bindparam, insert, or_, select

from xiaopu.modules.catalog.tables import MEDIA

ROW = ("id", "medium", "thumb", "width", "height", "bytes", "created_at")

ADD = insert(MEDIA).values(shop_id=bindparam("shop"), **{name: bindparam(name) for name in ROW})
FIND = select(MEDIA).where(
    MEDIA.c.shop_id == bindparam("shop"), MEDIA.c.id.in_(bindparam("wanted", expanding=True))
)
PAGE = (
    select(MEDIA)
    .where(
        MEDIA.c.shop_id == bindparam("shop"),
        or_(
            MEDIA.c.created_at < bindparam("before_at"),
            and_(MEDIA.c.created_at == bindparam("before_at"), MEDIA.c.id < bindparam("before_id")),
        ),
    )
    .order_by(MEDIA.c.created_at.desc(), MEDIA.c.id.desc())
    .limit(bindparam("most"))
)
