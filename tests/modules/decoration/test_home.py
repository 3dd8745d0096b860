"""The home page: laid out as a whole, links inside the mall, pictures of the shop's own."""

from typing import Any

import pytest

from tests.factories.database import TestDatabase
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner, open_units
from xiaopu.kernel.errors import InvalidInput
from xiaopu.modules.decoration.api import Banner, HomeIn, Icon, change_home, home
from xiaopu.modules.decoration.domain import is_link
from xiaopu.modules.decoration.events import HomeChanged

PICTURE = f"{SHOP.shop_id}/26/03/{'0' * 32}.webp"


def page(**changes: Any) -> HomeIn:
    fields: dict[str, Any] = {
        "banners": (Banner(PICTURE, f"category:{'c' * 20}"),),
        "icons": (Icon(PICTURE, "茶器"),),
        "notice": " 满 88 元\n包邮 ",
    }
    return HomeIn(**(fields | changes))


class TestChangeHome:
    def test_is_stored_and_told(self, database: TestDatabase, run: Runner) -> None:
        heard: list[Any] = []

        async def story() -> None:
            units = open_units(database, (HomeChanged, lambda _uow, event: heard.append(event)))
            empty = await units.read(SHOP, home)
            assert (empty.banners, empty.icons, empty.notice) == ([], [], None)
            await units.write(SHOP, change_home, page(notice="旧"))
            await units.write(SHOP, change_home, page())
            laid = await units.read(SHOP, home)
            assert [(one.picture_url, one.link) for one in laid.banners] == [
                (f"/media/{PICTURE}", f"category:{'c' * 20}")
            ]
            assert [(one.label, one.link) for one in laid.icons] == [("茶器", None)]
            assert laid.notice == "满 88 元 包邮"
            assert heard == [HomeChanged()] * 2
            assert (await units.read(OTHER_SHOP, home)).banners == []
            await units.close()

        run(story())

    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            ({"banners": (Banner(PICTURE, "https://evil.example"),)}, "banners.0.link"),
            ({"banners": (Banner(PICTURE, "javascript:alert(1)"),)}, "banners.0.link"),
            ({"banners": (Banner(f"{OTHER_SHOP.shop_id}/26/03/{'0' * 32}.webp"),)}, "banners.0.picture"),
            ({"icons": (Icon("../../etc/passwd", "x"),)}, "icons.0.picture"),
        ],
    )
    def test_foreign_pictures_and_links_out_are_refused(
        self, database: TestDatabase, run: Runner, changes: dict[str, Any], path: str
    ) -> None:
        async def story() -> None:
            units = open_units(database)
            with pytest.raises(InvalidInput) as refusal:
                await units.write(SHOP, change_home, page(**changes))
            assert [field["path"] for field in refusal.value.data["fields"]] == [path]
            assert (await units.read(SHOP, home)).icons == []
            await units.close()

        run(story())

    @pytest.mark.parametrize(
        ("text", "good"),
        [
            (f"goods:{'0' * 20}", True),
            ("search:茶壶", True),
            ("page:after-sale", True),
            ("page:other", False),
            ("goods:1", False),
            ("search:", False),
        ],
    )
    def test_links(self, text: str, good: bool) -> None:
        assert is_link(text) is good
