"""What became of a link: its picture for all goods that wait for it, or the neutral one and a reason."""

import msgspec

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.catalog.repository import goods, imports
from xiaopu.modules.catalog.usecases.define_goods import announce_goods
from xiaopu.modules.catalog.usecases.find_media import find_media


class PictureFound(msgspec.Struct, frozen=True):
    digest: str
    media_id: str


class PictureMissing(msgspec.Struct, frozen=True):
    """`reason` is the stable code of the refusal."""

    digest: str
    reason: str


def settle_picture(uow: UnitOfWork, outcome: PictureFound | PictureMissing) -> None:
    """Idempotent. Goods whose picture came show it in the place that the sheet gave it; a missing one
    changes no goods.
    """
    if isinstance(outcome, PictureMissing):
        uow.run(
            imports.SETTLE_LINK,
            wanted=outcome.digest,
            new_state="missing",
            new_media_id=None,
            new_reason=outcome.reason[:40],
        )
        return
    uow.run(
        imports.SETTLE_LINK,
        wanted=outcome.digest,
        new_state="done",
        new_media_id=outcome.media_id,
        new_reason=None,
    )
    waiting = [GoodsId(row.goods_id) for row in uow.rows(imports.WAITING_GOODS, wanted=outcome.digest)]
    for goods_id in waiting:
        hang_pictures(uow, goods_id)
    if waiting:
        announce_goods(uow, waiting)


def hang_pictures(uow: UnitOfWork, goods_id: GoodsId) -> None:
    """The goods' pictures become those of its links that have come, in the sheet's order.

    The goods is locked before its links are read: of two links that settle at once the second sees the first.
    """
    uow.row(goods.LOCK, wanted=goods_id)
    pictures = tuple(row.media_id for row in uow.rows(imports.FETCHED_OF, wanted=goods_id))
    if not pictures:
        return
    cover = find_media(uow, [pictures[0]], "pictures")[pictures[0]]
    uow.run(goods.SET_DETAIL_PICTURES, wanted=goods_id, new_pictures=pictures)
    uow.run(
        goods.SET_PICTURES,
        wanted=goods_id,
        new_cover=cover.medium,
        new_cover_thumb=cover.thumb,
        new_has_picture=True,
        now=uow.now,
    )
