"""The reckoning of many files at once, as SQL over the same facts: the same rows as file by file, in one pass a pack.

The pure function is the truth; `tests/test_bulk.py` holds both against each other. The child files' facts and the last
days of their events are one relation `f`; every rule is one arm of a lateral union over it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from shouwang.access.database import refresh_statistics
from shouwang.duties.plan import Plan, get_plan
from shouwang.duties.reckoning import reckon_file
from shouwang.duties.relation import Relation
from shouwang.policy.pack import Pack
from shouwang.policy.sql import Columns, condition_sql
from shouwang.policy.sql_duty import DutySql, duties_sql
from shouwang.policy.wake import Turn, list_days_of_law, list_turns
from shouwang.registry.facts import CHILD_FACTS
from shouwang.registry.models import File, FileKind

COLUMNS = (
    "county_id, file_id, pack, rule, owner, trigger, office_id, village_id, township_id, school_id, opens_on, warn_on,"
    " due_on, last_done_on, note"
)
KEY = ("file_id", "pack", "rule", "owner", "trigger")
CLOCK = ("opens_on", "warn_on", "due_on", "last_done_on", "note", "village_id", "township_id", "school_id")


def _arm(duty: DutySql, relation: Relation) -> str:
    """One rule for each of its owners: no row where the condition does not hold."""
    owners = ", ".join(f"('{owner}')" for owner in duty.rule.owner)
    sources = [f"(VALUES {owners}) o(owner)"]
    if duty.rule.on:
        sources.insert(0, f"unnest({relation.trigger_days(tuple(duty.rule.on))}) AS t(done_on)")
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
       d.last_done_on, d.note
FROM {relation} f CROSS JOIN LATERAL ({arms}) d
LEFT JOIN access_lead l ON l.county_id = %(county)s AND l.function = d.owner AND d.owner <> 'school'
  AND l.region_id = coalesce(f.village_id, f.township_id, %(root)s)
"""


def _statement(plan: Plan, pack: Pack, today: date, *, only: bool, target: str) -> tuple[str, dict[str, Any]] | None:
    """All rules of the pack about children in one statement; None where it has none."""
    relation = Relation()
    columns = relation.columns_of(plan, pack, today)
    relation.name_conditions(columns, [rule.condition for rule in pack.duties_about("child")])
    found = duties_sql(columns, "child", adopted_on=plan.adopted_on.get(pack.id))
    duties = [duty for duty in found if isinstance(duty, DutySql)]
    if not duties:
        return None
    arms = "\nUNION ALL\n".join(_arm(duty, relation) for duty in duties)
    sql = _SELECT.format(relation=relation.sql(only=only), target=target, columns=COLUMNS, arms=arms)
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


FEW_FILES = 1000
_MAY_LOOP = """
SELECT (SELECT count(*) FROM reckon_only) <= %s AND NOT EXISTS (
  SELECT 1 FROM pg_class WHERE reltuples < 0
  AND oid IN ('registry_file'::regclass, 'registry_child'::regclass, 'registry_person'::regclass, 'duties_mark'::regclass))
"""


def _steady_plans(cursor: Any, *, only: bool) -> None:
    """Fresh tables have no statistics, and a planner that believes in one row loops over all of them for each.

    Compiling forty expressions costs more than it saves, too.
    """
    cursor.execute("SET LOCAL jit = off")
    if only:
        cursor.execute(_MAY_LOOP, [FEW_FILES])
        if cursor.fetchone()[0]:
            cursor.execute("SET LOCAL enable_nestloop = on")
            return
    cursor.execute("SET LOCAL enable_nestloop = off")


def _insert(plan: Plan, today: date, *, only: bool, target: str) -> int:
    inserted = 0
    with connection.cursor() as cursor:
        _steady_plans(cursor, only=only)
        for pack in plan.packs:
            statement = _statement(plan, pack, today, only=only, target=target)
            if statement is not None:
                cursor.execute(*statement)
                inserted += cursor.rowcount
    return inserted


@transaction.atomic
def rebuild_county(*, county_id: int, today: date, at: datetime) -> int:
    """All duty rows of the county anew from facts and events; returns their number. Nothing that stood is trusted."""
    plan = get_plan(county_id=county_id, on=today)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM duties_duty WHERE county_id = %s", [county_id])
    inserted = _insert(plan, today, only=False, target="duties_duty")
    refresh_statistics("duties_duty")  # else the planner takes the county's first rows for none, and scans them all
    _set_wakes(plan, today, only=False)
    units = plan.kinds_with_duties() - {FileKind.CHILD}
    for file in File.objects.filter(county_id=county_id, withdrawn_at__isnull=True, kind__in=units):
        inserted += len(reckon_file(file=file, today=today, at=at, plan=plan))
    return inserted


def list_refused_by_gate(*, county_id: int, what: str, file_ids: Iterable[UUID], today: date) -> set[UUID]:
    """Of these child files those on which some adopted pack's gate refuses `what` today: `list_refusals`, for many."""
    plan = get_plan(county_id=county_id, on=today)
    refused: set[UUID] = set()
    for pack in plan.packs:
        for gate in pack.gates.get(what, ()):
            relation = Relation()
            columns = relation.columns_of(plan, pack, today)
            answer = condition_sql(columns, gate.require)
            closed = "IS FALSE" if gate.unknown == "allow" else "IS NOT TRUE"
            _fill_only(file_ids)
            values = {"county": county_id, "today": today} | relation.values() | columns.binder.values
            with connection.cursor() as cursor:
                _steady_plans(cursor, only=True)
                files = relation.sql(only=True)
                cursor.execute(f"SELECT f.file_id FROM {files} f WHERE ({answer}) {closed}", values)
                refused |= {row[0] for row in cursor.fetchall()}
    return refused


def _fill_only(file_ids: Iterable[UUID]) -> None:
    """The temporary table of the files that a statement is about."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS reckon_only")
        cursor.execute("CREATE TEMP TABLE reckon_only (file_id uuid PRIMARY KEY) ON COMMIT DROP")
        cursor.execute("INSERT INTO reckon_only SELECT DISTINCT unnest(%s::uuid[])", [list(file_ids)])
        cursor.execute("ANALYZE reckon_only")


_CHANGED = f"""
WITH gone AS (
  DELETE FROM duties_duty d USING reckon_only o
  WHERE d.county_id = %(county)s AND d.file_id = o.file_id AND NOT EXISTS (
    SELECT 1 FROM reckon_wanted w WHERE {" AND ".join(f"w.{name} = d.{name}" for name in KEY)}
    AND w.office_id IS NOT DISTINCT FROM d.office_id
    AND {" AND ".join(f"w.{name} IS NOT DISTINCT FROM d.{name}" for name in CLOCK)})
  RETURNING d.*
)
INSERT INTO duties_flip (county_id, file_id, pack, rule, owner, trigger, office_id, township_id, village_id, due_on,
                         done_on, new_state, at)
SELECT g.county_id, g.file_id, g.pack, g.rule, g.owner, g.trigger, g.office_id, g.township_id, g.village_id, g.due_on,
       w.last_done_on, CASE WHEN w.last_done_on IS NULL THEN 'lapsed'
         WHEN w.last_done_on > g.due_on THEN 'done_late' ELSE 'done' END, %(at)s
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
    """Brings the duty rows of these child files to what the law says today; returns how many were added."""
    plan = get_plan(county_id=county_id, on=today)
    _fill_only(file_ids)
    is_known = _have_duties(county_id)
    added = _replace(plan, today, at) if is_known else _insert(plan, today, only=True, target="duties_duty")
    _set_wakes(plan, today, only=True)
    return added


def _have_duties(county_id: int) -> bool:
    """Whether any file of reckon_only has a duty: new files have none to compare with."""
    with connection.cursor() as cursor:
        cursor.execute(_ANY_DUTY, [county_id])
        return cursor.fetchone() is not None


def _replace(plan: Plan, today: date, at: datetime) -> int:
    """Duties wanted against duties that stand: what is gone leaves a flip, what is new is added."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS reckon_wanted")
        cursor.execute("CREATE TEMP TABLE reckon_wanted (LIKE duties_duty) ON COMMIT DROP")
        cursor.execute("ALTER TABLE reckon_wanted ALTER COLUMN id DROP NOT NULL")
        _insert(plan, today, only=True, target="reckon_wanted")
        cursor.execute("ANALYZE reckon_wanted")
        cursor.execute(_CHANGED, {"county": plan.county_id, "at": at})
        cursor.execute(_NEW)
        return int(cursor.rowcount)


def _set_wakes(plan: Plan, today: date, *, only: bool) -> None:
    here = " AND file_id IN (SELECT file_id FROM reckon_only)" if only else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM duties_wake WHERE county_id = %s{here}", [plan.county_id])
    for pack in plan.packs:
        relation = Relation()
        columns = relation.columns_of(plan, pack, today)
        days = [_turn_sql(columns, turn) for turn in list_child_turns(pack, columns)]
        later = [f"CASE WHEN {day} > %(today)s THEN {day} END" for one in days for day in (one, f"({one} + 1)")]
        later += [columns.binder.bind(day) for day in list_days_of_law(pack) if day > today]
        if not later:
            continue
        wake_on = (
            f"SELECT f.county_id, f.file_id, least({', '.join(later)}) AS wake_on FROM {relation.sql(only=only)} f"
        )
        sql = f"""INSERT INTO duties_wake (county_id, file_id, wake_on)
            SELECT county_id, file_id, wake_on FROM ({wake_on}) w WHERE wake_on IS NOT NULL
            ON CONFLICT (county_id, file_id) DO UPDATE SET wake_on = least(duties_wake.wake_on, excluded.wake_on)"""
        with connection.cursor() as cursor:
            _steady_plans(cursor, only=only)
            values = {"county": plan.county_id, "today": today} | relation.values() | columns.binder.values
            cursor.execute(sql, values)


def list_child_turns(pack: Pack, columns: Columns) -> list[Turn]:
    """The turns that a child's file has: a plan that also speaks of women and elders asks facts that no child has."""
    turns = list_turns(pack, about="child", figures=columns.figure)
    return [turn for turn in turns if turn.events or turn.fact in CHILD_FACTS]


def _turn_sql(columns: Columns, turn: Turn) -> str:
    base = columns.last_day(turn.events) if turn.events else columns.column(turn.fact)
    return f"({base} + interval '{turn.months} months')::date + {turn.days}"
