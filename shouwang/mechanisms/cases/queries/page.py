"""What the page of one case shows, gathered for one call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from shouwang.access.models import Event
from shouwang.access.scope import Scope
from shouwang.duties.gates import list_closed
from shouwang.duties.queries import list_for_file
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.queries.figures import get_silence
from shouwang.mechanisms.cases.queries.lanes import as_titles, draw_lanes
from shouwang.mechanisms.cases.queries.silence import hours_of
from shouwang.page.duty_rows import DutyRow, as_rows
from shouwang.page.mechanism import Act, acts_for, documents_for, panels_for
from shouwang.page.telling import list_answers
from shouwang.registry.joining import list_joined
from shouwang.registry.models import Attachment, Case, CasePart, CaseTask, File
from shouwang.registry.queries import get_child_file

CIRCUMSTANCES = (
    "alone",
    "incapable",
    "neglect",
    "uncared",
    "missing",
    "violence",
    "abuse",
    "abandoned",
    "harm",
    "accident",
    "other_circumstance",
)
NARROW, WIDE = 330, 820
_NOT_SHOWN = {"file", "county", "child_file", *CIRCUMSTANCES, "stage", "closed_on", "closed_because", "is_sealed"}


@dataclass(frozen=True)
class Line:
    """`veiled` is how a number or an address is masked; empty for what stands there in clear."""

    title: str
    value: Any
    veiled: str = ""


@dataclass(frozen=True)
class Told:
    """An event of the time line, with what was written down."""

    event: Event
    at_time: str
    lines: tuple[Line, ...]
    attachment_id: str


def gather(file: File, *, scope: Scope, at: datetime) -> dict[str, Any]:
    """Everything on the page of a case, for whoever may read it."""
    case, today, joined = file.case, at.date(), list_joined(file=file)
    events = list_story(file, joined)
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
        "story": [tell(event) for event in reversed(events)],
        "tasks": CaseTask.objects.filter(county_id=file.county_id, file=file).select_related("office", "answered_by"),
        "hand_overs": CaseHandOver.objects.filter(county_id=file.county_id, file=file).select_related(
            "giver", "receiver", "next_offer__receiver"
        ),
        "documents": documents_for(file, scope),
        "attachments": Attachment.objects.filter(file__in=joined, withdrawn_at=None).order_by("-added_at"),
        "panels": [{"panel": one, "context": one.context(file, scope, today)} for one in panels_for(file, scope)],
        "may_join": case.closed_on is None and scope.grant_for(file, "case.do") is not None,
        **_list_acts(file, case, scope, rows, at),
        **_draw(file, case, events, at),
    }


def list_story(file: File, joined: Sequence[UUID] | None = None) -> list[Event]:
    """In the order of entry; what was done on a case that was joined into this one is part of it."""
    events = Event.objects.filter(county_id=file.county_id, file_id__in=joined or list_joined(file=file))
    return list(events.select_related("user", "office").order_by("entered_at", "id"))


def tell(event: Event) -> Told:
    answers = list_answers(event)
    at_time = next((one.value for one in answers if one.key == "at_time"), "")
    lines = tuple(Line(one.title, one.value, one.veil) for one in answers if one.key != "at_time")
    model, _, key = event.proof_of.partition(":")
    return Told(event, at_time, lines, key if model == "registry.attachment" else "")


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
    """Acts that an open duty asks for first; then by mechanism those that the plans allow now; the refused ones last."""
    groups = [(title, [act for act in acts if _is_possible(act, case)]) for title, acts in acts_for(file, scope)]
    owed = {event for row in rows if row.rule for event in (row.rule.act, *row.rule.done_by)}
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
    parts = list(every.order_by("from_at", "id"))
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
