"""Names before WeChat is asked: the whole table, and what each finding says."""

import pytest

from xiaopu.modules.launch.domain.name_rules import WORD_RULES, blocked, name_findings, width

# (name, individual, codes that block, codes that warn)
TABLE: list[tuple[str, bool, list[str], list[str]]] = [
    ("秋山茶器", False, [], []),
    ("秋山", False, [], []),
    ("秋", False, ["name_too_short"], []),
    ("abc", False, ["name_too_short"], []),
    ("abcd", False, [], []),
    ("秋a", False, ["name_too_short"], []),
    ("秋山茶器秋山茶器秋山茶器秋山茶", False, [], []),
    ("秋山茶器秋山茶器秋山茶器秋山茶a", False, ["name_too_long"], []),
    ("abcdefghijklmnopqrstuvwxyzabcd", False, [], []),
    ("abcdefghijklmnopqrstuvwxyzabcde", False, ["name_too_long"], []),
    (" 秋山茶器", False, ["name_spaces"], []),
    ("秋山  茶器", False, ["name_spaces"], []),
    ("秋山 茶器", False, [], []),
    ("Tea & Co. +1", False, [], []),
    ("秋山·茶器", False, [], []),
    ("秋山🍵茶器", False, ["name_letters"], []),
    ("秋山\u200b茶器", False, ["name_letters"], []),
    ("秋山\n茶器", False, ["name_letters"], []),
    ("秋山（茶器）", False, [], ["name_letters"]),
    ("秋山茶器！", False, [], ["name_letters"]),
    ("秋山小程序", False, ["name_reserved"], []),
    ("微信茶器", False, ["name_reserved"], []),
    ("WeChat茶器", False, ["name_reserved"], []),
    ("茶器官方店", False, ["name_reserved"], []),
    ("腾讯茶器", False, ["name_reserved"], []),
    ("国家级茶器", False, ["name_superlative"], []),
    ("最好的茶器", False, ["name_superlative"], []),
    ("天下第一茶", False, ["name_superlative"], []),
    ("中国茶器", False, [], ["name_national"]),
    ("中华老茶铺", False, [], ["name_national"]),
    ("秋山商城", False, [], []),
    ("秋山商城", True, ["name_individual"], []),
    ("秋山商贸", True, ["name_individual"], []),
    ("秋山集团", True, ["name_individual"], []),
    ("秋山有限公司", True, ["name_individual"], []),
    ("商城", False, ["name_generic"], []),
    ("商城", True, ["name_individual", "name_generic"], []),
    ("水果店", False, ["name_generic"], []),
    ("山谷水果店", False, [], []),
    ("秋山直播", False, [], ["name_preapproval"]),
    ("秋山药铺", False, [], ["name_preapproval"]),
    ("秋山保险箱", False, [], ["name_preapproval"]),
    ("茅台小镇", False, [], ["name_trademark"]),
    ("华为维修", False, [], ["name_trademark"]),
    ("iPhone配件", False, [], ["name_trademark"]),
    ("秋山特价", False, [], ["name_promotion"]),
    ("秋山测试", False, [], ["name_test"]),
    ("Test茶器", False, [], ["name_test"]),
    ("茶器13800138000", False, [], ["name_contact"]),
    ("www.tea茶器", False, [], ["name_contact"]),
    ("微信茅台特价", False, ["name_reserved"], ["name_trademark", "name_promotion"]),
]


class TestNameRules:
    @pytest.mark.parametrize(("name", "individual", "blocks", "warns"), TABLE)
    def test_the_table(self, name: str, individual: bool, blocks: list[str], warns: list[str]) -> None:
        found = name_findings(name, individual=individual)
        assert [one.finding.code for one in found if one.blocks] == blocks
        assert [one.finding.code for one in found if not one.blocks] == warns
        assert [one.code for one in blocked(name, individual=individual)] == blocks

    @pytest.mark.parametrize(("name", "size"), [("", 0), ("ab", 2), ("秋山", 4), ("ａ", 2), ("秋山a·", 6)])
    def test_a_wide_letter_counts_twice(self, name: str, size: int) -> None:
        assert width(name) == size

    def test_a_finding_names_the_words_that_it_means(self) -> None:
        [found] = name_findings("微信官方茶", individual=False)
        assert found.finding.cause.zh == "含有微信保留的字样「微信、官方」"
        assert found.finding.source == "微信开放接口文档 setnickname、错误码 85030"
        assert found.finding.dated == "2026-07-30"

    def test_codes_stand_once(self) -> None:
        codes = [rule.code for rule in WORD_RULES]
        assert len(codes) == len(set(codes)) == 9
