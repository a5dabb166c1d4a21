"""What the pages show of assessments and help, and what the forms need to know."""

from datetime import date
from typing import Any

from shouwang.access.scope import Scope
from shouwang.mechanisms.assessment.models import RATING
from shouwang.mechanisms.assessment.queries import list_assessments, list_services
from shouwang.registry.models import File


def assessment_panel(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """The assessments with their ratings in words, and the services of a case."""
    words = dict(RATING)
    found = list(list_assessments(file=file)[:5])
    for one in found:
        one.ratings = [(part["name"], words.get(part["rating"], "")) for part in one.dimensions]
    return {"assessments": found, "services": list_services(file=file)}


def services_here(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {"services": list_services(file=file)}
