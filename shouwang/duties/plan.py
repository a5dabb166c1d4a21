"""The plan that a county carries out on a day: its adopted packs, its own choices, its calendar."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from shouwang.duties.models import Adoption, Choice, Term, WorkingDay
from shouwang.policy.calendar import Calendar, YearTable
from shouwang.policy.calendar import Term as SchoolTerm
from shouwang.policy.loading import load_pack
from shouwang.policy.pack import Pack


@dataclass(frozen=True)
class Plan:
    """`choices` and `adopted_on` by pack id. A county without a pack has no packs here, and nobody owes anything."""

    county_id: int
    packs: tuple[Pack, ...] = ()
    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    adopted_on: Mapping[str, date] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)

    def pack(self, pack_id: str) -> Pack | None:
        return next((pack for pack in self.packs if pack.id == pack_id), None)

    def kinds_with_duties(self) -> frozenset[str]:
        """The kinds of file that some duty of some pack is about: the others need no reckoning."""
        return frozenset(rule.about for pack in self.packs for rule in pack.duties.values())

    def choices_of(self, pack_id: str) -> Mapping[str, Any]:
        return self.choices.get(pack_id, {})


def get_plan(*, county_id: int, on: date) -> Plan:
    """What is in force in the county on that day."""
    adoptions = list(Adoption.objects.filter(county_id=county_id, from_on__lte=on).order_by("from_on", "pack"))
    running = [row for row in adoptions if row.until_on is None or row.until_on >= on]
    packs = tuple(load_pack(row.pack, folder=Path(settings.PACKS_DIR)) for row in running)
    return Plan(
        county_id=county_id,
        packs=packs,
        choices=get_choices(county_id=county_id, on=on),
        adopted_on={row.pack: row.from_on for row in running},
        calendar=get_calendar(county_id=county_id),
    )


def get_choices(*, county_id: int, on: date) -> dict[str, dict[str, Any]]:
    """The county's figures on that day by pack and parameter: the latest that began, the latest written of those."""
    rows = Choice.objects.filter(county_id=county_id, from_on__lte=on).order_by("from_on", "chosen_at")
    chosen: dict[str, dict[str, Any]] = defaultdict(dict)
    for pack, parameter, value in rows.values_list("pack", "parameter", "value"):
        chosen[pack][parameter] = value
    return dict(chosen)


def get_calendar(*, county_id: int) -> Calendar:
    """The county's own tables; a year without a row has not been published there."""
    off: dict[int, set[date]] = defaultdict(set)
    worked: dict[int, set[date]] = defaultdict(set)
    for day, is_working in WorkingDay.objects.filter(county_id=county_id).values_list("day", "is_working"):
        (worked if is_working else off)[day.year].add(day)
    years = {
        year: YearTable(off=frozenset(off[year]), worked=frozenset(worked[year])) for year in off.keys() | worked.keys()
    }
    terms = Term.objects.filter(county_id=county_id).order_by("begins_on")
    rows = terms.values_list("name", "begins_on", "ends_on")
    return Calendar(
        years=years, terms=tuple(SchoolTerm(name=name, first_on=first, last_on=last) for name, first, last in rows)
    )


def list_pack_items(*, county_id: int, on: date, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """(key, name) of the lists that the adopted packs have under one of `keys`, each once."""
    plan = get_plan(county_id=county_id, on=on)
    found: dict[str, str] = {}
    for pack in plan.packs:
        for key in keys:
            for item in pack.lists[key].items if key in pack.lists else ():
                found.setdefault(item.key, item.name)
    return list(found.items())
