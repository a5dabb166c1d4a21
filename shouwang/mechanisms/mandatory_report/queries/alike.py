"""Reports that may be about the same child: proposed by name, village, age and day; a person decides."""

from dataclasses import dataclass
from datetime import timedelta

from shouwang.access.scope import Scope
from shouwang.mechanisms.mandatory_report.models import Report
from shouwang.mechanisms.mandatory_report.queries.joined import list_case_files, list_reports
from shouwang.registry.models import File, FileKind
from shouwang.registry.name_likeness import compare_names

NEAR = timedelta(days=90)
SOON = timedelta(days=7)
_ENOUGH = 3
SHOWN = 10


@dataclass(frozen=True)
class Alike:
    """Another report, and why it may speak of the same child: keys of what agrees."""

    report: Report
    because: tuple[str, ...]
    weight: int


def list_alike(*, file: File, scope: Scope) -> list[Alike]:
    """Other open cases that `scope` may read, the likeliest first."""
    ours = list_reports(file=file)
    if not ours:
        return []
    cases = File.objects.within(scope, "case.read", "case.join").filter(kind=FileKind.CASE, closed_on__isnull=True)
    near = Report.objects.filter(
        county_id=file.county_id,
        file__in=cases,
        received_at__range=(ours[0].received_at - NEAR, ours[0].received_at + NEAR),
    ).exclude(file__in=list_case_files(file=file))
    pairs = (compare_reports(one, other) for other in near.select_related("file__village") for one in ours)
    best: dict[object, Alike] = {}
    for pair in pairs:
        if pair.weight >= _ENOUGH and pair.weight > getattr(best.get(pair.report.file_id), "weight", 0):
            best[pair.report.file_id] = pair
    return sorted(best.values(), key=lambda pair: -pair.weight)[:SHOWN]


def compare_reports(one: Report, other: Report) -> Alike:
    """A name that is another one speaks against it; what nobody said speaks neither way."""
    weights = {
        "name": _weigh_names(one.child_name, other.child_name),
        "village": 2 if one.file.village_id and one.file.village_id == other.file.village_id else 0,
        "age": _weigh_ages(one.child_age, other.child_age),
        "sex": _weigh_equal(one.child_sex, other.child_sex),
        "day": 1 if abs(one.received_at - other.received_at) <= SOON else 0,
    }
    because = tuple(key for key, weight in weights.items() if weight > 0)
    return Alike(other, because, sum(weights.values()))


def _weigh_names(one: str | None, other: str | None) -> int:
    if not one or not other:
        return 0
    return 3 if compare_names(one, other).is_alike else -3


def _weigh_ages(one: int | None, other: int | None) -> int:
    if one is None or other is None:
        return 0
    return 1 if abs(one - other) <= 1 else -1 if abs(one - other) <= 3 else -3


def _weigh_equal(one: str, other: str) -> int:
    return 0 if not one or not other else 1 if one == other else -2
