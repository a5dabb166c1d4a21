"""Rows of an old .xls (Excel 97, WPS), read by calamine."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import python_calamine

from shouwang.exchange.cells import EMPTY, Cell, Unreadable
from shouwang.exchange.parsing.biff import OldWorkbook, read_old_workbook
from shouwang.exchange.parsing.limits import Limits
from shouwang.exchange.parsing.refused import Refused
from shouwang.exchange.parsing.xlsx_rows import Row


class XlsBook:
    """An opened .xls. Raises Refused: encrypted, damaged."""

    def __init__(self, path: Path) -> None:
        self._records: OldWorkbook = read_old_workbook(path)
        try:
            self._book = python_calamine.CalamineWorkbook.from_path(path)
        except python_calamine.PasswordError as error:
            raise Refused("encrypted") from error
        except (python_calamine.CalamineError, OSError, ValueError) as error:
            raise Refused("damaged") from error
        self.is_1904 = self._records.is_1904

    def sheets(self) -> list[tuple[str, bool]]:
        """Name and whether hidden, worksheets only."""
        visible = python_calamine.SheetVisibleEnum.Visible
        return [(sheet.name, sheet.visible != visible) for sheet in self._worksheets()]

    def rows(self, number: int, limits: Limits) -> Iterator[Row]:
        """Rows of one worksheet that hold anything."""
        name = self._worksheets()[number].name
        try:
            sheet = self._book.get_sheet_by_name(name)
        except (python_calamine.CalamineError, ValueError) as error:
            raise Refused("damaged", part=name) from error
        errors = self._errors_of(number)
        left = (sheet.start or (0, 0))[1]
        for place, values in enumerate(sheet.iter_rows()):
            cells: list[Cell] = [EMPTY] * left + [cell_of(value) for value in values][: limits.columns - left]
            for column, shown in errors.get(place, {}).items():
                if column < len(cells):
                    cells[column] = Unreadable("error", shown)
            if any(cell != EMPTY for cell in cells):
                yield place + 1, cells

    def _worksheets(self) -> list[python_calamine.SheetMetadata]:
        kind = python_calamine.SheetTypeEnum.WorkSheet
        return [sheet for sheet in self._book.sheets_metadata if sheet.typ == kind]

    def _errors_of(self, number: int) -> dict[int, dict[int, str]]:
        by_row: dict[int, dict[int, str]] = {}
        found = self._records.errors[number] if number < len(self._records.errors) else {}
        for (row, column), shown in found.items():
            by_row.setdefault(row, {})[column] = shown
        return by_row


def cell_of(value: object) -> Cell:
    """What calamine says of a cell, as we say it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime.datetime):
        return value.date() if value.time() == datetime.time() else value
    if isinstance(value, (str, int, datetime.date)):
        return value
    return str(value)
