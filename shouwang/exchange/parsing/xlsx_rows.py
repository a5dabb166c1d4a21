"""Rows of one sheet of an .xlsx, streamed: a regular row takes one regular expression, an odd one is read attribute
by attribute. A row never gets lost in between: the two ways must agree on how many cells there are."""

import datetime
import re
from collections.abc import Callable, Iterator
from operator import itemgetter

from shouwang.exchange.cells import EMPTY, Cell, Unreadable
from shouwang.exchange.parsing.archive import Archive
from shouwang.exchange.parsing.limits import Limits
from shouwang.exchange.parsing.refused import Refused
from shouwang.exchange.parsing.texts import unescape
from shouwang.exchange.parsing.workbook import Workbook, rich_text
from shouwang.exchange.parsing.xlsx_segments import row_segments
from shouwang.exchange.serial_days import LAST_SERIAL, day_of_serial

Row = tuple[int, list[Cell]]
"""Row number as the person sees it (from 1), and its cells from column A on without empty ones at the end cut off."""

SHAPES_REMEMBERED = 1000
REGULAR = re.compile(
    r'<c r="([A-Z]++)\d++"([^>/]*+)(?:><(?:v|is><t|is><t [^>]*+)>([^<]*+)</(?:v|t></is)></c>|/>|></c>)'
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


def attributes(head: str) -> dict[str, str]:
    """The attributes of a tag."""
    return {name: first or second for name, first, second in ATTRIBUTE.findall(head)}


class _Kinds(dict[str, str]):
    """What stands between the number and the end of a cell's tag (` s="3" t="s"`) -> its kind, here `s`; `day` for
    a number in a date style."""

    def __init__(self, date_styles: frozenset[int]) -> None:
        super().__init__()
        self._date_styles = date_styles

    def __missing__(self, head: str) -> str:
        given = attributes(head)
        kind, style = given.get("t", ""), given.get("s", "")
        if kind in ("", "n") and style.isdecimal() and int(style) in self._date_styles:
            kind = "day"
        if len(self) < SHAPES_REMEMBERED:
            self[head] = kind
        return kind


class XlsxRows:
    """The rows of one sheet; each iteration opens its part anew."""

    def __init__(self, archive: Archive, workbook: Workbook, part: str, limits: Limits) -> None:
        self._archive = archive
        self._workbook = workbook
        self._part = part
        self._limits = limits
        self._positions = column_positions(limits.columns)
        self._kinds = _Kinds(workbook.date_styles)
        self._shapes: dict[tuple[str, ...], Callable[[list[Cell]], tuple[Cell, ...]] | None] = {}

    def __iter__(self) -> Iterator[Row]:
        """Rows that hold anything, in order; empty ones cost nothing and are left out."""
        with self._archive.stream(self._part) as stream:
            number = 0
            for segment in row_segments(stream, self._part, self._limits):
                found = ROW_NUMBER.search(segment, max(segment.rfind("<row"), 0))
                number = int(found[1]) if found else number + 1
                if "<v" in segment or "<is" in segment or "<f" in segment:
                    cells = self._cells(segment)
                    if cells:
                        yield number, cells

    def _cells(self, segment: str) -> list[Cell]:
        """Cells of one row from column A on. The usual row is one regular expression and one comprehension."""
        found = REGULAR.findall(segment)
        if len(found) != segment.count("<c"):
            return self._odd_cells(segment)
        strings, typed, kinds = self._workbook.strings, self._typed, self._kinds
        is_plain = not ("&" in segment or "_x" in segment)
        try:
            values: list[Cell] = [
                strings[int(value)]
                if kinds[head] == "s"
                else (value if is_plain and kinds[head] == "inlineStr" else typed(head, value) if value else EMPTY)
                for _, head, value in found
            ]
        except (IndexError, ValueError):
            return self._odd_cells(segment)
        return self._placed(tuple([letters for letters, _, _ in found]), values)

    def _placed(self, letters: tuple[str, ...], values: list[Cell]) -> list[Cell]:
        """Values at their columns. Rows of one file have few shapes; a shape without gaps needs no placing."""
        if values.count(EMPTY) == len(values):
            return []
        if letters not in self._shapes:
            self._shapes = {} if len(self._shapes) > SHAPES_REMEMBERED else self._shapes
            self._shapes[letters] = self._picker(letters)
        pick = self._shapes[letters]
        if pick is None:
            return values
        values.append(EMPTY)
        return list(pick(values))

    def _picker(self, letters: tuple[str, ...]) -> Callable[[list[Cell]], tuple[Cell, ...]] | None:
        """Takes for every column its value, or the empty one at the end. None when there is nothing to move."""
        places = {self._positions[name]: order for order, name in enumerate(letters) if name in self._positions}
        width = max(places, default=-1) + 1
        order = [places.get(position, len(letters)) for position in range(width)]
        if order == list(range(len(letters))):
            return None
        return itemgetter(*order) if width > 1 else lambda values: tuple(values[place] for place in order)

    def _shared(self, value: str) -> Cell:
        try:
            return self._workbook.strings[int(value)]
        except (IndexError, ValueError) as error:
            raise Refused("damaged", part=self._part) from error

    @staticmethod
    def _put(cells: list[Cell], place: int, cell: Cell) -> None:
        cells.extend([EMPTY] * (place + 1 - len(cells)))
        cells[place] = cell

    def _odd_cells(self, segment: str) -> list[Cell]:
        cells: list[Cell] = []
        place = -1
        for head, body in ODD.findall(segment):
            given = attributes(head)
            letters = given.get("r", "").rstrip("0123456789")
            place = self._positions.get(letters, self._limits.columns) if letters else place + 1
            cell = self._odd_cell(head, given.get("t", ""), body)
            if cell != EMPTY and place < self._limits.columns:
                self._put(cells, place, cell)
        return cells

    def _odd_cell(self, head: str, kind: str, body: str) -> Cell:
        formula = FORMULA.search(body)
        value = VALUE.search(FORMULA.sub("", body))
        if kind == "inlineStr" and "<is" in body:
            return unescape(rich_text(body))
        if value and (value[1] or kind == "str"):
            if kind == "s":
                return self._shared(value[1])
            return self._typed(head, value[1] or EMPTY)
        if formula:
            return Unreadable("formula", ("=" + unescape(formula[1] or ""))[:100])
        return EMPTY

    def _typed(self, head: str, value: str) -> Cell:
        kind = self._kinds[head]
        if kind == "str" or kind == "inlineStr":
            return unescape(value)
        if kind == "e":
            return Unreadable("error", unescape(value))
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        if kind == "d":
            return iso_day(value)
        return number_or_day(value, is_date=kind == "day", is_1904=self._workbook.is_1904)


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
