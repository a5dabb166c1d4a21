"""Messages of cases: the number and what to do, never the child, the kind or the reason."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from shouwang.access.models import User
from shouwang.duties.outbox import tell
from shouwang.mechanisms.cases.queries.people import list_people

READERS = {"case.read", "case.join"}


def tell_offices(
    *,
    office_ids: Iterable[UUID],
    rights: set[str],
    subject: str,
    link: str,
    once_key: str,
    today: date,
    at: datetime,
    urgent: bool = True,
) -> None:
    """Everybody in these offices in whose post one of the rights lies."""
    people = list_people(office_ids=office_ids, today=today, rights=rights)
    tell_people(people=people, subject=subject, link=link, once_key=once_key, at=at, urgent=urgent)


def tell_people(
    *, people: Iterable[User], subject: str, link: str, once_key: str, at: datetime, urgent: bool = True
) -> None:
    body = _("%(subject)s. Log in to see it.") % {"subject": subject}
    for user in people:
        tell(user=user, kind="case", subject=subject, body=body, once_key=once_key, at=at, link=link, urgent=urgent)
