"""The county's figures for cases: hours of silence, days until somebody looks back. None where nobody has chosen one."""

from datetime import date, timedelta

from shouwang.duties.figures import get_length, list_lengths
from shouwang.duties.plan import Plan, get_plan

SILENCE = "emergency.silence"
LOOK_BACKS = ("cases.look_back", "cases.look_back_again")
GLASS = "cases.glass_open"


def get_silence(*, county_id: int, on: date) -> timedelta | None:
    """After how long without a sign from its holder a case counts as standing still: the strictest of the plans."""
    return get_length(county_id=county_id, key=SILENCE, on=on)


def get_glass_open(*, county_id: int, on: date) -> timedelta | None:
    """How long a sealed case stays open to whoever broke the glass."""
    return get_length(county_id=county_id, key=GLASS, on=on)


def get_figures(*, county_id: int, on: date) -> tuple[timedelta | None, tuple[timedelta, ...]]:
    """The silence, and after which times somebody looks back at a closed case: of one reading of the plan."""
    plan = get_plan(county_id=county_id, on=on)
    silence, *look_backs = (
        min(list_lengths(plan=plan, key=key, on=on), default=None) for key in (SILENCE, *LOOK_BACKS)
    )
    return silence, tuple(one for one in look_backs if one is not None)


def list_ladder(*, plan: Plan, part: str) -> tuple[str, ...]:
    """To whom the plans raise what is late with this function in a case: the longest ladder of its duties."""
    ladders = (
        rule.late_goes_to
        for pack in plan.packs
        for rule in pack.duties.values()
        if rule.about == "case" and part in rule.owner
    )
    return max(ladders, key=len, default=())
