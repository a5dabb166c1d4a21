"""Many files of one kind as one relation `f`: their facts, the last days of their events, and the answers of the conditions.

Everything that a pack's rules look at is a column of `f`, worked out once a file however many rules ask for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from shouwang.duties.plan import Plan
from shouwang.policy.condition import Named, Node, parts_of
from shouwang.policy.pack import Pack
from shouwang.policy.sql import Columns, condition_sql, conditions_in_order
from shouwang.registry.facts import VIEWS
from shouwang.registry.models import FileKind

_MARKS = """FROM duties_mark e
  WHERE e.county_id = %(county)s AND e.last_on <= %(today)s"""
_DAYS = """FROM access_event e
  WHERE e.county_id = %(county)s AND e.done_on <= %(today)s"""
_EACH = """FROM access_event e
  JOIN (
    SELECT office_id, function, from_on, until_on FROM access_jurisdiction WHERE county_id = %(county)s
    UNION ALL SELECT id, 'school', NULL, NULL FROM access_office WHERE county_id = %(county)s AND kind = 'school'
  ) j ON j.office_id = e.office_id AND (j.from_on IS NULL OR j.from_on <= e.done_on)
    AND (j.until_on IS NULL OR j.until_on >= e.done_on)
  WHERE e.county_id = %(county)s AND e.done_on <= %(today)s"""
_HELD = """FROM (
    SELECT file_id, rule AS what, since_on FROM duties_holding WHERE county_id = %(county)s AND pack = %(pack)s
  ) e WHERE TRUE"""
_OF_ALL = " LEFT JOIN (SELECT e.file_id, {days} {rows} AND e.what = ANY(%({name})s) GROUP BY e.file_id) of_{name} ON of_{name}.file_id = v.file_id"
_OF_ONE = " LEFT JOIN LATERAL (SELECT {days} {rows} AND e.file_id = v.file_id) of_{name} ON TRUE"


@dataclass
class Relation:
    """What one pack asks of the files. Compile first (`columns_of`, `name_conditions`), then ask for `sql`."""

    kind: str = FileKind.CHILD
    events: dict[str, int] = field(default_factory=dict)
    triggers: dict[tuple[str, ...], int] = field(default_factory=dict)
    each: dict[tuple[tuple[str, ...], str], int] = field(default_factory=dict)
    triggers_by: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = field(default_factory=dict)
    unled: dict[str, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    answers: list[dict[str, str]] = field(default_factory=list)

    def last_day(self, events: tuple[str, ...]) -> str:
        """The column of the last day on which any of the events was done."""
        columns = [f"f.m{self.events.setdefault(event, len(self.events))}" for event in events]
        return columns[0] if len(columns) == 1 else f"greatest({', '.join(columns)})"

    def trigger_days(self, events: tuple[str, ...], functions: tuple[str, ...] = ()) -> str:
        """The column of all days on which any of the events was done: an array, NULL for none.

        With `functions`: by an office that held one of them then.
        """
        if functions:
            return f"f.b{self.triggers_by.setdefault((events, functions), len(self.triggers_by))}"
        return f"f.t{self.triggers.setdefault(events, len(self.triggers))}"

    def last_day_by(self, events: tuple[str, ...], function: str) -> str:
        """The column of the last day on which an office that held the function then did any of the events."""
        return f"f.e{self.each.setdefault((events, function), len(self.each))}"

    def nobody_leads(self, function: str) -> str:
        """The column that says whether no office leads the function where the file lies."""
        return f"f.u{self.unled.setdefault(function, len(self.unled))}"

    def held_since(self, rule: str) -> str:
        """The column of the day since which the rule's `while` is known to hold."""
        return f"f.h{self.held.setdefault(rule, len(self.held))}"

    def columns_of(self, plan: Plan, pack: Pack, today: date) -> Columns:
        """What compiling the pack needs."""
        return Columns(
            pack=pack,
            today=today,
            last_day=self.last_day,
            last_day_by=self.last_day_by,
            nobody_leads=self.nobody_leads,
            held_since=self.held_since,
            choices=plan.choices_of(pack.id),
            calendar=plan.calendar,
        )

    def name_conditions(self, columns: Columns, nodes: Iterable[Node | None]) -> None:
        """Make every condition that the nodes name a column, each on a level above those that it names itself."""
        named: dict[str, str] = {}
        depths: dict[str, int] = {}
        columns.named = named
        for name in conditions_in_order(columns.pack, _names_in(nodes)):
            node = columns.pack.conditions[name].node
            depths[name] = 1 + max((depths[inner] for inner in _names_in([node])), default=-1)
            while len(self.answers) <= depths[name]:
                self.answers.append({})
            column = f"c{len(named)}"
            self.answers[depths[name]][column] = condition_sql(columns, node)
            named[name] = f"f.{column}"

    def sql(self, *, only: bool, still_open: bool = False) -> str:
        """The relation in brackets; `only`: for the files of the table reckon_only; `still_open`: closed ones left out."""
        sql = self._facts(only, " AND v.closed_on IS NULL" if still_open else "")
        for level in self.answers:  # OFFSET 0: else the planner writes the answers out in place again
            sql = f"(SELECT f.*, {', '.join(f'{answer} AS {name}' for name, answer in level.items())} FROM {sql} f OFFSET 0)"
        return sql

    def _facts(self, only: bool, and_open: str) -> str:
        """The view with the days of events: read at one go for all files, file by file where few are asked for."""
        marks = {f"m{n}": f"max(e.last_on) FILTER (WHERE e.what = %(event{n})s)" for n in self.events.values()}
        days = {
            f"t{n}": f"array_agg(DISTINCT e.done_on) FILTER (WHERE e.what = ANY(%(trigger{n})s))"
            for n in self.triggers.values()
        }
        each = {
            f"e{n}": f"max(e.done_on) FILTER (WHERE e.what = ANY(%(each{n})s) AND j.function = ANY(%(by{n})s))"
            for n in self.each.values()
        } | {
            f"b{n}": f"array_agg(DISTINCT e.done_on) FILTER (WHERE e.what = ANY(%(after{n})s) AND j.function = ANY(%(after_by{n})s))"
            for n in self.triggers_by.values()
        }
        held = {f"h{n}": f"max(e.since_on) FILTER (WHERE e.what = %(held{n})s)" for n in self.held.values()}
        sources = (("marked", _MARKS, marks), ("triggers", _DAYS, days), ("each", _EACH, each), ("held", _HELD, held))
        joined, columns = "", ["v.*"]
        for name, rows, found in sources:
            if found:
                asked = ", ".join(f"{sql} AS {column}" for column, sql in found.items())
                joined += (_OF_ONE if only else _OF_ALL).format(days=asked, rows=rows, name=name)
                columns += [f"of_{name}.{column}" for column in found]
        columns += [f"{_unled(function, n)} AS u{n}" for function, n in self.unled.items()]
        source = f"reckon_only JOIN {VIEWS[self.kind]} v USING (file_id)" if only else f"{VIEWS[self.kind]} v"
        where = f"v.county_id = %(county)s{and_open}"
        return f"(SELECT {', '.join(columns)} FROM {source} {joined} WHERE {where} OFFSET 0)"

    def values(self) -> Mapping[str, Any]:
        """The values that `sql` speaks of, beside `county` and `today`."""
        events = {f"event{n}": event for event, n in self.events.items()}
        triggers = {f"trigger{n}": list(group) for group, n in self.triggers.items()}
        all_triggers = sorted({event for group in self.triggers for event in group})
        each = {f"each{n}": list(group) for (group, _), n in self.each.items()}
        each |= {f"by{n}": [function] for (_, function), n in self.each.items()}
        each |= {f"after{n}": list(group) for (group, _), n in self.triggers_by.items()}
        each |= {f"after_by{n}": list(functions) for (_, functions), n in self.triggers_by.items()}
        each |= {f"unled{n}": function for function, n in self.unled.items()}
        all_each = sorted({event for group, _ in (*self.each, *self.triggers_by) for event in group})
        held = {f"held{n}": rule for rule, n in self.held.items()}
        marked = {"marked": list(self.events), "triggers": all_triggers, "each": all_each, "held": list(self.held)}
        return events | triggers | each | held | marked


_UNLED = """(NOT EXISTS (SELECT 1 FROM access_lead l WHERE l.county_id = %(county)s AND l.function = %(unled{n})s
  AND l.region_id = coalesce(v.village_id, v.township_id,
    (SELECT region_id FROM access_countyregion WHERE county_id = %(county)s ORDER BY id LIMIT 1))))"""


def _unled(function: str, n: int) -> str:
    """As `leads.list_offices` has it: a school's own function lies with the school that the file names."""
    return "(v.school_id IS NULL)" if function == "school" else _UNLED.format(n=n)


def _names_in(nodes: Iterable[Node | None]) -> Iterator[str]:
    for node in nodes:
        for part in parts_of(node) if node is not None else ():
            if isinstance(part, Named):
                yield part.name


FEW_FILES, FEW_OF_ALL = 1000, 0.05
_MAY_LOOP = """
SELECT (SELECT count(*) FROM reckon_only) <= greatest(%s, (
  SELECT %s * reltuples FROM pg_class WHERE oid = 'registry_file'::regclass
)) AND NOT EXISTS (
  SELECT 1 FROM pg_class WHERE reltuples < 0
  AND oid IN ('registry_file'::regclass, 'registry_child'::regclass, 'registry_person'::regclass, 'duties_mark'::regclass))
"""


def steady_plans(cursor: Any, *, only: bool) -> None:
    """Fresh tables have no statistics, and a planner that believes in one row loops over all of them for each.

    Compiling forty expressions costs more than it saves, too.
    """
    cursor.execute("SET LOCAL jit = off")
    if only:
        cursor.execute(_MAY_LOOP, [FEW_FILES, FEW_OF_ALL])
        if cursor.fetchone()[0]:
            cursor.execute("SET LOCAL enable_nestloop = on; SET LOCAL join_collapse_limit = 16")
            return
    cursor.execute("SET LOCAL enable_nestloop = off")


def fill_only(file_ids: Iterable[UUID]) -> None:
    """The temporary table of the files that a statement is about."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS reckon_only")
        cursor.execute("CREATE TEMP TABLE reckon_only (file_id uuid PRIMARY KEY) ON COMMIT DROP")
        cursor.execute("INSERT INTO reckon_only SELECT DISTINCT unnest(%s::uuid[])", [list(file_ids)])
        cursor.execute("ANALYZE reckon_only")
