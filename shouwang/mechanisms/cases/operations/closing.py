"""Closing, looking back, reopening. A case is closed when the plan's conditions hold and the child was seen."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.registry.models import Case, CaseTask, File


class NotYetToBeClosed(Exception):
    """The child was not seen, somebody has not answered yet, or a mistake was not explained."""


@transaction.atomic
def close_case(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    because: str,
    note: str = "",
    **step: Any,
) -> Event:
    """Raises NotYetToBeClosed, and what `record_case_event` raises. A mistaken report leaves no label on the child."""
    is_mistaken = because == "mistaken"
    facts = {"case.stage": "closed", "case.closed_on": on, "case.closed_because": because, "case.mistaken": is_mistaken}
    event = record_case_event(
        by=by,
        file=file,
        what="cases.closed",
        on=on,
        at=at,
        today=today,
        facts=facts,
        **step,
        detail={"because": because, "note": note},
    )
    _refuse_early(file, because, note)
    return event


def _refuse_early(file: File, because: str, note: str) -> None:
    case = Case.objects.get(county_id=file.county_id, pk=file.pk)
    if because == "mistaken" and not note.strip():
        raise NotYetToBeClosed(_("Write down why the report was mistaken: in the note."))
    if because == "settled" and case.child_seen_on is None:
        raise NotYetToBeClosed(_("Nobody has seen the child itself yet: record «child seen» first."))
    if CaseTask.objects.filter(county_id=file.county_id, file=file, state="open").exists():
        raise NotYetToBeClosed(_("A task has not been answered yet."))
    if CaseHandOver.objects.filter(county_id=file.county_id, file=file, answer="open").exists():
        raise NotYetToBeClosed(_("The case is offered to an office, which has not answered yet."))


@transaction.atomic
def look_back(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    is_child_seen: bool,
    finding: str,
    note: str = "",
    **step: Any,
) -> Event:
    """How the child does some time after the case was closed."""
    detail: dict[str, Any] = {"is_child_seen": is_child_seen, "finding": finding, "note": note}
    return record_case_event(
        by=by,
        file=file,
        what="cases.looked_back",
        on=on,
        at=at,
        today=today,
        detail=detail,
        **step,
        is_after_closing=True,
    )


@transaction.atomic
def reopen_case(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    reason: str,
    note: str = "",
    **step: Any,
) -> Event:
    """It was not over. Whoever held it last holds it again; the child has to be seen anew."""
    facts = {
        "case.stage": "received",
        "case.closed_on": None,
        "case.closed_because": None,
        "case.mistaken": None,
        "case.child_seen_on": None,
        "case.child_safe": None,
    }
    return record_case_event(
        by=by,
        file=file,
        what="cases.reopened",
        on=on,
        at=at,
        today=today,
        facts=facts,
        **step,
        detail={"reason": reason, "note": note},
        is_after_closing=True,
    )
