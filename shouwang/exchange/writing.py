"""Lists out: the columns of a sheet, one row a record, text cells only, with a line that says who took it when."""

import datetime
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from shouwang.exchange.column import Column
from shouwang.exchange.filling import Filled, fill_form, write_samples
from shouwang.exchange.form import open_form, storable
from shouwang.exchange.sheet import Sheet

Shown = Callable[[Any], str]


def write_list(*, sheet: Sheet, rows: Iterable[Sequence[Any]], into: Path | IO[bytes], watermark: str) -> int:
    """Write rows of values in the order of the sheet's columns; returns how many.

    Values are those of cleaning (codes, days, true and false, tuples of codes) or texts that are ready to be shown.
    watermark: who exported what when, printed under the title and at the foot of every page.
    """
    blank = io.BytesIO()
    with open_form(sheet=sheet, into=blank, line=watermark) as form:
        form.page.set_footer("&L" + storable(watermark).replace("&", "&&")[:200] + "&R&P / &N")
        write_samples(form)
    return fill_form(blank=blank, rows=_shown_rows(sheet, rows), into=into)


def _shown_rows(sheet: Sheet, rows: Iterable[Sequence[Any]]) -> Iterator[list[Filled]]:
    shown = [shown_by(column) for column in sheet.columns]
    for count, values in enumerate(rows, 1):
        cells = [(show(value) if value is not None else "", "text") for show, value in zip(shown, values, strict=True)]
        yield [(str(count), "text"), *cells]


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
