"""Units that must report: who answers for it there, and whether their staff were told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from shouwang.access.models import Event, Jurisdiction
from shouwang.access.scope import Scope
from shouwang.mechanisms.mandatory_report.queries.plan import list_reporter_kinds
from shouwang.registry.models import File, FileKind

NAMED, TOLD = "mandatory_report.responsible_named", "mandatory_report.staff_told"
RIGHTS = ("child.read", "child.share")
_OWN = {FileKind.VILLAGE: "village", FileKind.SCHOOL: "school"}


@dataclass(frozen=True)
class Unit:
    """A unit's line. `kind` is an actor's word; `named` and `told` are the last events of these, or None."""

    file: File
    kind: str
    named: Event | None
    told: Event | None


def list_files(*, scope: Scope, on: date, kind: str = "", only: str = "") -> QuerySet[File]:
    """The files of obligated units; `kind` one of the plans' words; `only`: unnamed, untold."""
    kinds = [item.key for item in list_reporter_kinds(county_id=scope.county_id, on=on)]
    wanted = [key for key in kinds if kind in ("", key)]
    offices = Jurisdiction.objects.filter(county_id=scope.county_id, function__in=wanted).values("office_id")
    of_kind = Q(kind=FileKind.OFFICE, office__in=offices)
    for file_kind, word in _OWN.items():
        if word in wanted:
            of_kind |= Q(kind=file_kind)
    files = File.objects.within(scope, *RIGHTS).filter(of_kind, closed_on__isnull=True)
    lacking = {"unnamed": NAMED, "untold": TOLD}.get(only)
    if lacking:
        done = Event.objects.filter(county_id=scope.county_id, what=lacking).values("file_id")
        files = files.exclude(pk__in=done)
    return files.select_related("village", "township", "office")


def as_units(files: Iterable[File], *, county_id: int, on: date) -> list[Unit]:
    files = list(files)
    named, told = (_latest(files, county_id, what) for what in (NAMED, TOLD))
    kinds = [item.key for item in list_reporter_kinds(county_id=county_id, on=on)]
    functions = _functions_of(files, county_id)
    return [Unit(file, _kind_of(file, functions, kinds), named.get(file.pk), told.get(file.pk)) for file in files]


def _latest(files: list[File], county_id: int, what: str) -> dict[UUID | None, Event]:
    events = Event.objects.filter(county_id=county_id, file_id__in=[file.pk for file in files], what=what)
    return {event.file_id: event for event in events.order_by("done_on", "entered_at")}


def _functions_of(files: list[File], county_id: int) -> dict[UUID, set[str]]:
    offices = [file.office_id for file in files if file.office_id]
    found: dict[UUID, set[str]] = {}
    for row in Jurisdiction.objects.filter(county_id=county_id, office__in=offices):
        found.setdefault(row.office_id, set()).add(row.function)
    return found


def _kind_of(file: File, functions: dict[UUID, set[str]], kinds: list[str]) -> str:
    own = _OWN.get(FileKind(file.kind))
    return own or next((key for key in kinds if key in functions.get(file.office_id, set())), "")
