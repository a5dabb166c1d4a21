"""Writing case files: a report about a child has a file of its own, hung on the child's once it is known whose it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from shouwang.access.models import County, Office, Region
from shouwang.registry.fields import CASE_FIELDS
from shouwang.registry.locking import lock_files
from shouwang.registry.models import Case, File, FileKind
from shouwang.registry.operations import FileClosed, UnknownFact, next_file_number


class NotAChildOfTheCounty(Exception):
    """A case hangs on a child's file of its own county, or on none."""


@transaction.atomic
def open_case_file(
    *,
    county: County,
    opened_on: date,
    facts: Mapping[str, Any],
    child_file: File | None = None,
    village: Region | None = None,
    township: Region | None = None,
    school: Office | None = None,
    is_synthetic: bool = False,
) -> File:
    """A new case; where and at which school is the child's, unless it is given (a child may be found elsewhere).

    It is called by its number alone: lists, logs and names of files tell nothing. `facts` as for `set_case_facts`. Raises NotAChildOfTheCounty.
    """
    _refuse_stranger(county.id, child_file)
    if child_file is not None and village is None and township is None:
        village, township = child_file.village, child_file.township
    number = next_file_number(county=county)
    file = File.objects.create(
        county=county,
        kind=FileKind.CASE,
        number=number,
        name=f"{FileKind.CASE.label} {number}",
        village=village,
        township=village.parent if village is not None else township,
        school=school or (child_file.school if child_file is not None else None),
        opened_on=opened_on,
        is_synthetic=is_synthetic,
    )
    Case.objects.create(file=file, county=county, child_file=child_file)
    set_case_facts(file=file, facts=facts)
    return file


def lock_case(*, file: File) -> Case:
    """The case's record, for this transaction alone: whoever else acts on the case, or on its child, waits."""
    lock_files([file.pk])
    return Case.objects.select_for_update().get(county_id=file.county_id, pk=file.pk)


@transaction.atomic
def set_case_facts(*, file: File, facts: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Writes facts `case.*`; `None` writes «not collected». Returns {fact: (old, new)} of what changed.

    The duties follow with the next event of the case. Raises UnknownFact, FileClosed.
    """
    case = lock_case(file=file)
    if file.closed_on is not None or file.withdrawn_at is not None:
        raise FileClosed(file.number)
    changed = {}
    for key, value in facts.items():
        subject, _dot, field = key.partition(".")
        if subject != "case" or field not in CASE_FIELDS:
            raise UnknownFact(key)
        old = getattr(case, field)
        if old != value:
            changed[key] = (old, value)
            setattr(case, field, value)
    if changed:
        case.save()
    return changed


@transaction.atomic
def name_child(*, file: File, child_file: File | None) -> None:
    """It became known whose case it is, or that it is another child's. Raises NotAChildOfTheCounty."""
    _refuse_stranger(file.county_id, child_file)
    Case.objects.filter(county_id=file.county_id, pk=file.pk).update(child_file=child_file)


def _refuse_stranger(county_id: int, child_file: File | None) -> None:
    if child_file is not None and (child_file.county_id != county_id or child_file.kind != FileKind.CHILD):
        raise NotAChildOfTheCounty(child_file.number)
