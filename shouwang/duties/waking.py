"""The next day of many files at once: `policy.wake.next_wake`, over columns."""

from datetime import date

from django.db import connection

from shouwang.duties.plan import Plan
from shouwang.duties.relation import Relation, steady_plans
from shouwang.policy.pack import Pack
from shouwang.policy.sql import Columns
from shouwang.policy.wake import Turn, list_days_of_law, list_turns
from shouwang.registry.facts import FACTS


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
        sql = f"""INSERT INTO duties_wake (county_id, file_id, wake_on)
            SELECT county_id, file_id, wake_on FROM ({wake_on}) w WHERE wake_on IS NOT NULL
            ON CONFLICT (county_id, file_id) DO UPDATE SET wake_on = least(duties_wake.wake_on, excluded.wake_on)"""
        with connection.cursor() as cursor:
            steady_plans(cursor, only=only)
            values = {"county": plan.county_id, "today": today} | relation.values() | columns.binder.values
            cursor.execute(sql, values)


def list_turns_of(pack: Pack, columns: Columns, kind: str) -> list[Turn]:
    """The turns that such a file has: a plan that also speaks of women and elders asks facts that no child has."""
    turns = list_turns(pack, about=kind, figures=columns.figure)
    return [turn for turn in turns if turn.events or turn.fact in FACTS[kind]]


def _turn_sql(columns: Columns, turn: Turn) -> str:
    base = columns.last_day(turn.events) if turn.events else columns.column(turn.fact)
    return f"({base} + interval '{turn.months} months')::date + {turn.days}"
