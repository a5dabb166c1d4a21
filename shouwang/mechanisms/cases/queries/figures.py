"""The county's figures for cases: hours of silence, days until somebody looks back. None where nobody has chosen one."""

from datetime import date, timedelta

from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.duration import parse_duration
from shouwang.policy.parameter import figure_on

SILENCE = "emergency.silence"
LOOK_BACKS = ("cases.look_back", "cases.look_back_again")
_HOURS = {"hour": 1, "day": 24, "week": 168}


def get_silence(*, county_id: int, on: date) -> timedelta | None:
    """After how long without a sign from its holder a case counts as standing still: the strictest of the plans."""
    return min(_list(get_plan(county_id=county_id, on=on), SILENCE, on), default=None)


def get_figures(*, county_id: int, on: date) -> tuple[timedelta | None, tuple[timedelta, ...]]:
    """The silence, and after which times somebody looks back at a closed case: of one reading of the plan."""
    plan = get_plan(county_id=county_id, on=on)
    silence, *look_backs = (min(_list(plan, key, on), default=None) for key in (SILENCE, *LOOK_BACKS))
    return silence, tuple(one for one in look_backs if one is not None)


def _list(plan: Plan, key: str, on: date) -> list[timedelta]:
    found = []
    for pack in plan.packs:
        parameter = pack.parameters.get(key)
        figure = figure_on(parameter, key=key, day=on, choices=plan.choices_of(pack.id)) if parameter else None
        length = parse_duration(str(figure)) if figure else None
        if length is not None and length.unit in _HOURS:
            found.append(timedelta(hours=length.count * _HOURS[length.unit]))
    return found


def list_ladder(*, plan: Plan, part: str) -> tuple[str, ...]:
    """To whom the plans raise what is late with this function in a case: the longest ladder of its duties."""
    ladders = (
        rule.late_goes_to
        for pack in plan.packs
        for rule in pack.duties.values()
        if rule.about == "case" and part in rule.owner
    )
    return max(ladders, key=len, default=())
