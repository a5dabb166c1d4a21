"""The plan that a county carries out on a day: its adopted packs, its own choices, its calendar."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from shouwang.duties.kept import kept
from shouwang.policy.calendar import Calendar, YearTable
from shouwang.policy.calendar import Term as SchoolTerm
from shouwang.policy.loading import load_pack
from shouwang.policy.pack import Pack


@dataclass(frozen=True)
class Plan:
    """`choices` and `adopted_on` by pack id. A county without a pack has no packs here, and nobody owes anything.

    `next_turn` is the next day on which an adoption begins or is over, or a choice begins: every file turns then.
    """

    county_id: int
    packs: tuple[Pack, ...] = ()
    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    adopted_on: Mapping[str, date] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    next_turn: date | None = None

    def pack(self, pack_id: str) -> Pack | None:
        return next((pack for pack in self.packs if pack.id == pack_id), None)

    def kinds_with_duties(self) -> frozenset[str]:
        """The kinds of file that some duty of some pack is about: the others need no reckoning."""
        return frozenset(rule.about for pack in self.packs for rule in pack.duties.values())

    def choices_of(self, pack_id: str) -> Mapping[str, Any]:
        return self.choices.get(pack_id, {})


_ROWS = """
SELECT 'adoption', pack, '', from_on AS first_on, until_on, NULL::jsonb, NULL::timestamptz AS at FROM duties_adoption
WHERE county_id = %(county)s AND from_on <= %(on)s
UNION ALL SELECT 'choice', pack, parameter, from_on, NULL, value, chosen_at FROM duties_choice
WHERE county_id = %(county)s AND from_on <= %(on)s
UNION ALL SELECT 'turn', '', '', min(day), NULL, NULL, NULL FROM (
  SELECT from_on FROM duties_adoption WHERE county_id = %(county)s AND from_on > %(on)s
  UNION ALL SELECT until_on + 1 FROM duties_adoption WHERE county_id = %(county)s AND until_on >= %(on)s
  UNION ALL SELECT from_on FROM duties_choice WHERE county_id = %(county)s AND from_on > %(on)s
) AS turn (day)
UNION ALL SELECT 'day', '', '', day, NULL, to_jsonb(is_working), NULL FROM duties_workingday WHERE county_id = %(county)s
UNION ALL SELECT 'term', '', name, begins_on, ends_on, NULL, NULL FROM duties_term WHERE county_id = %(county)s
ORDER BY first_on, at, 2
"""
Rows = Mapping[str, list[tuple[Any, ...]]]


def _read_rows(county_id: int, on: date) -> Rows:
    """All that a plan is made of, by kind, in one query: every page with a duty on it asks."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"county": county_id, "on": on})
        for kind, *values in cursor.fetchall():
            rows[kind].append(tuple(values))
    return rows


def get_plan(*, county_id: int, on: date) -> Plan:
    """What is in force in the county on that day. A page that only reads (`duties.kept`) reads it once."""
    return kept(("plan", county_id, on), lambda: _read_plan(county_id, on))


def _read_plan(county_id: int, on: date) -> Plan:
    rows = _read_rows(county_id, on)
    running = [(pack, since) for pack, _, since, until, *_ in rows["adoption"] if until is None or until >= on]
    return Plan(
        county_id=county_id,
        packs=tuple(load_pack(pack, folder=Path(settings.PACKS_DIR)) for pack, _ in running),
        choices=_choices(rows),
        adopted_on=dict(running),
        calendar=_calendar(rows),
        next_turn=rows["turn"][0][2],
    )


def get_choices(*, county_id: int, on: date) -> dict[str, dict[str, Any]]:
    """The county's figures on that day by pack and parameter: the latest that began, the latest written of those."""
    return _choices(_read_rows(county_id, on))


def _choices(rows: Rows) -> dict[str, dict[str, Any]]:
    chosen: dict[str, dict[str, Any]] = defaultdict(dict)
    for pack, parameter, _, _, value, _ in rows["choice"]:
        chosen[pack][parameter] = json.loads(value)
    return dict(chosen)


def _calendar(rows: Rows) -> Calendar:
    """The county's own tables; a year without a row has not been published there."""
    off: dict[int, set[date]] = defaultdict(set)
    worked: dict[int, set[date]] = defaultdict(set)
    for _, _, day, _, is_working, _ in rows["day"]:
        (worked if json.loads(is_working) else off)[day.year].add(day)
    years = {
        year: YearTable(off=frozenset(off[year]), worked=frozenset(worked[year])) for year in off.keys() | worked.keys()
    }
    terms = (SchoolTerm(name=name, first_on=first, last_on=last) for _, name, first, last, *_ in rows["term"])
    return Calendar(years=years, terms=tuple(terms))


def list_pack_items(*, county_id: int, on: date, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """(key, name) of the lists that the adopted packs have under one of `keys`, each once."""
    plan = get_plan(county_id=county_id, on=on)
    found: dict[str, str] = {}
    for pack in plan.packs:
        for key in keys:
            for item in pack.lists[key].items if key in pack.lists else ():
                found.setdefault(item.key, item.name)
    return list(found.items())
