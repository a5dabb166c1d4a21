"""Reading duties: today's of a post, a file's, and the rates of a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from shouwang.access.scope import Scope
from shouwang.duties.models import Duty, Flip, Message, Rung
from shouwang.duties.state import LATE, OPEN, WARN, Counts
from shouwang.registry.models import File, FileKind

ORDER = ("due_on", "id")
READING = ("child.read", "child.share")
_SHOWN = ("village", "township")


def _begun(today: date) -> Q:
    """Open, or announced: an agreement that runs out is warned of before its renewal opens."""
    return Q(opens_on__lte=today) | Q(warn_on__lte=today)


def _in_state(state: str, today: date) -> Q:
    late = Q(due_on__lt=today)
    warn = Q(due_on__gte=today, warn_on__lte=today)
    return {LATE: late, WARN: warn, OPEN: ~late & ~warn}[state]


def list_own(*, scope: Scope, today: date, state: str | None = None) -> QuerySet[Duty]:
    """What the post's offices owe today, in the order to do it: the longest late first."""
    own = Duty.objects.filter(_begun(today), county_id=scope.county_id, office_id__in=sorted(scope.office_ids))
    if state is not None:
        own = own.filter(_in_state(state, today))
    return own.order_by(*ORDER)


def list_waiting(*, scope: Scope, today: date) -> QuerySet[Duty]:
    """What others owe on the files that this post looks after and that is due or late by now; nothing of a case."""
    here = scope.condition("child.read", "child.write")
    others = Duty.objects.filter(here, _begun(today), due_on__lte=today, is_case=False)
    return others.exclude(office_id__in=sorted(scope.office_ids)).order_by(*ORDER)


def list_for_file(*, file: File, today: date) -> QuerySet[Duty]:
    """Everything that is open or lies ahead on this file."""
    rows = Duty.objects.filter(county_id=file.county_id, file=file).select_related("office")
    return rows.order_by(F("due_on").asc(nulls_last=True), "id")


def list_owed_on(*, file: File, office_ids: Iterable[UUID], today: date) -> QuerySet[Duty]:
    """What these offices owe on one file by now."""
    return Duty.objects.filter(_begun(today), county_id=file.county_id, file=file, office_id__in=list(office_ids))


def list_within(*, scope: Scope, today: date, state: str | None = None, **filters: Any) -> QuerySet[Duty]:
    """The duties of a place, for whoever supervises it; `filters` are columns (rule, township_id, office_id ...).

    Duties on cases are on the board of cases, for whoever may read them: here they would tell of a case.
    """
    here = Duty.objects.filter(scope.condition("supervise"), _begun(today), is_case=False, **filters).order_by(*ORDER)
    return here.filter(_in_state(state, today)) if state else here


def _states(today: date) -> dict[str, Count]:
    return {state: Count("id", filter=_in_state(state, today)) for state in (LATE, WARN, OPEN)}


def count_states(duties: QuerySet[Duty], *, today: date) -> Counts:
    """One pass over `duties`."""
    return Counts(**duties.order_by().aggregate(**_states(today)))


@dataclass(frozen=True)
class Heap:
    """The duties of one rule in one village: how many stand in each state, and how many of those have no date."""

    pack: str
    rule: str
    village_id: int | None
    late: int
    warn: int
    open: int
    undated: int

    def size(self, state: str | None) -> int:
        return int(getattr(self, state)) if state else self.late + self.warn + self.open


def list_heaps(duties: QuerySet[Duty], *, today: date) -> list[Heap]:
    """One pass over `duties`, for every number and every choice of a page."""
    undated = Count("id", filter=Q(due_on__isnull=True))
    rows = duties.order_by().values("pack", "rule", "village_id").annotate(**_states(today), undated=undated)
    return [Heap(**row) for row in rows]


def sum_heaps(heaps: Iterable[Heap]) -> Counts:
    heaps = list(heaps)
    return Counts(**{state: sum(heap.size(state) for heap in heaps) for state in (LATE, WARN, OPEN)})


def list_rates(*, scope: Scope, today: date, by: str, **filters: Any) -> list[dict[str, Any]]:
    """For each value of `by` (township, village, rule, office, owner): open, warn, late and the share that is late."""
    rows = (
        list_within(scope=scope, today=today, **filters)
        .order_by()
        .values(by)
        .annotate(**_states(today), all=Count("id"))
    )
    return [row | {"late_share": row["late"] / row["all"] if row["all"] else 0.0} for row in rows]


def list_done(*, scope: Scope, since: date, until: date, **filters: Any) -> QuerySet[Flip]:
    """What was done, fell late or lapsed between two days (both included); nothing of a case."""
    in_time = Q(at__date__gte=since, at__date__lte=until)
    everywhere = any("supervise" in grant.rights and grant.everywhere for grant in scope.grants)
    regions = sorted(frozenset().union(*(grant.regions for grant in scope.grants if "supervise" in grant.rights)))
    here = Q() if everywhere else Q(township_id__in=regions) | Q(village_id__in=regions)
    return Flip.objects.filter(in_time, here, county_id=scope.county_id, is_case=False, **filters).order_by("-at")


def list_messages(*, county_id: int, user_id: UUID) -> QuerySet[Message]:
    return Message.objects.filter(county_id=county_id, user_id=user_id, channel="app").order_by("-made_at")


def get_files_of(duties: Iterable[Duty | Rung], *, scope: Scope) -> dict[UUID, File]:
    """The files that `duties` hang on, with their places; what a page of rows needs. A file outside the scope is not there: an
    office may owe something about a child that is none of its places any more. A case is there by its number, for
    whoever owes something on it or was told that it is late."""
    duties = list(duties)
    ids, cases = ({duty.file_id for duty in duties if duty.is_case is kind} for kind in (False, True))
    here = File.objects.within(scope, *READING, "duty.do").filter(pk__in=ids).select_related(*_SHOWN)
    owed = File.objects.filter(county_id=scope.county_id, kind=FileKind.CASE, pk__in=cases)
    found = list(here.defer("grams")) if ids else []
    found += owed.select_related(*_SHOWN, "case").defer("grams") if cases else []
    return {file.pk: file for file in found}
