"""Reading assessments and services."""

from django.db.models import QuerySet

from shouwang.mechanisms.assessment.models import Assessment, Service
from shouwang.registry.models import File


def list_assessments(*, file: File) -> QuerySet[Assessment]:
    """Of a case or a child, the latest first."""
    assessments = Assessment.objects.filter(county_id=file.county_id, file=file).select_related("questionnaire")
    return assessments.order_by("-assessed_on", "-id")


def list_services(*, file: File) -> QuerySet[Service]:
    """Of a case, in the order in which they were arranged."""
    return Service.objects.filter(county_id=file.county_id, file=file).order_by("from_on", "id")
