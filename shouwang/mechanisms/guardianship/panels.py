"""What the file's page shows of guardianship."""

from datetime import date
from typing import Any

from shouwang.access.scope import Scope
from shouwang.mechanisms.guardianship.queries import list_supervision
from shouwang.page.mechanism import event_title
from shouwang.registry.models import File


def guardianship_panel(file: File, scope: Scope, today: date) -> dict[str, Any]:
    events = list(list_supervision(county_id=file.county_id, file_id=file.pk))
    for event in events:
        event.title, event.told = event_title(event.what), event.opened
    return {"child": file.child, "supervision": events}
