"""Reading the ladders: where a late duty was raised to, where it goes next and when; and who is late behind a rung."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from shouwang.access.scope import Scope
from shouwang.duties.escalation import KEY, get_step, highest
from shouwang.duties.models import Duty, Rung
from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.calendar import CalendarUnknown
from shouwang.policy.duration import Duration, add_duration, take_duration
from shouwang.policy.rule import DutyRule


@dataclass(frozen=True)
class Ladder:
    """`raised`: (function, day) of each step so far, the first first. `next_function` is empty at the ladder's end;
    `next_on` is None where the calendar of that year is not published."""

    raised: tuple[tuple[str, date], ...]
    next_function: str = ""
    next_on: date | None = None


def _key_of(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in KEY)


def list_raised(*, scope: Scope) -> QuerySet[Rung]:
    """Others' late duties that were raised to this post's offices and are not settled: the own ones are no news."""
    offices = sorted(scope.office_ids)
    rungs = Rung.objects.filter(county_id=scope.county_id, office_id__in=offices, settled_on__isnull=True, step__gt=0)
    own = Duty.objects.filter(
        county_id=scope.county_id, office_id__in=offices, **{name: OuterRef(name) for name in KEY}
    )
    return highest(rungs).exclude(Exists(own)).order_by("raised_on", "id")


def list_late_ones(rungs: Sequence[Rung]) -> list[list[Duty]]:
    """For each rung the duties that it was raised for: one for each office that owes it."""
    behind: dict[tuple[Any, ...], list[Duty]] = defaultdict(list)
    if rungs:
        files = {rung.file_id for rung in rungs}
        rows = Duty.objects.filter(
            county_id=rungs[0].county_id, file_id__in=files, rule__in={rung.rule for rung in rungs}
        )
        for duty in rows.select_related("office").order_by("id"):
            behind[_key_of(duty)].append(duty)
    return [behind[_key_of(rung)] for rung in rungs]


def list_ladders(duties: Iterable[Duty], *, county_id: int, today: date) -> dict[int, Ladder]:
    """The ladder of each late duty among `duties` whose rule has one, by the duty's key."""
    late = [duty for duty in duties if duty.due_on is not None and duty.due_on < today]
    plan = get_plan(county_id=county_id, on=today) if late else Plan(county_id)
    steep = [(duty, rule) for duty in late if (rule := _rule_of(duty, plan)) and rule.late_goes_to]
    if not steep:
        return {}
    climbed: dict[tuple[Any, ...], dict[int, Any]] = defaultdict(dict)
    files = {duty.file_id for duty, _rule in steep}
    rungs = Rung.objects.filter(county_id=county_id, file_id__in=files, settled_on=None, step__gt=0)
    for rung in rungs.values_list(*KEY, "step", "function", "raised_on", named=True):
        climbed[_key_of(rung)].setdefault(rung.step, rung)
    return {duty.pk: _ladder(duty, rule, climbed[_key_of(duty)], plan, today) for duty, rule in steep}


def _rule_of(duty: Duty, plan: Plan) -> DutyRule | None:
    pack = plan.pack(duty.pack)
    return pack.duties.get(duty.rule) if pack else None


def _ladder(duty: Duty, rule: DutyRule, rungs: dict[int, Any], plan: Plan, today: date) -> Ladder:
    raised = tuple((rungs[step].function, rungs[step].raised_on) for step in sorted(rungs))
    step = max(rungs, default=0) + 1
    if step > len(rule.late_goes_to):
        return Ladder(raised)
    length = get_step(plan.pack(duty.pack), rule, plan, today)
    return Ladder(raised, rule.late_goes_to[step - 1], _day_of(duty.due_on, step, length, plan, today))


def _day_of(due_on: date, step: int, length: Duration, plan: Plan, today: date) -> date | None:
    """The first night, from the coming one on, that raises a duty due on `due_on` to that step of the ladder."""
    try:
        day = due_on
        for _step in range(step):
            day = add_duration(day, length, plan.calendar)
        day = max(day - timedelta(days=3), today + timedelta(days=1))  # months are clamped: the way back may be shorter
        while _reaches(day, step, length, plan) < due_on:
            day += timedelta(days=1)
    except CalendarUnknown:
        return None
    return day


def _reaches(day: date, step: int, length: Duration, plan: Plan) -> date:
    """Duties due up to here stand on that step on `day`; the same reckoning as `climb_ladders`."""
    due_by = day - timedelta(days=1)
    for _step in range(step):
        due_by = take_duration(due_by, length, plan.calendar)
    return due_by
