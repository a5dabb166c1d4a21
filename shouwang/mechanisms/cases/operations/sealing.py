"""Sealed cases: open to named people, and to whoever breaks the glass for a reason, for some hours, before witnesses."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event, User
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.operations.telling import tell_people
from shouwang.mechanisms.cases.queries.figures import get_glass_open
from shouwang.mechanisms.cases.queries.people import list_offices_for, list_people
from shouwang.registry.casework import lock_case
from shouwang.registry.models import CasePart, CaseReader, File


class SealRefused(Exception):
    """The case is sealed already, or is not."""


@transaction.atomic
def seal_case(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    reason: str,
    people: Iterable[User] = (),
    note: str = "",
    **step: Any,
) -> Event:
    """From now on open to the named people, and to who seals it. Raises SealRefused."""
    if lock_case(file=file).is_sealed:
        raise SealRefused(_("This case is sealed already."))
    event = record_case_event(
        by=by,
        file=file,
        what="cases.sealed",
        on=on,
        at=at,
        today=today,
        facts={"case.is_sealed": True},
        detail={"reason": reason, "note": note},
        **step,
        is_after_closing=True,
    )
    named = {user.pk for user in people} | {by.user_id}
    CaseReader.objects.bulk_create(
        CaseReader(
            county_id=file.county_id, file=file, user_id=user_id, reason=reason, given_by_id=by.user_id, from_at=at
        )
        for user_id in sorted(user_id for user_id in named if user_id)
    )
    return event


@transaction.atomic
def unseal_case(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    reason: str,
    note: str = "",
    **step: Any,
) -> Event:
    """Open again to everybody who may read cases there. Raises SealRefused."""
    if not lock_case(file=file).is_sealed:
        raise SealRefused(_("This case is not sealed."))
    CaseReader.objects.filter(county_id=file.county_id, file=file, until_at__isnull=True).update(until_at=at)
    return record_case_event(
        by=by,
        file=file,
        what="cases.unsealed",
        on=on,
        at=at,
        today=today,
        facts={"case.is_sealed": False},
        detail={"reason": reason, "note": note},
        **step,
        is_after_closing=True,
    )


@transaction.atomic
def break_glass(*, by: Actor, file: File, reason: str, today: date, at: datetime) -> Event:
    """A sealed case opens to this person for the county's time; until the day is over where it chose none.

    Who can seal cases there and who holds it are told at once.
    """
    length = get_glass_open(county_id=file.county_id, on=today)
    midnight = datetime.combine(at.date() + timedelta(days=1), time.min, at.tzinfo)
    event = record_case_event(
        by=by,
        file=file,
        what="cases.glass_broken",
        on=today,
        at=at,
        today=today,
        detail={"reason": reason},
        is_after_closing=True,
    )
    CaseReader.objects.create(
        county_id=file.county_id,
        file=file,
        user_id=by.user_id,
        reason=reason,
        is_emergency=True,
        given_by_id=by.user_id,
        from_at=at,
        until_at=at + length if length else midnight,
    )
    offices = list_offices_for(file=file).values_list("pk", flat=True)
    holder = CasePart.objects.filter(county_id=file.county_id, file=file, is_holder=True, until_at__isnull=True)
    people = list_people(office_ids=offices, today=today, rights={"case.seal"})
    people += list_people(office_ids=holder.values_list("office_id", flat=True), today=today, rights={"case.do"})
    words = _("%(name)s opened sealed case %(number)s: %(reason)s")
    told = {user.pk: user for user in people if user.pk != by.user_id}.values()
    about = {"name": by.name, "number": file.number, "reason": reason}
    tell_people(people=told, subject=words, about=about, link="/cases/", once_key=f"glass:{event.pk}", at=at)
    return event
