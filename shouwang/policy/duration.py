"""Lengths of time as packs write them: `15 days`, `1 week`, `3 months`, `10 working days`, `2 hours`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from shouwang.policy.calendar import Calendar

_FORM = re.compile(r"([0-9]{1,4}) (hour|day|working day|week|month|quarter|half_year|year)s?")
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_NAMES = {
    "hour": "小时",
    "day": "天",
    "working day": "个工作日",
    "week": "周",
    "month": "个月",
    "quarter": "个季度",
    "half_year": "个半年",
    "year": "年",
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A count of one unit. Months are clamped to the month's last day; hours count whole days only."""

    count: int
    unit: str

    @property
    def months(self) -> int:
        """Calendar months in it, 0 for units counted in days."""
        return self.count * _MONTHS.get(self.unit, 0)

    @property
    def days(self) -> int:
        """Days in it, 0 for units counted in months and for working days."""
        return self.count // 24 if self.unit == "hour" else self.count * _DAYS.get(self.unit, 0)

    @property
    def working_days(self) -> int:
        """Working days in it, 0 for every other unit."""
        return self.count if self.unit == "working day" else 0

    def __str__(self) -> str:
        return f"{self.count}{_NAMES[self.unit]}"


def parse_duration(text: object) -> Duration:
    """`15 days` as a Duration; ValueError with a Chinese sentence for anything else."""
    duration = _parse(text) if isinstance(text, str) else None
    if duration is None:
        raise ValueError(f"“{text}”不是时长；写成 15 days、10 working days、1 week、3 months、1 quarter、2 hours 这样")
    return duration


@lru_cache(maxsize=1024)
def _parse(text: str) -> Duration | None:
    match = _FORM.fullmatch(text)
    return Duration(int(match[1]), match[2]) if match else None


def add_duration(day: date, duration: Duration, calendar: Calendar) -> date:
    """The day `duration` after `day`; CalendarUnknown when working days of a year not loaded are needed."""
    if duration.working_days:
        return calendar.add_working_days(day, duration.working_days)
    return add_months(day, duration.months) + timedelta(days=duration.days)


def take_duration(day: date, duration: Duration, calendar: Calendar) -> date:
    """The day `duration` before `day`; CalendarUnknown as in add_duration."""
    if duration.working_days:
        return calendar.add_working_days(day, -duration.working_days)
    return add_months(day, -duration.months) - timedelta(days=duration.days)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later (or earlier), clamped to that month's last day."""
    if not months:
        return day
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def birthday(born_on: date, age: int) -> date:
    """The day on which `age` is reached: 1 March for 29 February in common years, as `years_between` counts."""
    day = add_months(born_on, 12 * age)
    return day + timedelta(days=1) if day.day != born_on.day else day


def years_between(born_on: date, today: date) -> int:
    """Full years by the day: reached on the birthday itself, on 1 March for 29 February in common years."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
