"""Citizen identity numbers (公民身份号码, GB 11643-1999): read, check, mask; one by one or a whole column.

A number says where it was *first registered*, not where its holder was born: the prefix may be any county code that was
ever in force, and one that we do not know is only a warning. Numbers that a spreadsheet has stored as figures have lost
digits; they are refused, never guessed.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from shouwang.registry.citizen_id_problem import Problem

PREFIX_FILE = Path(__file__).parent / "data/id_prefixes.tsv"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71".split()
)
RESIDENCE_PERMITS = {"810000": "hong_kong", "820000": "macau", "830000": "taiwan"}
CENTENARIAN_SEQUENCES = frozenset(("996", "997", "998", "999"))
LARGEST_WHOLE_FIGURE = 10**15  # a spreadsheet keeps 15 digits of a figure and turns the others into zeros
EARLIEST_BIRTH = date(1890, 1, 1)

OTHER_DOCUMENTS = (
    ("foreign_permanent", re.compile(r"[A-Z]{3}\d{12}")),
    ("hong_kong_macau_permit", re.compile(r"[HM]\d{8}(\d{2})?")),
    ("taiwan_permit", re.compile(r"\d{8}|\d{10}[A-Z]?")),
    ("passport", re.compile(r"[A-Z]{1,2}\d{7,8}")),
)
_NOISE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff'’‘`´\"“”,，.。:：;；_\-—–]+")
_LATE_X = str.maketrans({"×": "X", "✕": "X", "χ": "X", "Χ": "X", "х": "X", "Х": "X"})
_RESIDENT = re.compile(r"\d{17}[\dX]")
_OLD = re.compile(r"\d{15}")
_EXPONENT = re.compile(r"\d(\.\d+)?E\+?\d+")


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A number that can be right: 18 characters for residents, the document's own form for others.

    `kind` is resident, hong_kong, macau, taiwan, foreign_permanent, hong_kong_macau_permit, taiwan_permit or passport;
    `born_on` and `sex` (male, female) are None where the document does not tell. `warnings` holds problem codes.
    """

    number: str
    kind: str = "resident"
    born_on: date | None = None
    sex: str | None = None
    was_old: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        """The six digits of the county of first registration (empty for other documents)."""
        return self.number[:6] if len(self.number) == 18 else ""

    @property
    def sequence(self) -> int | None:
        """The number among those born on one day in one place; twins often have neighbouring ones."""
        return int(self.number[14:17]) if len(self.number) == 18 else None

    @property
    def masked(self) -> str:
        """The number as screens show it, first six and last four."""
        return mask(self.number)


@dataclass(slots=True)
class CheckedColumn:
    """What `check_column` found, row by row; None where the cell is empty or refused."""

    numbers: list[str | None] = field(default_factory=list)
    births: list[date | None] = field(default_factory=list)
    sexes: list[str | None] = field(default_factory=list)
    problems: dict[int, Problem] = field(default_factory=dict)
    warnings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    repeated: dict[str, list[int]] = field(default_factory=dict)


@cache
def load_prefixes() -> dict[str, tuple[int, int | None, str]]:
    """All county codes ever in force: code -> (first year, last year or None while in force, last name)."""
    prefixes = {}
    for line in PREFIX_FILE.read_text(encoding="utf-8").splitlines():
        code, first, last, name = line.split("\t")
        prefixes[code] = (int(first), int(last) if last else None, name)
    return prefixes


def check_character(first17: str) -> str:
    """The 18th character that belongs to 17 digits (ISO 7064 MOD 11-2)."""
    return CHECK_CHARACTERS[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]


def widen(old: str) -> str:
    """The 18 characters of a 15-digit number; 996 to 999 were kept for people born before 1900."""
    century = "18" if old[12:] in CENTENARIAN_SEQUENCES else "19"
    first17 = old[:6] + century + old[6:]
    return first17 + check_character(first17)


def mask(number: str) -> str:
    """First six and last four characters, stars between; a short number shows only its last two."""
    if len(number) <= 10:
        return "*" * max(len(number) - 2, 0) + number[-2:]
    return number[:6] + "*" * (len(number) - 10) + number[-4:]


def clean(text: str) -> str:
    """The number as it was meant: half-width, upper case, without blanks, quotes and hyphens."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).translate(_LATE_X)).upper()


def parse(value: object, *, today: date | None = None) -> CitizenId | Problem:
    """Read one number from a cell or a form field; `today` refuses births in the future."""
    text = _as_text(value)
    if isinstance(text, Problem):
        return text
    number = text if _RESIDENT.fullmatch(text) else clean(text)
    if not number:
        return Problem("empty")
    if _RESIDENT.fullmatch(number):
        return _parse_resident(number, was_old=False, today=today)
    if _OLD.fullmatch(number):
        return _parse_resident(widen(number), was_old=True, today=today)
    return _parse_other(number)


def _as_text(value: object) -> str | Problem:
    """The cell's text; a figure is trusted only where its digits are certainly whole."""
    if value is None:
        return Problem("empty")
    if isinstance(value, str):
        return Problem("digits_lost") if _EXPONENT.fullmatch(value.strip().upper()) else value
    whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if not whole or isinstance(value, bool):
        return Problem("characters", {"found": str(value)[:20]})
    return str(int(value)) if 0 <= value < LARGEST_WHOLE_FIGURE else Problem("digits_lost")


def _parse_resident(number: str, *, was_old: bool, today: date | None) -> CitizenId | Problem:
    prefix = number[:6]
    warnings, kind = _judge_prefix(prefix)
    if kind is None:
        return Problem("province", {"prefix": prefix[:2]})
    born_on = _birth(number[6:14])
    if born_on is None or (today is not None and born_on > today):
        return Problem("birth", {"found": number[6:14]})
    if check_character(number[:17]) != number[17]:
        return Problem("check", {"found": number[17]})
    sex = "male" if int(number[16]) % 2 else "female"
    return CitizenId(number, kind, born_on, sex, was_old, warnings)


@lru_cache(maxsize=65536)
def _judge_prefix(prefix: str) -> tuple[tuple[str, ...], str | None]:
    """(warnings, kind) of a prefix; kind None when no province has it."""
    if prefix in load_prefixes():
        return (), "resident"
    if prefix in RESIDENCE_PERMITS:
        return (), RESIDENCE_PERMITS[prefix]
    if prefix[0] == "9":
        return (), "foreign_permanent"
    return ("prefix_unknown",), "resident" if prefix[:2] in PROVINCES else None


@lru_cache(maxsize=65536)
def _birth(digits: str) -> date | None:
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born_on if born_on >= EARLIEST_BIRTH else None


def _parse_other(number: str) -> CitizenId | Problem:
    """Recognise the documents of people without a resident's number, else say what is wrong."""
    for kind, form in OTHER_DOCUMENTS:
        if form.fullmatch(number):
            return CitizenId(number, kind)
    body = number.removesuffix("X") or number
    if not body.isdecimal():
        return Problem("characters", {"found": next(c for c in body if not c.isdecimal())})
    return Problem("length", {"length": len(number)})


def check_column(values: Iterable[object], *, today: date | None = None) -> CheckedColumn:
    """Check a whole column as `parse` would, fast: what is plain is settled by three table look-ups a number."""
    column = CheckedColumn()
    seen: dict[str, int] = {}
    for row, value in enumerate(values):
        found = _parse_plain(value, today) if type(value) is str and len(value) == 18 else None
        if found is None:
            found = _parse_into(column, row, value, today)
        number, born_on, sex = found
        column.numbers.append(number)
        column.births.append(born_on)
        column.sexes.append(sex)
        if number is not None and seen.setdefault(number, row) != row:
            column.repeated.setdefault(number, [seen[number]]).append(row)
    return column


def _parse_into(column: CheckedColumn, row: int, value: object, today: date | None) -> tuple:
    """The slow way for one cell: anything that is not a plain, right number with a known prefix."""
    answer = parse(value, today=today)
    if isinstance(answer, CitizenId):
        if answer.warnings:
            column.warnings[row] = answer.warnings
        return answer.number, answer.born_on, answer.sex
    if answer.code != "empty":
        column.problems[row] = answer
    return None, None, None


def _parse_plain(number: str, today: date | None) -> tuple | None:
    """(number, birth, sex) of a plain right number, None when it needs a closer look."""
    place = _prefix_sum(number[:6])
    birth = _birth_sum(number[6:14])
    order = _sequence_sums().get(number[14:17])
    if place is None or birth is None or order is None or (today is not None and birth[0] > today):
        return None
    if CHECK_CHARACTERS[(place + birth[1] + order[0]) % 11] != number[17]:
        return None
    return number, birth[0], order[1]


def _weigh(digits: str, start: int) -> int:
    return sum(int(digit) * WEIGHTS[start + place] for place, digit in enumerate(digits))


@lru_cache(maxsize=65536)
def _prefix_sum(prefix: str) -> int | None:
    return _weigh(prefix, 0) if prefix in load_prefixes() else None


@lru_cache(maxsize=65536)
def _birth_sum(digits: str) -> tuple[date, int] | None:
    born_on = _birth(digits) if digits.isascii() and digits.isdecimal() else None
    return None if born_on is None else (born_on, _weigh(digits, 6))


@cache
def _sequence_sums() -> dict[str, tuple[int, str]]:
    return {f"{n:03}": (_weigh(f"{n:03}", 14), "male" if n % 2 else "female") for n in range(1000)}
