"""What was asked of the own office, and what lies behind a seal."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.access.scope import Scope
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.queries.figures import get_silence
from shouwang.page.mechanism import Question
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


def find_offers(scope: Scope, at: datetime, most: int) -> list[Question]:
    """Late after the hours of silence that the county has chosen."""
    offers = list(list_offers(scope=scope)[:most])
    silence = get_silence(county_id=scope.county_id, on=at.date()) if offers else None
    return [_question(offer, offer.offered_at + silence if silence else None, at) for offer in offers]


def _question(offer: CaseHandOver, due_at: datetime | None, at: datetime) -> Question:
    words = _("A case is offered to %(name)s") if offer.person else _("A case is offered to your office")
    return Question(
        words % {"name": offer.person.name} if offer.person else words,
        offer.file.number,
        offer.giver.name if offer.giver else "",
        reverse("cases:hand-overs"),
        offer.offered_at.astimezone(at.tzinfo).date(),
        due_at.astimezone(at.tzinfo).date() if due_at else None,
        is_late=due_at is not None and due_at < at,
    )


def find_tasks(scope: Scope, at: datetime, most: int) -> list[Question]:
    """What to do stands on the task's own page; on home whose task it is, and until when."""
    today = at.date()
    return [
        Question(
            _("A task was given to your office"),
            task.child_file.name if task.child_file else "",
            task.given_office.name if task.given_office else "",
            reverse("cases:task", args=[task.pk]),
            task.given_at.astimezone(at.tzinfo).date(),
            task.due_on,
            is_late=task.due_on is not None and task.due_on < today,
        )
        for task in list_tasks(scope=scope).order_by("given_at", "id")[:most]
    ]


def get_sealed(*, scope: Scope, number: str) -> File | None:
    """A sealed case that this scope would read without the seal."""
    files = File.objects.sealed_behind(scope, "case.read").filter(kind=FileKind.CASE, number=number.strip())
    return files.select_related("case", "village", "township", "school", "county").first()


def _offices(scope: Scope, right: str) -> list[UUID]:
    return sorted({grant.office_id for grant in scope.grants if right in grant.rights})
