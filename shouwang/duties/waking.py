"""The next day of many files at once: `policy.wake.next_wake`, over columns."""

from datetime import date
from typing import Any

from django.db import connection

from shouwang.duties.plan import Plan
from shouwang.duties.relation import Relation, steady_plans
from shouwang.policy.pack import Pack
from shouwang.policy.sql import Columns
from shouwang.policy.wake import Turn, list_days_of_law, list_turns
from shouwang.registry.facts import FACTS, VIEWS


def set_wakes(plan: Plan, today: date, *, kind: str, only: bool) -> None:
    """The wakes of all files of that kind, or of those in the table reckon_only, anew; the caller deleted the old ones."""
    for pack in plan.packs:
        relation = Relation(kind)
        columns = relation.columns_of(plan, pack, today)
        days = [_turn_sql(columns, turn) for turn in list_turns_of(pack, columns, kind)]
        later = [f"CASE WHEN {day} > %(today)s THEN {day} END" for one in days for day in (one, f"({one} + 1)")]
        later += [columns.binder.bind(day) for day in list_days_of_law(pack) if day > today]
        if not later:
            continue
        wake_on = (
            f"SELECT f.county_id, f.file_id, least({', '.join(later)}) AS wake_on FROM {relation.sql(only=only)} f"
        )
        values = {"county": plan.county_id, "today": today} | relation.values() | columns.binder.values
        _wake(wake_on, values, only=only)
    if plan.next_turn is not None:
        _wake(_EVERY + (_ONLY if only else ""), _on_turn(plan.county_id, plan.next_turn, [kind]), only=only)


def wake_county(*, county_id: int, on: date) -> None:
    """Every file that the night looks at by its day is looked at on that day at the latest.

    Files whose facts no view has are looked at each night anyhow.
    """
    _wake(_EVERY, _on_turn(county_id, on, list(VIEWS)), only=False)


_EVERY = """SELECT county_id, id AS file_id, %(turn)s AS wake_on FROM registry_file
    WHERE county_id = %(county)s AND kind = ANY(%(kinds)s) AND withdrawn_at IS NULL"""
_ONLY = " AND id IN (SELECT file_id FROM reckon_only)"


def _on_turn(county_id: int, turn: date, kinds: list[str]) -> dict[str, Any]:
    return {"county": county_id, "turn": turn, "kinds": kinds}


def _wake(wake_on: str, values: dict[str, Any], *, only: bool) -> None:
    """Sets what the SELECT `wake_on` finds where the file would sleep longer."""
    sql = f"""INSERT INTO duties_wake (county_id, file_id, wake_on)
        SELECT county_id, file_id, wake_on FROM ({wake_on}) w WHERE wake_on IS NOT NULL
        ON CONFLICT (county_id, file_id) DO UPDATE SET wake_on = excluded.wake_on
        WHERE duties_wake.wake_on > excluded.wake_on"""
    with connection.cursor() as cursor:
        steady_plans(cursor, only=only)
        cursor.execute(sql, values)


def list_turns_of(pack: Pack, columns: Columns, kind: str) -> list[Turn]:
    """The turns that such a file has: a plan that also speaks of women and elders asks facts that no child has."""
    turns = list_turns(pack, about=kind, figures=columns.figure)
    return [turn for turn in turns if turn.events or turn.fact in FACTS[kind]]


def _turn_sql(columns: Columns, turn: Turn) -> str:
    base = columns.last_day(turn.events) if turn.events else columns.column(turn.fact)
    return f"({base} + interval '{turn.months} months')::date + {turn.days}"
