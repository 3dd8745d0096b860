"""The adviser: subjects compared, one recommendation, nothing promised that is not known."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.malls import Mall
from xiaopu.modules.compliance.domain.advice import (
    FIRST_SENTENCE,
    NO_SALES,
    Advice,
    AdviceOutcome,
    Asked,
    PayBy,
    SalesDoor,
    Seller,
    advise,
)
from xiaopu.modules.compliance.domain.facts import PaperKind, SubjectType

QUESTIONS = st.builds(
    Asked,
    what=st.text(max_size=40),
    who=st.sampled_from(Seller),
    pay_by=st.sampled_from(PayBy),
    door=st.sampled_from(SalesDoor),
    monthly_fen=st.none() | st.integers(0, 10**12),
)
PATH = "/api/console/v1/advice"


def asked(what: str, who: Seller = Seller.JUST_ME, **more: Any) -> Advice:
    return advise(Asked(what=what, who=who, **more))


def outcomes(advice: Advice) -> dict[str, str]:
    return {column.type: column.outcome for column in advice.subjects}


class TestAdvise:
    @given(QUESTIONS)
    def test_always_says_first_that_a_subject_stands(self, question: Asked) -> None:
        advice = advise(question)
        assert advice.first == FIRST_SENTENCE
        assert advice.first.startswith("主体注册后不能更改")
        assert [column.type for column in advice.subjects] == list(SubjectType)

    def test_honey_by_somebody_alone(self) -> None:
        advice = asked("卖蜂蜜")
        individual, trader, company = advice.subjects
        assert (individual.headline, individual.outcome) == (NO_SALES, AdviceOutcome.CANNOT)
        assert outcomes(advice) == {
            "individual": "cannot",
            "sole_trader": "with_papers",
            "company": "with_papers",
        }
        assert [need.words for need in trader.papers] == [
            "4 选 1：食品经营许可证 / 食品生产许可证 / 仅销售预包装食品备案凭证 / 国境口岸卫生许可证"
        ]
        fee = next(line for line in company.costs if line.item == "微信认证")
        assert (fee.amount_fen, fee.confirmed) == (30000, True)
        fee = next(line for line in trader.costs if line.item == "微信认证")
        assert (fee.amount_fen, fee.confirmed, "待确认" in fee.words) == (3000, False, True)
        assert advice.recommended is SubjectType.SOLE_TRADER
        # A permission is needed, so even a small shop has to register.
        assert [(way.key, way.fits) for way in advice.ways] == [
            ("sole_trader", True),
            ("small_h5", False),
            ("showcase", True),
        ]

    def test_a_paper_that_is_there_is_not_asked_for(self) -> None:
        advice = asked("蜂蜜", Seller.SOLE_TRADER, papers=(PaperKind.PREPACKED_FOOD,))
        assert outcomes(advice)["sole_trader"] == "can"
        assert all(need.have for need in advice.subjects[1].papers)

    def test_a_scope_is_never_taken_as_held(self) -> None:
        advice = asked("苹果", Seller.SOLE_TRADER, papers=(PaperKind.BUSINESS_LICENCE,))
        assert [(need.scope, need.have) for need in advice.subjects[1].papers] == [("初级食用农产品", False)]

    @pytest.mark.parametrize("who", list(Seller))
    def test_what_is_forbidden_is_recommended_to_nobody(self, who: Seller) -> None:
        advice = asked("口红和电子烟", who)
        assert advice.recommended is None
        assert "电子烟" in advice.why
        assert set(outcomes(advice).values()) == {"cannot"}
        assert advice.ways == ()

    def test_small_sales_of_free_goods_on_h5_need_no_licence_yet(self) -> None:
        small: dict[str, Any] = {"pay_by": PayBy.OFFLINE, "door": SalesDoor.H5, "monthly_fen": 500_000}
        advice = asked("手工编织", **small)
        assert advice.recommended is SubjectType.INDIVIDUAL
        assert [way.fits for way in advice.ways if way.key == "small_h5"] == [True]
        changes: list[dict[str, Any]] = [
            {"monthly_fen": 1_000_000},
            {"pay_by": PayBy.WECHAT},
            {"door": SalesDoor.WEAPP},
        ]
        for change in changes:
            assert asked("手工编织", **(small | change)).recommended is SubjectType.SOLE_TRADER

    def test_the_year_of_small_sales_ends_at_a_hundred_thousand_yuan(self) -> None:
        assert Asked(what="x", who=Seller.JUST_ME, monthly_fen=833_333).year_is_small
        assert not Asked(what="x", who=Seller.JUST_ME, monthly_fen=833_334).year_is_small
        assert not Asked(what="x", who=Seller.JUST_ME).year_is_small

    def test_showing_and_booking_is_for_individuals_too(self) -> None:
        advice = asked("美甲", pay_by=PayBy.OFFLINE)
        assert advice.recommended is SubjectType.INDIVIDUAL
        assert advice.subjects[0].headline == "个人主体只能展示和预约，不能收款"
        assert asked("美甲", pay_by=PayBy.WECHAT).recommended is SubjectType.SOLE_TRADER

    def test_says_that_it_does_not_know(self) -> None:
        advice = asked("量子波动")
        assert (advice.recommended, advice.found.unknown) == (None, ("量子波动",))
        assert outcomes(advice) == {"individual": "cannot", "sole_trader": "unknown", "company": "unknown"}

    def test_a_company_stays_one(self) -> None:
        assert asked("衣服", Seller.COMPANY).recommended is SubjectType.COMPANY
        assert "办营业执照" not in [line.item for line in asked("衣服", Seller.COMPANY).subjects[2].costs]
        assert "办营业执照" in [line.item for line in asked("衣服").subjects[2].costs]

    def test_days_come_as_ranges_with_their_source(self) -> None:
        steps = {line.step: (line.least, line.most) for line in asked("衣服").subjects[1].times}
        assert steps["办营业执照"] == (1, 6)
        assert steps["备案：平台初审"] == (1, 2)
        assert steps["小程序提交审核"] == (1, 7)
        assert steps["微信认证审核"] == (None, None)


@pytest.mark.anyio
class TestOpenRoutes:
    async def test_anybody_may_ask(self, mall: Mall) -> None:
        answer = await mall.http.post(PATH, json={"what": "卖蜂蜜", "who": "just_me"})
        assert answer.status_code == 200
        body = answer.json()
        assert body["first"] == FIRST_SENTENCE
        assert body["subjects"][0]["headline"] == NO_SALES
        assert body["found"]["hits"][0]["industry"]["second"] == "食品饮料"
        tables = await mall.http.get(f"{PATH}/tables")
        assert len(tables.json()["industries"]) >= 40
        assert tables.headers["cache-control"] == "public, max-age=3600"

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"what": "", "who": "just_me"},
            {"what": "x" * 201, "who": "just_me"},
            {"what": "x", "who": "nobody"},
            {"what": "x", "who": "just_me", "monthly_fen": -1},
            {"what": "x", "who": "just_me", "papers": ["passport"]},
            {"what": "x", "who": "just_me", "shop_id": "z"},
        ],
    )
    async def test_refuses_what_it_cannot_read(self, mall: Mall, body: dict[str, Any]) -> None:
        answer = await mall.http.post(PATH, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")

    async def test_is_bounded(self, mall: Mall) -> None:
        question = {"what": "茶", "who": "just_me"}
        codes = [(await mall.http.post(PATH, json=question)).status_code for _ in range(121)]
        assert codes == [200] * 120 + [429]
