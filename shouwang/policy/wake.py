"""The next day on which a file's conditions may answer differently although nobody did anything.

The 16th birthday, a span that runs out, an event that grows too old, a figure that the law changes: the nightly work
asks only the files whose day has come. A day too many costs a look; a day too few would miss a duty. So both the day
itself and the one after it count, and spans that are no fixed number of days have several turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shouwang.policy.calendar import BARE, Calendar
from shouwang.policy.condition import FactTest, Happened, Node, parts_of
from shouwang.policy.duration import Duration, add_months, parse_duration
from shouwang.policy.evaluate import Case
from shouwang.policy.pack import Pack
from shouwang.policy.rule import Birthday
from shouwang.policy.situation import Situation
from shouwang.policy.vocabulary import vocabulary

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Turn:
    """A condition may turn `months` and `days` after the date fact, or after the last day of the events."""

    fact: str = ""
    events: tuple[str, ...] = ()
    months: int = 0
    days: int = 0

    def day(self, base: date) -> date:
        """The day that lies this far from `base`."""
        return add_months(base, self.months) + timedelta(days=self.days)


def list_turns(pack: Pack, *, about: str, figures: Any) -> tuple[Turn, ...]:
    """All turns of what duties about this kind of file rest on, conditions and birthdays; `figures(operand)` resolves parameters."""
    found: dict[Turn, None] = {}
    for node in _nodes(pack, about):
        for turn in _turns_of(node, figures):
            found.setdefault(turn)
    for start in (start for rule in pack.duties_about(about) for start in rule.since):
        age = figures(start.age) if isinstance(start, Birthday) else None
        if isinstance(start, Birthday) and age is not None:
            found.setdefault(Turn(fact=start.born, months=12 * age))
    return tuple(found)


def _nodes(pack: Pack, about: str) -> Iterator[Node]:
    for rule in pack.duties.values():
        if rule.about == about and rule.condition is not None:
            yield from parts_of(rule.condition)
    for named in pack.conditions.values():
        yield from parts_of(named.node)


def _turns_of(node: Node, figures: Any) -> Iterator[Turn]:
    if isinstance(node, Happened) and node.since is not None:
        span = figures(node.since)
        if span is not None:
            yield from _ends(Turn(events=node.events), parse_duration(str(span)))
    if isinstance(node, FactTest):
        yield from _turns_of_fact(node, figures)


def _turns_of_fact(node: FactTest, figures: Any) -> Iterator[Turn]:
    word = vocabulary().facts[node.key]
    figure = figures(node.operand) if node.test not in ("known", "in_list") else None
    if figure is None:
        return
    if word.derived:
        for age in figure if isinstance(figure, tuple) else (figure,):
            if type(age) is int:
                yield Turn(fact=word.derived, months=12 * age)
                yield Turn(fact=word.derived, months=12 * (age + 1))
    elif node.test == "older_than":
        yield from _ends(Turn(fact=node.key), parse_duration(str(figure)))
    elif node.test == "within":
        yield Turn(fact=node.key)
        yield from _beginnings(Turn(fact=node.key), parse_duration(str(figure)))


def _ends(turn: Turn, span: Duration) -> Iterator[Turn]:
    """When a span that began on the turn's day is over.

    A month back from 29, 30 or 31 March is the same last day of February, so the end of a span of months
    moves by up to four days; working days stretch over weekends and holidays.
    """
    extra = range(0, span.working_days + 15, 2) if span.working_days else (0, 2, 4) if span.months else (0,)
    for days in extra:
        yield Turn(turn.fact, turn.events, span.months, span.days + span.working_days + days)


def _beginnings(turn: Turn, span: Duration) -> Iterator[Turn]:
    """When a span that ends on the turn's day begins."""
    extra = range(0, span.working_days + 15, 2) if span.working_days else (0,)
    for days in extra:
        yield Turn(turn.fact, turn.events, -span.months, -span.days - span.working_days - days)


def list_days_of_law(pack: Pack) -> tuple[date, ...]:
    """The days on which the pack itself changes: in force, no longer in force, another figure. All files turn then."""
    ends = [pack.head.in_force_to + ONE_DAY] if pack.head.in_force_to else []
    figures = [day for parameter in pack.parameters.values() for day in parameter.values]
    return tuple(sorted({pack.head.in_force_from, *ends, *figures}))


def next_wake(pack: Pack, situation: Situation, today: date, calendar: Calendar = BARE) -> date | None:
    """The first day after `today` on which the file must be looked at again; None when only an event can change it."""
    case = Case.open(pack, situation, today, calendar)
    days = [*list_days_of_law(pack), *(event.on for event in situation.events)]
    for turn in list_turns(pack, about=situation.about, figures=case.figure):
        base = case.last_day(turn.events) if turn.events else situation.facts.get(turn.fact)
        if base is not None:
            days += [turn.day(base), turn.day(base) + ONE_DAY]
    return min((day for day in days if day > today), default=None)
