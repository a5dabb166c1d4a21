"""What the file's page shows of visits."""

from datetime import date
from typing import Any

from shouwang.access.scope import Scope
from shouwang.mechanisms.visit.queries import list_visits_of
from shouwang.registry.models import File


def visit_panel(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {
        "visits": list_visits_of(county_id=file.county_id, file_id=file.pk),
        "supervisor_name": file.child.supervisor_name,
    }
