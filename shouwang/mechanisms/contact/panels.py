"""What the file's page shows of contact."""

from datetime import date
from typing import Any

from shouwang.access.scope import Scope
from shouwang.mechanisms.contact.queries import list_contacts
from shouwang.page.mechanism import event_title
from shouwang.registry.models import File


def _days_since(day: date | None, today: date) -> int | None:
    return None if day is None else (today - day).days


def contact_panel(file: File, scope: Scope, today: date) -> dict[str, Any]:
    """The days since the last call and the last meeting, counted apart, and the latest contacts."""
    child = file.child
    contacts = list(list_contacts(county_id=file.county_id, file_id=file.pk))
    for contact in contacts:
        contact.title = event_title(contact.what)
    return {
        "last_called_on": child.last_called_on,
        "last_met_on": child.last_met_on,
        "days_without_call": _days_since(child.last_called_on, today),
        "days_without_meeting": _days_since(child.last_met_on, today),
        "contacts": contacts,
    }
