"""Writing visits. A finding becomes a fact of the child, and the plan says what the fact opens."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.mechanisms.visit.models import Visit
from shouwang.registry.models import File
from shouwang.registry.operations import set_facts

_FACTS_OF_FINDINGS: dict[str, dict[str, Any]] = {
    "alone": {"child.lives_alone": True},
    "dropout": {"child.schooling": "dropout"},
    "ill": {"child.health": "ill"},
    "hardship": {"child.family_hardship": True},
}
_RATING = {"proper": "good", "improper": "fair", "none": "poor"}


class FindingNeedsSight(Exception):
    """«Properly looked after» cannot be concluded when the child itself was not seen."""


@transaction.atomic
def record_visit(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    visitor: str,
    is_child_seen: bool,
    conclusion: str,
    is_child_heard_alone: bool | None = None,
    met: str = "",
    findings: list[str] | None = None,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """入户走访一次. Raises FindingNeedsSight, and what `record_event` raises."""
    if conclusion == "proper" and not is_child_seen:
        raise FindingNeedsSight(
            _(
                "The child was not seen, so «properly looked after» cannot be said. Choose another conclusion or go again."
            )
        )
    findings = findings or []
    set_facts(file=file, facts=_facts_of(findings, conclusion=conclusion, is_child_seen=is_child_seen))
    visit = Visit(
        county_id=file.county_id, file=file, done_on=on, visitor=visitor, is_child_seen=is_child_seen,
        is_child_heard_alone=is_child_heard_alone, met=met, conclusion=conclusion, findings=findings, note=note,
        by_office_id=by.office_id, by_user_id=by.user_id,
    )  # fmt: skip
    detail = {"is_child_seen": is_child_seen, "is_child_heard_alone": is_child_heard_alone, "conclusion": conclusion}
    detail["findings"] = findings
    visit.event = record_event(
        by=by, file=file, what="visit.done", on=on, at=at, today=today, detail=detail,
        proof_of=proof_of or f"visit.visit:{visit.pk}",
    )  # fmt: skip
    visit.save(force_insert=True)
    return visit.event


def _facts_of(findings: list[str], *, conclusion: str, is_child_seen: bool) -> dict[str, Any]:
    """What was found, as facts of the child. Whoever saw it and says nothing of living alone says that it does not."""
    facts: dict[str, Any] = {"child.guardianship_rating": _RATING[conclusion]}
    for finding in findings:
        facts |= _FACTS_OF_FINDINGS.get(finding, {})
    if is_child_seen and "alone" not in findings:
        facts["child.lives_alone"] = False
    return facts


@transaction.atomic
def record_missed_visit(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    because: str,
    planned_on: date | None = None,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """A visit that was not made, and why: it leaves the duty open."""
    visit = Visit(
        county_id=file.county_id, file=file, planned_on=planned_on or on, not_done_because=because, note=note,
        visitor="director", by_office_id=by.office_id, by_user_id=by.user_id,
    )  # fmt: skip
    visit.event = record_event(
        by=by, file=file, what="visit.missed", on=on, at=at, today=today, detail={"because": because},
        proof_of=proof_of or f"visit.visit:{visit.pk}",
    )  # fmt: skip
    visit.save(force_insert=True)
    return visit.event


@transaction.atomic
def assign_supervisor(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    supervisor_name: str,
    phone: str = "",
    note: str = "",
    proof_of: str = "",
) -> Event:
    """专人: the one person who answers for this family."""
    told = {"supervisor_name": supervisor_name, "phone": phone, "note": note}
    set_facts(file=file, facts={"child.supervisor_name": supervisor_name})
    return record_event(
        by=by, file=file, what="visit.assigned", on=on, at=at, today=today, detail={key: value for key, value in told.items() if value},
        proof_of=proof_of,
    )  # fmt: skip
