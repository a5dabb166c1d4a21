"""Writing who takes part in a case. At any moment at most one office holds it, and nobody lets go before somebody holds."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from shouwang.registry.casework import lock_case
from shouwang.registry.models import CasePart, File


class NoPart(Exception):
    """The office takes no part in the case, or holds it: a holder hands the case over first."""


@transaction.atomic
def begin_part(*, file: File, office_id: UUID, part: str, at: datetime) -> CasePart:
    """The office takes part from now on; one that does already goes on as it does."""
    lock_case(file=file)
    running = _running(file).filter(office=office_id).first()
    return running or _new(file, office_id, part, at)


@transaction.atomic
def end_part(*, file: File, office_id: UUID, at: datetime) -> None:
    """Raises NoPart."""
    lock_case(file=file)
    if not _running(file).filter(office=office_id, is_holder=False).update(until_at=_end(at)):
        raise NoPart(office_id)


@transaction.atomic
def give_hold(*, file: File, office_id: UUID, part: str, at: datetime, person_id: UUID | None = None) -> CasePart:
    """The office holds the case from now on, in person `person_id` where one was named. Who held it until now goes on
    taking part."""
    lock_case(file=file)
    holder = _running(file).filter(is_holder=True).first()
    if holder is not None and holder.office_id == office_id:
        holder.person_id = person_id
        holder.save(update_fields=["person"])
        return holder
    _running(file).filter(office=office_id).update(until_at=_end(at))
    if holder is not None:
        CasePart.objects.filter(pk=holder.pk).update(until_at=_end(at))
        _new(file, holder.office_id, holder.part, at, heard_at=holder.heard_at)
    return _new(file, office_id, part, at, is_holder=True, person_id=person_id)


@transaction.atomic
def end_all_parts(*, file: File, at: datetime) -> None:
    """The case goes on as another one."""
    _running(file).update(until_at=_end(at))


def _end(at: datetime) -> Greatest:
    """A clock that was set back ends nothing before it began."""
    return Greatest(F("from_at"), Value(at))


def _running(file: File) -> QuerySet[CasePart]:
    return CasePart.objects.filter(county_id=file.county_id, file=file, until_at__isnull=True)


def _new(file: File, office_id: UUID, part: str, at: datetime, **fields: Any) -> CasePart:
    file.__dict__.pop("offices_taking_part", None)
    given = {"heard_at": at} | fields
    return CasePart.objects.create(
        county_id=file.county_id, file=file, office_id=office_id, part=part, from_at=at, **given
    )
