"""Conditions as SQL over columns, with the same three answers: TRUE, FALSE, and NULL for not known.

The relation is aliased `f` and has one column a fact (`child.born_on` is `f.child_born_on`), typed date,
boolean, integer or text. Values are bound as `%(p0)s`, `%(p1)s` ... in `Law.binder.values`. Whatever depends only
on the day, the pack and the county's choices is worked out here in Python with the code of `evaluate`, so that
both ways use one arithmetic; SQL compares columns with figures and joins the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shouwang.policy.calendar import BARE, Calendar, CalendarUnknown
from shouwang.policy.condition import FactTest, FigureTest, Happened, Joined, Named, Negated, Node, Ref, parts_of
from shouwang.policy.duration import add_duration, add_months, parse_duration, take_duration
from shouwang.policy.pack import Pack
from shouwang.policy.parameter import figure_on
from shouwang.policy.vocabulary import vocabulary

UNKNOWN = "NULL::boolean"
LastDay = Callable[[tuple[str, ...]], str]
LastDayBy = Callable[[tuple[str, ...], str], str]
NobodyLeads = Callable[[str], str]


def column_of(key: str, *, relation: str = "f") -> str:
    """The column of a fact: `child.born_on` is `f.child_born_on`. Derived facts have none."""
    return f"{relation}.{key.replace('.', '_')}"


@dataclass
class Binder:
    """Collects the values of a statement; equal values of one type share a name."""

    values: dict[str, Any] = field(default_factory=dict)
    _names: dict[tuple[type, Any], str] = field(default_factory=dict)

    def bind(self, value: Any) -> str:
        """The placeholder that stands for `value`, cast for dates and numbers."""
        key = (type(value), tuple(value) if isinstance(value, list) else value)
        name = self._names.setdefault(key, f"p{len(self._names)}")
        self.values[name] = value
        return f"%({name})s{_cast(value)}"


def _cast(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    kinds = ((bool, "::boolean"), (int, "::integer"), (date, "::date"), (str, "::text"))
    cast = next(cast for kind, cast in kinds if isinstance(first, kind))
    return f"{cast}[]" if isinstance(value, list) else cast


@dataclass
class Columns:
    """Everything that compiling needs: pack, day, choices, calendar, and how to find the last day of events.

    `last_day(events)` gives an SQL expression of type date: the last day (not after today) on which any of the
    events was done on the row's file, NULL for never; `last_day_by(events, function)` the last day on which an office
    that held the function did (only rules with `done_by_each` and events with `by_each` ask for it), and
    `nobody_leads(function)` whether no office leads the function where the row's file lies (never NULL);
    `held_since(rule)` the day on which the rule's `while` began to hold, NULL when nothing is remembered.
    `named` gives conditions that the caller already has as columns; others are written out in place.
    """

    pack: Pack
    today: date
    last_day: LastDay
    choices: Mapping[str, Any] = field(default_factory=dict)
    calendar: Calendar = BARE
    named: Mapping[str, str] = field(default_factory=dict)
    last_day_by: LastDayBy | None = None
    nobody_leads: NobodyLeads | None = None
    held_since: Callable[[str], str] | None = None
    relation: str = "f"
    binder: Binder = field(default_factory=Binder)

    def column(self, key: str) -> str:
        """The column of a fact in this relation."""
        return column_of(key, relation=self.relation)

    def figure(self, operand: Any) -> Any:
        """The operand, or what the parameter that it names says on the day; None when not chosen."""
        if not isinstance(operand, Ref):
            return operand
        key = operand.parameter
        return figure_on(self.pack.parameters[key], key=key, day=self.today, choices=self.choices)


def condition_sql(columns: Columns, node: Node | str | None) -> str:
    """A boolean expression: the condition's answer for each row. None (no condition) is TRUE."""
    if node is None:
        return "TRUE"
    if isinstance(node, str):
        return columns.named.get(node) or condition_sql(columns, columns.pack.conditions[node].node)
    if isinstance(node, Named):
        return condition_sql(columns, node.name)
    if isinstance(node, Joined):
        word = " AND " if node.how == "all" else " OR "
        return f"({word.join(condition_sql(columns, part) for part in node.parts)})"
    if isinstance(node, Negated):
        return f"(NOT {condition_sql(columns, node.part)})"
    if isinstance(node, FigureTest):
        return _figure_sql(columns, node)
    if isinstance(node, Happened):
        return _event_sql(columns, node)
    assert isinstance(node, FactTest)
    return _fact_sql(columns, node)


def conditions_in_order(pack: Pack, wanted: Iterable[str]) -> tuple[str, ...]:
    """The wanted conditions and all that they name, each after those that it names (to build columns from)."""
    order: dict[str, None] = {}

    def add(name: str) -> None:
        for part in parts_of(pack.conditions[name].node):
            if isinstance(part, Named) and part.name not in order:
                add(part.name)
        order.setdefault(name)

    for name in wanted:
        add(name)
    return tuple(order)


def columns_needed(pack: Pack, nodes: Iterable[Node]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The facts (underived) and the groups of events that conditions look at, named conditions followed."""
    facts: dict[str, None] = {}
    events: dict[tuple[str, ...], None] = {}
    waiting, seen = list(nodes), set()
    while waiting:
        for part in parts_of(waiting.pop()):
            if isinstance(part, FactTest):
                facts.setdefault(vocabulary().facts[part.key].derived or part.key)
            elif isinstance(part, Happened):
                events |= dict.fromkeys(group for group in (part.events, part.after) if group)
            elif isinstance(part, Named) and part.name not in seen:
                seen.add(part.name)
                waiting.append(pack.conditions[part.name].node)
    return tuple(facts), tuple(events)


def _figure_sql(columns: Columns, node: FigureTest) -> str:
    figure = columns.figure(Ref(node.parameter))
    return UNKNOWN if figure is None else "TRUE" if figure in node.values else "FALSE"


def _event_sql(columns: Columns, node: Happened) -> str:
    if not node.by_each:
        return _held_sql(columns, node, columns.last_day(node.events))
    assert columns.last_day_by is not None and columns.nobody_leads is not None
    each = [
        f"({columns.nobody_leads(one)} OR {_held_sql(columns, node, columns.last_day_by(node.events, one))})"
        for one in node.by_each
    ]
    return f"({' AND '.join(each)})"


def _held_sql(columns: Columns, node: Happened, last: str) -> str:
    parts = [f"{last} IS NOT NULL"]
    if node.after:
        before = _before_sql(columns, node)
        parts.append(f"({before} IS NULL OR {last} >= {before})")
    if node.since is not None:
        since = _day_before(columns, columns.figure(node.since))
        parts.append(f"{last} >= {columns.binder.bind(since)}" if since else UNKNOWN)
    return f"({' AND '.join(parts)})"


def _before_sql(columns: Columns, node: Happened) -> str:
    if not node.after_by:
        return columns.last_day(node.after)
    assert columns.last_day_by is not None
    return f"greatest({', '.join(columns.last_day_by(node.after, function) for function in node.after_by)})"


def _day_before(columns: Columns, span: str | None) -> date | None:
    try:
        return take_duration(columns.today, parse_duration(span), columns.calendar) if span is not None else None
    except CalendarUnknown:
        return None


def _fact_sql(columns: Columns, node: FactTest) -> str:
    word = vocabulary().facts[node.key]
    column = columns.column(word.derived or node.key)
    if node.test == "known":
        return f"({column} IS {'NOT ' if node.operand else ''}NULL)"
    figure = columns.pack.lists[node.operand].keys if node.test == "in_list" else columns.figure(node.operand)
    if figure is None:
        return UNKNOWN
    if word.derived:
        return _age_sql(columns, column, node.test, figure)
    if node.test in ("within", "older_than"):
        return _SPANS[node.test](columns, column, str(figure))
    if node.test in ("is", "in", "in_list"):
        return _equality_sql(columns, column, figure if isinstance(figure, tuple) else (figure,), word.type)
    return f"({column} {_SIGNS[node.test]} {columns.binder.bind(figure)})"


_SIGNS = {"under": "<", "at_most": "<=", "over": ">", "at_least": ">="}
_TYPES: dict[str, type] = {"bool": bool, "int": int, "date": date, "text": str, "choice": str, "words": str}


def _equality_sql(columns: Columns, column: str, values: tuple[Any, ...], type_: str) -> str:
    fitting = [value for value in values if type(value) is _TYPES[type_]]
    if not fitting:
        return f"({column} IS NULL AND {UNKNOWN})"
    if type_ == "bool":
        return (
            column
            if fitting == [True]
            else f"(NOT {column})"
            if fitting == [False]
            else f"({column} IS NOT NULL OR NULL)"
        )
    if type_ == "words":
        return f"({column} && {columns.binder.bind(fitting)})"
    if len(fitting) == 1:
        return f"({column} = {columns.binder.bind(fitting[0])})"
    return f"({column} IN ({', '.join(columns.binder.bind(value) for value in fitting)}))"


def _within_sql(columns: Columns, column: str, span: str) -> str:
    today = columns.binder.bind(columns.today)
    try:
        limit = add_duration(columns.today, parse_duration(span), columns.calendar)
    except CalendarUnknown:
        return f"({column} >= {today} AND {UNKNOWN})"
    return f"({column} >= {today} AND {column} <= {columns.binder.bind(limit)})"


def _older_sql(columns: Columns, column: str, span: str) -> str:
    limit = _day_before(columns, span)
    return f"({column} < {columns.binder.bind(limit)})" if limit else UNKNOWN


_SPANS: dict[str, Callable[[Columns, str, str], str]] = {"within": _within_sql, "older_than": _older_sql}


def _age_sql(columns: Columns, column: str, test: str, figure: Any) -> str:
    if isinstance(figure, tuple):
        return f"({' OR '.join(_age_sql(columns, column, 'is', age) for age in figure)})"
    if type(figure) is not int:
        return f"({column} IS NULL AND {UNKNOWN})"
    reached, passed = (columns.binder.bind(_born_by(columns.today, age)) for age in (figure, figure + 1))
    return {
        "is": f"({column} <= {reached} AND {column} > {passed})",
        "at_least": f"({column} <= {reached})",
        "under": f"({column} > {reached})",
        "over": f"({column} <= {passed})",
        "at_most": f"({column} > {passed})",
    }[test]


def _born_by(today: date, age: int) -> date:
    """Whoever was born on this day or before has reached `age` on `today`."""
    return add_months(today, -12 * min(max(age, -1000), today.year - 1))
