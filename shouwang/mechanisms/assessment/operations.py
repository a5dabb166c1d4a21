"""Writing assessments and services. `step` is what every step carries: `by at today`, `proof_of`, of a case `seen at_time`.

All raise what `duties.operations.record_case_event` and `record_event` raise.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from shouwang.access.models import Event
from shouwang.duties.operations import record_case_event, record_event
from shouwang.mechanisms.assessment.models import Assessment, Service
from shouwang.registry.models import File, FileKind

_ALL_NEEDS = (
    "needs_medical",
    "needs_counselling",
    "needs_correction",
    "needs_guidance",
    "needs_legal_aid",
    "needs_legal_service",
)
_ANSWERS = ("has_hazard", "hardship", "sudden_hardship")


@transaction.atomic
def record_assessment(
    *,
    file: File,
    on: date,
    dimensions: list[dict[str, str]],
    findings: str,
    risk_level: str,
    needs: list[str],
    is_child_seen: bool,
    note: str = "",
    **fields: Any,
) -> Event:
    """调查评估 of a case, or of a child where the plan wants it regularly. The findings stay in the assessment, sealed."""
    answers = {name: fields.pop(name, None) for name in _ANSWERS}
    detail = {"risk_level": risk_level, "needs": needs, "seen": is_child_seen, "note": note}
    told = {"file": file, "what": "assessment.done", "on": on, "detail": detail, **fields}
    if file.kind == FileKind.CASE:
        seen = {"case.child_seen_on": on} if is_child_seen else {}
        event = record_case_event(facts=_facts(risk_level, needs, answers) | seen, **told)
    else:
        event = record_event(**told)
    Assessment.objects.create(
        county_id=file.county_id,
        file=file,
        assessed_on=on,
        dimensions=dimensions,
        findings=findings,
        risk_level=risk_level,
        event=event,
    )
    return event


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
