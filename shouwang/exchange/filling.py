"""Rows into a form, many and fast: xlsxwriter makes the form, the rows go straight into it as XML.

Cell by cell xlsxwriter needs five times as long, and keeps every cell in memory unless rows come in order.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from shouwang.exchange.form import FORMULA_SIGNS, Form, letters_of, storable
from shouwang.exchange.parsing.texts import FORBIDDEN

Filled = tuple[str, str]
"""The text of a cell and its look."""

CELL_LOOKS = ("text", "quoted", "wrong", "reason")
PAGE = "xl/worksheets/sheet1.xml"
END_OF_ROWS = b"</sheetData>"
ROWS_AT_ONCE = 500
_MARKED = re.compile(f"[&<>]|_x[0-9A-Fa-f]{{4}}_|^\\s|\\s$|\\n|{FORBIDDEN.pattern}")
_LITERAL = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_samples(form: Form) -> None:
    """A row with one cell of each look, from which `fill_form` learns the numbers of the styles; it is taken out."""
    for place, look in enumerate(CELL_LOOKS):
        form.page.write_string(form.first_row, place, "x", form.looks[look])


def fill_form(*, blank: IO[bytes], rows: Iterable[Sequence[Filled]], into: Path | IO[bytes]) -> int:
    """Copy the finished form `blank` with these rows below its header, column A first; returns how many.

    An empty text writes no cell, except in the looks `wrong` and `reason`.
    """
    counted = _Counted(rows)
    with zipfile.ZipFile(blank) as form, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as full:
        for member in form.infolist():
            content = form.read(member)
            if member.filename != PAGE:
                full.writestr(member, content)
                continue
            end = content.index(END_OF_ROWS)
            before, first_row, styles = _without_samples(content[:end])
            with full.open(PAGE, "w", force_zip64=True) as part:
                part.write(before)
                for xml in _row_xml(counted, first_row, styles):
                    part.write(xml)
                part.write(content[end:])
    return counted.count


class _Counted:
    """Rows on their way, counted."""

    def __init__(self, rows: Iterable[Sequence[Filled]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Filled]]:
        for row in self._rows:
            self.count += 1
            yield row


def _without_samples(before: bytes) -> tuple[bytes, int, dict[str, str]]:
    """Cut off the sample row: (XML before it, its number, style number by look). The page's stated reach goes too: it
    is optional, and not known yet."""
    start = before.rindex(b'<row r="')
    first_row = int(before[start + 8 : before.index(b'"', start + 8)])
    styles = [number.decode() for number in re.findall(rb's="(\d+)" t="s"', before[start:])]
    return (
        re.sub(rb"<dimension [^>]*/>", b"", before[:start]),
        first_row,
        dict(zip(CELL_LOOKS, styles, strict=True)),
    )


def _row_xml(rows: Iterable[Sequence[Filled]], first_row: int, styles: dict[str, str]) -> Iterator[bytes]:
    """The XML of the rows, some hundred at once."""
    letters = [letters_of(place) for place in range(1024)]
    parts: list[str] = []
    for row, cells in enumerate(rows, first_row):
        parts.append(f'<row r="{row}">')
        for column, (text, look) in zip(letters, cells, strict=False):
            if text:
                if look == "text" and text[0] in FORMULA_SIGNS:
                    look = "quoted"
                inside = text_xml(text) if _MARKED.search(text) else f"<t>{text}</t>"
                parts.append(f'<c r="{column}{row}" s="{styles[look]}" t="inlineStr"><is>{inside}</is></c>')
            elif look != "text":
                parts.append(f'<c r="{column}{row}" s="{styles[look]}"/>')
        parts.append("</row>")
        if (row - first_row) % ROWS_AT_ONCE == ROWS_AT_ONCE - 1:
            yield "".join(parts).encode()
            parts.clear()
    yield "".join(parts).encode()


def text_xml(text: str) -> str:
    """A text that holds anything but letters, as a spreadsheet stores it."""
    safe = _LITERAL.sub("_x005F_", storable(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<t xml:space="preserve">{safe}</t>'
