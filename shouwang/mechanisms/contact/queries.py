"""Reading contact: whose child has not heard from its parents for how long."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from shouwang.access.models import Event
from shouwang.access.scope import Scope
from shouwang.registry.models import File, FileKind

KINDS = ("contact.called", "contact.helped", "contact.school_helped", "contact.met", "contact.teacher_talked")


def list_gaps(*, scope: Scope, today: date, days: int = 0) -> QuerySet[File]:
    """Children on the ledger, the longest without a call first; never called stands before all. `days`: at least."""
    children = File.objects.within(scope).filter(
        kind=FileKind.CHILD, child__listed_on__isnull=False, child__exited_on__isnull=True
    )
    if days:
        silent = today - timedelta(days=days)
        children = children.exclude(child__last_called_on__gt=silent)
    rows = children.select_related("child", "village", "township")
    return rows.order_by(F("child__last_called_on").asc(nulls_first=True), "id")


def list_contacts(*, county_id: int, file_id: UUID, limit: int = 20) -> QuerySet[Event]:
    events = Event.objects.filter(county_id=county_id, file_id=file_id, what__in=KINDS).select_related("office")
    events = events.only("what", "done_on", "office__name")
    return events.order_by("-done_on", "-entered_at")[:limit]
