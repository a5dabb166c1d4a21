"""Calendar periods: the week, month, quarter, half year, year and school term that a day lies in."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from shouwang.policy.calendar import Calendar

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
PERIODS = ("week", *_MONTHS, "term")
PERIOD_NAMES = {
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half_year": "每半年",
    "year": "每年",
    "term": "每学期",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included."""

    first_on: date
    last_on: date


def period_at(word: str, day: date, calendar: Calendar) -> Period:
    """The period that `day` lies in; for `term` on a holiday the next term. CalendarUnknown for unknown terms."""
    if word == "term":
        term = calendar.term_on_or_after(day)
        return Period(term.first_on, term.last_on)
    if word == "week":
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=6))
    months = _MONTHS[word]
    month = (day.month - 1) // months * months + 1
    end = month + months - 1
    return Period(date(day.year, month, 1), date(day.year, end, monthrange(day.year, end)[1]))


def period_after(word: str, day: date, calendar: Calendar) -> Period:
    """The first period that begins after `day`. CalendarUnknown for unknown terms."""
    if word == "term":
        term = calendar.term_after(day)
        return Period(term.first_on, term.last_on)
    return period_at(word, period_at(word, day, calendar).last_on + timedelta(days=1), calendar)
