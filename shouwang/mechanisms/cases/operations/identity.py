"""Whose case it is, who takes part, that the child was seen, and two reports that are about one child."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event, Office
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_case_event
from shouwang.duties.reckoning import reckon_file
from shouwang.mechanisms.cases.operations.telling import READERS, tell_offices
from shouwang.mechanisms.cases.queries.people import function_of
from shouwang.registry.casework import name_child
from shouwang.registry.joining import join_case_files
from shouwang.registry.locking import lock_files
from shouwang.registry.models import File
from shouwang.registry.parts import begin_part


class SameCase(Exception):
    """A case is joined with another one."""


@transaction.atomic
def identify_child(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    child_file: File,
    **step: Any,
) -> Event:
    """It became known whose case it is. Raises NotAChildOfTheCounty, and what `record_case_event` raises."""
    lock_files([file.pk, child_file.pk])
    event = record_case_event(by=by, file=file, what="cases.child_named", on=on, at=at, today=today, **step)
    name_child(file=file, child_file=child_file)
    reckon_file(file=file, today=today, at=at)
    reckon_file(file=child_file, today=today, at=at)
    return event


@transaction.atomic
def join_cases(
    *, by: Actor, file: File, absorbed: File, on: date, today: date, at: datetime, reason: str, **step: Any
) -> Event:
    """Two reports of one child go on as one case; what was done on the other is shown with it. Raises SameCase."""
    if file.pk == absorbed.pk:
        raise SameCase(_("Choose another case."))
    lock_files([file.pk, absorbed.pk])
    detail = {"number": absorbed.number, "reason": reason}
    event = record_case_event(by=by, file=file, what="cases.joined", on=on, at=at, today=today, detail=detail, **step)
    join_case_files(kept=file, absorbed=absorbed, at=at, user_id=by.user_id, reason=reason)
    for one in (absorbed, file):
        reckon_file(file=one, today=today, at=at)
    return event


@transaction.atomic
def ask_to_take_part(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    office: Office,
    note: str = "",
    **step: Any,
) -> Event:
    """The office takes part from now on: it sees the whole case, where its posts may join cases."""
    event = record_case_event(
        by=by,
        file=file,
        what="cases.part_given",
        on=on,
        at=at,
        today=today,
        **step,
        detail={"office": office.name, "note": note},
    )
    begin_part(file=file, office_id=office.pk, part=function_of(file=file, office_id=office.pk), at=at)
    tell_offices(
        office_ids=[office.pk],
        rights=READERS,
        link=f"/cases/{file.pk}/",
        once_key=f"part:{event.pk}",
        today=today,
        at=at,
        subject=_("You are asked to take part in case %(number)s"),
        about={"number": file.number},
    )
    return event


@transaction.atomic
def see_child(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    where: str,
    condition: str,
    note: str = "",
    **step: Any,
) -> Event:
    """Somebody saw the child itself: a case is not closed before."""
    detail = {"where": where, "condition": condition, "note": note}
    return record_case_event(
        by=by,
        file=file,
        what="cases.child_seen",
        on=on,
        at=at,
        today=today,
        facts={"case.child_seen_on": on},
        detail={key: value for key, value in detail.items() if value},
        **step,
    )
