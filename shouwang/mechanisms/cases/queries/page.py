"""What the page of one case shows, gathered for one call."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from shouwang.access.models import Event
from shouwang.access.scope import Scope
from shouwang.duties.gates import list_closed
from shouwang.duties.queries import list_for_file
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.queries.figures import get_silence
from shouwang.mechanisms.cases.queries.lanes import as_titles, draw_lanes
from shouwang.mechanisms.cases.queries.silence import hours_of
from shouwang.mechanisms.cases.queries.story import list_origins, list_story, tell
from shouwang.page.duty_rows import DutyRow, as_rows
from shouwang.page.mechanism import Act, acts_for, documents_for, panels_for
from shouwang.registry.models import Attachment, Case, CasePart, CaseTask, File
from shouwang.registry.models.case import CIRCUMSTANCES
from shouwang.registry.queries import get_child_file

NARROW, WIDE, STORY_SHOWN = 330, 820, 12
_NOT_SHOWN = {"file", "county", "child_file", *CIRCUMSTANCES, "stage", "closed_on", "closed_because", "is_sealed"}


def gather(file: File, *, scope: Scope, at: datetime) -> dict[str, Any]:
    """Everything on the page of a case, for whoever may read it."""
    case, today = file.case, at.date()
    origins = list_origins(file)
    events = list_story(origins)
    panels = [(one, one.context(file, scope, today)) for one in panels_for(file, scope)]
    rows = as_rows(list_for_file(file=file, today=today), scope=scope, today=today, files={file.pk: file})
    return {
        "file": file,
        "case": case,
        "today": today,
        "circumstances": [f"case.{name}" for name in CIRCUMSTANCES if getattr(case, name)],
        "facts": _list_facts(case),
        "child": _child(file, case, scope),
        "duties": rows,
        "next": next((row for row in rows if row.duty.due_on), None),
        "story": [tell(event, origins) for event in reversed(events[-STORY_SHOWN:])],
        "events": len(events),
        "do_at": reverse("do", args=[file.pk, "-"]).removesuffix("-/"),
        "may_unveil": scope.grant_for(file, "case.do") is not None,
        "tasks": CaseTask.objects.filter(county_id=file.county_id, file=file).select_related("office", "answered_by"),
        "hand_overs": CaseHandOver.objects.filter(county_id=file.county_id, file=file).select_related(
            "giver", "receiver", "next_offer__receiver"
        ),
        "documents": documents_for(file, scope),
        "attachments": Attachment.objects.filter(file__in=origins, withdrawn_at=None).order_by("-added_at"),
        "panels": [{"panel": one, "context": told} for one, told in panels if told is not None],
        "may_join": case.closed_on is None and scope.grant_for(file, "case.do") is not None,
        **_list_acts(file, case, scope, rows, at),
        **_draw(file, case, events, at),
    }


def _list_facts(case: Case) -> list[tuple[str, Any]]:
    """What is known by now, in the order of the record; what nobody has asked is not listed here."""
    columns = [field for field in case._meta.concrete_fields if field.name not in _NOT_SHOWN]
    known = ((field, getattr(case, field.name)) for field in columns)
    return [(f"case.{field.name}", _shown(field, value)) for field, value in known if value not in (None, [], "")]


def _shown(field: Any, value: Any) -> Any:
    return dict(field.flatchoices).get(value, value) if field.choices else value


def _child(file: File, case: Case, scope: Scope) -> dict[str, Any]:
    """Name and link for whoever may see the child's own file."""
    child = get_child_file(case=file)
    readable = child is not None and scope.grant_for(child, "child.read", "child.share") is not None
    return {"file": child, "is_readable": readable, "is_known": case.child_file_id is not None}


def _list_acts(file: File, case: Case, scope: Scope, rows: Iterable[DutyRow], at: datetime) -> Mapping[str, Any]:
    """Acts that an own open duty asks for first; then by mechanism what the plans allow now; the refused ones last."""
    groups = [(title, [act for act in acts if _is_possible(act, case)]) for title, acts in acts_for(file, scope)]
    own = [row.rule for row in rows if row.rule and row.duty.office_id in scope.office_ids]
    owed = {event for rule in own for event in (rule.act, *rule.done_by)}
    events = [act.event for _title, acts in groups for act in acts]
    closed = list_closed(file=file, events=events, today=at.date())
    first = [act for _title, acts in groups for act in acts if act.event in owed and act.event not in closed]
    shown = [(title, [act for act in acts if act.event not in closed]) for title, acts in groups]
    refused = [act for _title, acts in groups for act in acts if act.event in closed]
    return {"acts_first": first, "acts": [(title, acts) for title, acts in shown if acts], "acts_refused": refused}


def _is_possible(act: Act, case: Case) -> bool:
    if act.event in ("cases.sealed", "cases.unsealed"):
        return bool(case.is_sealed) is (act.event == "cases.unsealed")
    if act.event in ("cases.looked_back", "cases.reopened"):
        return case.closed_on is not None
    return case.closed_on is None or act.is_after_closing


def _draw(file: File, case: Case, events: list[Event], at: datetime) -> Mapping[str, Any]:
    every = CasePart.objects.filter(county_id=file.county_id, file=file).select_related("office", "person")
    parts = list(every.defer("person__phone", "person__email").order_by("from_at", "id"))
    silence = get_silence(county_id=file.county_id, on=at.date())
    until = _end(case, events, at)
    titles = as_titles([*parts, *events])
    given: dict[str, Any] = {"parts": parts, "events": events, "titles": titles, "until": until, "silence": silence}
    holder = next((part for part in parts if part.is_holder and part.until_at is None), None)
    is_running = holder is not None and case.closed_on is None
    return {
        "parts": [part for part in parts if part.until_at is None],
        "holder": holder,
        "silent_hours": hours_of(at - holder.heard_at) if holder and is_running else None,
        "silence_hours": hours_of(silence) if silence is not None else None,
        "is_silent": bool(is_running and silence is not None and holder and at - holder.heard_at > silence),
        "pictures": [draw_lanes(**given, width=width) for width in (WIDE, NARROW)],
    }


def _end(case: Case, events: list[Event], at: datetime) -> datetime:
    closed = [event.entered_at for event in events if event.what == "cases.closed"]
    return localtime(closed[-1]) + timedelta(minutes=1) if case.closed_on is not None and closed else at
