"""The table of campaigns as a sheet. Plain functions; names in it were typed by people, so no cell is ever
a formula.
"""

import csv
import io
from collections.abc import Iterator

import xlsxwriter

from xiaopu.kernel.money import format_yuan
from xiaopu.modules.campaigns.domain import KIND_WORDS
from xiaopu.modules.campaigns.schemas import CampaignReport, Figures
from xiaopu.modules.catalog.api import neutral_cell

HEADER = (
    "推广渠道",
    "类型",
    "访客",
    "新会员",
    "下单",
    "付款订单",
    "实付（元）",
    "退款（元）",
    "投入（元）",
    "投入产出比",
)
_MARK = "\ufeff"
_NONE = "—"
_WORDS = 2


def csv_of(report: CampaignReport) -> bytes:
    """UTF-8 with a mark, as Excel likes it."""
    target = io.StringIO()
    target.write(_MARK)
    writer = csv.writer(target)
    writer.writerow(HEADER)
    writer.writerows([neutral_cell(cell) for cell in row] for row in _rows(report))
    return target.getvalue().encode()


def xlsx_of(report: CampaignReport) -> bytes:
    """One sheet; numbers are numbers, words are written as words whatever they begin with."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("推广渠道")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, HEADER, bold)
        for line, row in enumerate(_rows(report), 1):
            for place, cell in enumerate(row):
                if place < _WORDS or cell == _NONE:
                    sheet.write_string(line, place, neutral_cell(cell))
                else:
                    sheet.write_number(line, place, float(cell))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, len(HEADER) - 1, 12)
        sheet.freeze_panes(1, 1)
    return target.getvalue()


def ratio(bps: int | None) -> str:
    """`32000` → `3.20`, rounded down; a dash where nothing was spent."""
    if bps is None:
        return _NONE
    sign, hundredths = ("-", -bps // 100) if bps < 0 else ("", bps // 100)
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def _rows(report: CampaignReport) -> Iterator[list[str]]:
    for row in report.rows:
        yield [row.campaign.name, KIND_WORDS[row.campaign.kind], *_cells(row.figures)]
    yield ["未归属渠道", "", *_cells(report.direct)]
    yield ["合计", "", *_cells(report.total)]


def _cells(one: Figures) -> list[str]:
    counts = (one.visitors, one.new_members, one.orders, one.paid_orders)
    money = (one.paid_fen, one.refunded_fen, one.cost_fen)
    return [*(str(count) for count in counts), *(format_yuan(fen) for fen in money), ratio(one.roi_bps)]
