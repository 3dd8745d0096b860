"""Reading sheets: prices, counts, specifications, groups, encodings, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.catalog.sheets import row, sheet, workbook
from xiaopu.kernel.money import format_yuan
from xiaopu.modules.catalog.domain.sheet import neutral_cell, read_groups
from xiaopu.modules.catalog.domain.yuan import CellFault, parse_price_fen, parse_units
from xiaopu.modules.catalog.errors import SheetRefused
from xiaopu.modules.catalog.flows.read_sheet import read_rows, read_sheet, template_file


class TestPrices:
    @pytest.mark.parametrize(
        ("text", "fen"),
        [
            ("19.90", 1990), ("0.29", 29), ("0.01", 1), ("1,299.00", 129900),
            ("¥1,499", 149900),
            ("￥899.00", 89900), ("¥ 429.00", 42900), ("１６９．００", 16900),
            ("¥１５９．００", 15900), ("39.9", 3990),
            (" 12 ", 1200), ("39.9元", 3990), ("1,234,567.89", 123456789), ("5.900", 590), ("0", 0),
        ],
    )  # fmt: skip
    def test_is_read_exactly(self, text: str, fen: int) -> None:
        assert parse_price_fen(text) == fen

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "not_a_price"), ("面议", "not_a_price"), ("1.234", "not_a_price"),
            ("1,29.00", "not_a_price"),
            ("12,99", "not_a_price"), ("1e3", "not_a_price"), ("NaN", "not_a_price"),
            ("1.2.3", "not_a_price"),
            ("-1", "negative"), ("−1", "negative"), (".5", "not_a_price"), ("٣", "not_a_price"),
            ("0x10", "not_a_price"),
        ],
    )  # fmt: skip
    def test_or_refused(self, text: str, code: str) -> None:
        with pytest.raises(CellFault) as fault:
            parse_price_fen(text)
        assert fault.value.code == code

    @given(st.integers(0, 10**11))
    def test_whatever_is_written_in_yuan_comes_back(self, amount_fen: int) -> None:
        assert parse_price_fen(format_yuan(amount_fen)) == amount_fen

    @given(st.text(max_size=12))
    def test_no_text_breaks_the_reader(self, text: str) -> None:
        for parse in (parse_price_fen, parse_units):
            try:
                amount = parse(text)
            except CellFault:
                continue
            assert amount >= 0


class TestGroups:
    def test_rows_of_one_number_are_one_goods_wherever_they_stand(self) -> None:
        rows = [
            row("A1", specs="颜色:红;尺码:M"),
            row("B1", specs="规格:标准"),
            row("A1", specs="颜色：蓝；尺码：Ｍ", sku_price_yuan="￥49.90", sku_stock="１２"),
        ]
        first, second = read_groups(rows)
        assert first.lines == (2, 4)
        assert first.goods is not None
        assert first.goods.spec_names == ("颜色", "尺码")
        assert [(sku.values, sku.price_fen, sku.stock) for sku in first.goods.skus] == [
            (("红", "M"), 3990, 10),
            (("蓝", "M"), 4990, 12),
        ]
        assert second.goods is not None
        assert (second.goods.spec_names, second.goods.skus[0].values) == ((), ())

    def test_equal_rows_have_an_equal_digest_and_a_changed_cell_another(self) -> None:
        digests = [
            group.goods.digest
            for group in (
                *read_groups([row()]),
                *read_groups([row(sku_price_yuan="¥39.9")]),
                *read_groups([row(sku_stock="11")]),
            )
            if group.goods
        ]
        assert (digests[0] == digests[1], digests[0] == digests[2]) == (True, False)

    @pytest.mark.parametrize(
        ("cells", "field", "code"),
        [
            ({"name": " "}, "name", "required"),
            ({"goods_no": ""}, "goods_no", "required"),
            ({"name": "长" * 61}, "name", "too_long"),
            ({"sku_price_yuan": "面议"}, "sku_price_yuan", "not_a_price"),
            ({"sku_price_yuan": "0"}, "sku_price_yuan", "out_of_range"),
            ({"sku_price_yuan": "1000000.01"}, "sku_price_yuan", "out_of_range"),
            ({"market_price_yuan": "-3"}, "market_price_yuan", "negative"),
            ({"sku_stock": "-3"}, "sku_stock", "negative"),
            ({"sku_stock": "1.5"}, "sku_stock", "not_a_number"),
            ({"sku_stock": "100000000"}, "sku_stock", "out_of_range"),
            ({"category": "一/二/三/四"}, "category", "too_deep"),
            ({"category": "类" * 21}, "category", "too_long"),
            ({"specs": "红色"}, "specs", "not_a_spec"),
            ({"specs": "颜色:红;颜色:蓝"}, "specs", "too_many_specs"),
            ({"specs": "a:1;b:2;c:3;d:4"}, "specs", "too_many_specs"),
        ],
    )
    def test_a_fault_names_its_cell(self, cells: dict[str, str], field: str, code: str) -> None:
        [group] = read_groups([row(**cells)])
        assert group.goods is None
        assert [(fault.line, fault.field, fault.code) for fault in group.faults] == [(2, field, code)]

    def test_one_faulty_row_keeps_the_whole_goods_out(self) -> None:
        [twice] = read_groups([row(specs="颜色:黑"), row(specs="颜色：黑")])
        assert (twice.lines, twice.goods) == ((2, 3), None)
        assert [(fault.line, fault.code) for fault in twice.faults] == [(3, "duplicate_spec")]
        [mixed] = read_groups([row(specs="颜色:黑"), row(specs="尺码:M")])
        assert [(fault.line, fault.code) for fault in mixed.faults] == [(3, "specs_differ")]


class TestFiles:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_csv_in_every_usual_encoding(self, encoding: str) -> None:
        [group] = read_sheet(sheet(row(detail_html='<p>a,"b"\n</p>'), encoding=encoding))
        assert group.goods is not None
        assert (group.goods.name, group.goods.detail_html) == ("马克杯", '<p>a,"b"\n</p>')

    def test_xlsx_with_numbers_in_its_cells(self) -> None:
        cells = {
            "goods_no": 1006002,
            "name": "被",
            "sku_price_yuan": 19.9,
            "sku_stock": 12,
            "market_price_yuan": 0.29,
        }
        [group] = read_sheet(workbook(cells))
        assert group.goods is not None
        assert (group.goods.goods_no, group.goods.market_price_fen) == ("1006002", 29)
        assert (group.goods.skus[0].price_fen, group.goods.skus[0].stock) == (1990, 12)

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "empty"),
            (b"goods_no,name,sku_price_yuan,sku_stock\n", "empty"),
            (b"goods_no,name\nA,B\n", "columns_missing"),
            (b"goods_no,name,sku_price_yuan,sku_stock,evil\nA,B,1,1,1\n", "columns_unknown"),
            (b"goods_no,goods_no,name,sku_price_yuan,sku_stock\nA,A,B,1,1\n", "columns_double"),
            (b"PK\x03\x04 no archive", "malformed"),
            (b"\xff\xfe\x00\xd8", "encoding"),
            (b"goods_no,name,sku_price_yuan,sku_stock\n" + b"a,b,1,1\n" * 20_001, "too_many_rows"),
        ],
    )
    def test_what_is_no_sheet_is_refused(self, content: bytes, reason: str) -> None:
        with pytest.raises(SheetRefused) as refusal:
            read_sheet(content)
        assert refusal.value.data["reason"] == reason

    def test_the_template_reads_without_fault(self) -> None:
        groups = read_sheet(template_file())
        assert [(group.lines, group.faults) for group in groups] == [((2, 3), ()), ((4,), ())]
        assert len(read_rows(template_file())) == 3


class TestNeutralCell:
    @pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd", "@x", "\tx", "\rx", "＝1", "＋x", "－x", "＠x"])
    def test_no_formula(self, text: str) -> None:
        assert neutral_cell(text) == "'" + text

    @pytest.mark.parametrize("text", ["-1.00", "+3", "1,299.00", "普通", ""])
    def test_numbers_and_words_stay(self, text: str) -> None:
        assert neutral_cell(text) == text
