"""What the adopted plans say about reports: circumstances, who must report, what a report should say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from shouwang.duties.plan import get_plan
from shouwang.mechanisms.mandatory_report.models import CITIZEN
from shouwang.policy.duration import parse_duration
from shouwang.policy.vocabulary import vocabulary
from shouwang.registry.fields import CASE_FIELDS

CIRCUMSTANCES, REPORTERS = "mandatory_report.circumstances", "mandatory_report.obliged"
OF_VILLAGES, OF_GROUPS = "mandatory_report.village_circumstances", "mandatory_report.group_circumstances"
GROUPS, CONTENT = "mandatory_report.group_obliged", "mandatory_report.content"
SMALLEST, WITHIN = "mandatory_report.smallest_number", "mandatory_report.report_within"
OTHER = "other_circumstance"
_HOURS = {"hour": 1, "day": 24, "week": 7 * 24}
_USUAL = (
    "violence",
    "harm",
    "abuse",
    "accident",
    "alone",
    "missing",
    "uncared",
    "incapable",
    "neglect",
    "abandoned",
)
"""What is offered where no adopted plan has a list of its own: a report waits for nothing."""


@dataclass(frozen=True)
class Item:
    """One line of a plan's list. `clause` may be empty."""

    key: str
    name: str
    clause: str = ""
    note: str = ""


def list_items(*, county_id: int, on: date, key: str) -> list[Item]:
    """The items of that list in all adopted plans, each key once, in the plans' order."""
    found: dict[str, Item] = {}
    for pack in get_plan(county_id=county_id, on=on).packs:
        for item in pack.lists[key].items if key in pack.lists else ():
            found.setdefault(item.key, Item(item.key, item.name, item.clause or "", item.note or ""))
    return list(found.values())


def list_circumstances(*, county_id: int, on: date, functions: frozenset[str] = frozenset()) -> list[Item]:
    """What may be reported, as the plans say it for whoever has these `functions`; without any, all that a plan names.

    A plan may give the federations a list of their own (JP-2.6.1-c), and villages more than the others. «Other» stands
    at the end: no list is complete.
    """
    own = _list_of_groups(county_id, on) if functions & _groups(county_id, on) else []
    items = own or list_items(county_id=county_id, on=on, key=CIRCUMSTANCES)
    if not own and (not functions or "village" in functions):
        known = {item.key for item in items}
        more = list_items(county_id=county_id, on=on, key=OF_VILLAGES)
        items = [*items, *(item for item in more if item.key not in known)]
    others = [item for item in items if item.key == OTHER] or [Item(OTHER, _fact_name(OTHER))]
    named = [item for item in items if item.key != OTHER] or [Item(key, _fact_name(key)) for key in _USUAL]
    return [*named, *others[:1]]


def _groups(county_id: int, on: date) -> set[str]:
    return {item.key for item in list_items(county_id=county_id, on=on, key=GROUPS)}


def _list_of_groups(county_id: int, on: date) -> list[Item]:
    return list_items(county_id=county_id, on=on, key=OF_GROUPS)


def _fact_name(key: str) -> str:
    return vocabulary().facts[f"case.{key}"].name


def facts_of(keys: list[str]) -> dict[str, bool]:
    """The facts that the ticked circumstances are: one that is none of its own is «other»."""
    known = [key if key in CASE_FIELDS else OTHER for key in keys]
    return {f"case.{key}": True for key in known}


def list_reporter_kinds(*, county_id: int, on: date) -> list[Item]:
    """Who must report, by the plans; then whoever does it of their own will."""
    found = [item for key in (REPORTERS, GROUPS) for item in list_items(county_id=county_id, on=on, key=key)]
    return list({item.key: item for item in reversed(found)}.values())[::-1]


def must_report(*, county_id: int, on: date, functions: frozenset[str]) -> str:
    """Which of the obligated kinds an office with these functions is; `citizen` for none."""
    kinds = [item.key for item in list_reporter_kinds(county_id=county_id, on=on)]
    return next((key for key in kinds if key in functions), CITIZEN)


def list_content(*, county_id: int, on: date) -> set[str]:
    """What the plans want a report to say: `kind` of harm, `course`, `gravity`."""
    return {item.key for item in list_items(county_id=county_id, on=on, key=CONTENT)}


def get_hours_allowed(*, county_id: int, on: date) -> int | None:
    """Within how many hours after noticing the plans want the report: the county's choice; None where it chose none."""
    plan = get_plan(county_id=county_id, on=on)
    chosen = [plan.choices_of(pack.id).get(WITHIN) for pack in plan.packs]
    lengths = [parse_duration(str(length)) for length in chosen if length]
    hours = [length.count * _HOURS[length.unit] for length in lengths if length.unit in _HOURS]
    return min(hours, default=None)


def get_smallest_number(*, county_id: int, on: date) -> int:
    """Below it no number of reports is shown: the county's choice, else the house's."""
    plan = get_plan(county_id=county_id, on=on)
    chosen = [plan.choices_of(pack.id).get(SMALLEST) for pack in plan.packs]
    return next((int(figure) for figure in chosen if figure), int(settings.SMALLEST_NUMBER))


def names_of(items: list[Item]) -> Iterator[tuple[str, str]]:
    """As a form's choices."""
    return ((item.key, item.name) for item in items)
