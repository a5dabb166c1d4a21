"""Opening a case: from the first word on somebody holds it. Whatever tells of a child in need begins here."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from shouwang.access.models import County, Region
from shouwang.access.scope import Actor
from shouwang.duties.leads import list_offices
from shouwang.duties.operations import record_case_event
from shouwang.registry.casework import open_case_file
from shouwang.registry.models import File
from shouwang.registry.parts import begin_part, give_hold

FIRST_HOLDERS = ("police", "civil_affairs", "township")
"""Whoever leads there, the first of these that anybody leads."""
BEGINNING = {"case.stage": "received", "case.is_sealed": False}


@transaction.atomic
def open_case(
    *,
    by: Actor,
    county: County,
    on: date,
    at: datetime,
    today: date,
    facts: Mapping[str, Any],
    village: Region | None = None,
    township: Region | None = None,
    child_file: File | None = None,
    is_synthetic: bool = False,
) -> File:
    """A new case on the day `on`, held by the police that lead there. `facts` are `case.*`; the child need not be known.

    Raises NotAChildOfTheCounty, UnknownFact.
    """
    given = BEGINNING | {"case.reported_on": on} | dict(facts)
    file = open_case_file(
        county=county,
        opened_on=on,
        facts=given,
        child_file=child_file,
        village=village,
        township=township,
        is_synthetic=is_synthetic,
    )
    first = _first_holder(file)
    if first is not None:
        give_hold(file=file, office_id=first[1], part=first[0], at=at)
    record_case_event(by=by, file=file, what="cases.opened", on=on, at=at, today=today)
    return file


def _first_holder(file: File) -> tuple[str, UUID] | None:
    """(function, office); None where nobody leads any of them: the board shows it red."""
    (offices,) = list_offices(county_id=file.county_id, wanted=[(file, set(FIRST_HOLDERS))])
    found = ((function, office_id) for function in FIRST_HOLDERS for office_id in offices[function])
    return next(((function, office_id) for function, office_id in found if office_id is not None), None)


@transaction.atomic
def bring_in(*, file: File, function: str, at: datetime) -> list[UUID]:
    """The offices that lead the function where the case lies take part from now on; returns them."""
    (leading,) = list_offices(county_id=file.county_id, wanted=[(file, {function})])
    offices = [office_id for office_id in leading[function] if office_id is not None]
    for office_id in offices:
        begin_part(file=file, office_id=office_id, part=function, at=at)
    return offices
