"""What whoever fills a form has seen of the case: two people at once are told of each other, and nothing is lost.

The sign is the number of the case's events; events are only ever added, and under the lock of the case. Whoever is asked to
do one thing and sees nothing of the case has seen the own office's events only: `o3`.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from shouwang.access.models import Event
from shouwang.registry.models import File

OWN_ONLY = "o"


class UnknownSign(Exception):
    """The sign in the form is none that a page gave out."""


def _events(file: File) -> QuerySet[Event]:
    return Event.objects.filter(county_id=file.county_id, file_id=file.pk)


def sign_of(*, file: File, only_of: Iterable[UUID] | None = None) -> str:
    """To be carried by a form. `only_of`: the office of somebody who sees nothing of the case."""
    if only_of is None:
        return str(_events(file).count())
    return f"{OWN_ONLY}{_events(file).filter(office__in=list(only_of)).count()}"


def list_since(*, file: File, seen: str, office_id: UUID | None) -> list[Event]:
    """What was written down since that sign was given, in order. Raises UnknownSign."""
    events = _events(file).select_related("user", "office").order_by("id")
    if seen.startswith(OWN_ONLY):
        events = events.filter(office=office_id)
    number = seen.removeprefix(OWN_ONLY)
    if not number.isdecimal() or len(number) > 6:
        raise UnknownSign(seen)
    return list(events[int(number) :])
