"""Lists out: the columns of a sheet, one row a record, text cells only, with a line that says who took it when.

xlsxwriter makes the form (title, header, styles, page); the rows are written straight into it, ten times as fast as
cell by cell, and never stand in memory together.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from shouwang.exchange.column import Column
from shouwang.exchange.form import FORMULA_SIGNS, letters_of, open_form, storable
from shouwang.exchange.parsing.texts import FORBIDDEN
from shouwang.exchange.sheet import Sheet

Shown = Callable[[Any], str]

PAGE = "xl/worksheets/sheet1.xml"
END_OF_ROWS = b"</sheetData>"
ROWS_AT_ONCE = 500
_MARKED = re.compile(f"[&<>]|_x[0-9A-Fa-f]{{4}}_|^\\s|\\s$|\n|{FORBIDDEN.pattern}")
_LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_list(*, sheet: Sheet, rows: Iterable[Sequence[Any]], into: Path | IO[bytes], watermark: str) -> int:
    """Write rows of values in the order of the sheet's columns; returns how many.

    Values are those of cleaning (codes, days, true and false, tuples of codes) or texts that are ready to be shown.
    watermark: who exported what when, printed under the title and at the foot of every page.
    """
    blank, first_row = _blank_form(sheet, watermark)
    counted = _Counted(rows)
    with zipfile.ZipFile(blank) as form, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as list_:
        for member in form.infolist():
            content = form.read(member)
            if member.filename != PAGE:
                list_.writestr(member, content)
                continue
            before, plain, quoted = _without_sample(content[: content.index(END_OF_ROWS)])
            with list_.open(PAGE, "w", force_zip64=True) as part:
                part.write(before)
                for xml in _row_xml(sheet, counted, first_row, plain, quoted):
                    part.write(xml)
                part.write(content[content.index(END_OF_ROWS) :])
    return counted.count


class _Counted:
    """Rows on their way, counted."""

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            self.count += 1
            yield row


def _blank_form(sheet: Sheet, watermark: str) -> tuple[io.BytesIO, int]:
    """The form with one sample row, which tells the numbers of the two cell styles; and its first row (from 1)."""
    into = io.BytesIO()
    with open_form(sheet=sheet, into=into, line=watermark) as form:
        form.page.set_footer("&L" + storable(watermark).replace("&", "&&")[:200] + "&R&P / &N")
        form.write_text(form.first_row, 0, "x")
        form.write_text(form.first_row, 1, "=")
    return into, form.first_row + 1


def _without_sample(before: bytes) -> tuple[bytes, str, str]:
    """Cut off the sample row; the styles of plain text and of text that begins like a formula. The page's stated
    reach goes too: it is optional, and not known yet."""
    start = before.rindex(b"<row ")
    plain, quoted = re.findall(rb's="(\d+)" t="s"', before[start:])
    return re.sub(rb"<dimension [^>]*/>", b"", before[:start]), plain.decode(), quoted.decode()


def _row_xml(sheet: Sheet, rows: Iterable[Sequence[Any]], first_row: int, plain: str, quoted: str) -> Iterator[bytes]:
    """The XML of the rows, some hundred at once."""
    columns = [(letters_of(place), shown_by(column)) for place, column in enumerate(sheet.columns, 1)]
    lines: list[str] = []
    for count, values in enumerate(rows, 1):
        row = first_row + count - 1
        cells = [f'<row r="{row}"><c r="A{row}" s="{plain}" t="inlineStr"><is><t>{count}</t></is></c>']
        for (letters, show), value in zip(columns, values, strict=True):
            text = show(value) if value is not None else ""
            if text:
                style = quoted if text[0] in FORMULA_SIGNS else plain
                inside = text_xml(text) if _MARKED.search(text) else f"<t>{text}</t>"
                cells.append(f'<c r="{letters}{row}" s="{style}" t="inlineStr"><is>{inside}</is></c>')
        cells.append("</row>")
        lines += cells
        if count % ROWS_AT_ONCE == 0:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def text_xml(text: str) -> str:
    """A text that holds anything but letters, as a spreadsheet stores it."""
    safe = _LITERAL.sub("_x005F_", storable(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<t xml:space="preserve">{safe}</t>'


def shown_by(column: Column) -> Shown:
    """How the values of a column are written: the way in which an import reads them again."""
    names = {choice.code: choice.name for choice in column.choices}
    if column.kind == "yes_no":
        return lambda value: ("是" if value else "否") if isinstance(value, bool) else str(value)
    if column.kind == "choice":
        return lambda value: names.get(value, str(value))
    if column.kind == "multi":
        return lambda value: value if isinstance(value, str) else "、".join(names.get(code, code) for code in value)
    if column.kind == "date":
        return lambda value: value.isoformat() if isinstance(value, datetime.date) else str(value)
    return str
