"""New children of a roster, many at once: people, files, records, kin and care, straight into the tables.

The same rows as `registry.operations.open_child_file` writes one by one; a test holds both ways against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from shouwang.access.copying import copy_rows
from shouwang.access.encryption import blind_index, encrypt
from shouwang.access.keys import new_id
from shouwang.access.models import County
from shouwang.registry.models import CareSpell, Child, File, Kin, Person
from shouwang.registry.names import keys

Row = dict[str, Any]

PERSON = (
    "id", "county_id", "name", "pinyin", "sex", "ethnicity", "born_on", "citizen_id", "citizen_id_index",
    "no_citizen_id_because", "phone", "phone_index", "address", "away", "away_since", "work_place", "incapable", "is_synthetic",
)  # fmt: skip
FILE = (
    "id", "county_id", "kind", "number", "name", "pinyin", "initials", "grams", "township_id", "village_id", "person_id",
    "opened_on", "withdrawn_because", "batch_id", "is_synthetic",
)  # fmt: skip
CHILD_FACTS = (
    "hukou_registered", "hukou_place", "has_land", "has_homestead", "village_member", "low_income_area", "rural", "health",
    "disability_kind", "disability_grade", "illness", "boarding", "schooling", "school_name", "class_name",
    "guardianship_kind", "guardianship_rating", "lives_alone", "family_hardship", "without_support", "income", "relief",
)  # fmt: skip
CHILD = ("file_id", "county_id", "father_id", "mother_id", "categories", *CHILD_FACTS)
CARE = ("id", "county_id", "file_id", "kind", "carer_id", "relation", "from_on", "agreement")
KIN = ("id", "county_id", "child_id", "person_id", "relation")
_KNOWN = """
SELECT p.citizen_id_index, p.id FROM unnest(%s::bytea[]) AS asked(citizen_id_index)
JOIN registry_person p ON p.county_id = %s AND p.citizen_id_index = asked.citizen_id_index
"""
RELATIONS = ("61", "62", "63", "64")


@dataclass
class Opened:
    """Rows for the tables, and the file that each line became."""

    people: list[tuple[Any, ...]] = field(default_factory=list)
    files: list[tuple[Any, ...]] = field(default_factory=list)
    children: list[tuple[Any, ...]] = field(default_factory=list)
    care: list[tuple[Any, ...]] = field(default_factory=list)
    kin: list[tuple[Any, ...]] = field(default_factory=list)
    file_ids: list[UUID] = field(default_factory=list)


def open_children(
    *, county: County, rows: Sequence[Row], opened_on: date, batch_id: UUID, is_synthetic: bool = False
) -> list[UUID]:
    """Opens a file for each row and returns their ids in order. Inside the caller's transaction."""
    opened = Opened()
    siblings = _known_parents(county, rows)
    for row, number in zip(rows, _numbers(county, len(rows)), strict=True):
        _open(opened, county, row, number, opened_on, batch_id, siblings, is_synthetic)
    copy_rows(model=Person, columns=PERSON, rows=opened.people)
    copy_rows(model=File, columns=FILE, rows=opened.files)
    copy_rows(model=Child, columns=CHILD, rows=opened.children)
    copy_rows(model=CareSpell, columns=CARE, rows=opened.care)
    copy_rows(model=Kin, columns=KIN, rows=opened.kin)
    return opened.file_ids


def _numbers(county: County, count: int) -> Iterable[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('registry_file_number') FROM generate_series(1, %s)", [count])
        return [f"{county.code}-{row[0]:08d}" for row in cursor.fetchall()]


def _known_parents(county: County, rows: Sequence[Row]) -> dict[bytes, UUID]:
    """Parents and carers who are known by their number: brothers and sisters share one father."""
    numbers = {
        row[key]
        for row in rows
        for key in ("father.citizen_id", "mother.citizen_id", "carer.citizen_id")
        if row.get(key)
    }
    indexes = [blind_index(number, purpose="citizen_id") for number in numbers]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [indexes, county.pk])
        return {bytes(index): person_id for index, person_id in cursor.fetchall()}


def _open(
    opened: Opened,
    county: County,
    row: Row,
    number: str,
    opened_on: date,
    batch_id: UUID,
    known: dict[bytes, UUID],
    is_synthetic: bool,
) -> None:
    child = _person(opened, county, row, "child", {}, is_synthetic, name=row["name"])
    father = _person(opened, county, row, "father", known, is_synthetic, sex="male")
    mother = _person(opened, county, row, "mother", known, is_synthetic, sex="female")
    carer = _person(opened, county, row, "carer", known, is_synthetic)
    file_id, name = new_id(), keys(row["name"])
    opened.file_ids.append(file_id)
    opened.files.append(
        (
            file_id, county.pk, "child", number, row["name"], name.pinyin, name.initials, list(name.grams),
            row["township_id"], row["village_id"], child, opened_on, "", batch_id, is_synthetic,
        )
    )  # fmt: skip
    facts = [row.get(f"child.{fact}") for fact in CHILD_FACTS]
    opened.children.append((file_id, county.pk, father, mother, [], *facts))
    if carer is not None:
        relation = row.get("carer.relation")
        kind = "parents" if relation == "parent" else "informal"
        opened.care.append((new_id(), county.pk, file_id, kind, carer, relation, opened_on, "none"))
    for relation in RELATIONS:
        person = _person(opened, county, row, f"kin{relation}", {}, is_synthetic)
        if person is not None:
            opened.kin.append((new_id(), county.pk, child, person, relation))


def _person(
    opened: Opened,
    county: County,
    row: Row,
    who: str,
    known: dict[bytes, UUID],
    is_synthetic: bool,
    *,
    name: str = "",
    sex: str | None = None,
) -> UUID | None:
    """The person's id; None when the row says nothing of them. A person known by number is not made again."""
    name = name or row.get(f"{who}.name") or ""
    number = row.get(f"{who}.citizen_id")
    says_something = name or number or row.get(f"{who}.away") is not None or row.get(f"{who}.incapable")
    if not says_something:
        return None
    index = blind_index(number, purpose="citizen_id") if number else None
    if index is not None and index in known:
        return known[index]
    person_id, phone = new_id(), row.get(f"{who}.phone")
    if index is not None:
        known[index] = person_id
    address = row.get(f"{who}.address")
    opened.people.append(
        (
            person_id, county.pk, name, keys(name).pinyin if name else "", row.get(f"{who}.sex") or sex,
            row.get(f"{who}.ethnicity"), row.get(f"{who}.born_on"), _sealed(number, "citizen_id"), index,
            row.get(f"{who}.no_citizen_id_because"), _sealed(phone, "phone"),
            blind_index(phone, purpose="phone") if phone else None, _sealed(address, "address"), row.get(f"{who}.away"),
            row.get(f"{who}.away_since"), row.get(f"{who}.work_place"), row.get(f"{who}.incapable"), is_synthetic,
        )
    )  # fmt: skip
    return person_id


def _sealed(text: str | None, column: str) -> bytes | None:
    return encrypt(text, place=f"registry_person.{column}") if text else None
