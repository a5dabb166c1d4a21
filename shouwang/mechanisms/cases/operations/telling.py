"""Messages of cases: the number and what to do, never the child, the kind or the reason."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from shouwang.access.models import User
from shouwang.duties.outbox import tell
from shouwang.mechanisms.cases.queries.people import list_people

READERS = {"case.read", "case.join"}


def tell_offices(
    *,
    office_ids: Iterable[UUID],
    rights: set[str],
    subject: Any,
    link: str,
    once_key: str,
    today: date,
    at: datetime,
    urgent: bool = True,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Everybody in these offices in whose post one of the rights lies."""
    people = list_people(office_ids=office_ids, today=today, rights=rights)
    tell_people(people=people, subject=subject, about=about, link=link, once_key=once_key, at=at, urgent=urgent)


def tell_people(
    *,
    people: Iterable[User],
    subject: Any,
    link: str,
    once_key: str,
    at: datetime,
    urgent: bool = True,
    about: Mapping[str, Any] | None = None,
) -> None:
    """`subject` is a translatable text (`gettext_lazy`), filled from `about`: each reads it in the own language."""
    for user in people:
        with override(user.language):
            words = str(subject) % (about or {})
            body = _("%(subject)s. Log in to see it.") % {"subject": words}
        tell(user=user, kind="case", subject=words, body=body, once_key=once_key, at=at, link=link, urgent=urgent)
