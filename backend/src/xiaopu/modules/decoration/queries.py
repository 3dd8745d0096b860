"""Read models of decoration."""

from xiaopu.infra.database.unit import ReadScope
from xiaopu.modules.decoration import repository
from xiaopu.modules.decoration.domain import HomeDoc
from xiaopu.modules.decoration.schemas import BannerView, HomeView, IconView


def home(read: ReadScope) -> HomeView:
    """The home page with the addresses of its pictures; empty before the first save."""
    document: HomeDoc = read.value(repository.HOME) or HomeDoc()
    return HomeView(
        banners=[BannerView(one.picture, f"/media/{one.picture}", one.link) for one in document.banners],
        icons=[IconView(one.picture, f"/media/{one.picture}", one.label, one.link) for one in document.icons],
        notice=document.notice,
    )
