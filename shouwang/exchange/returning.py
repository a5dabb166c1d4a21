"""The file of refused rows: the same template, the rows as they were typed, and a red column that says why.

It can be corrected and sent again as it is: the red column is ignored on the way in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from shouwang.exchange.cells import EMPTY, Cell, Unreadable
from shouwang.exchange.cleaning.texts import as_text
from shouwang.exchange.column import Column
from shouwang.exchange.form import Form, open_form
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
    count = 0
    with open_form(sheet=sheet, into=into, line=UNIT_LINE, more_columns=(REASON,)) as form:
        for count, row in enumerate(rows, 1):
            _write_row(form, form.first_row + count - 1, row)
        write_aids(form)
    return count


def _write_row(form: Form, place: int, row: RefusedRow) -> None:
    wrong = {problem.column for problem in row.problems if not problem.is_warning}
    form.write_text(place, 0, str(row.number))
    for position, column in enumerate(form.sheet.columns, 1):
        text = as_typed(row.cells.get(column.key, EMPTY))
        form.write_text(place, position, text, "wrong" if column.key in wrong else "text")
    reasons = "\n".join(problem.sentence(form.sheet) for problem in row.problems)
    form.write_text(place, len(form.sheet.columns) + 1, reasons, "reason")


def as_typed(cell: Cell) -> str:
    """What the person saw in the cell, as text; of an unreadable cell what can be shown of it."""
    if isinstance(cell, Unreadable):
        return cell.shown
    text = as_text(cell)
    return EMPTY if isinstance(text, Fault) else text
