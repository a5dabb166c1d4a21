"""Three kinds of file, one face: sheets with names, rows by sheet."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from shouwang.exchange.parsing.archive import open_archive
from shouwang.exchange.parsing.csv_rows import csv_rows, read_text, separator_of
from shouwang.exchange.parsing.limits import Limits
from shouwang.exchange.parsing.sniff import FileKind, kind_of_file
from shouwang.exchange.parsing.workbook import read_workbook
from shouwang.exchange.parsing.xls_rows import XlsBook
from shouwang.exchange.parsing.xlsx_rows import Row, XlsxRows


@dataclass(frozen=True, slots=True)
class Opened:
    """sheets: (name, whether hidden); rows: the rows of the sheet with that number, anew at each call."""

    kind: FileKind
    sheets: list[tuple[str, bool]]
    is_1904: bool
    rows: Callable[[int], Iterator[Row]]


def open_file(path: Path, limits: Limits, stack: ExitStack) -> Opened:
    """Open by content. What must be closed again is put on the stack. Raises Refused with every code there is."""
    kind = kind_of_file(path, limits)
    if kind == "xlsx":
        return _open_xlsx(path, limits, stack)
    if kind == "xls":
        book = XlsBook(path)
        return Opened(kind, book.sheets(), book.is_1904, lambda number: book.rows(number, limits))
    text = read_text(path)
    separator_of(text)
    return Opened(kind, [(path.stem, False)], False, lambda number: csv_rows(text, limits))


def _open_xlsx(path: Path, limits: Limits, stack: ExitStack) -> Opened:
    archive = stack.enter_context(open_archive(path, limits))
    workbook = read_workbook(archive)

    def rows(number: int) -> Iterator[Row]:
        return iter(XlsxRows(archive, workbook, workbook.sheets[number].part, limits))

    return Opened("xlsx", [(sheet.name, sheet.is_hidden) for sheet in workbook.sheets], workbook.is_1904, rows)
