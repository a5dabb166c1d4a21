"""Names that fit their bearers: surnames by weight, given names by sex and year of birth, minorities, rare characters."""

import re
from functools import cache
from pathlib import Path
from random import Random

from shouwang.web.demo.chance import Weighted

DATA = Path(__file__).parent / "data"
HAN, MONGOL, UYGHUR = "01", "02", "05"
SINGLE_SHARE = {2005: 0.12, 1980: 0.28, 1945: 0.13}
WHOLE_SHARE, RARE_SHARE, MONGOL_NAME_SHARE, SHARED_CHARACTER_SHARE = 0.28, 0.016, 0.4, 0.3


@cache
def load_surnames() -> list[tuple[str, int]]:
    """(surname, weight)."""
    text = (DATA / "surnames.txt").read_text(encoding="utf-8")
    return [(name, int(weight)) for name, weight in re.findall(r"(\D+?)(\d+)\s*", text)]


@cache
def load_given_names() -> dict[tuple[int, str, str], list[str]]:
    """(era, sex, part) -> characters, or whole names where the line has blanks."""
    names: dict[tuple[int, str, str], list[str]] = {}
    for line in (DATA / "given_names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, body = line.partition(": ")
            era, sex, part = head.split()
            names[int(era), sex, part] = body.split() if " " in body else list(body)
    return names


def era_of(year: int) -> int:
    """Which fashion a year of birth belongs to."""
    return 2005 if year >= 2003 else 1980 if year >= 1966 else 1945


class NameMaker:
    """Makes names for one county; `at_home` are the surnames that its villages are named after."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.surnames = Weighted(load_surnames())
        self.given = load_given_names()
        self.known_surnames = {name for name, _ in load_surnames() if len(name) == 1}

    def surname(self, village_name: str = "") -> str:
        """A surname; where the village is named after one (张家屯), often that."""
        local = village_name[:1] if village_name[1:2] in ("家", "庄", "屯", "湾", "楼", "岗") else ""
        if local in self.known_surnames and self.rng.random() < 0.4:
            return local
        return self.surnames.pick(self.rng)

    def person(
        self, *, surname: str, sex: str, year: int, ethnicity: str = HAN, elder: str = "", brother: str = ""
    ) -> str:
        """A whole name. `elder` is the given name of the father (a Uyghur's second part), `brother` a sibling's name."""
        era = era_of(year)
        if ethnicity == UYGHUR:
            return f"{self._one(era, sex, 'uyghur')}·{elder or self._one(1945, 'male', 'uyghur')}"
        if ethnicity == MONGOL and self.rng.random() < MONGOL_NAME_SHARE:
            return self._one(era, sex, "mongol")
        if brother and len(brother) == len(surname) + 2 and self.rng.random() < SHARED_CHARACTER_SHARE:
            return surname + brother[-2] + self._one(era, sex, "second")
        return surname + self._given(era, sex)

    def _given(self, era: int, sex: str) -> str:
        dice = self.rng.random()
        if dice < WHOLE_SHARE:
            return self._one(era, sex, "whole")
        if dice < WHOLE_SHARE + SINGLE_SHARE[era]:
            return self._one(era, sex, "single")
        if dice > 1 - RARE_SHARE and (era, sex, "rare") in self.given:
            return self._one(era, sex, "first") + self._one(era, sex, "rare")
        return self._one(era, sex, "first") + self._one(era, sex, "second")

    def _one(self, era: int, sex: str, part: str) -> str:
        names = self.given[era, sex, part]
        return names[int(self.rng.random() * len(names))]
