"""Raising cases that stand still: the holder first, then rung by rung the plan's ladder. Each rung is told once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shouwang.duties.leads import list_offices
from shouwang.duties.plan import get_plan
from shouwang.mechanisms.cases.models import Alarm, CaseHandOver
from shouwang.mechanisms.cases.operations.handing import ANSWERERS
from shouwang.mechanisms.cases.operations.telling import tell_offices
from shouwang.mechanisms.cases.queries.figures import get_silence, list_ladder
from shouwang.mechanisms.cases.queries.silence import hours_of, list_silent
from shouwang.registry.models import CasePart

ANY_WORK = {"duty.do"}


@dataclass(frozen=True)
class Step:
    """A silent case reached a rung of the ladder: 0 is the holder itself."""

    part: CasePart
    number: int
    function: str

    @property
    def key(self) -> tuple[Any, ...]:
        return (self.part.pk, self.part.heard_at, self.number)


@transaction.atomic
def raise_silent_cases(*, county_id: int, today: date, at: datetime) -> int:
    """A rung for every time that the county's figure has passed; returns how many were raised now."""
    silence = get_silence(county_id=county_id, on=today)
    if silence is None:
        return 0
    steps = _list_new(county_id, silence, today, at)
    wanted = [(step.part.file, {step.function}) for step in steps]
    raised = 0
    for step, leading in zip(steps, list_offices(county_id=county_id, wanted=wanted), strict=True):
        offices = [step.part.office_id] if step.number == 0 else leading[step.function]
        _raise(step, offices, today=today, at=at)
        raised += len(offices)
    return raised + _urge_unanswered(county_id=county_id, silence=silence, today=today, at=at)


def _list_new(county_id: int, silence: timedelta, today: date, at: datetime) -> list[Step]:
    """The rungs that were reached and not told yet; what was told is read once for all, also with thousands of cases."""
    plan, ladders = get_plan(county_id=county_id, on=today), dict[str, tuple[str, ...]]()
    silent = list_silent(county_id=county_id, at=at, silence=silence)
    alarms = Alarm.objects.filter(county_id=county_id, part__in=silent.order_by().values("pk"))
    told = set(alarms.values_list("part_id", "silent_since", "step"))
    found = []
    for part in silent:
        if part.part not in ladders:
            ladders[part.part] = ("", *list_ladder(plan=plan, part=part.part))
        reached = ladders[part.part][: int((at - part.heard_at) / silence)]
        found += [Step(part, number, function or part.part) for number, function in enumerate(reached)]
    return [step for step in found if step.key not in told]


def _raise(step: Step, offices: list[UUID | None], *, today: date, at: datetime) -> None:
    part = step.part
    Alarm.objects.bulk_create(
        Alarm(
            county_id=part.county_id,
            part=part,
            silent_since=part.heard_at,
            step=step.number,
            function=step.function,
            office_id=office_id,
            raised_at=at,
        )
        for office_id in offices
    )
    words = _("Case %(number)s stands still: nothing from %(office)s for %(hours)d hours")
    told = {"number": part.file.number, "office": part.office.name, "hours": hours_of(at - part.heard_at)}
    tell_offices(
        office_ids=[one for one in offices if one],
        rights=ANY_WORK,
        subject=words,
        about=told,
        today=today,
        at=at,
        link=f"/cases/{part.file_id}/" if step.number == 0 else "/cases/silent/",
        once_key=f"silent:{part.pk}:{part.heard_at.isoformat()}:{step.number}",
    )


def _urge_unanswered(*, county_id: int, silence: timedelta, today: date, at: datetime) -> int:
    """An offer that nobody answers: receiver and giver are told again, each time that the figure has passed."""
    waiting = CaseHandOver.objects.filter(county_id=county_id, answer="open", offered_at__lt=at - silence)
    for offer in waiting.select_related("file", "receiver"):
        times = int((at - offer.offered_at) / silence)
        words = _("Case %(number)s: %(office)s has not answered the hand-over for %(hours)d hours")
        told = {
            "number": offer.file.number,
            "office": offer.receiver.name,
            "hours": hours_of(at - offer.offered_at),
        }
        tell_offices(
            office_ids=[offer.receiver_id, offer.giver_id],
            rights=ANSWERERS,
            subject=words,
            about=told,
            today=today,
            at=at,
            link="/cases/hand-overs/",
            once_key=f"unanswered:{offer.pk}:{times}",
        )
    return len(waiting)
