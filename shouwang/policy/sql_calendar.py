"""Working days and school terms as SQL: lookups in arrays and small VALUES tables bound as parameters."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from shouwang.policy.calendar import Calendar, CalendarUnknown
from shouwang.policy.sql import Columns

_NOWHERE = date(9999, 12, 31)


def working_day_sql(columns: Columns, day: str, count: int) -> str:
    """The `count`-th working day after the date expression `day` (before it, when negative); NULL when not loaded."""
    if count == 0:
        return day
    first, targets = _targets(columns.calendar, count)
    if not targets:
        return "NULL::date"
    array, base = columns.binder.bind(targets), columns.binder.bind(first)
    return f"NULLIF(({array})[{day} - {base} + 1], {columns.binder.bind(_NOWHERE)})"


def _targets(calendar: Calendar, count: int) -> tuple[date, list[date]]:
    """From the day on that is returned first: the working day reached from each day, _NOWHERE for none."""
    if not calendar.years:
        return _NOWHERE, []
    first, last = date(min(calendar.years), 1, 1), date(max(calendar.years), 12, 31)
    days = [first + timedelta(days=n) for n in range(-1, (last - first).days + 2)]
    return days[0], [_reach(calendar, day, count) for day in days]


def _reach(calendar: Calendar, day: date, count: int) -> date:
    try:
        return calendar.add_working_days(day, count)
    except CalendarUnknown:
        return _NOWHERE


def working_note_sql(columns: Columns, day: str) -> str:
    """The note `calendar:YEAR` for a count of working days that runs from `day` into a year that is not loaded."""
    year = f"extract(year FROM {day} + 1)::integer"
    gaps = {loaded: _first_gap(columns.calendar, loaded) for loaded in sorted(columns.calendar.years)}
    cases = " ".join(f"WHEN {loaded} THEN {gap}" for loaded, gap in gaps.items())
    return f"'calendar:' || {f'CASE {year} {cases} ELSE {year} END' if cases else year}"


def _first_gap(calendar: Calendar, year: int) -> int:
    while year in calendar.years:
        year += 1
    return year


@lru_cache(maxsize=64)
def _terms(calendar_terms: tuple[tuple[date, date], ...]) -> str:
    rows = ", ".join(f"(DATE '{first}', DATE '{last}')" for first, last in sorted(calendar_terms))
    return f"(VALUES {rows}) AS term(first_on, last_on)"


def _term_table(columns: Columns) -> str:
    return _terms(tuple((term.first_on, term.last_on) for term in columns.calendar.terms))


def _is_too_early(columns: Columns, day: str) -> str:
    return f"extract(year FROM {day}) < {min(term.first_on for term in columns.calendar.terms).year}"


def _first_term_sql(columns: Columns, day: str, fits: str) -> str:
    if not columns.calendar.terms:
        return "NULL::date"
    table = _term_table(columns)
    return f"CASE WHEN NOT {_is_too_early(columns, day)} THEN (SELECT min(first_on) FROM {table} WHERE {fits}) END"


def term_on_or_after_sql(columns: Columns, day: str) -> str:
    """The first day of the term that `day` lies in, or of the next; NULL when none is loaded."""
    return _first_term_sql(columns, day, f"term.last_on >= {day}")


def term_after_sql(columns: Columns, day: str) -> str:
    """The first day of the first term that begins after `day`; NULL when none is loaded."""
    return _first_term_sql(columns, day, f"term.first_on > {day}")


def term_end_sql(columns: Columns, first_day: str) -> str:
    """The last day of the term that begins on `first_day`."""
    if not columns.calendar.terms:
        return "NULL::date"
    return f"(SELECT min(term.last_on) FROM {_term_table(columns)} WHERE term.first_on = {first_day})"


def term_note_sql(columns: Columns, day: str) -> str:
    """The note `calendar:YEAR` when no term can be found from `day`."""
    year = f"extract(year FROM {day})::integer"
    if not columns.calendar.terms:
        return f"'calendar:' || {year}"
    after = (max(term.last_on for term in columns.calendar.terms) + timedelta(days=1)).year
    return f"'calendar:' || CASE WHEN {_is_too_early(columns, day)} THEN {year} ELSE greatest({year}, {after}) END"
