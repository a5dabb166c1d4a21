"""Rows of one sheet of an .xlsx, streamed: a regular row takes one regular expression, an odd one is read attribute
by attribute. A row never gets lost in between: the two ways must agree on how many cells there are."""

import datetime
import re
from collections.abc import Iterator
from typing import IO

from shouwang.exchange.cells import EMPTY, Cell, Unreadable
from shouwang.exchange.parsing.archive import Archive
from shouwang.exchange.parsing.limits import Limits
from shouwang.exchange.parsing.refused import Refused
from shouwang.exchange.parsing.texts import unescape
from shouwang.exchange.parsing.workbook import Workbook, rich_text
from shouwang.exchange.serial_days import LAST_SERIAL, day_of_serial

Row = tuple[int, list[Cell]]
"""Row number as the person sees it (from 1), and its cells from column A on without empty ones at the end cut off."""

CHUNK = 1 << 19
REGULAR = re.compile(
    r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?'
    r"(?:/>|>(?:<v>([^<]*)</v>|<is><t(?:\s[^>]*)?>([^<]*)</t></is>)?</c>)"
)
ODD = re.compile(r"<c(?=[\s/>])([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
FORMULA = re.compile(r"<f(?=[\s/>])[^>]*?(?:/>|>(.*?)</f>)", re.DOTALL)
VALUE = re.compile(r"<v(?:\s[^>]*?)?(?:/>|>([^<]*)</v>)")
ROW_NUMBER = re.compile(r"""<row(?=[\s/>])[^>]*?\sr\s*=\s*["'](\d{1,7})["']""")


def column_positions(columns: int) -> dict[str, int]:
    """A -> 0, Z -> 25, AA -> 26 ... for so many columns."""
    letters = [chr(code) for code in range(65, 91)]
    names = letters + [a + b for a in letters for b in letters]
    return {name: place for place, name in enumerate(names[:columns])}


class XlsxRows:
    """Reads rows of one sheet. `top` and `rows` open the part anew each time."""

    def __init__(self, archive: Archive, workbook: Workbook, part: str, limits: Limits) -> None:
        self._archive = archive
        self._workbook = workbook
        self._part = part
        self._limits = limits
        self._positions = column_positions(limits.columns)

    def __iter__(self) -> Iterator[Row]:
        """Rows that hold anything, in order; empty ones cost nothing and are left out."""
        with self._archive.stream(self._part) as stream:
            number = 0
            for segment in self._segments(stream):
                found = ROW_NUMBER.search(segment, max(segment.rfind("<row"), 0))
                number = int(found[1]) if found else number + 1
                if "<v" in segment or "<is" in segment or "<f" in segment:
                    cells = self._cells(segment)
                    if cells:
                        yield number, cells

    def _segments(self, stream: IO[bytes]) -> Iterator[str]:
        """The XML of one row after the other, each with whatever empty rows stood before it."""
        prefix, rest = self._until_data(stream)
        while True:
            cut = rest.rfind(b"</" + prefix + b"row>")
            if cut >= 0:
                whole = rest[:cut].decode("utf-8", "surrogateescape")
                rest = rest[cut + len(prefix) + 6 :]
                if prefix:
                    whole = re.sub(f"<(/?){prefix.decode()}", r"<\1", whole)
                yield from whole.split("</row>")
            elif len(rest) > self._limits.row_bytes:
                rest = self._drop_empty_rows(rest)
            if b"</" + prefix + b"sheetData>" in rest:
                return
            chunk = stream.read(CHUNK)
            if not chunk:
                raise Refused("damaged", part=self._part)
            rest += chunk

    def _until_data(self, stream: IO[bytes]) -> tuple[bytes, bytes]:
        """Skip what stands before the rows. Returns the name-space prefix (mostly none) and the bytes after the tag."""
        head = b""
        while len(head) <= self._limits.row_bytes:
            chunk = stream.read(CHUNK)
            head += chunk
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                break
            found = re.search(rb"<(\w+:)?sheetData(?:\s[^>]*?)?(/?)>", head)
            if found:
                prefix = found[1] or b""
                return prefix, b"</" + prefix + b"sheetData>" if found[2] else head[found.end() :]
            if not chunk:
                break
        raise Refused("damaged", part=self._part)

    def _drop_empty_rows(self, rest: bytes) -> bytes:
        """A long stretch without the end of a row: either empty rows (`<row .../>`) or a row too large to take."""
        last = rest.rfind(b"<")
        if b"<c" in rest or b":c" in rest or last < len(rest) - 4096:
            raise Refused("row_too_large", mebibytes=self._limits.row_bytes >> 20)
        return rest[last:]

    def _cells(self, segment: str) -> list[Cell]:
        found = REGULAR.findall(segment)
        if len(found) != segment.count("<c"):
            return self._odd_cells(segment)
        strings, positions = self._workbook.strings, self._positions
        cells: list[Cell] = []
        for letters, style, kind, value, inline in found:
            if kind == "s" and value:
                cell: Cell = self._shared(strings, value)
            elif inline:
                cell = unescape(inline) if "&" in inline or "_x" in inline else inline
            elif value:
                cell = self._typed(kind, value, style)
            else:
                continue
            place = positions.get(letters)
            if place is not None:
                self._put(cells, place, cell)
        return cells

    def _shared(self, strings: list[str], value: str) -> Cell:
        try:
            return strings[int(value)]
        except (IndexError, ValueError) as error:
            raise Refused("damaged", part=self._part) from error

    @staticmethod
    def _put(cells: list[Cell], place: int, cell: Cell) -> None:
        if place == len(cells):
            cells.append(cell)
        elif place > len(cells):
            cells.extend([EMPTY] * (place - len(cells)))
            cells.append(cell)
        else:
            cells[place] = cell

    def _odd_cells(self, segment: str) -> list[Cell]:
        cells: list[Cell] = []
        place = -1
        for head, body in ODD.findall(segment):
            given = {name: first or second for name, first, second in ATTRIBUTE.findall(head)}
            letters = given.get("r", "").rstrip("0123456789")
            place = self._positions.get(letters, self._limits.columns) if letters else place + 1
            cell = self._odd_cell(given, body)
            if cell != EMPTY and place < self._limits.columns:
                self._put(cells, place, cell)
        return cells

    def _odd_cell(self, given: dict[str, str], body: str) -> Cell:
        kind = given.get("t", "")
        formula = FORMULA.search(body)
        value = VALUE.search(FORMULA.sub("", body))
        if kind == "inlineStr" and "<is" in body:
            return unescape(rich_text(body))
        if value and (value[1] or kind == "str"):
            if kind == "s":
                return self._shared(self._workbook.strings, value[1])
            return self._typed(kind, value[1] or EMPTY, given.get("s", ""))
        if formula:
            return Unreadable("formula", ("=" + unescape(formula[1] or ""))[:100])
        return EMPTY

    def _typed(self, kind: str, value: str, style: str) -> Cell:
        if kind == "str" or kind == "inlineStr":
            return unescape(value)
        if kind == "e":
            return Unreadable("error", unescape(value))
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return iso_day(value)
        is_date = bool(style) and int(style) in self._workbook.date_styles
        return number_or_day(value, is_date=is_date, is_1904=self._workbook.is_1904)


def iso_day(value: str) -> Cell:
    """A cell of the kind `d`; what is no day stays text."""
    try:
        moment = datetime.datetime.fromisoformat(value)
    except ValueError:
        return unescape(value)
    moment = moment.replace(tzinfo=None)
    return moment.date() if moment.time() == datetime.time() else moment


def number_or_day(value: str, *, is_date: bool, is_1904: bool) -> Cell:
    """A number as Excel wrote it; a whole one as int. In a date style the day (1900 or 1904 system) it stands for."""
    try:
        number = int(value) if value.isdigit() and len(value) <= 15 else float(value)
    except ValueError:
        return unescape(value)
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        number = int(number)
    if is_date and 0 <= number <= LAST_SERIAL[is_1904]:
        return day_of_serial(number, is_1904=is_1904)
    return number
