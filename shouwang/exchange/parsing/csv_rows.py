"""Rows of a comma-separated file in the encodings that Chinese offices write: UTF-8 (with or without mark), GB 18030
(which holds GBK and GB 2312), UTF-16 with mark."""

import csv
from collections.abc import Iterator
from pathlib import Path

from shouwang.exchange.cells import Cell
from shouwang.exchange.parsing.limits import Limits
from shouwang.exchange.parsing.refused import Refused
from shouwang.exchange.parsing.xlsx_rows import Row

SEPARATORS = ",\t;"


def read_text(path: Path) -> str:
    """The whole file as text. Raises Refused(unknown_encoding)."""
    content = path.read_bytes()
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("unknown_encoding")


def separator_of(text: str) -> str:
    """The separator that divides the first lines into most fields. Raises Refused when nothing divides them."""
    first = text[:20000].splitlines()[:20]
    counts = {separator: sum(line.count(separator) for line in first) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: counts[separator])
    if not counts[best]:
        raise Refused("not_a_spreadsheet")
    return best


def csv_rows(text: str, limits: Limits) -> Iterator[Row]:
    """Rows that hold anything, numbered as a spreadsheet program shows them. Raises Refused(damaged)."""
    csv.field_size_limit(limits.row_bytes)
    lines = csv.reader(text.splitlines(keepends=True), delimiter=separator_of(text))
    try:
        for place, values in enumerate(lines, start=1):
            cells: list[Cell] = [shown_text(value) for value in values[: limits.columns]]
            if any(cells):
                yield place, cells
    except csv.Error as error:
        raise Refused("damaged") from error


def shown_text(value: str) -> str:
    """="0123" and '0123 are the tricks by which people keep zeros: the text inside is meant."""
    if value.startswith('="') and value.endswith('"'):
        return value[2:-1]
    return value[1:] if value.startswith("'") else value
