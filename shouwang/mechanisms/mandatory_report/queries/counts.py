"""How many reports came, by kind of reporter: for the county as a whole, and never so few that somebody is betrayed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from shouwang.mechanisms.mandatory_report.models import CITIZEN, Reporter
from shouwang.mechanisms.mandatory_report.queries.plan import get_smallest_number, list_reporter_kinds


@dataclass(frozen=True)
class Line:
    """`many` is None where the number is not shown: it `is_small`, or could be reckoned from the others."""

    key: str
    name: str
    many: int | None
    is_small: bool = False


@dataclass(frozen=True)
class Counts:
    lines: tuple[Line, ...]
    total: int | None
    smallest: int


def count_by_kind(*, county_id: int, year: int, on: date) -> Counts:
    """Reports of that year by the reporter's kind."""
    rows = Reporter.objects.filter(county_id=county_id, report__received_at__year=year).values("kind")
    found = dict(rows.annotate(many=Count("pk")).values_list("kind", "many"))
    kinds = [(item.key, item.name) for item in list_reporter_kinds(county_id=county_id, on=on)]
    names = {**dict(kinds), CITIZEN: ""}
    smallest = get_smallest_number(county_id=county_id, on=on)
    many = {key: found.get(key, 0) for key in names}
    many[CITIZEN] += sum(count for key, count in found.items() if key not in names)
    shown = hide_small(many, smallest=smallest)
    total = sum(many.values())
    lines = tuple(Line(key, name, shown[key], many[key] < smallest) for key, name in names.items())
    return Counts(lines, total if total >= smallest else None, smallest)


def hide_small(many: dict[str, int], *, smallest: int) -> dict[str, int | None]:
    """Each number under `smallest` becomes None, zero too: that nobody of a kind reported tells something as well.

    A single hidden number could be had by subtracting the others from the total; so the next smallest is hidden with it,
    and further ones until what is hidden sums up to `smallest`, or nothing is left to hide.
    """
    rising = sorted(many, key=lambda key: many[key])
    hidden = [key for key in rising if many[key] < smallest]
    if hidden:
        for key in rising[len(hidden) :]:
            if len(hidden) > 1 and sum(many[one] for one in hidden) >= smallest:
                break
            hidden.append(key)
    return {key: None if key in hidden else count for key, count in many.items()}
