"""Reading visits."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from shouwang.access.scope import Scope
from shouwang.mechanisms.visit.models import Visit


def list_visits_of(*, county_id: int, file_id: UUID, limit: int = 12) -> QuerySet[Visit]:
    """Of one child, the latest first; a visit that was not made stands on the day it was planned for."""
    visits = Visit.objects.filter(county_id=county_id, file_id=file_id).select_related("by_office").defer("by_user")
    return visits.order_by(Coalesce("done_on", "planned_on").desc(), "-id")[:limit]


def list_visits(*, scope: Scope, since: date, until: date, only: str = "") -> QuerySet[Visit]:
    """Visits made within the scope; `only`: `unseen` (child not seen) or `found` (something stood out)."""
    here = scope.condition("child.read", prefix="file__")
    visits = Visit.objects.filter(here, county_id=scope.county_id, done_on__gte=since, done_on__lte=until)
    if only == "unseen":
        visits = visits.filter(is_child_seen=False)
    if only == "found":
        visits = visits.exclude(findings=[])
    return visits.select_related("file__village", "file__township", "by_office").order_by("-done_on", "-id")
