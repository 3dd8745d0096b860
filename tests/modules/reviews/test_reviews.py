"""Reviews on both databases: own completed lines, each once, names masked, nothing ever deleted."""

import asyncio
from datetime import UTC, datetime

import msgspec
import pytest
from sqlalchemy.exc import IntegrityError

from tests.factories.database import TestDatabase
from tests.factories.orders import VAULT, Counter, open_mall
from tests.factories.people import as_member, lay_member
from tests.modules.catalog.shelves import OTHER_SHOP, SHOP, Runner
from xiaopu.infra.database.units import Units
from xiaopu.kernel.errors import NotFound
from xiaopu.kernel.ids import GoodsId, MemberId, OrderId
from xiaopu.modules.members.events import ErasureAsked, MembersJoined
from xiaopu.modules.orders.api import my_order
from xiaopu.modules.orders.errors import OrderState
from xiaopu.modules.reviews import repository
from xiaopu.modules.reviews.api import BringReview, ReviewSummary, bring_review, count_unanswered, summary_of
from xiaopu.modules.reviews.domain import good_percent, masked
from xiaopu.modules.reviews.errors import ReviewTwice
from xiaopu.modules.reviews.queries import desk_page, desk_review, goods_reviews
from xiaopu.modules.reviews.schemas import ReplyIn, ReviewIn, ReviewsIn
from xiaopu.modules.reviews.usecases.answer_review import answer_review
from xiaopu.modules.reviews.usecases.write_reviews import WriteReviews, write_reviews

AT = datetime(2026, 1, 5, 3, tzinfo=UTC)


async def bought(units: Units) -> tuple[Counter, MemberId, OrderId, str, GoodsId]:
    counter = await Counter.open(units)
    member = await counter.member()
    order = await counter.completed(member)
    [line] = (await units.read(SHOP, my_order, order, member, vault=VAULT)).lines
    return counter, member, order, line.id, line.goods_id


def review(
    order: OrderId, member: MemberId, line: str, text: str = "很好 用", *, stars: int = 5
) -> WriteReviews:
    return WriteReviews(order, member, [ReviewIn(line, stars, text)])


class TestDomain:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [("小明同学", "小***学"), ("小明", "小***"), ("阿", "阿***"), ("", "匿名用户"), ("  ", "匿名用户")],
    )
    def test_masks_names(self, name: str, shown: str) -> None:
        assert masked(name) == shown

    @pytest.mark.parametrize(("good", "count", "percent"), [(0, 0, 100), (2, 3, 66), (0, 5, 0), (7, 7, 100)])
    def test_rounds_shares_down(self, good: int, count: int, percent: int) -> None:
        assert good_percent(good, count) == percent


class TestWriteReviews:
    def test_shows_the_review_with_a_masked_name(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            _, member, order, line, goods = await bought(units)
            mine = as_member(SHOP, member)
            assert (await units.read(mine, my_order, order, member, vault=VAULT)).available_actions == [
                "review",
                "buy_again",
            ]
            await units.write(mine, write_reviews, review(order, member, line, " 很好\n用\x00 <b>！ "))
            page = await units.read(SHOP, goods_reviews, goods, None, 20)
            [shown] = page.items
            assert (shown.nickname, shown.stars, shown.text) == ("小***学", 5, "很好 用 <b>！")
            assert page.summary == ReviewSummary(1, 100)
            assert await units.read(SHOP, count_unanswered) == 1
            detail = await units.read(mine, my_order, order, member, vault=VAULT)
            assert (detail.lines[0].reviewed, detail.available_actions) == (True, ["buy_again"])
            await units.close()

        run(story())

    def test_refuses_others_strange_lines_and_orders_on_their_way(
        self, database: TestDatabase, run: Runner
    ) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter, member, order, line, goods = await bought(units)
            other = await counter.member("小红")
            foreign = await units.write(OTHER_SHOP, lay_member, "外人")
            for scope, who, which in (
                (SHOP, other, line),
                (OTHER_SHOP, foreign, line),
                (OTHER_SHOP, member, line),
                (SHOP, member, "z" * 20),
            ):
                with pytest.raises(NotFound):
                    await units.write(as_member(scope, who), write_reviews, review(order, who, which))
            shipped = await counter.shipped(member)
            [open_line] = (await units.read(SHOP, my_order, shipped, member, vault=VAULT)).lines
            with pytest.raises(OrderState):
                await units.write(SHOP, write_reviews, review(shipped, member, open_line.id))
            twice = WriteReviews(order, member, [ReviewIn(line, 5, "一"), ReviewIn(line, 1, "二")])
            with pytest.raises(ReviewTwice):
                await units.write(SHOP, write_reviews, twice)
            assert await units.read(SHOP, summary_of, goods) == ReviewSummary(0, 100)
            await units.close()

        run(story())

    def test_twenty_at_once_leave_one(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            _, member, order, line, goods = await bought(units)

            async def once_more(number: int) -> str:
                try:
                    await units.write(SHOP, write_reviews, review(order, member, line, f"第{number}次"))
                except OrderState:
                    return "refused"
                return "written"

            seen = await asyncio.gather(*(once_more(number) for number in range(20)))
            assert sorted(seen) == ["refused"] * 19 + ["written"]
            assert await units.read(SHOP, summary_of, goods) == ReviewSummary(1, 100)
            await units.close()

        run(story())

    def test_the_database_itself_keeps_a_second_review_of_a_line_out(
        self, database: TestDatabase, run: Runner
    ) -> None:
        """The twin of the race: what happens when the claim on the order's line is left out."""

        async def story() -> None:
            units = open_mall(database)
            _, member, order, line, goods = await bought(units)
            await units.write(SHOP, write_reviews, review(order, member, line))
            row = dict.fromkeys(("order_no", "member_id", "spec_text", "reply", "replied_at"))
            with pytest.raises(IntegrityError):
                await units.write(
                    SHOP,
                    lambda uow: uow.run(
                        repository.ADD,
                        **row,
                        id=uow.new_id(),
                        goods_id=goods,
                        line_id=line,
                        nickname="x",
                        stars=1,
                        text="x",
                        pictures=(),
                        at=uow.now,
                    ),
                )
            await units.close()

        run(story())


class TestDesk:
    def test_answers_and_answers_again(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            _, member, order, line, goods = await bought(units)
            await units.write(SHOP, write_reviews, review(order, member, line, "一般", stars=3))
            [row] = (await units.read(SHOP, desk_page, None, 20)).items
            assert (row.goods_name, row.stars, row.order_no is not None) == ("白瓷杯", 3, True)
            with pytest.raises(NotFound):
                await units.write(OTHER_SHOP, answer_review, row.id, "偷偷回复")
            await units.write(SHOP, answer_review, row.id, " 谢谢\n反馈 ")
            await units.write(SHOP, answer_review, row.id, "已改进")
            assert (await units.read(SHOP, desk_review, row.id)).reply == "已改进"
            assert (await units.read(SHOP, goods_reviews, goods, None, 20)).items[0].reply == "已改进"
            assert await units.read(SHOP, count_unanswered) == 0
            assert (await units.read(SHOP, goods_reviews, goods, None, 20)).summary == ReviewSummary(1, 0)
            assert (await units.read(OTHER_SHOP, desk_page, None, 20)).items == []
            await units.close()

        run(story())

    def test_pages_by_time_and_counts_brought_ones(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            _, _, _, _, goods = await bought(units)
            for day, stars in ((5, 5), (3, 4), (7, 2)):
                brought = BringReview(
                    goods_id=goods, nickname="茶*生", stars=stars, text=f"{day}", at=AT.replace(day=day)
                )
                await units.write(SHOP, bring_review, brought)
            first = await units.read(SHOP, goods_reviews, goods, None, 2)
            assert [one.text for one in first.items] == ["7", "5"]
            second = await units.read(SHOP, goods_reviews, goods, first.next_cursor, 2)
            assert ([one.text for one in second.items], second.next_cursor) == (["3"], None)
            assert second.summary == ReviewSummary(3, 66)
            assert await units.read(SHOP, count_unanswered) == 0
            with pytest.raises(NotFound):
                await units.read(OTHER_SHOP, goods_reviews, goods, None, 20)
            await units.close()

        run(story())


class TestMembers:
    def test_words_stay_when_the_author_leaves(self, database: TestDatabase, run: Runner) -> None:
        async def story() -> None:
            units = open_mall(database)
            counter, member, order, line, goods = await bought(units)
            await units.write(SHOP, write_reviews, review(order, member, line))
            kept = await counter.member("大名")
            await units.write(SHOP, lambda uow: uow.publish(MembersJoined(kept, member)))
            assert (await units.read(SHOP, goods_reviews, goods, None, 20)).items[0].nickname == "小***学"
            await units.write(SHOP, lambda uow: uow.publish(ErasureAsked(kept)))
            [shown] = (await units.read(SHOP, goods_reviews, goods, None, 20)).items
            assert (shown.nickname, shown.text) == ("匿名用户", "很好 用")
            await units.close()

        run(story())


class TestInput:
    @pytest.mark.parametrize(
        "item",
        [
            '{"line_id":"l","stars":0,"text":"x"}',
            '{"line_id":"l","stars":6,"text":"x"}',
            '{"line_id":"l","stars":4.5,"text":"x"}',
            '{"line_id":"l","stars":"5","text":"x"}',
            '{"line_id":"l","stars":true,"text":"x"}',
            '{"line_id":"l","stars":5,"text":"  "}',
            '{"line_id":"l","stars":5,"text":"' + "字" * 501 + '"}',
            '{"line_id":"l","stars":5,"text":"x","member_id":"m"}',
            '{"line_id":"l","stars":5,"text":"x","nickname":"店主"}',
        ],
    )
    def test_refuses_odd_reviews(self, item: str) -> None:
        with pytest.raises(msgspec.DecodeError):
            msgspec.json.decode(f'{{"items":[{item}]}}'.encode(), type=ReviewsIn)

    @pytest.mark.parametrize("body", ['{"text":""}', '{"text":" "}', '{"text":"' + "字" * 301 + '"}', "{}"])
    def test_refuses_odd_replies(self, body: str) -> None:
        with pytest.raises(msgspec.DecodeError):
            msgspec.json.decode(body.encode(), type=ReplyIn)
