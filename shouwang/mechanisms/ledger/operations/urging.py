"""Offers that nobody answers: told again each time that the receiving county's own figure has passed, one rung higher."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations.telling import tell_people, tell_receiver
from shouwang.mechanisms.ledger.queries.transfers import (
    days_waited,
    get_due_on,
    list_ladder,
    list_leading,
    list_people_of,
)


@transaction.atomic
def urge_unanswered(*, county_id: int, today: date, at: datetime) -> int:
    """Called in the receiving county; returns how many offers are late. Running it twice on a day tells nobody twice."""
    late = 0
    for transfer in Transfer.objects.filter(receiver_id=county_id, state="open").select_related("sender"):
        due_on = get_due_on(county_id=county_id, offered_on=transfer.offered_on, today=today)
        if due_on is not None and due_on < today:
            _urge(transfer, due_on, today=today, at=at)
            late += 1
    return late


def _urge(transfer: Transfer, due_on: date, *, today: date, at: datetime) -> None:
    """The first time whoever may answer, then rung by rung the plan's ladder; the rung is as long as the term itself."""
    span = max((due_on - transfer.offered_on).days, 1)
    step = (today - due_on).days // span
    ladder = list_ladder(county_id=transfer.receiver_id, today=today)
    words = _("%(county)s has waited %(days)d days for your answer about a child that moved to you")
    subject = words % {"county": transfer.sender, "days": days_waited(transfer, at)}
    tell_receiver(transfer=transfer, subject=subject, once_key=f"late:{transfer.pk}:{step}", today=today, at=at)
    for number, function in enumerate(ladder[:step]):
        offices = list_leading(county_id=transfer.receiver_id, function=function, township_id=transfer.township_id)
        people = list_people_of(office_ids=offices, today=today)
        tell_people(people=people, subject=subject, once_key=f"late:{transfer.pk}:rung:{number}", at=at, link="/")
