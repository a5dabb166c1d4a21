"""A county's figures that are lengths of time, as its plans and its own choices have them on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.calendar import CalendarUnknown
from shouwang.policy.condition import Ref
from shouwang.policy.duration import add_duration, parse_duration
from shouwang.policy.pack import Pack
from shouwang.policy.parameter import figure_on

_HOURS = {"hour": 1, "day": 24, "week": 168}


@dataclass(frozen=True)
class Term:
    """Within which an answer is owed: `words` in Chinese, `law` where a law gives it, `due_on` its last day."""

    words: str
    law: str
    due_on: date


def get_term(*, county_id: int, after: str, answered_by: str, on: date) -> Term | None:
    """By the duties of a case that begin with the event `after` on that day and end with `answered_by`: the shortest term.

    None where no adopted plan gives a figure, and the county has chosen none.
    """
    plan = get_plan(county_id=county_id, on=on)
    found = []
    for pack in plan.packs:
        for rule in (one for one in pack.duties_about("case") if after in one.on and answered_by in one.done_by):
            term = _term_of(plan, pack, rule.within, on)
            found += [term] if term else []
    return min(found, key=lambda term: term.due_on, default=None)


def _term_of(plan: Plan, pack: Pack, within: str | Ref | None, on: date) -> Term | None:
    key = within.parameter if isinstance(within, Ref) else ""
    parameter = pack.parameters[key] if key else None
    figure = figure_on(parameter, key=key, day=on, choices=plan.choices_of(pack.id)) if parameter else within
    if figure is None:
        return None
    length, dated = parse_duration(str(figure)), parameter.on(on) if parameter else None
    try:
        due_on = add_duration(on, length, plan.calendar)
    except CalendarUnknown:
        return None
    return Term(str(length), (dated.law or "") if dated and dated.source == "law" else "", due_on)


def list_lengths(*, plan: Plan, key: str, on: date) -> list[timedelta]:
    """What each adopted pack that has the parameter says, or the county chose; months and longer have no fixed length."""
    found = []
    for pack in plan.packs:
        parameter = pack.parameters.get(key)
        figure = figure_on(parameter, key=key, day=on, choices=plan.choices_of(pack.id)) if parameter else None
        length = parse_duration(str(figure)) if figure else None
        if length is not None and length.unit in _HOURS:
            found.append(timedelta(hours=length.count * _HOURS[length.unit]))
    return found


def get_length(*, county_id: int, key: str, on: date) -> timedelta | None:
    """The shortest of them; None where nobody has chosen one."""
    return min(list_lengths(plan=get_plan(county_id=county_id, on=on), key=key, on=on), default=None)


def list_ends(*, county_id: int, key: str, begins_on: date, on: date) -> list[date]:
    """On which days a span of that figure, begun on `begins_on`, is over: as each adopted pack says, or the county chose.

    None where nobody has chosen one, or where the calendar of that year is not published yet.
    """
    plan = get_plan(county_id=county_id, on=on)
    figures = [
        figure_on(pack.parameters[key], key=key, day=on, choices=plan.choices_of(pack.id))
        for pack in plan.packs
        if key in pack.parameters
    ]
    try:
        return [add_duration(begins_on, parse_duration(str(figure)), plan.calendar) for figure in figures if figure]
    except CalendarUnknown:
        return []
