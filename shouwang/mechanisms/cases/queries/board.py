"""The board: cases by stage and by holder, those that stand still, are late, or wait for somebody to look back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DateField,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from shouwang.access.models import Office
from shouwang.access.scope import Scope
from shouwang.duties.models import Duty, Mark
from shouwang.mechanisms.cases.queries.figures import get_figures
from shouwang.mechanisms.cases.queries.silence import hours_of
from shouwang.page.words import choice_words
from shouwang.registry.models import Case, CasePart, File, FileKind
from shouwang.registry.models.case import STAGE

CLOSED = "closed"
SHOWN = (
    "county_id",
    "kind",
    "number",
    "opened_on",
    "village__short_name",
    "township__short_name",
    "case__stage",
    "case__closed_on",
    "case__closed_because",
)
"""What a line of the board needs of a case: its number and place, nothing of what happened."""
STATES = ("silent", "late", "unheld", "look_back")


@dataclass(frozen=True)
class Board:
    """Whose board at which moment, with the county's figures: read once for its rows, lines and numbers."""

    scope: Scope
    at: datetime
    silence: timedelta | None
    look_backs: tuple[timedelta, ...]

    @property
    def today(self) -> date:
        return self.at.date()


@dataclass(frozen=True)
class Line:
    """One case of the board. `silent_hours` is None when nobody holds it or it is closed."""

    file: File
    holder: CasePart | None
    silent_hours: int | None
    is_silent: bool
    late: int


def get_board(*, scope: Scope, at: datetime) -> Board:
    silence, look_backs = get_figures(county_id=scope.county_id, on=at.date())
    return Board(scope, at, silence, look_backs)


def list_cases(*, board: Board, asked: Mapping[str, str]) -> QuerySet[File]:
    """The cases that this scope reads, as filtered by the URL; open ones unless it asks for others."""
    found = _by_stage(_list_every(board), asked)
    if asked.get("holder"):
        holding = _holding(board).filter(office=_uuid(asked["holder"]))
        found = found.filter(pk__in=holding.values("file"))
    if asked.get("number", "").strip():
        found = found.filter(number__endswith=asked["number"].strip()[-24:])
    if asked.get("state") in STATES:
        found = _by_state(found, asked["state"], board)
    return found.select_related("case", "village", "township").only(*SHOWN)


def _list_every(board: Board) -> QuerySet[File]:
    return File.objects.within(board.scope, "case.read").filter(kind=FileKind.CASE)


def _by_stage(found: QuerySet[File], asked: Mapping[str, str]) -> QuerySet[File]:
    stage = asked.get("stage", "")
    if stage == CLOSED or asked.get("state") == "look_back":
        return found.filter(case__closed_on__isnull=False)
    if stage in dict(STAGE):
        return found.filter(case__closed_on__isnull=True, case__stage=stage)
    return found if stage == "all" else found.filter(case__closed_on__isnull=True)


def _by_state(found: QuerySet[File], state: str, board: Board) -> QuerySet[File]:
    if state == "silent":
        return found.filter(pk__in=_silent(board).values("file"))
    if state == "unheld":
        return found.exclude(pk__in=_holding(board).values("file"))
    if state == "late":
        return found.filter(pk__in=_late(board).values("file"))
    return _with_last_look(found).filter(_waits_for_look_back(board))


def _with_last_look(found: QuerySet[File]) -> QuerySet[File]:
    """`looked_on`: the last day on which somebody looked back."""
    marks = Mark.objects.filter(county_id=OuterRef("county_id"), file_id=OuterRef("pk"), what="cases.looked_back")
    return found.annotate(looked_on=Subquery(marks.values("last_on")[:1]))


def _waits_for_look_back(board: Board) -> Q:
    """Closed for so long, and nobody has looked back since that day; a mistaken report is left alone."""
    waiting = Q(pk__in=[])
    for length in board.look_backs:
        due_on = ExpressionWrapper(F("case__closed_on") + Value(length), output_field=DateField())
        not_since = Q(looked_on__isnull=True) | Q(looked_on__lt=due_on)
        waiting |= Q(case__closed_on__lte=board.today - length) & not_since
    return waiting & (Q(case__mistaken=False) | Q(case__mistaken__isnull=True))


def _late(board: Board) -> QuerySet[Duty]:
    return Duty.objects.filter(county_id=board.scope.county_id, is_case=True, due_on__lt=board.today)


def _holding(board: Board) -> QuerySet[CasePart]:
    return CasePart.objects.filter(county_id=board.scope.county_id, is_holder=True, until_at__isnull=True)


def _silent(board: Board) -> QuerySet[CasePart]:
    holding = _holding(board)
    return holding.filter(heard_at__lt=board.at - board.silence) if board.silence else holding.none()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def as_lines(files: Iterable[File], *, board: Board) -> list[Line]:
    files = list(files)
    holding = _holding(board).filter(file__in=files).select_related("office")
    holders = {part.file_id: part for part in holding.only("file_id", "heard_at", "office__name")}
    late = _late(board).filter(file__in=files).values_list("file_id")
    counted = dict(late.annotate(times=Count("id")).order_by())
    return [_line(file, holders.get(file.pk), counted.get(file.pk, 0), board) for file in files]


def _line(file: File, holder: CasePart | None, late: int, board: Board) -> Line:
    if holder is None or file.case.closed_on is not None:
        return Line(file, holder, None, False, late)
    silent_for = board.at - holder.heard_at
    return Line(file, holder, hours_of(silent_for), bool(board.silence and silent_for > board.silence), late)


def count_board(*, board: Board) -> dict[str, Any]:
    """Numbers by stage, by holder and by state; each opens its rows. One pass over the open cases, one over the closed."""
    heaps, closed = _count_open(board), _count_closed(board)
    by_stage, by_holder = Counter[str](), Counter[UUID]()
    for heap in heaps:
        by_stage[heap["case__stage"]] += heap["times"]
        by_holder[heap["holding__office"]] += heap["times"]
    unheld = by_holder.pop(None, 0)
    states = {"silent": sum(one["silent"] for one in heaps), "late": sum(one["late"] for one in heaps)}
    states |= {"unheld": unheld, "look_back": closed["look_back"]}
    stages = [(key, choice_words("case.stage", key), by_stage[key]) for key, _name in STAGE if key != CLOSED]
    return {
        "stages": stages,
        "open": by_stage.total(),
        "closed": closed["times"],
        "holders": _list_holders(by_holder),
        "states": [(state, states[state]) for state in STATES],
    }


def _count_open(board: Board) -> list[dict[str, Any]]:
    """By stage and holder: how many, and how many of those are silent, or have something late."""
    is_holding = Q(parts__is_holder=True, parts__until_at__isnull=True)
    running = _list_every(board).filter(case__closed_on__isnull=True).order_by()
    heaps = running.annotate(holding=FilteredRelation("parts", condition=is_holding))
    is_silent = Q(holding__heard_at__lt=board.at - board.silence) if board.silence else Q(pk__in=[])
    is_late = Q(pk__in=_late(board).values("file"))
    counts = {"times": Count("id"), "silent": Count("id", filter=is_silent), "late": Count("id", filter=is_late)}
    return list(heaps.values("case__stage", "holding__office").annotate(**counts))


def _count_closed(board: Board) -> dict[str, int]:
    closed = _with_last_look(_list_every(board).filter(case__closed_on__isnull=False)).order_by()
    return closed.aggregate(times=Count("id"), look_back=Count("id", filter=_waits_for_look_back(board)))


def _list_holders(by_holder: Mapping[UUID, int]) -> list[dict[str, Any]]:
    """The offices that hold cases, those with most first."""
    offices = Office.objects.in_bulk(list(by_holder))
    found = [{"office_id": key, "office__name": offices[key].name, "times": times} for key, times in by_holder.items()]
    return sorted(found, key=lambda one: (-one["times"], one["office__name"]))


def list_others(*, scope: Scope, file: File) -> QuerySet[File]:
    """Open cases of this scope that could be about the same child: of that child, or of the same township."""
    found = File.objects.within(scope, "case.do").filter(kind=FileKind.CASE, case__closed_on__isnull=True)
    child = Case.objects.filter(pk=file.pk).values_list("child_file_id", flat=True).first()
    same = Q(township_id=file.township_id) | (Q(case__child_file=child) if child else Q())
    return found.filter(same).exclude(pk=file.pk).order_by("-opened_on", "-id")
