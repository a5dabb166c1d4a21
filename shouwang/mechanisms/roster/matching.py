"""Which children of a roster have a file already, and what differs. One query a piece, never one a row.

Only one and the same number with a name that agrees is certain; what is merely alike is shown to a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from shouwang.access.encryption import blind_index_column, decrypt_column
from shouwang.registry.likeness import Record, compare_records
from shouwang.registry.names import bare, keys

Row = dict[str, Any]
Columns = Mapping[str, Sequence[Any]]

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

# Each row by its key, fenced in by OFFSET: of tables that have just been filled the planner has no idea.
_EXISTING = """
SELECT f.id, f.name, f.village_id{columns}
FROM unnest(string_to_array(%s, ',')) AS asked(hex)
CROSS JOIN LATERAL (SELECT * FROM registry_file WHERE id = asked.hex::uuid AND county_id = %s OFFSET 0) f
CROSS JOIN LATERAL (SELECT * FROM registry_child WHERE file_id = f.id OFFSET 0) c
CROSS JOIN LATERAL (SELECT * FROM registry_person WHERE id = f.person_id OFFSET 0) p
LEFT JOIN LATERAL (SELECT * FROM registry_person WHERE id = c.father_id OFFSET 0) father ON true
LEFT JOIN LATERAL (SELECT * FROM registry_person WHERE id = c.mother_id OFFSET 0) mother ON true
LEFT JOIN LATERAL (
  SELECT * FROM registry_carespell WHERE county_id = f.county_id AND file_id = f.id AND until_on IS NULL OFFSET 0
) care ON true
LEFT JOIN LATERAL (SELECT * FROM registry_person WHERE id = care.carer_id OFFSET 0) carer ON true
"""

_BY_NUMBER = """
SELECT p.citizen_id_index, f.id, f.name FROM unnest(string_to_array(%s, ',')) AS asked(hex)
JOIN registry_person p ON p.county_id = %s AND p.citizen_id_index = decode(asked.hex, 'hex')
JOIN registry_file f ON f.county_id = p.county_id AND f.person_id = p.id AND f.kind = 'child' AND f.withdrawn_at IS NULL
"""

_ALIKE = """
SELECT asked.place, f.id, f.name, p.born_on, f.village_id, f.township_id, p.sex, father.name, mother.name,
       p.citizen_id_index IS NOT NULL
FROM unnest(string_to_array(%s, ','), string_to_array(%s, ',')::date[]) WITH ORDINALITY AS asked(pinyin, born_on, place)
JOIN registry_person p ON p.county_id = %s AND p.pinyin = substr(asked.pinyin, 2) AND p.born_on = asked.born_on
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


def match_rows(*, county_id: int, columns: Columns, count: int) -> list[Match]:
    """One answer a row, in order. columns: as long as `count` each."""
    matches = [Match() for _ in range(count)]
    _match_numbers(county_id, columns, matches)
    _match_alike(county_id, columns, matches)
    _find_changes(county_id, columns, matches)
    return matches


def _match_numbers(county_id: int, columns: Columns, matches: list[Match]) -> None:
    indexes = blind_index_column(columns.get("child.citizen_id", ()), purpose="citizen_id")
    index_of = {index: place for place, index in enumerate(indexes) if index is not None}
    with connection.cursor() as cursor:
        cursor.execute(_BY_NUMBER, [",".join(index.hex() for index in index_of), county_id])
        for index, file_id, name in cursor.fetchall():
            place = index_of[bytes(index)]
            written = columns["name"][place]
            if name == written or bare(name) == bare(written):
                matches[place] = Match("same", file_id)
            else:
                matches[place] = Match("perhaps", file_id, code="same_number_other_name", details={"name": name})


def _match_alike(county_id: int, columns: Columns, matches: list[Match]) -> None:
    places = [place for place, match in enumerate(matches) if match.verdict == "new"]
    if not places:
        return
    sounds = ",".join(f"={keys(columns['name'][place]).pinyin}" for place in places)
    days = ",".join(map(str, (columns["child.born_on"][place] for place in places)))
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, [sounds, days, county_id])
        for order, file_id, name, born_on, village, township, sex, father, mother, has_number in cursor.fetchall():
            place = places[order - 1]
            row = {key: values[place] for key, values in columns.items()}
            known = Record(
                name=name, born_on=born_on, village=village, township=township, sex=sex, father=father, mother=mother,
                citizen_id="another" if has_number and row.get("child.citizen_id") else None,
            )  # fmt: skip
            found = compare_records(_record(row), known)
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


def _find_changes(county_id: int, columns: Columns, matches: list[Match]) -> None:
    """What the rows say otherwise than their files, column by column. An empty cell says nothing."""
    wanted = {match.file_id: place for place, match in enumerate(matches) if match.file_id is not None}
    if not wanted:
        return
    current = _read_columns(county_id, list(wanted), [key for key in (*_PLAIN, *_SEALED) if key in columns])
    places = [wanted[file_id] for file_id in current.pop("id")]
    for key, olds in current.items():
        if key == "name":
            continue
        written = columns["village_id" if key == "village" else key]
        news = [written[place] for place in places]
        if news != olds:
            _note_changes(key, zip(places, olds, news, strict=True), matches)


def _note_changes(key: str, pairs: Iterable[tuple[int, Any, Any]], matches: list[Match]) -> None:
    for place, old, given in pairs:
        new = list(given) if isinstance(given, tuple) else given
        if new is not None and new != old and not (old is None and new == []):
            matches[place].changes[key] = (old, new)
            if matches[place].verdict == "same":
                matches[place].verdict = "changed"


def _read_columns(county_id: int, file_ids: Sequence[UUID], wanted: Sequence[str]) -> dict[str, list[Any]]:
    """What the files say now: `id`, `name`, `village` and the wanted columns, each as long as there are files."""
    names = [_PLAIN.get(key) or f"{_TABLES[key.partition('.')[0]]}.{key.partition('.')[2]}" for key in wanted]
    asked = ",".join(file_id.hex for file_id in file_ids)
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING.format(columns="".join(f", {name}" for name in names)), [asked, county_id])
        rows = cursor.fetchall()
    order = ("id", "name", "village", *wanted)
    found: dict[str, list[Any]] = dict(zip(order, map(list, zip(*rows, strict=True)), strict=True)) if rows else {}
    for key in _SEALED:
        if key in found:
            found[key] = decrypt_column(found[key], place=f"registry_person.{key.partition('.')[2]}")
    return found or {key: [] for key in order}


def read_current(*, county_id: int, file_ids: Sequence[UUID]) -> dict[UUID, Row]:
    """What the files say now, by the keys of the roster's columns."""
    found = _read_columns(county_id, list(file_ids), (*_PLAIN, *_SEALED))
    ids = found.pop("id")
    return {file_id: dict(zip(found, row, strict=True)) for file_id, *row in zip(ids, *found.values(), strict=True)}
