"""Templates as merchants pick them, filled by what their own text says."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaopu.modules.notices.domain import OrderFactsToTell, filled, matching_id

FACTS = OrderFactsToTell(
    shop="青山小铺",
    order_no="26030212000012345678",
    goods="秋山圆壶 等 3 种商品，送给喜欢喝茶的朋友们",
    count=3,
    amount_fen=41_970,
    at=datetime(2026, 3, 2, 16, 5, tzinfo=UTC),
    state="退款成功",
    tip="款项已原路退回",
    reason="不想要了",
    carrier="顺丰速运",
    tracking_no="SF1234567890123",
)
# WeChat's rules for each kind, as its documents put them.
RULES = {
    "thing": r"(?s).{1,20}",
    "number": r"[\d.]{1,32}",
    "character_string": r"[\x20-\x7e]{1,32}",
    "time": r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d",
    "date": r"\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d",
    "amount": r"¥\d{1,10}\.\d\d",
    "phrase": r"[\u4e00-\u9fff]{1,5}",
    "name": r"[\u4e00-\u9fff]{1,10}",
}


def template(**cells: str) -> str:
    return "".join(f"{label}:{{{{{key}.DATA}}}}\n" for key, label in cells.items())


class TestFilled:
    def test_each_keyword_gets_what_its_label_asks_for(self) -> None:
        content = template(
            character_string1="订单编号",
            thing2="商品名称",
            thing3="快递公司",
            character_string4="快递单号",
            time5="发货时间",
            amount6="退款金额",
            phrase7="退款状态",
            thing8="退款原因",
            thing9="备注",
            thing10="店铺名称",
            number11="商品数量",
        )
        assert filled(content, FACTS) == {
            "character_string1": "26030212000012345678",
            "thing2": "秋山圆壶 等 3 种商品，送给喜欢喝茶…",
            "thing3": "顺丰速运",
            "character_string4": "SF1234567890123",
            "time5": "2026年3月3日 00:05",
            "amount6": "¥419.70",
            "phrase7": "退款成功",
            "thing8": "不想要了",
            "thing9": "款项已原路退回",
            "thing10": "青山小铺",
            "number11": "3",
        }

    def test_reads_full_width_colons_and_blanks(self) -> None:
        assert filled("金额： {{amount1.DATA}}\n\n 下单时间 {{date2.DATA}}", FACTS) == {
            "amount1": "¥419.70",
            "date2": "2026年3月3日 00:05",
        }

    def test_a_text_without_keywords_has_no_data(self) -> None:
        assert filled("没有变量 {{}} {{first}}", FACTS) == {}

    @given(
        label=st.sampled_from(
            ["订单编号", "商品名称", "快递单号", "金额", "时间", "状态", "备注", "座位", ""]
        ),
        kind=st.sampled_from(sorted(RULES)),
        text=st.text(max_size=60),
    )
    def test_every_value_is_of_its_kind_whatever_the_facts(self, label: str, kind: str, text: str) -> None:
        odd = OrderFactsToTell(
            shop=text,
            order_no=text,
            goods=text,
            count=1,
            amount_fen=5,
            at=FACTS.at,
            state=text,
            tip=text,
            reason=text,
            carrier=text,
            tracking_no=text,
        )
        [value] = filled(f"{label}:{{{{{kind}1.DATA}}}}", odd).values()
        assert re.fullmatch(RULES[kind], value)
        assert value.strip()


class TestMatchingId:
    @pytest.mark.parametrize(
        ("known", "found"),
        [
            ([("YD", "韵达速递"), ("JTSD", "极兔快递")], "JTSD"),
            ([("JITU", "极兔速递"), ("YD", "韵达速递")], "JITU"),
            ([("JT", "极兔快递")], "JT"),
            ([("YD", "韵达速递")], "JTSD"),
            ([], "JTSD"),
        ],
    )
    def test_code_then_name_then_its_beginning(self, known: list[tuple[str, str]], found: str) -> None:
        assert matching_id("JTSD", "极兔速递", known) == found
