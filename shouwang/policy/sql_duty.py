"""Duty rules as SQL: for each rule the expressions from which the duty rows of many files are inserted at once.

The pure function `reckon` is the truth; these expressions give the same rows. A caller writes for each `DutySql`
`INSERT ... SELECT ... FROM files f [JOIN triggers t] WHERE duty.holds AND duty.where`. For a rule that answers
events it joins one row a file and day on which one of `duty.rule.on` was done, up to today; with `duty.rule.on_by` only
the days on which an office that held one of these functions did it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shouwang.policy.duration import Duration, parse_duration
from shouwang.policy.period import PERIODS
from shouwang.policy.rule import WHILE, Birthday, DutyRule
from shouwang.policy.sql import Columns, condition_sql
from shouwang.policy.sql_calendar import (
    term_after_sql,
    term_end_sql,
    term_note_sql,
    term_on_or_after_sql,
    working_day_sql,
    working_note_sql,
)
from shouwang.policy.vocabulary import vocabulary

NO_DAY = "NULL::date"
TRIGGER_DAY = "t.done_on"
_LENGTHS = {"month": "1 month", "quarter": "3 months", "half_year": "6 months", "year": "1 year", "week": "7 days"}


@dataclass(frozen=True)
class DutySql:
    """One rule: `holds` is the condition (TRUE, FALSE, NULL for not known), `where` what else must be so for a row.

    The others are expressions of the row's values; `trigger` and `note` are text, the rest dates. Late is the day
    after `due_on`. One row for each of `owners`: all of the rule's, or one where each must do it.
    """

    rule: DutyRule
    owners: tuple[str, ...]
    holds: str
    where: str
    trigger: str
    opens_on: str
    warn_on: str
    due_on: str
    last_done_on: str
    note: str


@dataclass(frozen=True)
class UndatedSql:
    """A rule without a clock in this county: `reason` is `parameter:KEY`, `holds` where it would stand."""

    rule: DutyRule
    owners: tuple[str, ...]
    holds: str
    reason: str


@dataclass(frozen=True)
class _Clock:
    opens_on: str
    due_on: str
    note: str = "''"
    where: str = "TRUE"
    trigger: str = "''"
    warn_on: str = ""


class _NotChosen(Exception):
    """A figure that the county has not chosen; its argument is the parameter."""


def duties_sql(
    columns: Columns, about: str, *, adopted_on: date | None = None, trigger_day: str = TRIGGER_DAY
) -> list[DutySql | UndatedSql]:
    """The duty rules about one kind of file, in the pack's order; none while the pack is not in force."""
    if not columns.pack.is_in_force(columns.today):
        return []
    floor = max(columns.pack.head.in_force_from, adopted_on or date.min)
    return [
        _compile(columns, rule, owners, floor, trigger_day)
        for rule in columns.pack.duties_about(about)
        for owners in ([(owner,) for owner in rule.owner] if rule.done_by_each else [rule.owner])
    ]


def _last_sql(columns: Columns, rule: DutyRule, owner: str) -> str:
    if rule.done_by_each:
        assert columns.last_day_by is not None
        return columns.last_day_by(rule.done_by, owner)
    return columns.last_day(rule.done_by) if rule.done_by else NO_DAY


def _compile(
    columns: Columns, rule: DutyRule, owners: tuple[str, ...], floor: date, trigger_day: str
) -> DutySql | UndatedSql:
    holds = condition_sql(columns, rule.condition)
    last = _last_sql(columns, rule, owners[0])
    try:
        clock = _clock(columns, rule, last, floor, trigger_day)
    except _NotChosen as not_chosen:
        return UndatedSql(rule, owners, holds, f"parameter:{not_chosen}")
    warn_on = clock.warn_on or _warn_sql(columns, rule, clock.due_on)
    return DutySql(
        rule, owners, holds, clock.where, clock.trigger, clock.opens_on, warn_on, clock.due_on, last, clock.note
    )


def _warn_sql(columns: Columns, rule: DutyRule, due_on: str) -> str:
    span = columns.figure(rule.warn)
    if span is None:
        return due_on
    duration = parse_duration(span)
    earlier = _shift_sql(columns, due_on, duration, sign=-1)
    return f"coalesce({earlier}, {due_on})" if duration.working_days else earlier


def _clock(columns: Columns, rule: DutyRule, last: str, floor: date, trigger_day: str) -> _Clock:
    if rule.on:
        answered = f"({last} IS NULL OR {trigger_day} > {last})"
        where = f"({trigger_day} >= {columns.binder.bind(floor)} AND {answered})"
        return _dated(columns, trigger_day, rule.within, where, f"to_char({trigger_day}, 'YYYY-MM-DD')")
    start = _start_sql(columns, rule, floor)
    if rule.every is None:
        return _dated(columns, start, rule.within, f"({last} IS NULL OR {last} < {start})")
    every = _chosen(columns, rule.every)
    if every not in PERIODS:
        return _counted_clock(columns, rule, every, start, last)
    clock = _term_clock(columns, start, last) if every == "term" else _period_clock(every, start, last)
    if rule.within is None:
        return clock
    dated = _dated(columns, clock.opens_on, rule.within)
    return _Clock(clock.opens_on, dated.due_on, f"coalesce(nullif({clock.note}, ''), {dated.note})")


def _counted_clock(columns: Columns, rule: DutyRule, every: str, start: str, last: str) -> _Clock:
    """As `reckon` has it: once done it lies ahead until it is warned of, else for three quarters of its span."""
    base = f"greatest({last}, {start})"
    clock = _dated(columns, base, every)
    due_on, warn_on = clock.due_on, _warn_sql(columns, rule, clock.due_on)
    quarter = f"({due_on} - ({due_on} - {last} + 3) / 4)"
    is_warned = f"{warn_on} < {due_on}"
    opens_on = quarter if warn_on == due_on else f"CASE WHEN {is_warned} THEN {warn_on} ELSE {quarter} END"
    done = f"CASE WHEN {last} >= {start} AND {due_on} IS NOT NULL THEN greatest"
    opens_on = f"({done}({opens_on}, {last} + 1) ELSE {base} END)"
    return replace(clock, opens_on=opens_on, warn_on=f"({done}({warn_on}, {last} + 1) ELSE {warn_on} END)")


def _chosen(columns: Columns, operand: Any) -> str:
    figure = columns.figure(operand)
    if figure is None:
        raise _NotChosen(operand.parameter)
    return str(figure)


def _dated(columns: Columns, opens_on: str, span: Any, where: str = "TRUE", trigger: str = "''") -> _Clock:
    duration = parse_duration(_chosen(columns, span))
    due_on, note = _shift_sql(columns, opens_on, duration, sign=1), "''"
    if duration.working_days:
        note = f"CASE WHEN {due_on} IS NULL THEN {working_note_sql(columns, opens_on)} ELSE '' END"
    return _Clock(opens_on, due_on, note, where, trigger)


def _shift_sql(columns: Columns, day: str, duration: Duration, *, sign: int) -> str:
    if duration.working_days:
        return working_day_sql(columns, day, sign * duration.working_days)
    if duration.months:
        return f"({day} + interval '{sign * duration.months} months')::date"
    return f"({day} + {sign * duration.days})" if duration.days else day


def _period_clock(every: str, start: str, last: str) -> _Clock:
    first = _first_day_sql(every, start)
    length = _LENGTHS[every]
    following = f"({_first_day_sql(every, last)} + interval '{length}')::date"
    opens_on = f"(CASE WHEN {last} >= {first} THEN {following} ELSE {first} END)"
    return _Clock(opens_on, f"(({opens_on} + interval '{length}')::date - 1)")


def _first_day_sql(every: str, day: str) -> str:
    if every == "half_year":
        quarter = f"date_trunc('quarter', {day}::timestamp)::date"
        return f"({quarter} - (extract(month FROM {quarter})::integer IN (4, 10))::integer * interval '3 months')::date"
    return f"date_trunc('{every}', {day}::timestamp)::date"


def _term_clock(columns: Columns, start: str, last: str) -> _Clock:
    first = term_on_or_after_sql(columns, start)
    opens_on = f"(CASE WHEN {last} >= {first} THEN {term_after_sql(columns, last)} ELSE {first} END)"
    no_first = f"WHEN {first} IS NULL THEN {term_note_sql(columns, start)}"
    note = f"CASE {no_first} WHEN {opens_on} IS NULL THEN {term_note_sql(columns, last)} ELSE '' END"
    return _Clock(opens_on, term_end_sql(columns, opens_on), note)


def _start_sql(columns: Columns, rule: DutyRule, floor: date) -> str:
    """The day from which a duty counts, as `reckon.count_from` has it."""
    known = [_day_sql(columns, rule, start) for start in rule.since]
    own = [columns.column("file.opened_on")]
    if rule.about == "child" and rule.every:
        own.insert(0, columns.column("child.listed_on"))
    latest = [f"greatest({', '.join(known)})"] if known else []
    return f"greatest(coalesce({', '.join([*latest, *own])}), {columns.binder.bind(floor)})"


def _day_sql(columns: Columns, rule: DutyRule, start: str | Birthday) -> str:
    if start == WHILE:
        assert columns.held_since is not None
        return f"coalesce({columns.held_since(rule.key)}, {columns.binder.bind(columns.today)})"
    if isinstance(start, Birthday):
        return _birthday_sql(columns, start)
    return columns.column(start) if start in vocabulary().facts else columns.last_day((start,))


def _birthday_sql(columns: Columns, start: Birthday) -> str:
    """The birthday once it has come; 29 February, which a month's arithmetic cuts to the 28th, moves to 1 March."""
    born, age = columns.column(start.born), columns.figure(start.age)
    if age is None:
        return NO_DAY
    day = f"({born} + interval '{12 * age} months')"
    day = f"({day}::date + (extract(day FROM {day}) <> extract(day FROM {born}))::integer)"
    return f"(CASE WHEN {day} <= {columns.binder.bind(columns.today)} THEN {day} END)"
