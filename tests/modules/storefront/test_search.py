"""Search terms: characters, words, pinyin, initials, one typo; pure, then over both databases."""

import pytest

from tests.factories.database import TestDatabase
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner, open_units, plain
from xiaopu.infra.database.units import Units, Wakeup
from xiaopu.infra.outbox import Subscriptions
from xiaopu.infra.worker import Worker
from xiaopu.kernel.ids import GoodsId
from xiaopu.modules.catalog.api import BatchIn, CategoryIn, batch_goods, create_goods, ensure_category
from xiaopu.modules.catalog.domain.goods import GoodsAction
from xiaopu.modules.catalog.events import GoodsChanged
from xiaopu.modules.catalog.usecases.change_categories import change_category
from xiaopu.modules.storefront.adapters.chinese import ChineseDictionary
from xiaopu.modules.storefront.domain.search import MOST_TERMS, GoodsText, Sort, goods_terms, wanted_terms
from xiaopu.modules.storefront.flows.index_goods import Indexing
from xiaopu.modules.storefront.flows.versions import Versions
from xiaopu.modules.storefront.queries import goods_list, suggestions

DICTIONARY = ChineseDictionary()
GOODS = ("秋山圆壶手工粗陶茶壶", "骨瓷马克杯", "云朵 Cloud 抱枕", "龙井绿茶 250g", "茶香蜡烛")


def terms(name: str) -> dict[str, int]:
    return goods_terms(GoodsText(name, "N1", None, None, None, None), DICTIONARY.cut, DICTIONARY.spell)


class TestTerms:
    def test_a_name_is_found_by_word_pair_character_pinyin_and_initials(self) -> None:
        found = terms("粗陶茶壶")
        assert {"茶壶", "粗陶", "陶茶", "茶", "chahu", "ch", "~chahu", "~chhu"} <= found.keys()
        assert found["茶壶"] == 100
        assert found["陶茶"] == 50
        assert found["chahu"] == 50
        assert found["茶"] == 20

    def test_every_usual_reading_finds_the_word(self) -> None:
        found = terms("重庆火锅")
        assert {"chongqing", "zhongqing", "huoguo", "cq", "zq"} <= found.keys()
        assert "~chongqng" not in found

    def test_a_long_text_has_a_bounded_number_of_terms(self) -> None:
        many = ["".join(chr(0x4E00 + 200 * part + n) for n in range(120)) for part in range(3)]
        text = GoodsText(many[0], "N", many[1], None, None, many[2])
        assert len(goods_terms(text, DICTIONARY.cut, DICTIONARY.spell)) == MOST_TERMS

    @pytest.mark.parametrize(
        ("words", "some", "least"),
        [
            ("茶壶", {"茶壶"}, 1),
            ("粗陶茶壶", {"粗陶", "陶茶", "茶壶", "粗陶茶壶", "~粗陶茶"}, 1),
            ("秋山圆壶手工", {"山圆"}, 2),
            ("ＣＬＯＵＤ", {"cloud", "~cloud", "~clod"}, 1),
            ("茶", {"茶"}, 1),
        ],
    )
    def test_what_is_looked_up(self, words: str, some: set[str], least: int) -> None:
        wanted = wanted_terms(words)
        assert some <= set(wanted.terms)
        assert wanted.least == least

    @pytest.mark.parametrize("words", ["", " ", "%_'\"", "！？", "(a+)+$"])
    def test_signs_are_no_words(self, words: str) -> None:
        assert set(wanted_terms(words).terms) <= {"a"}


async def shelf(units: Units) -> Indexing:
    indexing = Indexing(units, DICTIONARY, Versions().told)
    ids = []
    for number, name in enumerate(GOODS):
        ids.append(await units.write(SHOP, create_goods, plain(name, f"XP{number}")))
    await indexing.run(SHOP, GoodsChanged(tuple(ids)))
    return indexing


async def found(units: Units, words: str, sort: Sort = Sort.DEFAULT) -> list[str]:
    page = await units.read(SHOP, goods_list, sort, category=None, words=words, cursor=None, limit=20)
    return [card.name for card in page.items]


class TestIndex:
    @pytest.mark.parametrize(
        ("words", "first"),
        [
            ("茶壶", GOODS[0]), ("chahu", GOODS[0]), ("chauh", GOODS[0]), ("chhu", GOODS[0]),
            ("粗淘茶壶", GOODS[0]),
            ("马克杯", GOODS[1]), ("骨瓷", GOODS[1]), ("mkb", GOODS[1]), ("cloud", GOODS[2]),
            ("clod", GOODS[2]),
            ("clould", GOODS[2]), ("抱枕", GOODS[2]), ("龙井", GOODS[3]), ("lvcha", GOODS[3]),
            ("250g", GOODS[3]),
            ("XP4", GOODS[4]), ("蜡", GOODS[4]),
        ],
    )  # fmt: skip
    def test_finds_what_is_meant(self, database: TestDatabase, run: Runner, words: str, first: str) -> None:
        async def story() -> None:
            units = open_units(database)
            await shelf(units)
            assert (await found(units, words))[:1] == [first]
            assert (await units.read(SHOP, suggestions, words)).words[:1] == [first]
            await units.close()

        run(story())

    def test_ranks_pages_and_keeps_to_its_shop(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            await shelf(units)
            names = await found(units, "茶")
            assert sorted(names) == sorted([GOODS[0], GOODS[3], GOODS[4]])
            paged: list[str] = []
            cursor: str | None = None
            for _ in range(3):
                page = await units.read(
                    SHOP, goods_list, Sort.DEFAULT, category=None, words="茶", cursor=cursor, limit=1
                )
                paged += [card.name for card in page.items]
                cursor = page.next_cursor
            assert (paged, cursor) == (names, None)
            other = await units.read(
                OTHER_SHOP, goods_list, Sort.DEFAULT, category=None, words="茶", cursor=None, limit=20
            )
            assert other.items == []
            assert await found(units, "没有这样的东西") == []
            await units.close()

        run(story())

    def test_goods_off_the_shelf_are_not_found(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_units(database)
            indexing = await shelf(units)
            page = await units.read(
                SHOP, goods_list, Sort.DEFAULT, category=None, words="马克杯", cursor=None, limit=20
            )
            goods_id = GoodsId(page.items[0].id)
            await units.write(SHOP, batch_goods, BatchIn(ids=(goods_id,), action=GoodsAction.UNLIST))
            assert await found(units, "马克杯") == []
            await indexing.run(SHOP, GoodsChanged((goods_id,)))
            await units.write(SHOP, batch_goods, BatchIn(ids=(goods_id,), action=GoodsAction.LIST))
            assert await found(units, "马克杯") == []
            await indexing.run(SHOP, GoodsChanged((goods_id,)))
            assert await found(units, "马克杯") == [GOODS[1]]
            await units.close()

        run(story())


class TestRenamedCategory:
    def test_its_goods_are_found_by_the_new_name(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            subscriptions = Subscriptions()
            units = open_units(database, subscriptions=subscriptions)
            indexing = Indexing(units, DICTIONARY, Versions().told)
            subscriptions.add("storefront.index", GoodsChanged, indexing.run)
            worker = Worker(units, subscriptions, (), Wakeup())
            category = await units.write(SHOP, ensure_category, ("器皿",))
            await units.write(SHOP, create_goods, plain("白瓷", "A", category_id=category))
            await worker.round()
            assert await found(units, "器皿") == ["白瓷"]
            await units.write(SHOP, change_category, category, CategoryIn(name="餐桌"))
            await worker.round()
            assert (await found(units, "餐桌"), await found(units, "器皿")) == (["白瓷"], [])
            await units.close()

        run(story())
