"""What a file's page shows, gathered for one call. The reduced view (`child.share`) tells what to do, never why."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from shouwang.access.encryption import EncryptedTextField
from shouwang.access.models import Event
from shouwang.access.queries import list_events
from shouwang.access.scope import Scope
from shouwang.duties.queries import list_for_file
from shouwang.page.duty_rows import as_rows
from shouwang.page.mechanism import acts_for, documents_for, panels_for
from shouwang.page.telling import list_answers
from shouwang.registry.models import CareSpell, Child, File, FileKind, Kin, Person
from shouwang.registry.queries import get_record_as_of, get_unit_facts, list_care, list_siblings
from shouwang.web.fact_groups import Line, list_groups, list_reduced_groups, title_of
from shouwang.web.family import draw_family

EVENTS_SHOWN = 40
TOLD = (
    "county_id",
    "what",
    "done_on",
    "entered_at",
    "detail",
    "proof_of",
    "user__name",
    "office__name",
)


@dataclass(frozen=True)
class Told:
    """An event in the story: what, by whom, and what was written down with it."""

    event: Event
    lines: tuple[Line, ...]

    @property
    def veiled(self) -> list[Line]:
        return [line for line in self.lines if line.veiled]

    @property
    def is_late_entry(self) -> bool:
        return (self.event.entered_at.date() - self.event.done_on).days > 1

    @property
    def attachment_id(self) -> str:
        model, _, key = self.event.proof_of.partition(":")
        return key if model == "registry.attachment" else ""


def gather(
    file: File, *, scope: Scope, today: date, as_of: date | None = None, everything: bool = False
) -> dict[str, Any]:
    """Everything on the page of `file`, as it stands, or as it stood at the end of the day `as_of`."""
    if file.kind == FileKind.CHILD:  # panels look at it too
        file.child = Child.objects.select_related("father", "mother").get(pk=file.pk)
    is_full = scope.grant_for(file, "child.read") is not None or file.kind != FileKind.CHILD
    shown = {
        "file": file,
        "today": today,
        "as_of": as_of,
        "is_full": is_full,
        "may_unveil": _may(scope, file, "child.unveil"),
    }
    shown |= _gather_work(file, scope, today, is_full, everything)
    if file.kind == FileKind.CHILD:
        return shown | _gather_child(file, today, as_of, is_full)
    return shown | {"unit_facts": get_unit_facts(file=file), "kind": file.kind}


def _may(scope: Scope, file: File, right: str) -> bool:
    return scope.grant_for(file, right) is not None


def _gather_work(file: File, scope: Scope, today: date, is_full: bool, everything: bool) -> dict[str, Any]:
    duties = list_for_file(file=file, today=today)
    if not is_full:
        duties = duties.filter(office_id__in=sorted(scope.office_ids))
    events = list_story(file=file, scope=scope, is_full=is_full)
    told = [tell(event) for event in (events if everything else events[: EVENTS_SHOWN + 1])]
    panels = [(panel, panel.context(file, scope, today)) for panel in panels_for(file, scope)]
    return {
        "duties": as_rows(duties, scope=scope, today=today, files={file.pk: file}),
        "acts": acts_for(file, scope),
        "documents": documents_for(file, scope),
        "panels": [{"panel": panel, "context": context} for panel, context in panels if context is not None],
        "story": told if everything else told[:EVENTS_SHOWN],
        "has_more_story": not everything and len(told) > EVENTS_SHOWN,
    }


def list_story(*, file: File, scope: Scope, is_full: bool) -> QuerySet[Event]:
    """The events of the file; in the reduced view only those of the own offices."""
    events = list_events(county_id=file.county_id, file_id=file.pk)
    events = events.select_related(None).select_related("user", "office").only(*TOLD)
    return events if is_full else events.filter(office_id__in=sorted(scope.office_ids))


def tell(event: Event) -> Told:
    """What is veiled can be unveiled by its name."""
    lines = (
        Line(one.title, one.value, veiled=f"event.{event.pk}.{one.key}" if one.veil else "")
        for one in list_answers(event)
    )
    return Told(event=event, lines=tuple(lines))


def _gather_child(file: File, today: date, as_of: date | None, is_full: bool) -> dict[str, Any]:
    child = file.child
    records = {"file": file, "child": child, "person": file.person, "father": child.father, "mother": child.mother}
    moment = make_aware(datetime.combine(as_of, time.max)) if as_of else None
    values = {name: _values(row, moment) for name, row in records.items() if row is not None}
    day = as_of or today
    if not is_full:
        return {"child": child, "groups": list_reduced_groups(values, day=day)}
    care = list(list_care(file=file).defer(*_sealed("carer")))
    siblings = list(list_siblings(child=child).defer("grams")[:6])
    kin = list_kin(file.person) if file.person else []
    return {
        "child": child,
        "groups": list_groups(values, day=day),
        "care": care,
        "carer_now": _carer_on(care, day),
        "siblings": siblings,
        "family": draw_family(file=file, child=child, kin=kin, siblings=siblings, spell=_carer_on(care, day), day=day),
    }


def list_kin(person: Person) -> list[Kin]:
    return list(person.kin.select_related("person").defer(*_sealed("person")).order_by("relation")[:8])


def _sealed(path: str) -> list[str]:
    """What of a person beside the child is not read for a page that shows its name."""
    fields = Person._meta.concrete_fields
    return [f"{path}__{field.name}" for field in fields if isinstance(field, EncryptedTextField)]


def _values(row: Child | File | Person, moment: datetime | None) -> dict[str, Any]:
    if moment is not None:
        return get_record_as_of(row=row, moment=moment)
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _carer_on(care: list[CareSpell], day: date) -> CareSpell | None:
    running = (one for one in care if one.from_on <= day and (one.until_on is None or one.until_on >= day))
    return next(running, None)


class NothingVeiled(Exception):
    """The file has no such value."""


def get_veiled(file: File, field: str) -> tuple[str, str]:
    """(title, value in clear) of `person.citizen_id`, `father.phone` ..., or of a line of the story. Raises NothingVeiled."""
    if field.startswith("event."):
        lines = (line for event in _events_named(file, field) for line in tell(event).lines if line.veiled == field)
        line = next(lines, None)
        if line is None:
            raise NothingVeiled(field)
        return line.title, str(line.value)
    return title_of(field), _clear_fact(file, field)


def _events_named(file: File, field: str) -> QuerySet[Event]:
    try:
        key = UUID(field.split(".")[1])
    except ValueError as unknown:
        raise NothingVeiled(field) from unknown
    return list_events(county_id=file.county_id, file_id=file.pk).filter(pk=key)


def _clear_fact(file: File, field: str) -> str:
    subject, _dot, column = field.partition(".")
    person = file.person if subject == "person" else getattr(file.child, subject, None)
    return str(getattr(person, column, None) or "")
