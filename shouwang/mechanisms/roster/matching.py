"""Which children of a roster have a file already, and what differs. One query a piece, never one a row.

Only one and the same number with a name that agrees is certain; what is merely alike is shown to a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from shouwang.access.encryption import blind_index, decrypt
from shouwang.registry.likeness import Record, compare_records
from shouwang.registry.names import bare, keys

Row = dict[str, Any]

_PERSON = ("born_on", "sex", "ethnicity", "no_citizen_id_because")
_PARENT = ("name", "born_on", "away", "away_since", "work_place", "incapable")
_CHILD = (
    "hukou_registered", "hukou_place", "has_land", "has_homestead", "village_member", "low_income_area", "rural", "health",
    "disability_kind", "disability_grade", "illness", "boarding", "schooling", "school_name", "class_name",
    "guardianship_kind", "guardianship_rating", "lives_alone", "family_hardship", "without_support", "income", "relief",
)  # fmt: skip
_PLAIN: dict[str, str] = (
    {f"child.{name}": f"p.{name}" for name in _PERSON}
    | {f"child.{name}": f"c.{name}" for name in _CHILD}
    | {f"{who}.{name}": f"{who}.{name}" for who in ("father", "mother") for name in _PARENT}
    | {"carer.name": "carer.name", "carer.relation": "care.relation"}
)
_SEALED = ("child.citizen_id", "child.address") + tuple(
    f"{who}.{name}" for who in ("father", "mother") for name in ("citizen_id", "phone")
)
_TABLES = {"child": "p", "father": "father", "mother": "mother"}

_EXISTING = f"""
SELECT f.id, f.name, f.village_id, {", ".join(_PLAIN.values())},
       {", ".join(f"{_TABLES[key.partition('.')[0]]}.{key.partition('.')[2]}" for key in _SEALED)}
FROM registry_file f
JOIN registry_child c ON c.file_id = f.id
JOIN registry_person p ON p.id = f.person_id
LEFT JOIN registry_person father ON father.id = c.father_id
LEFT JOIN registry_person mother ON mother.id = c.mother_id
LEFT JOIN registry_carespell care ON care.county_id = f.county_id AND care.file_id = f.id AND care.until_on IS NULL
LEFT JOIN registry_person carer ON carer.id = care.carer_id
WHERE f.county_id = %s AND f.id = ANY(%s)
"""

_BY_NUMBER = """
SELECT p.citizen_id_index, f.id, f.name FROM registry_person p
JOIN registry_file f ON f.county_id = p.county_id AND f.person_id = p.id AND f.kind = 'child' AND f.withdrawn_at IS NULL
WHERE p.county_id = %s AND p.citizen_id_index = ANY(%s)
"""

_ALIKE = """
SELECT asked.place, f.id, f.name, p.born_on, f.village_id, f.township_id, p.sex, father.name, mother.name,
       p.citizen_id_index IS NOT NULL
FROM unnest(%s::int[], %s::text[], %s::date[]) AS asked(place, pinyin, born_on)
JOIN registry_person p ON p.county_id = %s AND p.pinyin = asked.pinyin AND p.born_on = asked.born_on
JOIN registry_file f ON f.county_id = p.county_id AND f.person_id = p.id AND f.kind = 'child' AND f.withdrawn_at IS NULL
JOIN registry_child c ON c.file_id = f.id
LEFT JOIN registry_person father ON father.id = c.father_id
LEFT JOIN registry_person mother ON mother.id = c.mother_id
"""


@dataclass
class Match:
    """What became of one row: `new`, `same`, `changed` or `perhaps`."""

    verdict: str = "new"
    file_id: UUID | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    code: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def match_rows(*, county_id: int, rows: Sequence[Row]) -> list[Match]:
    """One answer a row, in order."""
    matches = [Match() for _ in rows]
    _match_numbers(county_id, rows, matches)
    _match_alike(county_id, rows, matches)
    _find_changes(county_id, rows, matches)
    return matches


def _match_numbers(county_id: int, rows: Sequence[Row], matches: list[Match]) -> None:
    index_of = {
        blind_index(row["child.citizen_id"], purpose="citizen_id"): place
        for place, row in enumerate(rows)
        if row.get("child.citizen_id")
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER, [county_id, list(index_of)])
        for index, file_id, name in cursor.fetchall():
            place = index_of[bytes(index)]
            if bare(name) == bare(rows[place]["name"]):
                matches[place] = Match("same", file_id)
            else:
                matches[place] = Match("perhaps", file_id, code="same_number_other_name", details={"name": name})


def _match_alike(county_id: int, rows: Sequence[Row], matches: list[Match]) -> None:
    places = [place for place, match in enumerate(matches) if match.verdict == "new"]
    sounds = [keys(rows[place]["name"]).pinyin for place in places]
    days = [rows[place].get("child.born_on") for place in places]
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [places, sounds, days, county_id])
        for place, file_id, name, born_on, village, township, sex, father, mother, has_number in cursor.fetchall():
            known = Record(
                name=name, born_on=born_on, village=village, township=township, sex=sex, father=father, mother=mother,
                citizen_id="another" if has_number and rows[place].get("child.citizen_id") else None,
            )  # fmt: skip
            found = compare_records(_record(rows[place]), known)
            if found.verdict != "different" and matches[place].verdict == "new":
                reasons = "、".join(str(reason) for reason in found.reasons[:3])
                matches[place] = Match(
                    "perhaps", file_id, code="perhaps_same", details={"name": name, "reasons": reasons}
                )


def _record(row: Row) -> Record:
    return Record(
        name=row["name"],
        born_on=row.get("child.born_on"),
        sex=row.get("child.sex"),
        citizen_id=row.get("child.citizen_id"),
        village=row["village_id"],
        township=row["township_id"],
        father=row.get("father.name"),
        mother=row.get("mother.name"),
    )


def _find_changes(county_id: int, rows: Sequence[Row], matches: list[Match]) -> None:
    wanted = {match.file_id: place for place, match in enumerate(matches) if match.file_id is not None}
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING, [county_id, list(wanted)])
        for file_id, _name, village_id, *values in cursor.fetchall():
            place = wanted[file_id]
            match = matches[place]
            match.changes = _differences(rows[place], values)
            if village_id != rows[place]["village_id"]:
                match.changes["village"] = (village_id, rows[place]["village_id"])
            if match.verdict == "same" and match.changes:
                match.verdict = "changed"


def _differences(row: Row, values: list[Any]) -> dict[str, tuple[Any, Any]]:
    """What the row says otherwise than the file. An empty cell says nothing."""
    changes = {}
    for (key, _), old in zip(_PLAIN.items(), values, strict=False):
        new = row.get(key)
        if new is not None and new != old and not (old is None and new == []):
            changes[key] = (old, new)
    for key, stored in zip(_SEALED, values[len(_PLAIN) :], strict=True):
        new = row.get(key)
        if new is None:
            continue
        old = decrypt(bytes(stored), place=f"registry_person.{key.partition('.')[2]}") if stored is not None else None
        if new != old:
            changes[key] = (old, new)
    return changes


def read_current(*, county_id: int, file_ids: Sequence[UUID]) -> dict[UUID, Row]:
    """What the files say now, by the keys of the roster's columns."""
    found: dict[UUID, Row] = {}
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING, [county_id, list(file_ids)])
        for file_id, name, village_id, *values in cursor.fetchall():
            row: Row = {"name": name, "village": village_id} | dict(zip(_PLAIN, values, strict=False))
            for key, stored in zip(_SEALED, values[len(_PLAIN) :], strict=True):
                place = f"registry_person.{key.partition('.')[2]}"
                row[key] = decrypt(bytes(stored), place=place) if stored is not None else None
            found[file_id] = row
    return found
