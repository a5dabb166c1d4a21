"""Writing assessments and services. `step` is what every step carries: `by at today`, `proof_of`, of a case `seen at_time`.

All raise what `duties.operations.record_case_event` and `record_event` raise.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import County, Event
from shouwang.duties.operations import record_case_event, record_event
from shouwang.mechanisms.assessment.models import Assessment, Service
from shouwang.mechanisms.assessment.questionnaire import STARTING, weigh
from shouwang.page.words import in_words
from shouwang.registry import questionnaires
from shouwang.registry.models import File, FileKind, Questionnaire
from shouwang.registry.models.case import RISK_LEVEL

_ALL_NEEDS = (
    "needs_medical",
    "needs_counselling",
    "needs_correction",
    "needs_guidance",
    "needs_legal_aid",
    "needs_legal_service",
)
_ANSWERS = ("has_hazard", "hardship", "sudden_hardship")


class LevelUnsettled(Exception):
    """The level of risk is another than the points suggest, and no reason is given; or there are neither points nor level."""


def install_questionnaire(*, county: County, on: date) -> Questionnaire:
    """The questions that every county begins with; harmless the second time."""
    return questionnaires.install_questionnaire(county=county, purpose="child", starting=STARTING, on=on)


@transaction.atomic
def record_assessment(
    *,
    file: File,
    on: date,
    questionnaire: Questionnaire,
    answers: Mapping[str, str],
    dimensions: list[dict[str, str]],
    findings: str,
    needs: list[str],
    is_child_seen: bool,
    risk_level: str = "",
    level_reason: str = "",
    note: str = "",
    **fields: Any,
) -> Event:
    """调查评估 of a case, or of a child where the plan wants it regularly. Findings, answers and reason stay in the
    assessment, sealed. A county without a questionnaire begins with the first. Raises LevelUnsettled.
    """
    if questionnaire._state.adding:
        questionnaire = install_questionnaire(county=file.county, on=questionnaire.in_use_from)
    weighed, points, suggested = weigh(questionnaire, answers, dimensions)
    level = _settle(risk_level, level_reason, points, suggested)
    event = _tell(file, on, level, needs, is_child_seen, {"note": note}, fields)
    Assessment.objects.create(
        county_id=file.county_id,
        file=file,
        assessed_on=on,
        dimensions=weighed,
        questionnaire=questionnaire,
        answers=json.dumps(dict(answers)),
        points=points,
        suggested_level=suggested or None,
        level_reason=level_reason if level != suggested else None,
        findings=findings,
        risk_level=level,
        event=event,
    )
    return event


def _tell(
    file: File,
    on: date,
    level: str,
    needs: list[str],
    is_child_seen: bool,
    more: dict[str, Any],
    fields: dict[str, Any],
) -> Event:
    """The event, and of a case its facts."""
    said = {name: fields.pop(name, None) for name in _ANSWERS}
    detail = {"risk_level": level, "needs": needs, "seen": is_child_seen, **more}
    told = {"file": file, "what": "assessment.done", "on": on, "detail": detail, **fields}
    if file.kind != FileKind.CASE:
        return record_event(**told)
    seen = {"case.child_seen_on": on} if is_child_seen else {}
    return record_case_event(facts=_facts(level, needs, said) | seen, **told)


def _settle(chosen: str, reason: str, points: int | None, suggested: str) -> str:
    """The level that holds: as suggested, or as chosen with a reason."""
    level = chosen or suggested
    if not level:
        raise LevelUnsettled(_("The questionnaire asks nothing about the plan's dimensions: choose the level of risk."))
    if suggested and level != suggested and not reason.strip():
        words = _("By the points (%(points)s) the level of risk is «%(level)s». Say why you choose another one.")
        raise LevelUnsettled(words % {"points": points, "level": dict(in_words(RISK_LEVEL))[suggested]})
    return level


def _facts(risk_level: str, needs: list[str], answers: Mapping[str, bool | None]) -> dict[str, Any]:
    """A need that was not ticked is said not to be there: the assessment has looked at it."""
    found: dict[str, Any] = {f"case.{name}": name in needs for name in _ALL_NEEDS}
    found |= {f"case.{name}": answer for name, answer in answers.items() if answer is not None}
    return found | {"case.risk_level": risk_level, "case.help_needed": bool(needs), "case.stage": "assessed"}


@transaction.atomic
def arrange_service(
    *,
    file: File,
    on: date,
    kind: str,
    provider: str,
    contact: str,
    until_on: date | None = None,
    note: str = "",
    **step: Any,
) -> Event:
    """转介: a service with a provider who answers for it."""
    detail = {"kind": kind, "provider": provider, "contact": contact, "note": note}
    event = record_case_event(file=file, what="assessment.service_arranged", on=on, detail=detail, **step)
    Service.objects.create(
        county_id=file.county_id,
        file=file,
        kind=kind,
        provider=provider,
        contact=contact,
        from_on=on,
        until_on=until_on,
        event=event,
    )
    return event


@transaction.atomic
def deliver_service(*, file: File, on: date, service: Service, result: str, note: str = "", **step: Any) -> Event:
    """What became of a service."""
    detail = {"kind": service.kind, "provider": service.provider, "result": result, "note": note}
    event = record_case_event(file=file, what="assessment.service_delivered", on=on, detail=detail, **step)
    service.delivered_on, service.result = on, result
    service.save(update_fields=["delivered_on", "result"])
    return event
