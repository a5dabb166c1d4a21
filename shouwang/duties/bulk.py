"""The reckoning of many files at once, as SQL over the same facts: the same rows as file by file, in one pass a pack.

The pure function is the truth; `web/demo/tests/test_bulk.py` holds both against each other. The facts of all files of one kind and the last days
of their events are one relation `f`; every rule is one arm of a lateral union over it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from shouwang.access.database import refresh_statistics
from shouwang.duties.holding import keep_holdings
from shouwang.duties.models import Duty
from shouwang.duties.plan import Plan, get_plan
from shouwang.duties.reckoning import reckon_units
from shouwang.duties.relation import Relation, fill_only, steady_plans
from shouwang.duties.waking import set_wakes
from shouwang.policy.pack import Pack
from shouwang.policy.sql import condition_sql
from shouwang.policy.sql_duty import DutySql, duties_sql
from shouwang.registry.facts import VIEWS
from shouwang.registry.locking import lock_files_in
from shouwang.registry.models import Case, FileKind

COLUMNS = (
    "county_id, file_id, pack, rule, owner, trigger, office_id, village_id, township_id, school_id, opens_on, warn_on,"
    " due_on, last_done_on, note, is_case"
)
KEY = ("file_id", "pack", "rule", "owner", "trigger")
CLOCK = ("opens_on", "warn_on", "due_on", "last_done_on", "note", "village_id", "township_id", "school_id")


def _arm(duty: DutySql, relation: Relation) -> str:
    """One rule for each of its owners: no row where the condition does not hold."""
    owners = ", ".join(f"('{owner}')" for owner in duty.owners)
    sources = [f"(VALUES {owners}) o(owner)"]
    if duty.rule.on:
        sources.insert(0, f"unnest({relation.trigger_days(duty.rule.on, duty.rule.on_by)}) AS t(done_on)")
    return (
        f"SELECT %(rule_{_name(duty)})s::text AS rule, o.owner, {duty.trigger}::text AS trigger,"
        f" {duty.opens_on} AS opens_on, {duty.warn_on} AS warn_on, {duty.due_on} AS due_on,"
        f" {duty.last_done_on} AS last_done_on, {duty.note}::text AS note"
        f" FROM {', '.join(sources)} WHERE ({duty.holds}) AND ({duty.where})"
    )


def _name(duty: DutySql) -> str:
    return duty.rule.key.replace(".", "_").replace("-", "_")


_SELECT = """
INSERT INTO {target} ({columns})
SELECT f.county_id, f.file_id, %(pack)s, d.rule, d.owner, d.trigger,
       CASE WHEN d.owner = 'school' THEN f.school_id ELSE l.office_id END,
       f.village_id, f.township_id, f.school_id, coalesce(d.opens_on, f.file_opened_on), d.warn_on, d.due_on,
       d.last_done_on, d.note, {is_case}
FROM {relation} f CROSS JOIN LATERAL ({arms}) d
LEFT JOIN access_lead l ON l.county_id = %(county)s AND l.function = d.owner AND d.owner <> 'school'
  AND l.region_id = coalesce(f.village_id, f.township_id, %(root)s)
"""


def _statement(
    plan: Plan, pack: Pack, today: date, *, kind: str, only: bool, target: str
) -> tuple[str, dict[str, Any]] | None:
    """All rules of the pack about files of the kind in one statement; None where it has none."""
    relation = Relation(kind)
    columns = relation.columns_of(plan, pack, today)
    relation.name_conditions(columns, [rule.condition for rule in pack.duties_about(kind)])
    found = duties_sql(columns, kind, adopted_on=plan.adopted_on.get(pack.id))
    duties = [duty for duty in found if isinstance(duty, DutySql)]
    if not duties:
        return None
    arms = "\nUNION ALL\n".join(_arm(duty, relation) for duty in duties)
    words = {"target": target, "columns": COLUMNS, "arms": arms, "is_case": str(kind == FileKind.CASE)}
    sql = _SELECT.format(relation=relation.sql(only=only, still_open=True), **words)
    rules = {f"rule_{_name(duty)}": duty.rule.key for duty in duties}
    values = {"county": plan.county_id, "pack": pack.id, "today": today, "root": _root(plan)}
    return sql, columns.binder.values | values | rules | dict(relation.values())


def _root(plan: Plan) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT region_id FROM access_countyregion WHERE county_id = %s ORDER BY id LIMIT 1", [plan.county_id]
        )
        row = cursor.fetchone()
        return row[0] if row else None


def _insert(plan: Plan, today: date, *, kind: str, only: bool, target: str) -> int:
    inserted = 0
    with connection.cursor() as cursor:
        steady_plans(cursor, only=only)
        for pack in plan.packs:
            keep_holdings(plan, pack, today, kind=kind, only=only)
            statement = _statement(plan, pack, today, kind=kind, only=only, target=target)
            if statement is not None:
                cursor.execute(*statement)
                inserted += cursor.rowcount
    return inserted


@transaction.atomic
def rebuild_county(*, county_id: int, today: date, at: datetime) -> int:
    """All duty rows of the county anew from facts and events; returns their number. Nothing that stood is trusted.

    What stands is held against what ought to: a row that is right is left alone, since writing it costs the most.
    """
    plan = get_plan(county_id=county_id, on=today)
    is_known = Duty.objects.filter(county_id=county_id).exists()
    with connection.cursor() as cursor:
        _make_wanted(cursor)
        for kind in VIEWS:
            _insert(plan, today, kind=kind, only=False, target="reckon_wanted" if is_known else "duties_duty")
        if is_known:
            cursor.execute("ANALYZE reckon_wanted")
            units = sorted(plan.kinds_with_duties() - set(VIEWS))
            cursor.execute(_WRONG, {"county": county_id, "units": units})
            cursor.execute(_NEW)
        cursor.execute("DELETE FROM duties_wake WHERE county_id = %s", [county_id])
    refresh_statistics("duties_duty")  # else the planner takes the county's first rows for none, and scans them all
    for kind in VIEWS:
        set_wakes(plan, today, kind=kind, only=False)
    reckon_units(plan=plan, today=today, at=at)
    return Duty.objects.filter(county_id=county_id).count()


def list_refused_by_gate(
    *, county_id: int, what: str, file_ids: Iterable[UUID], today: date, kind: str = FileKind.CHILD
) -> set[UUID]:
    """Of these files those on which some adopted pack's gate refuses `what` today: `list_refusals`, for many."""
    plan = get_plan(county_id=county_id, on=today)
    refused: set[UUID] = set()
    for pack in plan.packs:
        for gate in (one for one in pack.gates.get(what, ()) if one.about == kind and pack.is_in_force(today)):
            relation = Relation(kind)
            columns = relation.columns_of(plan, pack, today)
            answer = condition_sql(columns, gate.require)
            closed = "IS FALSE" if gate.unknown == "allow" else "IS NOT TRUE"
            fill_only(file_ids)
            values = {"county": county_id, "today": today} | relation.values() | columns.binder.values
            with connection.cursor() as cursor:
                steady_plans(cursor, only=True)
                files = relation.sql(only=True)
                cursor.execute(f"SELECT f.file_id FROM {files} f WHERE ({answer}) {closed}", values)
                refused |= {row[0] for row in cursor.fetchall()}
    return refused


_AS_WANTED = f"""EXISTS (
    SELECT 1 FROM reckon_wanted w WHERE {" AND ".join(f"w.{name} = d.{name}" for name in KEY)}
    AND w.office_id IS NOT DISTINCT FROM d.office_id
    AND {" AND ".join(f"w.{name} IS NOT DISTINCT FROM d.{name}" for name in CLOCK)})"""
_WRONG = f"""
DELETE FROM duties_duty d WHERE d.county_id = %(county)s AND NOT {_AS_WANTED} AND NOT EXISTS (
  SELECT 1 FROM registry_file f WHERE f.id = d.file_id AND f.withdrawn_at IS NULL AND f.kind = ANY(%(units)s))
"""
_CHANGED = f"""
WITH gone AS (
  DELETE FROM duties_duty d USING reckon_only o
  WHERE d.county_id = %(county)s AND d.file_id = o.file_id AND NOT {_AS_WANTED}
  RETURNING d.*
)
INSERT INTO duties_flip (county_id, file_id, pack, rule, owner, trigger, office_id, township_id, village_id, due_on,
                         done_on, new_state, at, is_case)
SELECT g.county_id, g.file_id, g.pack, g.rule, g.owner, g.trigger, g.office_id, g.township_id, g.village_id, g.due_on,
       w.last_done_on, CASE WHEN w.last_done_on IS NULL THEN 'lapsed'
         WHEN w.last_done_on > g.due_on THEN 'done_late' ELSE 'done' END, %(at)s, g.is_case
FROM gone g LEFT JOIN reckon_wanted w ON {" AND ".join(f"w.{name} = g.{name}" for name in KEY)}
WHERE w.file_id IS NULL OR w.last_done_on IS DISTINCT FROM g.last_done_on
"""

_NEW = f"""
INSERT INTO duties_duty ({COLUMNS})
SELECT {COLUMNS} FROM reckon_wanted w WHERE NOT EXISTS (
  SELECT 1 FROM duties_duty d WHERE d.county_id = w.county_id AND {" AND ".join(f"d.{name} = w.{name}" for name in KEY)}
  AND d.office_id IS NOT DISTINCT FROM w.office_id)
"""
_ANY_DUTY = "SELECT 1 FROM reckon_only JOIN duties_duty d USING (file_id) WHERE d.county_id = %s LIMIT 1"


@transaction.atomic
def reckon_children(*, county_id: int, file_ids: Iterable[UUID], today: date, at: datetime) -> int:
    """Brings the duty rows of these child files, and of their cases, to what the law says today; returns how many were
    added."""
    ids = list(file_ids)
    added = reckon_files(county_id=county_id, kind=FileKind.CHILD, file_ids=ids, today=today, at=at)
    cases = Case.objects.filter(county_id=county_id, child_file__in=ids).values_list("pk", flat=True)
    return added + reckon_files(county_id=county_id, kind=FileKind.CASE, file_ids=cases, today=today, at=at)


@transaction.atomic
def reckon_files(*, county_id: int, kind: str, file_ids: Iterable[UUID], today: date, at: datetime) -> int:
    """The same for files of one kind that has a view of its facts."""
    ids = list(file_ids)
    plan = get_plan(county_id=county_id, on=today) if ids else None
    if plan is None:
        return 0
    fill_only(ids)
    lock_files_in("reckon_only")
    is_known = _have_duties(county_id)
    if is_known:
        added = _replace(plan, today, at, kind)
    else:
        added = _insert(plan, today, kind=kind, only=True, target="duties_duty")
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM duties_wake WHERE county_id = %s AND file_id IN (SELECT file_id FROM reckon_only)", [county_id]
        )
    set_wakes(plan, today, kind=kind, only=True)
    return added


def _have_duties(county_id: int) -> bool:
    """Whether any file of reckon_only has a duty: new files have none to compare with."""
    with connection.cursor() as cursor:
        cursor.execute(_ANY_DUTY, [county_id])
        return cursor.fetchone() is not None


def _replace(plan: Plan, today: date, at: datetime, kind: str) -> int:
    """Duties wanted against duties that stand: what is gone leaves a flip, what is new is added."""
    with connection.cursor() as cursor:
        _make_wanted(cursor)
        _insert(plan, today, kind=kind, only=True, target="reckon_wanted")
        cursor.execute("ANALYZE reckon_wanted")
        cursor.execute(_CHANGED, {"county": plan.county_id, "at": at})
        cursor.execute(_NEW)
        return int(cursor.rowcount)


def _make_wanted(cursor: Any) -> None:
    """The temporary table of the duties that ought to stand."""
    cursor.execute("DROP TABLE IF EXISTS reckon_wanted")
    cursor.execute("CREATE TEMP TABLE reckon_wanted (LIKE duties_duty) ON COMMIT DROP")
    cursor.execute("ALTER TABLE reckon_wanted ALTER COLUMN id DROP NOT NULL")
