"""What was asked of the own office, and what lies behind a seal."""

from uuid import UUID

from django.db.models import QuerySet

from shouwang.access.scope import Scope
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.registry.models import CaseTask, File, FileKind


def list_tasks(*, scope: Scope, state: str = "open") -> QuerySet[CaseTask]:
    """Of the offices in which this person has a post that may be asked."""
    tasks = CaseTask.objects.filter(county_id=scope.county_id, office__in=_offices(scope, "case.task"), state=state)
    return tasks.select_related("child_file", "given_office")


def get_task(*, scope: Scope, task_id: UUID) -> CaseTask | None:
    tasks = CaseTask.objects.filter(county_id=scope.county_id, office__in=_offices(scope, "case.task"), pk=task_id)
    return tasks.select_related("child_file", "given_office", "answered_by").first()


def list_offers(*, scope: Scope, is_open: bool = True) -> QuerySet[CaseHandOver]:
    """Cases that are offered to the own offices, the longest waiting first; whom a case is offered to in person is said."""
    offers = CaseHandOver.objects.filter(county_id=scope.county_id, receiver__in=_offices(scope, "case.do"))
    offers = offers.filter(answer="open") if is_open else offers
    return offers.select_related("file__village", "file__township", "giver", "receiver", "person").order_by(
        "offered_at"
    )


def get_sealed(*, scope: Scope, number: str) -> File | None:
    """A sealed case that this scope would read without the seal."""
    files = File.objects.sealed_behind(scope, "case.read").filter(kind=FileKind.CASE, number=number.strip())
    return files.select_related("case", "village", "township", "school", "county").first()


def _offices(scope: Scope, right: str) -> list[UUID]:
    return sorted({grant.office_id for grant in scope.grants if right in grant.rights})
