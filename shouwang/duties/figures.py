"""A county's figures that are lengths of time, as its plans and its own choices have them on a day."""

from datetime import date, timedelta

from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.duration import parse_duration
from shouwang.policy.parameter import figure_on

_HOURS = {"hour": 1, "day": 24, "week": 168}


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
