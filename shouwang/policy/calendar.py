"""Working days and school terms, passed in as data. A year that is not loaded is said to be so, never guessed.

There is no clock here: every question names its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from shouwang.policy.yaml_source import SourceMap, build, read

FILE = Path(__file__).with_name("working_days.yaml")


class CalendarUnknown(Exception):
    """The calendar of `year` is not loaded (working days not published, or terms not set)."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} 年的日历还没有载入")
        self.year = year

    @property
    def note(self) -> str:
        """How outcomes name it: `calendar:2027`."""
        return f"calendar:{self.year}"


class YearTable(BaseModel):
    """What the State Council's notice says of one year: extra days off and weekend days to be worked."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


class Term(BaseModel):
    """One school term, both days included."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Calendar:
    """Working days by year and school terms of one county."""

    years: Mapping[int, YearTable] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether offices work on `day`; CalendarUnknown for a year that is not loaded."""
        table = self.years.get(day.year)
        if table is None:
            raise CalendarUnknown(day.year)
        return day in table.worked or (day.weekday() < 5 and day not in table.off)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (before it, when negative); `day` itself for 0."""
        step = timedelta(days=1 if count > 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def term_on_or_after(self, day: date) -> Term:
        """The term that contains `day`, or the next one; CalendarUnknown when none is loaded."""
        return self._first([term for term in self.terms if term.last_on >= day], day)

    def term_after(self, day: date) -> Term:
        """The first term that begins after `day`; CalendarUnknown when none is loaded."""
        return self._first([term for term in self.terms if term.first_on > day], day)

    def _first(self, fitting: list[Term], day: date) -> Term:
        if not self.terms or day.year < min(term.first_on for term in self.terms).year:
            raise CalendarUnknown(day.year)
        if not fitting:
            raise CalendarUnknown(max(day, max(term.last_on for term in self.terms) + timedelta(days=1)).year)
        return min(fitting, key=lambda term: term.first_on)


BARE = Calendar()


@cache
def published_years() -> Mapping[int, YearTable]:
    """The published tables of working days that the program ships (a county may edit its own copy)."""
    source = read(FILE)
    return {year: build(YearTable, table, file=FILE.name) for year, table in source.items()}


def parse_calendar(source: SourceMap) -> Calendar:
    """A calendar from data: {working_days: {2027: {off: [...], worked: [...]}}, terms: [{name, first_on, last_on}]}."""
    written = build(_Written, source)
    return Calendar(years={**published_years(), **written.working_days}, terms=written.terms)


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    working_days: dict[int, YearTable] = {}
    terms: tuple[Term, ...] = ()
