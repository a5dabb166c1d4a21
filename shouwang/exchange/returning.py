"""The file of refused rows: the same template, the rows as they were typed, and a red column that says why.

It can be corrected and sent again as it is: the red column is ignored on the way in.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shouwang.exchange.cells import EMPTY, Cell, Unreadable
from shouwang.exchange.cleaning.texts import as_text
from shouwang.exchange.column import Column
from shouwang.exchange.filling import Filled, fill_form, write_samples
from shouwang.exchange.form import open_form
from shouwang.exchange.problem import Fault, Problem
from shouwang.exchange.sheet import Sheet
from shouwang.exchange.template import UNIT_LINE, write_aids

REASON = Column(key="return_reason", title="错误原因", width=60)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row as it came: its number in the sender's file, its cells by column key, and what is wrong with it."""

    number: int
    cells: Mapping[str, Cell]
    problems: Sequence[Problem]


def write_returned(*, sheet: Sheet, rows: Iterable[RefusedRow], into: Path | IO[bytes]) -> int:
    """Write the refused rows; returns how many. The running number is the row's number in the sender's file."""
    blank = io.BytesIO()
    with open_form(sheet=sheet, into=blank, line=UNIT_LINE, more_columns=(REASON,)) as form:
        write_samples(form)
        write_aids(form)
    return fill_form(blank=blank, rows=(_returned(sheet, row) for row in rows), into=into)


def _returned(sheet: Sheet, row: RefusedRow) -> list[Filled]:
    wrong = {problem.column for problem in row.problems if not problem.is_warning}
    cells = [
        (as_typed(row.cells.get(column.key, EMPTY)), "wrong" if column.key in wrong else "text")
        for column in sheet.columns
    ]
    reasons = "\n".join(problem.sentence(sheet) for problem in row.problems)
    return [(str(row.number), "text"), *cells, (reasons, "reason")]


def as_typed(cell: Cell) -> str:
    """What the person saw in the cell, as text; of an unreadable cell what can be shown of it."""
    if isinstance(cell, Unreadable):
        return cell.shown
    text = as_text(cell)
    return EMPTY if isinstance(text, Fault) else text
