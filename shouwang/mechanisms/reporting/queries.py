"""Reading reports: what a unit has to send, what waits for an answer, which copies are not signed for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from shouwang.access.scope import Scope
from shouwang.mechanisms.reporting.models import Receipt, Submission
from shouwang.mechanisms.reporting.summary import Figures, count_figures
from shouwang.registry.models import File, FileKind

SEND = "report.submit"
RECEIVE = "report.receive"


def get_quarter(on: date) -> tuple[date, date]:
    """First and last day of the quarter that `on` lies in."""
    first = date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    following = date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


def list_units(*, scope: Scope) -> QuerySet[File]:
    """The villages and townships for which this post's offices send reports."""
    units = File.objects.within(scope, SEND).filter(kind__in=[FileKind.VILLAGE, FileKind.TOWNSHIP])
    villages = Q(kind=FileKind.VILLAGE) if "village" in scope.functions else Q(pk__in=[])
    townships = Q(kind=FileKind.TOWNSHIP) if "township" in scope.functions else Q(pk__in=[])
    return units.filter(villages | townships).select_related("village", "township").order_by("kind", "name")


def get_unit(*, scope: Scope, unit_id: Any) -> File:
    """Raises File.DoesNotExist for a unit whose reports this post does not send."""
    return list_units(scope=scope).get(pk=unit_id)


def list_children(*, unit: File) -> QuerySet[File]:
    children = File.objects.filter(
        county_id=unit.county_id, kind=FileKind.CHILD, withdrawn_at__isnull=True, child__listed_on__isnull=False,
        child__exited_on__isnull=True,
    )  # fmt: skip
    here = {"village_id": unit.village_id} if unit.kind == FileKind.VILLAGE else {"township_id": unit.township_id}
    return children.filter(**here)


def _facts(unit: File) -> Iterator[dict[str, Any]]:
    fields = (
        "person__born_on", "person__sex", "child__schooling", "child__boarding", "child__hukou_registered",
        "child__guardianship_kind", "child__guardianship_rating",
    )  # fmt: skip
    for row in list_children(unit=unit).values(*fields):
        yield {f"child.{key.partition('__')[2]}": value for key, value in row.items()}


def get_figures(*, unit: File, on: date) -> Figures:
    """The 32 columns of the unit at the cut-off day."""
    return count_figures(_facts(unit), on=on)


def get_submission(*, scope: Scope, submission_id: Any) -> Submission:
    """One report that the post sent, receives, or has a copy of. Raises Submission.DoesNotExist."""
    return _visible(scope).get(pk=submission_id)


def get_latest(*, scope: Scope, unit_id: Any) -> Submission | None:
    """The newest report of a unit, for whoever may see it."""
    return _visible(scope).filter(unit_id=unit_id).order_by("-submitted_at").first()


def _visible(scope: Scope) -> QuerySet[Submission]:
    here = scope.condition(SEND, RECEIVE, prefix="unit__")
    copies = Q(receipts__office_id__in=sorted(scope.office_ids))
    submissions = Submission.objects.filter(here | copies, county_id=scope.county_id)
    return submissions.select_related("unit__village", "unit__township", "office", "submitted_by").distinct()


def list_sent(*, scope: Scope) -> QuerySet[Submission]:
    return _visible(scope).filter(office_id__in=sorted(scope.office_ids)).order_by("-submitted_at")


def list_to_answer(*, scope: Scope) -> QuerySet[Submission]:
    """Reports that this post signs for: a township those of its villages, the county those of the townships."""
    waiting = _visible(scope).filter(state="submitted").exclude(office_id__in=sorted(scope.office_ids))
    villages = Q(unit__kind=FileKind.VILLAGE) if "township" in scope.functions else Q(pk__in=[])
    townships = Q(unit__kind=FileKind.TOWNSHIP) if "civil_affairs" in scope.functions else Q(pk__in=[])
    return waiting.filter(villages | townships).order_by("submitted_at")


def list_copies(*, scope: Scope) -> QuerySet[Receipt]:
    """Copies that wait for this post's office to sign."""
    open_copies = Receipt.objects.filter(county_id=scope.county_id, received_at__isnull=True)
    mine = open_copies.filter(office_id__in=sorted(scope.office_ids)).exclude(
        submission__state__in=["returned", "replaced"]
    )
    return mine.select_related("submission__unit").order_by("submission__submitted_at")
