"""Evaluating conditions: each node is compiled once per pack into a closure over a `Case`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from shouwang.policy.answer import Answer, citing, join_all, join_any, negate
from shouwang.policy.calendar import BARE, Calendar, CalendarUnknown
from shouwang.policy.condition import FactTest, FigureTest, Happened, Joined, Named, Negated, Node, Ref
from shouwang.policy.duration import add_duration, parse_duration, take_duration, years_between
from shouwang.policy.parameter import Parameter, figure_on
from shouwang.policy.rule import ListItem, NamedCondition, WordList
from shouwang.policy.situation import Happening, Situation
from shouwang.policy.vocabulary import vocabulary

Question = Callable[["Case"], Answer]


class Law(Protocol):
    """What evaluation needs of a pack."""

    @property
    def conditions(self) -> Mapping[str, NamedCondition]: ...
    @property
    def lists(self) -> Mapping[str, WordList]: ...
    @property
    def parameters(self) -> Mapping[str, Parameter]: ...
    @property
    def questions(self) -> dict[int, tuple[Node, Question]]: ...


@dataclass(slots=True)
class Case:
    """A situation on a day under a pack, with what was worked out so far."""

    law: Law
    situation: Situation
    today: date
    calendar: Calendar = BARE
    days: dict[str, list[date]] = field(default_factory=dict)
    named: dict[str, Answer] = field(default_factory=dict)

    @classmethod
    def open(cls, law: Law, situation: Situation, today: date, calendar: Calendar = BARE) -> Case:
        """A case in which only what was done up to `today` counts."""
        return cls(law, situation, today, calendar, days=_days_of(situation.events, today))

    def last_day(self, events: tuple[str, ...]) -> date | None:
        """The last day on which any of `events` was done."""
        found = [days[-1] for event in events if (days := self.days.get(event))]
        return max(found) if found else None

    def days_by(self, events: tuple[str, ...], functions: Iterable[str]) -> set[date]:
        """The days on which an office holding one of `functions` did any of `events`."""
        done = (one for one in self.situation.events if one.what in events and one.on <= self.today)
        return {one.on for one in done if not one.by.isdisjoint(functions)}

    def last_day_by(self, events: tuple[str, ...], function: str) -> date | None:
        """The last day on which an office holding `function` did any of `events`."""
        return max(self.days_by(events, (function,)), default=None)

    def figure(self, operand: Any) -> Any:
        """The operand itself, or what the parameter that it names says today; None when not chosen."""
        if not isinstance(operand, Ref):
            return operand
        key = operand.parameter
        return figure_on(self.law.parameters[key], key=key, day=self.today, choices=self.situation.choices)


def _days_of(events: tuple[Happening, ...], today: date) -> dict[str, list[date]]:
    days: dict[str, list[date]] = {}
    for happening in events:
        if happening.on <= today:
            days.setdefault(happening.what, []).append(happening.on)
    for found in days.values():
        found.sort()
    return days


def evaluate(law: Law, node: Node | str, situation: Situation, today: date, calendar: Calendar = BARE) -> Answer:
    """The answer to a condition (a node, or the name of one of the pack's conditions) about a situation on a day."""
    case = Case.open(law, situation, today, calendar)
    return ask_named(case, node) if isinstance(node, str) else question_of(law, node)(case)


def question_of(law: Law, node: Node) -> Question:
    """The compiled form of a node, made once per pack."""
    known = law.questions.get(id(node))
    if known is None:
        known = law.questions[id(node)] = (node, _compile(law, node))
    return known[1]


def ask_named(case: Case, name: str) -> Answer:
    """The answer to a named condition; KeyError for a name that the pack has not."""
    answer = case.named.get(name)
    if answer is None:
        condition = case.law.conditions[name]
        answer = question_of(case.law, condition.node)(case)
        if not answer.because:
            answer = citing(answer, condition.clauses)
        case.named[name] = answer
    return answer


def items_of(case: Case, key: str) -> tuple[ListItem, ...]:
    """The items of a list that count in the case: those without a condition, and those whose condition holds."""
    items = case.law.lists[key].items
    return tuple(item for item in items if item.when is None or question_of(case.law, item.when)(case).is_yes)


def _compile(law: Law, node: Node) -> Question:
    question = _compile_bare(law, node)
    clauses = node.clauses
    if not clauses or isinstance(node, (FactTest, FigureTest, Happened)):
        return question
    return lambda case: citing(question(case), clauses)


def _compile_bare(law: Law, node: Node) -> Question:
    if isinstance(node, Named):
        name = node.name
        return lambda case: ask_named(case, name)
    if isinstance(node, Joined):
        parts = [_compile(law, part) for part in node.parts]
        join = join_all if node.how == "all" else join_any
        return lambda case: join([part(case) for part in parts])
    if isinstance(node, Negated):
        part = _compile(law, node.part)
        return lambda case: negate(part(case))
    if isinstance(node, FactTest):
        return _compile_fact(law, node)
    if isinstance(node, FigureTest):
        return _compile_figure(node)
    assert isinstance(node, Happened)
    return _compile_event(node)


def _compile_fact(law: Law, node: FactTest) -> Question:
    if node.test == "known":
        return _compile_known(node)
    word = vocabulary().facts[node.key]
    key = word.derived or node.key
    holds = _is_among if word.type == "words" else _HOLDS[node.test]
    operand = law.lists[node.operand].keys if node.test == "in_list" else node.operand
    yes, no = Answer("yes", node.clauses), Answer("no", node.clauses)
    fact_missing = Answer("unknown", node.clauses, (key,))
    figure_missing = Answer("unknown", node.clauses, (_parameter_key(operand),))
    is_fixed, is_age = not isinstance(operand, Ref), word.derived is not None

    def ask(case: Case) -> Answer:
        value = case.situation.facts.get(key)
        figure = operand if is_fixed else case.figure(operand)
        if figure is None:
            return figure_missing
        if value is None:
            return fact_missing
        if is_age:
            value = years_between(value, case.today)
        try:
            return yes if holds(value, figure, case) else no
        except CalendarUnknown as unknown:
            return Answer("unknown", node.clauses, (unknown.note,))

    return ask


def _parameter_key(operand: Any) -> str:
    return f"parameter:{operand.parameter}" if isinstance(operand, Ref) else ""


def _compile_known(node: FactTest) -> Question:
    key = vocabulary().facts[node.key].derived or node.key
    wanted = bool(node.operand)
    yes, no = Answer("yes", node.clauses), Answer("no", node.clauses)
    return lambda case: yes if (case.situation.facts.get(key) is not None) is wanted else no


def _is_within(value: date, span: str, case: Case) -> bool:
    return case.today <= value <= add_duration(case.today, parse_duration(span), case.calendar)


def _is_older(value: date, span: str, case: Case) -> bool:
    return value < take_duration(case.today, parse_duration(span), case.calendar)


def _is_among(value: Any, figure: Any, case: Case) -> bool:
    return any(one in value for one in (figure if isinstance(figure, tuple) else (figure,)))


_HOLDS: dict[str, Callable[[Any, Any, Case], bool]] = {
    "is": lambda value, figure, case: bool(value == figure),
    "in": lambda value, figure, case: value in (figure if isinstance(figure, tuple) else (figure,)),
    "in_list": lambda value, figure, case: value in figure,
    "under": lambda value, figure, case: bool(value < figure),
    "at_most": lambda value, figure, case: bool(value <= figure),
    "over": lambda value, figure, case: bool(value > figure),
    "at_least": lambda value, figure, case: bool(value >= figure),
    "within": _is_within,
    "older_than": _is_older,
}


def _compile_figure(node: FigureTest) -> Question:
    ref, wanted = Ref(node.parameter), node.values
    yes, no = Answer("yes", node.clauses), Answer("no", node.clauses)
    unknown = Answer("unknown", node.clauses, (_parameter_key(ref),))

    def ask(case: Case) -> Answer:
        figure = case.figure(ref)
        return unknown if figure is None else yes if figure in wanted else no

    return ask


def _compile_event(node: Happened) -> Question:
    held = _compile_last_day(node)
    if not node.by_each:
        return lambda case: held(case, case.last_day(node.events))
    none = Answer("yes", node.clauses)

    def ask_each(case: Case) -> Answer:
        nobody = case.situation.nobody_leads
        answers = [held(case, case.last_day_by(node.events, one)) for one in node.by_each if one not in nobody]
        return join_all(answers) if answers else none

    return ask_each


def ask_of_one(case: Case, node: Happened, function: str) -> Answer:
    """Whether an office of this one function did it, and since then; yes where nobody leads the function."""
    if function in case.situation.nobody_leads:
        return Answer("yes", node.clauses)
    return _compile_last_day(node)(case, case.last_day_by(node.events, function))


def _compile_last_day(node: Happened) -> Callable[[Case, date | None], Answer]:
    yes, no = Answer("yes", node.clauses), Answer("no", node.clauses)
    after, after_by, since = node.after, node.after_by, node.since
    figure_missing = Answer("unknown", node.clauses, (_parameter_key(since),))

    def ask(case: Case, last: date | None) -> Answer:
        before = max(case.days_by(after, after_by), default=None) if after_by else case.last_day(after)
        if last is None or (before is not None and last < before):
            return no
        if since is None:
            return yes
        span = case.figure(since)
        if span is None:
            return figure_missing
        try:
            return yes if last >= take_duration(case.today, parse_duration(span), case.calendar) else no
        except CalendarUnknown as unknown:
            return Answer("unknown", node.clauses, (unknown.note,))

    return ask
