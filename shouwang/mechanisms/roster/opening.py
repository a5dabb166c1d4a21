"""New children of a roster, many at once: people, files, records, kin and care, straight into the tables.

The same rows as `registry.operations.open_child_file` writes one by one; a test holds both ways against each other.
The draft becomes one temporary table `opening`, a row a child, from which each table takes its part.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from shouwang.access.copying import fill_table
from shouwang.access.models import County
from shouwang.mechanisms.roster.drafting import CHILD_FACTS, INDEXED, KIN, PEOPLE, PERSON_FACTS, SEALED, Draft

RECORDS = "opening_child"
"""The children's records before they are written: what a gate reads in place of `registry_child`."""

_KNOWN = """
SELECT p.citizen_id_index, p.id::text FROM unnest(string_to_array(%s, ',')) AS asked(hex)
JOIN registry_person p ON p.county_id = %s AND p.citizen_id_index = decode(asked.hex, 'hex')
"""
_PERSON = """
INSERT INTO registry_person (id, county_id, is_synthetic, name, pinyin{columns})
SELECT {who}_id, %(county)s, %(synthetic)s, {who}_name, {who}_pinyin{values} FROM opening
WHERE {who}_id IS NOT NULL AND {who}_is_new
"""
_FILE = """
INSERT INTO registry_file (id, county_id, kind, number, name, pinyin, initials, grams, township_id, village_id, person_id,
                           opened_on, withdrawn_because, batch_id, is_synthetic)
SELECT file_id, %(county)s, 'child', %(code)s || lpad(nextval('registry_file_number')::text, 8, '0'), child_name,
       child_pinyin, initials, grams, township_id, village_id, child_id, %(on)s, '', %(batch)s, %(synthetic)s
FROM opening ORDER BY place
"""
_CARE = """
INSERT INTO registry_carespell (id, county_id, file_id, kind, carer_id, relation, from_on, agreement)
SELECT carer_tie_id, %(county)s, file_id, CASE WHEN {relation} = 'parent' THEN 'parents' ELSE 'informal' END, carer_id,
       {relation}, %(on)s, 'none'
FROM opening WHERE carer_id IS NOT NULL
"""
_KIN = """
INSERT INTO registry_kin (id, county_id, child_id, person_id, relation)
SELECT {who}_tie_id, %(county)s, child_id, {who}_id, '{relation}' FROM opening WHERE {who}_id IS NOT NULL
"""
_RECORD = """
INSERT INTO {table} (file_id, county_id, categories, father_id, mother_id, listed_on{facts})
SELECT file_id, %(county)s, '{{}}', {father}, {mother}, {listed}{facts} FROM opening
"""
_LISTED = "CASE WHEN file_id <> ALL(%(refused)s::uuid[]) THEN %(on)s END"
_EVENTS = """
INSERT INTO access_event (id, county_id, file_id, what, done_on, entered_at, user_id, post_id, office_id, detail, proof_of,
                          batch_id)
SELECT event_id, %(county)s, file_id, %(what)s, %(on)s, %(at)s, %(user)s, %(post)s, %(office)s, '{}',
       'roster.batch:' || %(batch)s::uuid, %(batch)s
FROM opening WHERE file_id <> ALL(%(refused)s::uuid[]) ORDER BY place
"""
_MARKS = """
INSERT INTO duties_mark (county_id, file_id, what, first_on, last_on, times)
SELECT %(county)s, file_id, %(what)s, %(on)s, %(on)s, 1 FROM opening WHERE file_id <> ALL(%(refused)s::uuid[])
ORDER BY place
"""
_PARENT_SEX = {"father": "male", "mother": "female"}


@dataclass(frozen=True)
class Opening:
    """What is the same for all children of a batch."""

    county: County
    opened_on: date
    batch_id: UUID
    is_synthetic: bool = False

    @property
    def values(self) -> dict[str, Any]:
        return {
            "county": self.county.pk, "code": f"{self.county.code}-", "on": self.opened_on, "batch": self.batch_id,
            "synthetic": self.is_synthetic,
        }  # fmt: skip


def fill_opening(*, county: County, draft: Draft) -> None:
    """The draft as the temporary table `opening`."""
    draft.share_people(_known_people(county, draft))
    fill_table(table="opening", columns=draft.types, cells=draft.cells)


def stage_children(*, opening: Opening, draft: Draft) -> None:
    """From `opening`: people, files, care and kin; what the records will say stands in the temporary table RECORDS."""
    present = [who for who in PEOPLE if f"{who}_id" in draft.cells]
    with connection.cursor() as cursor:
        for who in present:
            cursor.execute(_person_sql(who, draft), opening.values)
        cursor.execute(_FILE, opening.values)
        if "carer" in present:
            relation = "care_relation" if "care_relation" in draft.cells else "NULL"
            cursor.execute(_CARE.format(relation=relation), opening.values)
        for who in set(KIN).intersection(present):
            cursor.execute(_KIN.format(who=who, relation=who.removeprefix("kin")), opening.values)
        cursor.execute(f"DROP TABLE IF EXISTS {RECORDS}")
        cursor.execute(f"CREATE TEMP TABLE {RECORDS} (LIKE registry_child) ON COMMIT DROP")
        cursor.execute(_record_sql(draft, RECORDS, listed="NULL"), opening.values)
        cursor.execute(f"ANALYZE {RECORDS}")


def write_records(*, opening: Opening, draft: Draft, refused: list[UUID] | None) -> None:
    """The records of staged children, listed but for those `refused`. None: not listed at all."""
    listed = "NULL::date" if refused is None else _LISTED
    with connection.cursor() as cursor:
        cursor.execute(_record_sql(draft, "registry_child", listed), opening.values | {"refused": refused})


def write_openings(*, what: str, opening: Opening, at: datetime, by: dict[str, Any], refused: list[UUID]) -> None:
    """The event and its mark on every staged child that was not refused. `by`: user, post, office."""
    values = opening.values | by | {"what": what, "at": at, "refused": refused}
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, values)
        cursor.execute(_MARKS, values)


def _known_people(county: County, draft: Draft) -> dict[bytes, str]:
    """Parents and carers who are in the tables already, by the blind index of their number."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [",".join(index.hex() for index in draft.numbers), county.pk])
        return {bytes(index): person_id for index, person_id in cursor.fetchall()}


def _person_sql(who: str, draft: Draft) -> str:
    columns = [*PERSON_FACTS, *SEALED, *(f"{column}_index" for column in INDEXED)]
    values = {column: f"{who}_{column}" for column in columns if f"{who}_{column}" in draft.cells}
    if who in _PARENT_SEX:
        said = f"{values['sex']}, " if "sex" in values else ""
        values["sex"] = f"coalesce({said}'{_PARENT_SEX[who]}')"
    names, given = ("".join(f", {one}" for one in those) for those in (values, values.values()))
    return _PERSON.format(who=who, columns=names, values=given)


def _record_sql(draft: Draft, table: str, listed: str) -> str:
    facts = "".join(f", {fact}" for fact in CHILD_FACTS if fact in draft.cells)
    father, mother = (f"{who}_id" if f"{who}_id" in draft.cells else "NULL" for who in ("father", "mother"))
    return _RECORD.format(table=table, father=father, mother=mother, listed=listed, facts=facts)
