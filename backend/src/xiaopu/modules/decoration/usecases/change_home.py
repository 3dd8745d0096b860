"""The merchant lays out the home page."""

from collections.abc import Sequence

from xiaopu.infra.database.unit import UnitOfWork
from xiaopu.kernel.errors import InvalidInput
from xiaopu.kernel.text import squeeze
from xiaopu.modules.decoration import repository
from xiaopu.modules.decoration.domain import Banner, HomeDoc, Icon, is_link, is_picture_of
from xiaopu.modules.decoration.events import HomeChanged
from xiaopu.modules.decoration.schemas import HomeIn


def change_home(uow: UnitOfWork, wanted: HomeIn) -> None:
    """Replace the page as a whole. Refuses links that lead nowhere and pictures that are not the shop's
    own.
    """
    parts: tuple[tuple[str, Sequence[Banner | Icon]], ...] = (
        ("banners", wanted.banners),
        ("icons", wanted.icons),
    )
    for part, items in parts:
        for number, item in enumerate(items):
            if not is_picture_of(uow.shop_id, item.picture):
                raise InvalidInput.at(f"{part}.{number}.picture", "not_found", "图片不在素材库里")
            if item.link is not None and not is_link(item.link):
                raise InvalidInput.at(
                    f"{part}.{number}.link", "not_a_link", "链接只能指向分类、商品、搜索或页面"
                )
    notice = squeeze(wanted.notice) if wanted.notice else None
    document = HomeDoc(banners=wanted.banners, icons=wanted.icons, notice=notice or None)
    uow.run(repository.PUT_HOME[uow.dialect], document=document, updated_at=uow.now)
    uow.publish(HomeChanged())
