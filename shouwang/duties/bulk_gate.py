"""A gate asked for many new children at once, before their records are written: what it refuses is never listed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from shouwang.duties.plan import get_plan
from shouwang.duties.relation import Relation
from shouwang.policy.sql import condition_sql
from shouwang.registry.facts import new_child_facts_sql
from shouwang.registry.models import FileKind


@dataclass
class NewChildren(Relation):
    """The children whose records stand in the temporary table `records`; nothing was done on them yet."""

    records: str = ""

    def _facts(self, only: bool, and_open: str) -> str:
        never = [f"NULL::date AS m{number}" for number in self.events.values()]
        never += [f"NULL::date AS e{number}" for number in self.each.values()]
        never += [f"FALSE AS u{number}" for number in self.unled.values()]
        return f"(SELECT {', '.join(['v.*', *never])} FROM ({new_child_facts_sql(self.records)}) v)"


def list_new_refused_by_gate(*, county_id: int, what: str, records: str, today: date) -> set[UUID]:
    """The files of those children on which some adopted pack's gate refuses `what` today: `list_refusals`, for many."""
    plan = get_plan(county_id=county_id, on=today)
    refused: set[UUID] = set()
    for pack in plan.packs:
        gates = [gate for gate in pack.gates.get(what, ()) if gate.about == FileKind.CHILD and pack.is_in_force(today)]
        for gate in gates:
            relation = NewChildren(records=records)
            columns = relation.columns_of(plan, pack, today)
            answer = condition_sql(columns, gate.require)
            closed = "IS FALSE" if gate.unknown == "allow" else "IS NOT TRUE"
            values = {"county": county_id, "today": today} | relation.values() | columns.binder.values
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL jit = off")
                cursor.execute(f"SELECT f.file_id FROM {relation.sql(only=False)} f WHERE ({answer}) {closed}", values)
                refused |= {row[0] for row in cursor.fetchall()}
    return refused
