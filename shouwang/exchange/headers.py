"""Find the header among title rows and say which column of the file is which column of the sheet."""

from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from shouwang.exchange.cells import Cell
from shouwang.exchange.headings import Heading, bare, headings_of, plain
from shouwang.exchange.reading import Look, SpreadsheetRefused
from shouwang.exchange.sheet import Sheet

IGNORED = frozenset(["序号", "编号", "行号", "错误原因"])
"""Columns that every template has and no sheet needs; the last is the red one of a returned file."""
ALIKE = 60.0
GROUP_IS_ONLY_A_FRAME = 0.6


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A heading that no column claims. suggestion: the key of the column that sounds most like it, or ""."""

    heading: Heading
    suggestion: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """columns: key -> position in the file. missing: keys of required columns that the file does not have.

    doubled: key -> the headings that all claim it (none of them is in `columns`).
    guessed: keys found by their lower title alone, under an upper title that the sheet does not know, or by their place.
    """

    columns: dict[str, int]
    unmatched: tuple[Unmatched, ...] = ()
    missing: tuple[str, ...] = ()
    doubled: dict[str, tuple[Heading, ...]] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()

    @property
    def is_complete(self) -> bool:
        """Whether rows can be read: every required column is there, and none is there twice."""
        return not self.missing and not self.doubled


@dataclass(frozen=True, slots=True)
class Header:
    """A found header. after_row: the number of its last line; rows below it are data."""

    look: Look
    after_row: int
    headings: tuple[Heading, ...]
    mapping: Mapping


def find_header(*, sheet: Sheet, looks: Sequence[Look], learned: MappingType[str, str] | None = None) -> Header:
    """The best header of all sheets, visible ones first. Raises SpreadsheetRefused(no_header)."""
    found = [header for look in looks for header in _headers_in(sheet, look, learned or {})]
    if not found:
        raise SpreadsheetRefused(
            "no_header",
            rows=max((number for look in looks for number, _ in look.top), default=0),
            sheet="、".join(look.name for look in looks if not look.is_hidden) or looks[0].name,
            columns="、".join(column.full_title for column in sheet.columns[:5]),
        )
    return max(found, key=lambda header: (not header.look.is_hidden, _weight(header), -header.look.number))


def match_headers(
    *, sheet: Sheet, header_rows: Sequence[Sequence[Cell]], learned: MappingType[str, str] | None = None
) -> Mapping:
    """The mapping of a header of one line or two. learned: `Heading.learned_as` -> key, "" for a column to ignore."""
    upper = header_rows[-2] if len(header_rows) > 1 else ()
    return match_headings(sheet=sheet, headings=headings_of(header_rows[-1], upper), learned=learned)


def match_headings(
    *, sheet: Sheet, headings: Sequence[Heading], learned: MappingType[str, str] | None = None
) -> Mapping:
    """As `match_headers`, for headings already read."""
    known = _Titles(sheet)
    claims: dict[str, list[Heading]] = {}
    unmatched, guessed = [], set()
    frames = _frames(known, headings)
    for heading in headings:
        key, is_guess = _claimed(known, heading, learned or {}, frames)
        if key is None:
            unmatched.append(heading)
        elif key:
            claims.setdefault(key, []).append(heading)
            if is_guess:
                guessed.add(heading)
    by_place = _find_by_place(known, headings, claims, unmatched, learned or {})
    for heading, key in by_place.items():
        claims = {one: [h for h in those if h != heading] for one, those in claims.items()}
        claims.setdefault(key, []).append(heading)
        guessed.add(heading)
    claims = {key: [h for h in those if h not in guessed] or those for key, those in claims.items()}
    return Mapping(
        columns={key: those[0].position for key, those in claims.items() if len(those) == 1},
        unmatched=tuple(Unmatched(one, known.suggest(one)) for one in unmatched if one not in by_place),
        missing=tuple(column.key for column in sheet.columns if column.required and column.key not in claims),
        doubled={key: tuple(those) for key, those in claims.items() if len(those) > 1},
        guessed=frozenset(key for key, those in claims.items() if those[0] in guessed),
    )


def _find_by_place(
    known: "_Titles",
    headings: Sequence[Heading],
    claims: MappingType[str, list[Heading]],
    unmatched: Sequence[Heading],
    learned: MappingType[str, str],
) -> dict[Heading, str]:
    """Headings of one line that only their place explains: 与儿童关系 right after 受委托人姓名 is the carer's, and so is a
    second 身份证号 there. They belong to the person whose columns stand directly before them."""
    mine = {heading: key for key, those in claims.items() for heading in those}
    again = {heading for those in claims.values() for heading in those[1:]}
    found: dict[Heading, str] = {}
    group = ""
    for heading in headings:
        is_open = not heading.group and (heading in again or heading in unmatched) and heading.learned_as not in learned
        key = known.find(Heading(heading.position, heading.title, group)) if is_open and group else ""
        if key and key not in mine.values() and key not in found.values():
            found[heading] = key
        else:
            group = known.group_of(mine.get(heading, ""))
    return found


def _claimed(
    known: "_Titles", heading: Heading, learned: MappingType[str, str], frames: frozenset[str]
) -> tuple[str | None, bool]:
    """(key, whether guessed): key "" when the heading is to be ignored, None when nothing claims it."""
    if heading.learned_as in learned:
        key = learned[heading.learned_as]
        return (key if key in known.sheet else ""), False
    if key := known.find(heading):
        return key, False
    if plain(heading.title) in IGNORED:
        return "", False
    if heading.group in frames:
        key = known.find(Heading(heading.position, heading.title))
        return (key or None), bool(key)
    return None, False


def _frames(known: "_Titles", headings: Sequence[Heading]) -> frozenset[str]:
    """Upper titles that only frame columns of their own right (儿童基本情况 over 姓名, 性别, 民族): not a group of the
    sheet, and most of what stands under them is known without them."""
    under: dict[str, list[bool]] = {}
    for heading in headings:
        if heading.group and not known.is_group(heading.group):
            title_is_known = bool(known.find(Heading(heading.position, heading.title)))
            under.setdefault(heading.group, []).append(title_is_known)
    return frozenset(group for group, those in under.items() if sum(those) >= GROUP_IS_ONLY_A_FRAME * len(those))


class _Titles:
    """All the ways to write the columns of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._keys: dict[str, str] = {}
        self._groups: set[str] = set()
        for column in sheet.columns:
            groups = (column.group, *sheet.group_aliases.get(column.group, ()))
            self._groups.update(plain(group) for group in groups if group)
            for title in (column.title, *column.aliases):
                for group in ("",) if "/" in title else groups:
                    self._keys.setdefault(plain(group) + plain(title), column.key)

    def is_group(self, group: str) -> bool:
        """Whether an upper title is one of the sheet's groups."""
        return bool({plain(group), bare(group)} & self._groups)

    def group_of(self, key: str) -> str:
        """The upper title of a column, "" for one that stands alone."""
        return next((column.group for column in self.sheet.columns if column.key == key), "")

    def find(self, heading: Heading) -> str:
        """The key of the column that the heading names, or ""."""
        for form in (plain, bare):
            if key := self._keys.get(form(heading.group) + form(heading.title)):
                return key
        return ""

    def suggest(self, heading: Heading) -> str:
        """The key of the column whose title is most like it, or ""."""
        best = process.extractOne(
            bare(heading.group) + bare(heading.title), list(self._keys), scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        return self._keys[best[0]] if best else ""


def _headers_in(sheet: Sheet, look: Look, learned: MappingType[str, str]) -> list[Header]:
    """Every row of the top that could be the last line of a header, alone or with the row above."""
    found = []
    for place, (number, cells) in enumerate(look.top):
        above = look.top[place - 1] if place and look.top[place - 1][0] == number - 1 else None
        for upper in ((), above[1]) if above else ((),):
            headings = headings_of(cells, upper)
            mapping = match_headings(sheet=sheet, headings=headings, learned=learned)
            if len(mapping.columns) + len(mapping.doubled) >= min(2, len(sheet.columns)):
                after_row = _after_numbering(look, place)
                found.append(Header(look, after_row, tuple(headings), mapping))
    return found


def _after_numbering(look: Look, place: int) -> int:
    """Some forms number their columns in a row of its own below the header: 1 2 3 4 ..."""
    if place + 1 < len(look.top):
        number, cells = look.top[place + 1]
        values = [str(cell) for cell in cells if cell != ""]
        if len(values) > 2 and values == [str(count) for count in range(1, len(values) + 1)]:
            return number
    return look.top[place][0]


def _weight(header: Header) -> tuple[int, int, int]:
    """More columns found are better, then fewer strange ones, then the earlier row."""
    mapping = header.mapping
    return len(mapping.columns) + len(mapping.doubled), -len(mapping.unmatched), -header.after_row
