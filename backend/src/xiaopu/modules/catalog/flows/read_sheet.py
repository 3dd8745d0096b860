"""A file into rows: CSV in UTF-8 (with or without a mark) or GB18030, and .xlsx. Plain functions: run them
in a thread.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from xiaopu.kernel.text import fold
from xiaopu.modules.catalog.domain.sheet import COLUMNS, REQUIRED, Group, neutral_cell, read_groups
from xiaopu.modules.catalog.errors import SheetRefused

MOST_FILE_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
# What a sheet may unfold to: a small archive can hold a very large one.
_MOST_UNFOLDED_BYTES = 200 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_MARK = "\ufeff"

Cell = str | int | float | bool | date | datetime | time | timedelta


def read_sheet(content: bytes) -> list[Group]:
    """The goods of a file, with their faults. Refuses `sheet_refused`: too large, no header of ours, not to
    be decoded.
    """
    return read_groups(read_rows(content))


def read_rows(content: bytes) -> list[dict[str, str]]:
    """The rows below the header, by column; blank rows at the end are left out."""
    if len(content) > MOST_FILE_BYTES:
        raise SheetRefused(reason="too_large", message=f"文件最大 {MOST_FILE_BYTES // 1024 // 1024} MB")
    table = _xlsx(content) if content.startswith(_ZIP) else _csv(content)
    if not table:
        raise SheetRefused(reason="empty", message="文件是空的")
    header = [fold(cell) for cell in table[0]]
    _check_header(header)
    rows = [dict(zip(header, row, strict=False)) for row in table[1:]]
    while rows and not any(cell.strip() for cell in rows[-1].values()):
        rows.pop()
    if not rows:
        raise SheetRefused(reason="empty", message="表头下面没有数据")
    if len(rows) > MOST_ROWS:
        raise SheetRefused(reason="too_many_rows", message=f"一次最多 {MOST_ROWS} 行")
    return rows


def faults_file(content: bytes, reasons: dict[int, str]) -> bytes:
    """The rows at fault as they were, with a last column that says why; opens in Excel, holds no formula."""
    rows = read_rows(content)
    target = io.StringIO()
    target.write(_MARK)
    writer = csv.writer(target)
    writer.writerow((*COLUMNS, "原因"))
    for line in sorted(reasons):
        row = rows[line - 2]
        writer.writerow([neutral_cell(row.get(name, "")) for name in COLUMNS] + [neutral_cell(reasons[line])])
    return target.getvalue().encode()


def template_file() -> bytes:
    """An empty sheet with two example goods."""
    target = io.StringIO()
    target.write(_MARK)
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    shared = ("家居/餐具", "示例品牌", "手感温润", "只", "马克杯 杯子", "59.00")
    links, detail = "https://example.com/1.jpg|https://example.com/2.jpg", "<p>图文详情</p>"
    writer.writerow(("A001", "手工马克杯", *shared, "颜色:白;容量:350ml", "39.90", "100", links, detail))
    writer.writerow(("A001", "手工马克杯", *shared, "颜色:黑;容量:350ml", "42.00", "80", links, detail))
    writer.writerow(("A002", "竹制杯垫", *shared[:5], "", "规格:标准", "9.90", "200", "", ""))
    return target.getvalue().encode()


def _check_header(header: Sequence[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise SheetRefused(reason="columns_missing", columns=missing, message=f"缺少列 {'、'.join(missing)}")
    unknown = [name for name in header if name and name not in COLUMNS]
    if unknown:
        raise SheetRefused(
            reason="columns_unknown", columns=unknown[:5], message=f"不认识的列 {unknown[0][:20]}"
        )
    if len(set(header)) < len(header):
        raise SheetRefused(reason="columns_double", message="有重复的列")


def _csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise SheetRefused(reason="encoding", message="请用 UTF-8 或 GB18030 编码保存") from None
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise SheetRefused(reason="malformed", message="CSV 格式有误") from None


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unfolded = sum(part.file_size for part in archive.infolist())
        if unfolded > _MOST_UNFOLDED_BYTES:
            raise SheetRefused(reason="too_large", message="表格内容太多")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows: Iterable[Sequence[Cell]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, ValueError, IndexError):
        raise SheetRefused(reason="malformed", message="不是能打开的 xlsx 文件") from None
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Cell) -> str:
    """What the person sees: 19.9 is `19.9` and 12.0 is `12`; the shortest text of a number is exact, so no
    fen is lost.
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
