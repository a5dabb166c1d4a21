"""From tables to the words of the law: each fact of the vocabulary as one SQL expression, and the views made of them.

The pure reckoning and the set-based one read these same views, so a fact means one thing. Column `child_born_on` is the
fact `child.born_on`. NULL is «not collected». A case has facts of its own, and those of the child whose case it is.
"""

from typing import Any

from django.conf import settings
from django.db import connection

from shouwang.registry.fields import CASE_FIELDS
from shouwang.registry.models import FileKind

VIEW = "registry_child_facts"
CASE_VIEW = "registry_case_facts"

_PARENT = {
    "known": "{p}.id IS NOT NULL",
    "alive": "{p}.alive",
    "away": "{p}.away",
    "away_since": "{p}.away_since",
    "home_since": "{p}.home_since",
    "work_place": "{p}.work_place",
    "reachable": "{p}.reachable",
    "incapable": "{p}.incapable",
    "incapable_confirmed": "{p}.incapable_confirmed",
    "incapable_review_on": "{p}.incapable_review_on",
}

_CASES = """registry_case own_case JOIN registry_file case_file ON case_file.id = own_case.file_id
 WHERE own_case.county_id = f.county_id AND own_case.child_file_id = f.id AND case_file.withdrawn_at IS NULL"""

CHILD_FACTS: dict[str, str] = {
    "child.born_on": "p.born_on",
    "child.sex": "p.sex",
    **{
        f"child.{column}": f"c.{column}"
        for column in (
            "rural", "hukou_registered", "hukou_kind", "has_land", "has_homestead", "village_member", "low_income_area",
            "health", "disability_kind", "disability_grade", "schooling", "boarding", "lives_alone", "family_hardship",
            "without_support", "listed_on", "exited_on", "school_marked_on", "system_entered_on", "care_form",
            "guardianship_rating",
        )
    },
    "child.on_ledger": "c.listed_on IS NOT NULL AND c.exited_on IS NULL",
    "child.school_named": "f.school_id IS NOT NULL OR c.school_name IS NOT NULL",
    "child.supervisor_named": "c.supervisor_name IS NOT NULL",
    # A pledge speaks of the guardianship of its day: whoever leaves or takes over later needs a new one.
    "child.pledge_valid": (
        "c.pledge_signed_on IS NOT NULL AND c.pledge_signed_on >="
        " coalesce(greatest(father.away_since, mother.away_since, care.from_on), '-infinity'::date)"
    ),
    "child.complete": (
        "p.born_on IS NOT NULL AND p.sex IS NOT NULL AND c.schooling IS NOT NULL AND c.health IS NOT NULL"
        " AND c.hukou_registered IS NOT NULL AND c.guardianship_rating IS NOT NULL"
        " AND father.away IS NOT NULL AND mother.away IS NOT NULL"
        " AND (p.citizen_id_index IS NOT NULL OR p.no_citizen_id_because IS NOT NULL)"
    ),
    "child.has_open_case": f"EXISTS (SELECT FROM {_CASES} AND own_case.closed_on IS NULL)",
    "child.case_reported_on": f"(SELECT max(own_case.reported_on) FROM {_CASES} AND own_case.mistaken IS NOT TRUE)",
    **{f"father.{key}": sql.format(p="father") for key, sql in _PARENT.items()},
    **{f"mother.{key}": sql.format(p="mother") for key, sql in _PARENT.items()},
    "carer.known": "care.carer_id IS NOT NULL",
    "carer.born_on": "carer.born_on",
    "carer.relation": "care.relation",
    "carer.fit": "care.fit",
    "carer.willing": "care.willing",
    "carer.banned": "care.banned",
    "carer.since": "care.from_on",
    "care.kind": "care.kind",
    "care.agreement": "care.agreement",
    "care.agreed_from": "care.agreed_from",
    "care.agreed_until": "care.agreed_until",
    "care.gap": "care.kind = 'none'",
    "contact.last_call_on": "c.last_called_on",
    "contact.last_met_on": "c.last_met_on",
    "household.recorded": "f.household_id IS NOT NULL",
    "file.opened_on": "f.opened_on",
    "file.kind": "f.kind",
}  # fmt: skip

CASE_TRACES = frozenset({"child.has_open_case", "child.case_reported_on"})
"""Facts for the rules alone: shown or searched by, they would tell who has no right to know that there is a case."""

CASE_FACTS: dict[str, str] = {
    **{f"case.{column}": f"k.{column}" for column in CASE_FIELDS},
    "case.child_named": "k.child_file_id IS NOT NULL",
    "case.look_backs": (
        "(SELECT count(*) FROM access_event back WHERE back.county_id = own.county_id AND back.file_id = own.id"
        " AND back.what = 'cases.looked_back' AND back.done_on >= coalesce(k.closed_on, '-infinity'::date))"
    ),
    **{
        key: f"CASE WHEN c.file_id IS NOT NULL THEN {sql} END"
        for key, sql in CHILD_FACTS.items()
        if not key.startswith("file.")
    },
    "file.opened_on": "own.opened_on",
    "file.kind": "own.kind",
}
"""Of the child's facts none is collected while nobody knows whose case it is."""

FACTS: dict[str, dict[str, str]] = {FileKind.CHILD: CHILD_FACTS, FileKind.CASE: CASE_FACTS}
VIEWS: dict[str, str] = {FileKind.CHILD: VIEW, FileKind.CASE: CASE_VIEW}
"""The kinds of file whose facts are columns: the kinds that can be reckoned many at once."""

_PEOPLE = """
LEFT JOIN registry_person p ON p.id = f.person_id
LEFT JOIN registry_person father ON father.id = c.father_id
LEFT JOIN registry_person mother ON mother.id = c.mother_id
LEFT JOIN registry_carespell care ON care.county_id = f.county_id AND care.file_id = f.id AND care.until_on IS NULL
LEFT JOIN registry_person carer ON carer.id = care.carer_id
"""
_FROM = {
    FileKind.CHILD: f"""
FROM registry_file f
JOIN registry_child c ON c.file_id = f.id
{_PEOPLE}WHERE f.withdrawn_at IS NULL
""",
    FileKind.CASE: f"""
FROM registry_file own
JOIN registry_case k ON k.file_id = own.id
LEFT JOIN registry_file f ON f.county_id = k.county_id AND f.id = k.child_file_id
LEFT JOIN registry_child c ON c.file_id = f.id
{_PEOPLE}WHERE own.withdrawn_at IS NULL
""",
}


def column_of(fact: str) -> str:
    return fact.replace(".", "_")


_FROM_NEW = """
FROM {records} c
CROSS JOIN LATERAL (SELECT * FROM registry_file WHERE id = c.file_id OFFSET 0) f
LEFT JOIN LATERAL (SELECT * FROM registry_person WHERE id = f.person_id OFFSET 0) p ON true
LEFT JOIN LATERAL (SELECT * FROM registry_person WHERE id = c.father_id OFFSET 0) father ON true
LEFT JOIN LATERAL (SELECT * FROM registry_person WHERE id = c.mother_id OFFSET 0) mother ON true
LEFT JOIN LATERAL (
  SELECT * FROM registry_carespell WHERE county_id = c.county_id AND file_id = c.file_id AND until_on IS NULL OFFSET 0
) care ON true
LEFT JOIN LATERAL (SELECT * FROM registry_person WHERE id = care.carer_id OFFSET 0) carer ON true
"""
"""Each row by its key, fenced in by OFFSET: of tables that have just been filled the planner has no idea."""


def view_sql(kind: str) -> str:
    return f"CREATE VIEW {VIEWS[kind]} WITH (security_invoker = true) AS\n{_select(kind, _FROM[FileKind(kind)])}"


def new_child_facts_sql(records: str) -> str:
    """The SELECT of the children's view over records that stand in a temporary table and not yet in their own."""
    return _select(FileKind.CHILD, _FROM_NEW.format(records=records))


def _select(kind: str, source: str) -> str:
    own = "f" if kind == FileKind.CHILD else "own"
    places = ", ".join(f"{own}.{column}" for column in ("village_id", "township_id", "school_id", "closed_on"))
    facts = ",\n".join(f"({sql}) AS {column_of(key)}" for key, sql in FACTS[kind].items())
    return f"SELECT {own}.county_id, {own}.id AS file_id, {places},\n{facts}\n{source}"


def install_views(**signal: Any) -> None:
    """Makes the views anew after every migrate; the tables of a half-migrated database may not be there yet."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.DATABASE_APP_ROLE])
        is_served = cursor.fetchone() is not None
        for kind, view in VIEWS.items():
            if f"registry_{kind}" not in present:
                continue
            cursor.execute(f"DROP VIEW IF EXISTS {view}")
            cursor.execute(view_sql(kind))
            if is_served:
                cursor.execute(f'GRANT SELECT ON {view} TO "{settings.DATABASE_APP_ROLE}"')
