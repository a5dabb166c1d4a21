"""The hand-over of a case: offered to a named office, accepted, or declined with a named next one. Nobody lets go before
somebody holds."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event, Office, User
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.operations.telling import tell_offices, tell_people
from shouwang.mechanisms.cases.queries.people import function_of, is_there
from shouwang.registry.models import CasePart, File
from shouwang.registry.parts import give_hold

ANSWERERS = {"case.do"}


class HandOverRefused(Exception):
    """Only the holder offers, one office at a time, to another one; only the named receiver answers, once."""


@transaction.atomic
def offer_case(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    office: Office,
    reason: str,
    person: User | None = None,
    note: str = "",
    **step: Any,
) -> Event:
    """The holder offers the case and goes on holding it until the office, or the person named in it, has accepted; also
    to a person of the own office. Raises HandOverRefused."""
    detail = {"office": office.name, "reason": reason, "note": note}
    event = record_case_event(
        by=by, file=file, what="cases.handed_over", on=on, at=at, today=today, detail=detail, **step
    )
    holder = CasePart.objects.filter(county_id=file.county_id, file=file, is_holder=True, until_at__isnull=True).first()
    if holder is not None and holder.office_id != by.office_id:
        raise HandOverRefused(_("Your office does not hold this case: only the holder offers it."))
    if holder is not None and holder.office_id == office.pk and (person is None or holder.person_id == person.pk):
        raise HandOverRefused(_("That office holds the case already."))
    _offer(
        file=file,
        giver_id=by.office_id or office.pk,
        office=office,
        person=person,
        reason=reason,
        by=by,
        at=at,
        today=today,
    )
    return event


def _offer(
    *, file: File, giver_id, office: Office, person: User | None, reason: str, by: Actor, at: datetime, today: date
) -> CaseHandOver:
    try:
        with transaction.atomic():
            offer = CaseHandOver.objects.create(
                county_id=file.county_id,
                file=file,
                giver_id=giver_id,
                receiver=office,
                person=person,
                reason=reason,
                part=function_of(file=file, office_id=office.pk),
                offered_by_id=by.user_id,
                offered_at=at,
            )
    except IntegrityError as open_one:
        raise HandOverRefused(_("The case is offered to an office already, which has not answered yet.")) from open_one
    given = {
        "subject": _("Case %(number)s is offered to you: accept or decline"),
        "about": {"number": file.number},
        "link": "/cases/hand-overs/",
        "once_key": f"offer:{offer.pk}",
        "at": at,
    }
    if person is not None:
        tell_people(people=[person], **given)
    else:
        tell_offices(office_ids=[office.pk], rights=ANSWERERS, today=today, **given)
    return offer


@transaction.atomic
def accept_case(*, by: Actor, offer: CaseHandOver, today: date, at: datetime, **step: Any) -> Event:
    """From now on the receiver holds the case. Raises HandOverRefused."""
    offer = _take_up(by, offer, "accepted", today=today, at=at)
    file = offer.file
    give_hold(file=file, office_id=offer.receiver_id, part=offer.part, at=at, person_id=offer.person_id and by.user_id)
    event = record_case_event(by=by, file=file, what="cases.hand_over_accepted", on=today, at=at, today=today, **step)
    _tell_giver(offer, _("Case %(number)s was accepted"), today=today, at=at)
    return event


@transaction.atomic
def decline_case(
    *,
    by: Actor,
    offer: CaseHandOver,
    reason: str,
    next_office: Office,
    next_person: User | None = None,
    today: date,
    at: datetime,
    **step: Any,
) -> Event:
    """Declined for a reason, with who should hold it instead: the office, or the person in it, is asked at once. A person
    may name a colleague. Raises HandOverRefused."""
    _refuse_circle(by, offer, next_office, next_person)
    offer = _take_up(by, offer, "declined", today=today, at=at)
    file = offer.file
    following = _offer(
        file=file,
        giver_id=offer.giver_id,
        office=next_office,
        person=next_person,
        reason=offer.reason,
        by=by,
        at=at,
        today=today,
    )
    offer.declined_because, offer.next_offer = reason, following
    offer.save(update_fields=["declined_because", "next_offer"])
    detail = {"reason": reason, "office": next_office.name}
    event = record_case_event(
        by=by, file=file, what="cases.hand_over_declined", on=today, at=at, today=today, detail=detail, **step
    )
    _tell_giver(offer, _("Case %(number)s was declined; the next office is asked"), today=today, at=at)
    return event


def _refuse_circle(by: Actor, offer: CaseHandOver, next_office: Office, next_person: User | None) -> None:
    """Nobody hands it back to whoever offers it, or names himself."""
    is_colleague = next_person is not None and next_person.pk not in (by.user_id, offer.person_id)
    if next_office.pk in (offer.receiver_id, offer.giver_id) and not is_colleague:
        raise HandOverRefused(_("Name another office: neither yours nor the one that offers the case."))


def _take_up(by: Actor, offer: CaseHandOver, answer: str, *, today: date, at: datetime) -> CaseHandOver:
    offers = CaseHandOver.objects.select_for_update(of=("self",)).select_related("file__case", "person")
    offer = offers.get(county_id=offer.county_id, pk=offer.pk)
    if offer.answer != "open":
        raise HandOverRefused(_("This offer was answered by now."))
    if by.office_id != offer.receiver_id:
        raise HandOverRefused(_("Only the office that the case is offered to answers."))
    if offer.person_id not in (None, by.user_id) and is_there(
        office_id=offer.receiver_id, person=offer.person, today=today
    ):
        raise HandOverRefused(_("Only %(name)s answers: the case is offered in person.") % {"name": offer.person.name})
    offer.answer, offer.answered_by_id, offer.answered_at = answer, by.user_id, at
    offer.save(update_fields=["answer", "answered_by", "answered_at"])
    return offer


def _tell_giver(offer: CaseHandOver, words: Any, *, today: date, at: datetime) -> None:
    tell_offices(
        office_ids=[offer.giver_id],
        rights=ANSWERERS,
        subject=words,
        about={"number": offer.file.number},
        link=f"/cases/{offer.file_id}/",
        once_key=f"answered:{offer.pk}",
        today=today,
        at=at,
    )
