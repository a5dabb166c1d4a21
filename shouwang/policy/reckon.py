"""The reckoning: which duties a file has on a day, as a pure function of pack, situation, day and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from shouwang.policy.answer import Answer
from shouwang.policy.calendar import BARE, Calendar, CalendarUnknown
from shouwang.policy.condition import Named
from shouwang.policy.duration import add_duration, birthday, parse_duration, take_duration
from shouwang.policy.evaluate import Case, ask_named, question_of
from shouwang.policy.obligation import Obligation, Open, Reckoning, Undated
from shouwang.policy.pack import Pack
from shouwang.policy.period import PERIODS, period_after, period_at
from shouwang.policy.rule import WHILE, Birthday, DutyRule
from shouwang.policy.situation import Situation

ONE_DAY = timedelta(days=1)
LADDER_PARAMETER = "duties.ladder_step"
LADDER_STEP = "7 days"


@dataclass(frozen=True, slots=True)
class _Clock:
    trigger: str = ""
    opens_on: date | None = None
    due_on: date | None = None
    last_done_on: date | None = None
    note: str = ""
    warn_on: date | None = None  # None: `warn` before the due day


class _NoClock(Exception):
    """A duty without a day; its argument is the reason."""


@dataclass(slots=True)
class _Book:
    """What one reckoning has found so far."""

    obligations: list[Obligation] = field(default_factory=list)
    undated: list[Undated] = field(default_factory=list)
    unknown: list[Open] = field(default_factory=list)
    holding: list[tuple[str, date]] = field(default_factory=list)


def reckon(pack: Pack, situation: Situation, today: date, calendar: Calendar = BARE) -> Reckoning:
    """All duties of the file on `today`, one open row per rule, owner and trigger.

    Nothing before the pack is in force or after it ended; nothing is counted from before
    the county adopted it (`situation.adopted_on`).
    """
    if not pack.is_in_force(today):
        return Reckoning()
    case = Case.open(pack, situation, today, calendar)
    book = _Book()
    for rule in pack.duties_about(situation.about):
        holds = ask_condition(case, rule)
        if holds.outcome == "unknown":
            book.unknown.append(Open(pack.id, rule.key, rule.clauses, holds.missing))
        elif holds.outcome == "yes":
            _reckon_rule(pack, rule, case, book)
    return Reckoning(tuple(book.obligations), tuple(book.undated), tuple(book.unknown), tuple(book.holding))


_YES = Answer("yes")


def ask_condition(case: Case, rule: DutyRule) -> Answer:
    """Whether the duty holds in the case."""
    node = rule.condition
    if node is None:
        return _YES
    if type(node) is Named and not node.clauses:
        return ask_named(case, node.name)
    return question_of(case.law, node)(case)


def _reckon_rule(pack: Pack, rule: DutyRule, case: Case, book: _Book) -> None:
    if rule.counts_from_while:
        book.holding.append((rule.key, _held_since(rule, case)))
    groups = [(owner,) for owner in rule.owner] if rule.done_by_each else [rule.owner]
    for owners in groups:
        last_done = _last_done(rule, case, owners[0])
        try:
            clocks = list(_clocks(pack, rule, case, last_done))
        except _NoClock as no_clock:
            reason = str(no_clock)
            book.undated.extend(Undated(pack.id, rule.key, rule.clauses, owner, reason) for owner in owners)
            continue
        for clock in clocks:
            book.obligations.extend(_obligations(pack, rule, case, clock, owners))


def _last_done(rule: DutyRule, case: Case, owner: str) -> date | None:
    """The last day on which the duty was answered: by whomever, or by the owner alone."""
    if rule.done_by_each:
        return case.last_day_by(rule.done_by, owner)
    return case.last_day(rule.done_by) if rule.done_by else None


def _obligations(
    pack: Pack, rule: DutyRule, case: Case, clock: _Clock, owners: tuple[str, ...]
) -> Iterator[Obligation]:
    warn_on = clock.warn_on or _warn_on(rule, case, clock.due_on)
    late_on = clock.due_on + ONE_DAY if clock.due_on else None
    for owner in owners:
        yield Obligation(
            pack.id,
            rule.key,
            rule.clauses,
            owner,
            clock.trigger,
            clock.opens_on,
            warn_on,
            clock.due_on,
            late_on,
            clock.last_done_on,
            clock.note,
        )


def _warn_on(rule: DutyRule, case: Case, due_on: date | None) -> date | None:
    span = case.figure(rule.warn)
    if due_on is None or span is None:
        return due_on
    try:
        return take_duration(due_on, parse_duration(span), case.calendar)
    except CalendarUnknown:
        return due_on


def _clocks(pack: Pack, rule: DutyRule, case: Case, last_done: date | None) -> Iterator[_Clock]:
    if rule.on:
        yield from _event_clocks(pack, rule, case, last_done)
        return
    if rule.every is None:
        yield from _standing_clock(pack, rule, case, last_done)
        return
    every = _chosen(case, rule.every)
    if every in PERIODS:
        yield _periodic_clock(pack, rule, case, every, last_done)
    else:
        yield _counted_clock(pack, rule, case, every, last_done)


def _chosen(case: Case, operand: object) -> str:
    figure = case.figure(operand)
    if figure is None:
        raise _NoClock(f"parameter:{getattr(operand, 'parameter', '')}")
    return str(figure)


def _dated(case: Case, clock: _Clock, span: str) -> _Clock:
    """The clock with its due day, `span` after it opened; with a note instead when the calendar is not loaded."""
    due_on, note = None, ""
    try:
        due_on = add_duration(clock.opens_on, parse_duration(span), case.calendar) if clock.opens_on else None
    except CalendarUnknown as unknown:
        note = unknown.note
    return _Clock(clock.trigger, clock.opens_on, due_on, clock.last_done_on, note)


def _counted_clock(pack: Pack, rule: DutyRule, case: Case, every: str, last_done: date | None) -> _Clock:
    """From the last time on; once done it lies ahead until it is warned of, or else for three quarters of its span.

    Never on the day on which it was done. The last quarter is rounded up to whole days.
    """
    start = count_from(pack, rule, case)
    clock = _dated(case, _Clock(opens_on=max(start, last_done or start), last_done_on=last_done), every)
    if last_done is None or last_done < start or clock.due_on is None:
        return clock
    following = last_done + ONE_DAY
    warn_on = _warn_on(rule, case, clock.due_on) or clock.due_on
    quarter = ((clock.due_on - last_done).days + 3) // 4
    opens_on = warn_on if warn_on < clock.due_on else clock.due_on - timedelta(days=quarter)
    return replace(clock, opens_on=max(opens_on, following), warn_on=max(warn_on, following))


def _periodic_clock(pack: Pack, rule: DutyRule, case: Case, every: str, last_done: date | None) -> _Clock:
    start = count_from(pack, rule, case)
    within = None if rule.within is None else _chosen(case, rule.within)
    try:
        period = period_at(every, start, case.calendar)
        if last_done is not None and last_done >= period.first_on:
            period = period_after(every, last_done, case.calendar)
    except CalendarUnknown as unknown:
        return _Clock(last_done_on=last_done, note=unknown.note)
    if within is None:
        return _Clock("", period.first_on, period.last_on, last_done)
    return _dated(case, _Clock("", period.first_on, None, last_done), within)


def _standing_clock(pack: Pack, rule: DutyRule, case: Case, last_done: date | None) -> Iterator[_Clock]:
    start = count_from(pack, rule, case)
    if last_done is None or last_done < start:
        yield _dated(case, _Clock("", start, None, last_done), _chosen(case, rule.within))


def _event_clocks(pack: Pack, rule: DutyRule, case: Case, last_done: date | None) -> Iterator[_Clock]:
    floor = _floor(pack, case)
    done = (case.days.get(event, ()) for event in rule.on)
    days = case.days_by(rule.on, rule.on_by) if rule.on_by else {day for one in done for day in one}
    for day in sorted(days):
        if day >= floor and (last_done is None or day > last_done):
            yield _dated(case, _Clock(day.isoformat(), day, None, last_done), _chosen(case, rule.within))


def _floor(pack: Pack, case: Case) -> date:
    adopted_on = case.situation.adopted_on
    return max(pack.head.in_force_from, adopted_on) if adopted_on else pack.head.in_force_from


def count_from(pack: Pack, rule: DutyRule, case: Case) -> date:
    """The day from which a duty counts: the latest known of `since`, else the file's own day; never before the pack.

    A birthday is known once it has come. The file's own day is `child.listed_on` for a child on the clock of a period, else the day it was opened.
    """
    known = [day for start in rule.since if (day := _day_of(rule, case, start)) is not None]
    day = max(known) if known else _own_day(rule, case)
    floor = _floor(pack, case)
    return floor if day is None else max(day, floor)


def _held_since(rule: DutyRule, case: Case) -> date:
    return case.situation.held_since.get(rule.key, case.today)


def _day_of(rule: DutyRule, case: Case, start: str | Birthday) -> date | None:
    if start == WHILE:
        return _held_since(rule, case)
    if isinstance(start, Birthday):
        return _birthday_of(case, start)
    if start in case.days:
        return case.days[start][-1]
    day: date | None = case.situation.facts.get(start)
    return day


def _birthday_of(case: Case, start: Birthday) -> date | None:
    """The birthday, once it has come: an age not yet reached, or not chosen, begins nothing."""
    age, born_on = case.figure(start.age), case.situation.facts.get(start.born)
    day = birthday(born_on, age) if age is not None and born_on is not None else None
    return day if day is not None and day <= case.today else None


def _own_day(rule: DutyRule, case: Case) -> date | None:
    facts = case.situation.facts
    opened_on: date | None = facts.get("file.opened_on") or case.situation.opened_on
    listed_on: date | None = facts.get("child.listed_on") if rule.about == "child" and rule.every else None
    return listed_on or opened_on


def rungs(
    pack: Pack, rule: DutyRule, *, late_on: date, situation: Situation, calendar: Calendar = BARE
) -> tuple[tuple[str, date], ...]:
    """The ladder of a late duty: (function, day on which it reaches that function), first rung on `late_on`."""
    case = Case.open(pack, situation, late_on, calendar)
    step = case.figure(rule.ladder_step)
    if step is None and LADDER_PARAMETER in pack.parameters:
        parameter = pack.parameters[LADDER_PARAMETER].on(late_on)
        step = situation.choices.get(LADDER_PARAMETER) or (parameter.value if parameter else None)
    duration = parse_duration(str(step or LADDER_STEP))
    days = [late_on]
    for _ in rule.late_goes_to[1:]:
        days.append(add_duration(days[-1], duration, calendar))
    return tuple(zip(rule.late_goes_to, days, strict=True)) if rule.late_goes_to else ()
