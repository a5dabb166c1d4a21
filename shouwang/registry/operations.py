"""Writing files. Every operation is atomic; the mechanism that calls it appends the event in the same transaction."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shouwang.access.encryption import blind_index
from shouwang.access.models import County, Office, Region
from shouwang.registry.fields import AFTER_LEAVING, CHILD_FIELDS, PERSON_FIELDS
from shouwang.registry.locking import lock_files
from shouwang.registry.models import CareSpell, Child, File, FileKind, Person
from shouwang.registry.names import keys as name_keys


class UnknownFact(Exception):
    """The key names no fact that can be written."""


class CareOverlaps(Exception):
    """The new spell begins before the running one; the chain of care has no overlap."""

    def __init__(self, running_since: date) -> None:
        self.running_since = running_since
        words = _("Since %(day)s somebody holds the child already. Choose that day or a later one.")
        super().__init__(words % {"day": date_format(running_since, "DATE_FORMAT")})


class FileClosed(Exception):
    """The file is closed or withdrawn, or its child left the ledger: it is read only."""


def fill_person(person: Person, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Sets the fields of `person` from `values`, with the keys that searching needs. Returns {field: (old, new)}."""
    changed = {}
    for field, value in values.items():
        if field not in PERSON_FIELDS:
            raise UnknownFact(field)
        old = getattr(person, field)
        if old != value:
            changed[field] = (old, value)
            setattr(person, field, value)
    if "name" in changed:
        person.pinyin = name_keys(person.name).pinyin
    if "citizen_id" in changed:
        person.citizen_id_index = blind_index(person.citizen_id, purpose="citizen_id") if person.citizen_id else None
    if "phone" in changed:
        person.phone_index = blind_index(person.phone, purpose="phone") if person.phone else None
    return changed


def new_person(*, county_id: int, is_synthetic: bool = False, **values: Any) -> Person:
    person = Person(county_id=county_id, is_synthetic=is_synthetic, name="")
    fill_person(person, values)
    person.save(force_insert=True)
    return person


def next_file_number(*, county: County) -> str:
    """档案编号: the county's code and a running number that is never given twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('registry_file_number')")
        return f"{county.code}-{cursor.fetchone()[0]:08d}"


@transaction.atomic
def open_child_file(
    *,
    county: County,
    village: Region,
    name: str,
    opened_on: date,
    facts: Mapping[str, Any],
    school: Office | None = None,
    batch_id: UUID | None = None,
    is_synthetic: bool = False,
) -> File:
    """A new child with a file of its own; `facts` as for `set_facts`."""
    keys = name_keys(name)
    person = new_person(county_id=county.id, is_synthetic=is_synthetic, name=name)
    file = File.objects.create(
        county=county,
        kind=FileKind.CHILD,
        number=next_file_number(county=county),
        name=name,
        pinyin=keys.pinyin,
        initials=keys.initials,
        grams=list(keys.grams),
        village=village,
        township=village.parent,
        school=school,
        person=person,
        opened_on=opened_on,
        batch_id=batch_id,
        is_synthetic=is_synthetic,
    )
    Child.objects.create(file=file, county=county)
    set_facts(file=file, facts=facts)
    return file


@transaction.atomic
def open_unit_file(
    *, county: County, kind: str, name: str, opened_on: date, region: Region | None = None, office: Office | None = None
) -> File:
    """The file of a village, township, school, office or of the county itself: duties hang on it."""
    keys = name_keys(name)
    is_village = kind in {FileKind.VILLAGE, FileKind.HOUSEHOLD}
    return File.objects.create(
        county=county,
        kind=kind,
        number=next_file_number(county=county),
        name=name,
        pinyin=keys.pinyin,
        initials=keys.initials,
        grams=list(keys.grams),
        village=region if is_village else None,
        township=(region.parent if is_village else region) if region is not None and region.level >= 4 else None,
        office=office,
        school=office if kind == FileKind.SCHOOL else None,
        opened_on=opened_on,
    )


@transaction.atomic
def set_facts(*, file: File, facts: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Writes facts of a child's file: `child.*`, `father.*`, `mother.*` (a parent that is not there yet is made).

    `None` writes «not collected». Returns {fact: (old, new)} of what changed. The record of a child that left the
    ledger is read only but for what is still done with it then, and for listing it again. Raises UnknownFact, FileClosed.
    """
    lock_files([file.pk])
    child = Child.objects.get(pk=file.pk)
    has_left = child.exited_on is not None and "child.exited_on" not in facts and not facts.keys() <= AFTER_LEAVING
    if file.closed_on is not None or file.withdrawn_at is not None or has_left:
        raise FileClosed(file.number)
    changed: dict[str, tuple[Any, Any]] = {}
    by_subject: dict[str, dict[str, Any]] = {"child": {}, "father": {}, "mother": {}}
    for key, value in facts.items():
        subject, _dot, field = key.partition(".")
        if subject not in by_subject or not field:
            raise UnknownFact(key)
        by_subject[subject][field] = value
    for subject in ("father", "mother"):
        if by_subject[subject]:
            changed |= _set_parent(child, subject, by_subject[subject])
    changed |= _set_child(file, child, by_subject["child"])
    return changed


def _set_parent(child: Child, subject: str, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    person = getattr(child, subject)
    if person is None:
        person = new_person(county_id=child.county_id, sex="male" if subject == "father" else "female")
        setattr(child, subject, person)
        child.save(update_fields=[subject])
    changed = fill_person(person, values)
    if changed:
        person.save()
    return {f"{subject}.{field}": pair for field, pair in changed.items()}


def _set_child(file: File, child: Child, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    own = {field: value for field, value in values.items() if field in CHILD_FIELDS}
    personal = {field: value for field, value in values.items() if field not in CHILD_FIELDS}
    changed = {}
    if personal and file.person is not None:
        changed = fill_person(file.person, personal)
        if changed:
            file.person.save()
        if "name" in changed:
            _rename(file, file.person.name)
    for field, value in own.items():
        old = getattr(child, field)
        if old != value:
            changed[field] = (old, value)
            setattr(child, field, value)
    if any(field in own for field in changed):
        child.save()
    return {f"child.{field}": pair for field, pair in changed.items()}


def _rename(file: File, name: str) -> None:
    keys = name_keys(name)
    file.name, file.pinyin, file.initials, file.grams = name, keys.pinyin, keys.initials, list(keys.grams)
    file.save(update_fields=["name", "pinyin", "initials", "grams"])


@transaction.atomic
def begin_planned_leaves(*, county_id: int, on: date) -> list[UUID]:
    """Parents who said beforehand that they leave on that day are away from it on. Returns their children's files."""
    leaving = Person.objects.filter(county_id=county_id, away=False, away_since=on)
    parents = list(leaving.values_list("pk", flat=True))
    leaving.filter(pk__in=parents).update(away=True)
    children = Child.objects.filter(Q(father__in=parents) | Q(mother__in=parents), county_id=county_id)
    return list(children.values_list("pk", flat=True))


@transaction.atomic
def begin_care(*, file: File, kind: str, from_on: date, carer: Person | None = None, **terms: Any) -> CareSpell:
    """Somebody takes over on `from_on`; the spell that ran until then ends the day before.

    `kind="none"` says openly that nobody does. A spell that began on the same day has lasted no day: the new one takes
    its row, the history keeps the old. Raises CareOverlaps when the running spell began later.
    """
    lock_files([file.pk])
    spell = CareSpell(county_id=file.county_id, file=file, kind=kind, carer=carer, from_on=from_on, **terms)
    running = CareSpell.objects.filter(county_id=file.county_id, file=file, until_on=None).first()
    if running is not None and running.from_on > from_on:
        raise CareOverlaps(running.from_on)
    if running is not None and running.from_on == from_on:
        spell.pk = running.pk
        spell.save(force_update=True)
        return spell
    if running is not None:
        running.until_on = from_on - timedelta(days=1)
        running.save(update_fields=["until_on"])
    spell.save(force_insert=True)
    return spell


@transaction.atomic
def amend_care(*, spell: CareSpell, **terms: Any) -> CareSpell:
    """What became known about the running carer or agreement."""
    for field, value in terms.items():
        setattr(spell, field, value)
    spell.save(update_fields=list(terms))
    return spell


def withdraw_file(*, file: File, at: datetime, because: str) -> File:
    """Nothing is deleted: a withdrawn file is out of every list and can be brought back."""
    file.withdrawn_at, file.withdrawn_because = at, because
    file.save(update_fields=["withdrawn_at", "withdrawn_because"])
    return file


def restore_file(*, file: File) -> File:
    file.withdrawn_at, file.withdrawn_because = None, ""
    file.save(update_fields=["withdrawn_at", "withdrawn_because"])
    return file
