"""Messages about a hand-over: which county and what to do, never the child."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from shouwang.access.models import User
from shouwang.duties.outbox import tell
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.queries.transfers import list_answerers

TRANSFERS = "/ledger/transfers/"


def tell_people(*, people: Iterable[User], subject: str, once_key: str, at: datetime, link: str = TRANSFERS) -> None:
    body = _("%(subject)s. Log in to see it.") % {"subject": subject}
    for user in people:
        tell(user=user, kind="transfer", subject=subject, body=body, once_key=once_key, at=at, link=link)


def tell_receiver(*, transfer: Transfer, subject: str, once_key: str, today: date, at: datetime) -> None:
    """Whoever may answer it. Called in the receiving county."""
    people = list_answerers(county_id=transfer.receiver_id, township_id=transfer.township_id, today=today)
    tell_people(people=people, subject=subject, once_key=once_key, at=at)
