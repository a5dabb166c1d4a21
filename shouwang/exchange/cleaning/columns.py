"""Clean whole columns. Each different cell is cleaned once, and the answer serves wherever it stands again."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from shouwang.exchange.cells import Cell, Unreadable
from shouwang.exchange.cleaning.choices import clean_choice, clean_multi, clean_yes_no
from shouwang.exchange.cleaning.dates import clean_date
from shouwang.exchange.cleaning.figures import clean_integer, clean_phone
from shouwang.exchange.cleaning.stray_rows import stray_rows
from shouwang.exchange.cleaning.texts import Outcome, as_text, clean_name, clean_text, is_blank, unreadable
from shouwang.exchange.column import Column
from shouwang.exchange.problem import Fault, Problem
from shouwang.exchange.sheet import Sheet
from shouwang.registry.citizen_id import CheckedColumn, check_column

CheckCitizenIds = Callable[[Sequence[object]], CheckedColumn]
REMEMBERED = 20_000
"""So many different cells of a column are remembered from batch to batch; beyond, the memory starts anew."""


@dataclass(slots=True)
class Cleaned:
    """columns: key -> values, as long as `rows`; a refused or empty cell is None. births, sexes: key of an ID column
    -> what its numbers say. skipped: rows left out (row number -> `example` or `foot`); they are in no column."""

    rows: list[int]
    columns: dict[str, list[Any]] = field(default_factory=dict)
    births: dict[str, list[datetime.date | None]] = field(default_factory=dict)
    sexes: dict[str, list[str | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)

    @property
    def refused_rows(self) -> set[int]:
        """Numbers of the rows with at least one problem that is more than a warning."""
        return {problem.row for problem in self.problems if not problem.is_warning}


class Cleaner:
    """Cleans batch after batch of one file.

    is_1904: from the opened file. check_citizen_ids: how a column of ID numbers is checked.
    """

    def __init__(
        self, *, sheet: Sheet, is_1904: bool = False, check_citizen_ids: CheckCitizenIds = check_column
    ) -> None:
        self._sheet = sheet
        self._check_citizen_ids = check_citizen_ids
        self._values: dict[str, dict[Cell, Any]] = {column.key: {} for column in sheet.columns}
        self._faults: dict[str, dict[Cell, Fault]] = {column.key: {} for column in sheet.columns}
        self._cleaners: dict[str, Callable[[Cell, Column], Outcome]] = {
            "text": clean_text,
            "name": clean_name,
            "date": partial(clean_date, is_1904=is_1904),
            "phone": clean_phone,
            "choice": clean_choice,
            "yes_no": clean_yes_no,
            "integer": clean_integer,
            "multi": clean_multi,
        }

    def clean(self, *, rows: Sequence[int], columns: Mapping[str, Sequence[Cell]]) -> Cleaned:
        """rows: their numbers; columns: key -> cells as long as `rows`. Columns that the file lacks stay away."""
        skipped = stray_rows(self._sheet, rows, columns)
        if skipped:
            kept = [place for place, row in enumerate(rows) if row not in skipped]
            columns = {key: [cells[place] for place in kept] for key, cells in columns.items()}
            rows = [rows[place] for place in kept]
        cleaned = Cleaned(list(rows), skipped=skipped)
        for column in self._sheet.columns:
            if column.key in columns:
                self._clean_into(cleaned, column, columns[column.key])
        self._compare(cleaned)
        cleaned.problems.sort(key=lambda problem: problem.row)
        return cleaned

    def _clean_into(self, cleaned: Cleaned, column: Column, cells: Sequence[Cell]) -> None:
        if column.kind == "citizen_id":
            faults = self._clean_citizen_ids(cleaned, column, cells)
        else:
            values, faults_of = self._remembered(column, cells)
            cleaned.columns[column.key] = list(map(values.__getitem__, cells))
            found = faults_of and [(place, faults_of[cell]) for place, cell in enumerate(cells) if cell in faults_of]
            faults = dict(found or ())
        if column.required:
            values_of = cleaned.columns[column.key]
            if None in values_of:
                empty = {place: Fault("required") for place, value in enumerate(values_of) if value is None}
                faults = empty | faults
        cleaned.problems += [
            Problem(cleaned.rows[place], column.key, fault.code, fault.details, fault.is_warning)
            for place, fault in faults.items()
        ]

    def _remembered(self, column: Column, cells: Sequence[Cell]) -> tuple[dict[Cell, Any], dict[Cell, Fault]]:
        values, faults = self._values[column.key], self._faults[column.key]
        if len(values) > REMEMBERED:
            values.clear()
            faults.clear()
        clean = self._cleaners[column.kind]
        for cell in set(cells).difference(values):
            values[cell], fault = clean(cell, column)
            if fault:
                faults[cell] = fault
        return values, faults

    def _clean_citizen_ids(self, cleaned: Cleaned, column: Column, cells: Sequence[Cell]) -> dict[int, Fault]:
        asked = [cell if isinstance(cell, str) and len(cell) == 18 else citizen_id_cell(cell) for cell in cells]
        checked = self._check_citizen_ids(asked)
        cleaned.columns[column.key] = checked.numbers
        cleaned.births[column.key] = checked.births
        cleaned.sexes[column.key] = checked.sexes
        faults = {
            place: Fault(f"citizen_id.{problem.code}", dict(problem.details))
            for place, problem in checked.problems.items()
        }
        for place, codes in checked.warnings.items():
            faults[place] = Fault(f"citizen_id.{codes[0]}", {}, is_warning=True)
        unread = {place: unreadable(cell) for place, cell in enumerate(cells) if isinstance(cell, Unreadable)}
        return faults | unread

    def _compare(self, cleaned: Cleaned) -> None:
        """Birth date and sex beside an ID number must say what the number says."""
        for column in self._sheet.columns:
            if column.key not in cleaned.births:
                continue
            for key, said, code in (
                (column.birth_column, cleaned.births, "birth_differs"),
                (column.sex_column, cleaned.sexes, "sex_differs"),
            ):
                if key in cleaned.columns:
                    cleaned.problems += _differences(cleaned, key, said[column.key], code)


def _differences(cleaned: Cleaned, key: str, said: Sequence[object], code: str) -> list[Problem]:
    written = cleaned.columns[key]
    if written == said:
        return []
    return [
        Problem(cleaned.rows[place], key, code, {"shown": str(value), "number": str(by_number)})
        for place, (value, by_number) in enumerate(zip(written, said, strict=True))
        if value is not None and by_number is not None and value != by_number
    ]


def citizen_id_cell(cell: Cell) -> object:
    """The cell as the check of ID numbers takes it: blank signs become None, what is unreadable too."""
    if isinstance(cell, (int, float)):
        return cell
    text = as_text(cell)
    return None if isinstance(text, Fault) or is_blank(text) else text


def clean_columns(
    *,
    sheet: Sheet,
    rows: Sequence[int],
    columns: Mapping[str, Sequence[Cell]],
    is_1904: bool = False,
    check_citizen_ids: CheckCitizenIds = check_column,
) -> Cleaned:
    """As `Cleaner.clean`, for a file that is one batch."""
    cleaner = Cleaner(sheet=sheet, is_1904=is_1904, check_citizen_ids=check_citizen_ids)
    return cleaner.clean(rows=rows, columns=columns)
