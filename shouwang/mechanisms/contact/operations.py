"""Writing contact: the event, and the day of the last call or meeting as a fact of the child."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.registry.models import Child, File
from shouwang.registry.operations import set_facts

LAST_DAY = {
    "contact.called": "last_called_on",
    "contact.helped": "last_called_on",
    "contact.school_helped": "last_called_on",
    "contact.met": "last_met_on",
}


@transaction.atomic
def record_contact(
    *, what: str, by: Actor, file: File, on: date, today: date, at: datetime, proof_of: str = "", **detail: Any
) -> Event:
    """Parent and child talked or met on the day `on`. An older day never moves the last one back."""
    fact = LAST_DAY[what]
    last = getattr(Child.objects.get(pk=file.pk), fact)
    if last is None or on > last:
        set_facts(file=file, facts={f"child.{fact}": on})
    filled = {key: value for key, value in detail.items() if value not in ("", None, [], False)}
    return record_event(by=by, file=file, what=what, on=on, at=at, today=today, detail=filled, proof_of=proof_of)
