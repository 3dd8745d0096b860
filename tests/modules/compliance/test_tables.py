"""The tables of facts: whole, sourced, and honest about what is not confirmed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaopu.modules.compliance.api import capabilities, industry_rule
from xiaopu.modules.compliance.domain.capabilities import CAPABILITIES
from xiaopu.modules.compliance.domain.facts import PAPER_NAMES, SUBJECT_NAMES, PaperKind, SubjectType, Verdict
from xiaopu.modules.compliance.domain.finding import INDUSTRIES, find_industries
from xiaopu.modules.compliance.domain.industries import VIRTUAL_RULE, Nature


class TestCapabilities:
    def test_every_cell_has_words_source_and_date(self) -> None:
        assert len(CAPABILITIES) >= 15
        assert len({row.key for row in CAPABILITIES}) == len(CAPABILITIES)
        for row in CAPABILITIES:
            for subject in SubjectType:
                cell = row.of(subject)
                assert cell.words, row.key
                assert cell.source.title, row.key
                assert cell.source.date <= date(2026, 12, 1), row.key

    def test_what_is_not_confirmed_says_so(self) -> None:
        cells = [row.of(subject) for row in CAPABILITIES for subject in SubjectType]
        assert all("待确认" in cell.words for cell in cells if not cell.confirmed)
        assert all("待确认" not in cell.words for cell in cells if cell.confirmed)

    def test_fees_are_what_is_known(self) -> None:
        fees = {subject: capabilities(subject)["verification_fee"] for subject in SubjectType}
        assert fees[SubjectType.COMPANY].words.startswith("300 元/年")
        assert (fees[SubjectType.COMPANY].confirmed, fees[SubjectType.SOLE_TRADER].confirmed) == (True, False)
        assert fees[SubjectType.SOLE_TRADER].words == "30 元，价格待确认"
        assert "待确认" in fees[SubjectType.INDIVIDUAL].words

    def test_an_individual_neither_sells_nor_is_paid(self) -> None:
        theirs = capabilities(SubjectType.INDIVIDUAL)
        for key in ("commerce", "wechat_pay", "phone_number", "url_link", "business_domain"):
            assert theirs[key].ability == "no", key


class TestIndustries:
    def test_at_least_forty_rows_each_sourced_and_covering_every_subject(self) -> None:
        assert len(INDUSTRIES) >= 40
        assert len({row.key for row in INDUSTRIES}) == len(INDUSTRIES)
        for row in INDUSTRIES:
            assert row.words, row.key
            assert row.first, row.key
            assert row.second, row.key
            assert row.source.title, row.key
            assert date(2010, 1, 1) < row.source.date <= date(2026, 12, 1), row.key
            assert {row.of(subject) for subject in SubjectType} <= set(Verdict), row.key

    def test_a_paper_is_named_where_one_is_needed_and_nowhere_else(self) -> None:
        for row in INDUSTRIES:
            asks = Verdict.PAPER in {row.of(subject) for subject in SubjectType}
            assert asks == bool(row.papers), row.key
            assert all(group and set(group) <= set(PAPER_NAMES) for group in row.papers), row.key

    def test_no_individual_sells_goods(self) -> None:
        goods = [row for row in INDUSTRIES if row.nature is not Nature.SERVICE]
        assert {row.individual for row in goods} == {Verdict.NOT_FOR_SUBJECT, Verdict.FORBIDDEN}

    def test_virtual_goods_name_the_rule(self) -> None:
        virtual = [row for row in INDUSTRIES if row.nature is Nature.VIRTUAL]
        assert virtual
        assert {row.note for row in virtual} == {VIRTUAL_RULE}

    def test_a_word_belongs_to_one_row(self) -> None:
        words = [word for row in INDUSTRIES for word in row.words]
        assert len(words) == len(set(words))

    def test_every_name_is_known(self) -> None:
        assert set(PAPER_NAMES) == set(PaperKind)
        assert set(SUBJECT_NAMES) == set(SubjectType)


class TestFinding:
    @pytest.mark.parametrize(
        ("said", "keys"),
        [
            ("卖蜂蜜", ["food"]),
            ("我想卖自制蛋糕和奶茶", ["food", "catering"]),
            ("衣服、口红、手机", ["clothes", "beauty", "digital"]),
            ("电子烟", ["e_cigarette"]),
            ("烟", ["tobacco"]),
            ("药", ["drug"]),
            ("农药", ["pesticide"]),
            ("玉米", ["fresh"]),
            ("美瞳", ["device_3"]),
            ("我要卖花", ["flowers"]),
            ("会员卡", ["prepaid_card"]),
            ("手机壳", ["digital"]),
            ("ＶＩＰ 会员", ["membership"]),
        ],
    )
    def test_the_longest_word_wins(self, said: str, keys: list[str]) -> None:
        found = find_industries(said)
        assert [hit.industry.key for hit in found.hits] == keys
        assert found.near == ()

    def test_every_word_of_the_table_leads_to_its_row(self) -> None:
        for row in INDUSTRIES:
            for word in row.words:
                assert [hit.industry.key for hit in find_industries(word).hits] == [row.key], word

    def test_does_not_guess_and_lists_what_is_near(self) -> None:
        found = find_industries("玉镯")
        assert found.hits == ()
        assert found.unknown == ("玉镯",)
        assert "gems" in [row.key for row in found.near]
        assert find_industries("量子纠缠").near == ()

    def test_tells_the_part_that_it_does_not_know(self) -> None:
        found = find_industries("蜂蜜和量子波动")
        assert [hit.industry.key for hit in found.hits] == ["food"]
        assert found.unknown == ("量子波动",)

    @given(st.text(max_size=60))
    def test_any_text_is_answered(self, said: str) -> None:
        found = find_industries(said)
        assert not (found.hits and found.near)


class TestIndustryRule:
    def test_honey_needs_one_of_four(self) -> None:
        rule = industry_rule("卖蜂蜜", SubjectType.SOLE_TRADER)
        assert rule is not None
        assert (rule.verdict, rule.industry.first, rule.industry.second) == ("paper", "商家自营", "食品饮料")
        [group] = rule.industry.papers
        assert [PAPER_NAMES[kind] for kind in group] == [
            "食品经营许可证",
            "食品生产许可证",
            "仅销售预包装食品备案凭证",
            "国境口岸卫生许可证",
        ]

    def test_by_key_by_words_and_not_at_all(self) -> None:
        by_key = industry_rule("food", SubjectType.INDIVIDUAL)
        assert by_key is not None
        assert by_key.verdict is Verdict.NOT_FOR_SUBJECT
        assert industry_rule("量子波动", SubjectType.COMPANY) is None
