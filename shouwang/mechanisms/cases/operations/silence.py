"""Raising cases that stand still: the holder first, then rung by rung the plan's ladder. Each rung is told once."""

from datetime import date, datetime, timedelta

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


@transaction.atomic
def raise_silent_cases(*, county_id: int, today: date, at: datetime) -> int:
    """A rung for every time that the county's figure has passed; returns how many were raised now."""
    silence = get_silence(county_id=county_id, on=today)
    if silence is None:
        return 0
    plan = get_plan(county_id=county_id, on=today)
    raised = 0
    for part in list_silent(county_id=county_id, at=at, silence=silence):
        ladder = ("", *list_ladder(plan=plan, part=part.part))
        reached = min(int((at - part.heard_at) / silence), len(ladder))
        for step, function in enumerate(ladder[:reached]):
            raised += _raise(part, step, function or part.part, today=today, at=at)
    return raised + _urge_unanswered(county_id=county_id, silence=silence, today=today, at=at)


def _raise(part: CasePart, step: int, function: str, *, today: date, at: datetime) -> int:
    if Alarm.objects.filter(county_id=part.county_id, part=part, silent_since=part.heard_at, step=step).exists():
        return 0
    (leading,) = list_offices(county_id=part.county_id, wanted=[(part.file, {function})])
    offices = [part.office_id] if step == 0 else leading[function]
    Alarm.objects.bulk_create(
        Alarm(
            county_id=part.county_id,
            part=part,
            silent_since=part.heard_at,
            step=step,
            function=function,
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
        link=f"/cases/{part.file_id}/" if step == 0 else "/cases/silent/",
        once_key=f"silent:{part.pk}:{part.heard_at.isoformat()}:{step}",
    )
    return len(offices)


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
