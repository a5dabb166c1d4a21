"""The paper look of every spreadsheet that leaves the house: title, a line below it, a header of one or two lines.

The words on it (填报单位, 填报说明, 错误原因 ...) are part of the official form and stay Chinese in every language.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shouwang.exchange.column import Column
from shouwang.exchange.parsing.texts import FORBIDDEN
from shouwang.exchange.sheet import Sheet

NUMBER_TITLE = "序号"
TITLE_ROW, LINE_ROW, HEADER_ROW = 0, 1, 2
FORMULA_SIGNS = frozenset("=+-@\t\r")
LONGEST_TEXT = 32_767
GRID = {"border": 1, "border_color": "#999999"}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"},
    "line": {"font_size": 11, "valign": "vcenter"},
    "header": GRID | {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#DDEBF7"},
    "required": GRID
    | {
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "bg_color": "#DDEBF7",
        "font_color": "#C00000",
    },
    "empty": {"num_format": "@", "locked": False, "valign": "vcenter"},
    "text": GRID | {"num_format": "@", "locked": False, "valign": "vcenter"},
    "quoted": GRID | {"num_format": "@", "locked": False, "valign": "vcenter", "quote_prefix": True},
    "example": GRID | {"num_format": "@", "locked": False, "italic": True, "font_color": "#808080"},
    "wrong": GRID
    | {"num_format": "@", "locked": False, "valign": "vcenter", "bg_color": "#FFC7CE", "quote_prefix": True},
    "reason": GRID
    | {"num_format": "@", "locked": False, "font_color": "#C00000", "text_wrap": True, "valign": "vcenter"},
    "red": {"font_color": "#C00000", "text_wrap": True, "valign": "top"},
    "red_bold": {"font_color": "#C00000", "bold": True, "font_size": 14},
}
ALLOWED_WHEN_PROTECTED = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


@dataclass(frozen=True, slots=True)
class Form:
    """An opened form. first_row: the row (from 0) below the header. Column 0 holds the running number."""

    workbook: xlsxwriter.Workbook
    page: Worksheet
    looks: dict[str, Format]
    sheet: Sheet
    first_row: int

    def write_text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """A text cell, whatever it begins with; a formula in a name stays text, also when the cell is edited."""
        if look == "text" and text and text[0] in FORMULA_SIGNS:
            look = "quoted"
        self.page.write_string(row, column, storable(text), self.looks[look])


def storable(text: str) -> str:
    """The text as far as a cell can hold it."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST_TEXT]


@contextmanager
def open_form(
    *, sheet: Sheet, into: Path | IO[bytes], line: str, more_columns: Sequence[Column] = ()
) -> Iterator[Form]:
    """Write title, line and header; rows are the caller's. more_columns stand to the right of the sheet's own."""
    with xlsxwriter.Workbook(into, {"in_memory": True}) as workbook:
        looks = {name: workbook.add_format(look) for name, look in LOOKS.items()}
        page = workbook.add_worksheet(tab_name(sheet.title))
        columns = (*sheet.columns, *more_columns)
        _set_widths(page, columns, looks)
        _write_top(page, sheet.title, line, len(columns), looks)
        depth = _write_header(page, columns, looks)
        form = Form(workbook, page, looks, sheet, HEADER_ROW + depth)
        _set_page(form, len(columns))
        yield form


def tab_name(title: str) -> str:
    """A title as the name of a tab: at most 31 characters, none of []:*?/\\ and no apostrophe at an end."""
    return "".join(character for character in title if character not in "[]:*?/\\")[:31].strip("'") or "Sheet1"


def letters_of(place: int) -> str:
    """0 -> A, 26 -> AA."""
    first, second = divmod(place, 26)
    return (letters_of(first - 1) if first else "") + chr(65 + second)


def _set_widths(page: Worksheet, columns: Sequence[Column], looks: dict[str, Format]) -> None:
    page.set_column(0, 0, 6, looks["empty"])
    for place, column in enumerate(columns, 1):
        page.set_column(place, place, column.width, looks["empty"])


def _write_top(page: Worksheet, title: str, line: str, last: int, looks: dict[str, Format]) -> None:
    page.set_row(TITLE_ROW, 30)
    page.merge_range(TITLE_ROW, 0, TITLE_ROW, last, title, looks["title"])
    page.set_row(LINE_ROW, 20)
    page.merge_range(LINE_ROW, 0, LINE_ROW, last, storable(line), looks["line"])


def _write_header(page: Worksheet, columns: Sequence[Column], looks: dict[str, Format]) -> int:
    """One line, or two when any column stands in a group. Returns how many."""
    groups = ["", *(column.group for column in columns)]
    depth = 2 if any(groups) else 1
    for place, (title, look) in enumerate(_headings(columns)):
        if groups[place] or depth == 1:
            page.write_string(HEADER_ROW + depth - 1, place, title, looks[look])
        else:
            page.merge_range(HEADER_ROW, place, HEADER_ROW + 1, place, title, looks[look])
    for group, together in groupby(range(1, len(groups)), key=lambda place: groups[place]):
        places = list(together)
        if group and len(places) > 1:
            page.merge_range(HEADER_ROW, places[0], HEADER_ROW, places[-1], group, looks["header"])
        elif group:
            page.write_string(HEADER_ROW, places[0], group, looks["header"])
    return depth


def _headings(columns: Sequence[Column]) -> list[tuple[str, str]]:
    """Title and look of every heading, the running number first; a star marks what must be filled in."""
    return [
        (NUMBER_TITLE, "header"),
        *((f"*{column.title}", "required") if column.required else (column.title, "header") for column in columns),
    ]


def _set_page(form: Form, last: int) -> None:
    form.page.freeze_panes(form.first_row, 2)
    form.page.set_landscape()
    form.page.set_paper(9)
    form.page.fit_to_pages(1, 0)
    form.page.repeat_rows(HEADER_ROW, form.first_row - 1)
    form.page.protect("", ALLOWED_WHEN_PROTECTED)
