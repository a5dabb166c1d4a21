"""The board: cases by stage and by holder, those that stand still, are late, or wait for somebody to look back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value

from shouwang.access.models import Event
from shouwang.access.scope import Scope
from shouwang.duties.models import Duty
from shouwang.mechanisms.cases.queries.figures import get_silence, list_look_backs
from shouwang.mechanisms.cases.queries.silence import hours_of
from shouwang.page.words import choice_words
from shouwang.registry.models import Case, CasePart, File, FileKind
from shouwang.registry.models.case import STAGE

OPEN, CLOSED = "open", "closed"
STATES = ("silent", "late", "unheld", "look_back")


@dataclass(frozen=True)
class Line:
    """One case of the board. `silent_hours` is None when nobody holds it or it is closed."""

    file: File
    holder: CasePart | None
    silent_hours: int | None
    is_silent: bool
    late: int


def list_cases(*, scope: Scope, asked: Mapping[str, str], at: datetime) -> QuerySet[File]:
    """The cases that this scope reads, as filtered by the URL; open ones unless it asks for others."""
    found = File.objects.within(scope, "case.read").filter(kind=FileKind.CASE)
    found = _by_stage(found, asked)
    if asked.get("holder"):
        holding = _holding(scope).filter(office=_uuid(asked["holder"]))
        found = found.filter(pk__in=holding.values("file"))
    if asked.get("number", "").strip():
        found = found.filter(number__endswith=asked["number"].strip()[-24:])
    if asked.get("state") in STATES:
        found = _by_state(found, asked["state"], scope=scope, at=at)
    return found.select_related("case", "village", "township")


def _by_stage(found: QuerySet[File], asked: Mapping[str, str]) -> QuerySet[File]:
    stage = asked.get("stage", "")
    if stage == CLOSED or asked.get("state") == "look_back":
        return found.filter(case__closed_on__isnull=False)
    if stage in dict(STAGE):
        return found.filter(case__closed_on__isnull=True, case__stage=stage)
    return found if stage == "all" else found.filter(case__closed_on__isnull=True)


def _by_state(found: QuerySet[File], state: str, *, scope: Scope, at: datetime) -> QuerySet[File]:
    if state == "silent":
        return found.filter(pk__in=_silent(scope, at).values("file"))
    if state == "unheld":
        return found.exclude(pk__in=_holding(scope).values("file"))
    if state == "late":
        late = Duty.objects.filter(county_id=scope.county_id, is_case=True, due_on__lt=at.date())
        return found.filter(pk__in=late.values("file"))
    return found.filter(_waits_for_look_back(scope, at.date()))


def _waits_for_look_back(scope: Scope, today: date) -> Q:
    """Closed for so long, and nobody has looked back since that day; a mistaken report is left alone."""
    waiting = Q(pk__in=[])
    for length in list_look_backs(county_id=scope.county_id, on=today):
        since = Event.objects.filter(county_id=scope.county_id, file_id=OuterRef("pk"), what="cases.looked_back")
        looked = Exists(since.filter(done_on__gte=_plus(length)))
        waiting |= Q(case__closed_on__lte=today - length) & ~looked
    return waiting & ~Q(case__mistaken=True)


def _plus(length: timedelta) -> Any:
    """The day on which that look-back began to be due: outside the subquery's own rows."""
    return ExpressionWrapper(OuterRef("case__closed_on") + Value(length), output_field=DateField())


def _holding(scope: Scope) -> QuerySet[CasePart]:
    return CasePart.objects.filter(county_id=scope.county_id, is_holder=True, until_at__isnull=True)


def _silent(scope: Scope, at: datetime) -> QuerySet[CasePart]:
    silence = get_silence(county_id=scope.county_id, on=at.date())
    return _holding(scope).filter(heard_at__lt=at - silence) if silence else CasePart.objects.none()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def as_lines(files: Iterable[File], *, scope: Scope, at: datetime) -> list[Line]:
    files = list(files)
    holders = {part.file_id: part for part in _holding(scope).filter(file__in=files).select_related("office")}
    silent = set(_silent(scope, at).filter(file__in=files).values_list("file_id", flat=True))
    late = Duty.objects.filter(county_id=scope.county_id, file__in=files, due_on__lt=at.date()).values_list("file_id")
    counted = dict(late.annotate(times=Count("id")).order_by())
    return [_line(file, holders.get(file.pk), file.pk in silent, counted.get(file.pk, 0), at) for file in files]


def _line(file: File, holder: CasePart | None, is_silent: bool, late: int, at: datetime) -> Line:
    is_running = holder is not None and file.case.closed_on is None
    hours = hours_of(at - holder.heard_at) if holder and is_running else None
    return Line(file, holder, hours, is_silent and is_running, late)


def count_board(*, scope: Scope, at: datetime) -> dict[str, Any]:
    """Numbers by stage, by holder and by state; each opens its rows."""
    every = File.objects.within(scope, "case.read").filter(kind=FileKind.CASE).order_by()
    running = every.filter(case__closed_on__isnull=True)
    by_stage = dict(running.values_list("case__stage").annotate(times=Count("id")))
    mine = _holding(scope).filter(file__in=running.values("pk"))
    holders = mine.values("office_id", "office__name").annotate(times=Count("id")).order_by("-times", "office__name")
    states = {
        state: _by_state(_by_stage(every, {"state": state}), state, scope=scope, at=at).count() for state in STATES
    }
    return {
        "stages": [
            (key, choice_words("case.stage", key), by_stage.get(key, 0)) for key, _name in STAGE if key != CLOSED
        ],
        "open": sum(by_stage.values()),
        "closed": every.filter(case__closed_on__isnull=False).count(),
        "holders": list(holders),
        "states": [(state, states[state]) for state in STATES],
    }


def list_others(*, scope: Scope, file: File) -> QuerySet[File]:
    """Open cases of this scope that could be about the same child: of that child, or of the same township."""
    found = File.objects.within(scope, "case.do").filter(kind=FileKind.CASE, case__closed_on__isnull=True)
    child = Case.objects.filter(pk=file.pk).values_list("child_file_id", flat=True).first()
    same = Q(township_id=file.township_id) | (Q(case__child_file=child) if child else Q())
    return found.filter(same).exclude(pk=file.pk).order_by("-opened_on", "-id")
