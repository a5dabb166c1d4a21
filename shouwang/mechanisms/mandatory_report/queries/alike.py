"""Reports that may be about the same child: proposed by name, village, age and day; a person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from shouwang.access.scope import Scope
from shouwang.duties.figures import get_length
from shouwang.mechanisms.mandatory_report.models import Report
from shouwang.mechanisms.mandatory_report.queries.joined import list_reports
from shouwang.registry.models import File, FileKind
from shouwang.registry.name_likeness import compare_names

NEAR, SOON = "mandatory_report.alike_within", "mandatory_report.alike_soon"
_ENOUGH = 3
SHOWN, COMPARED = 10, 100


@dataclass(frozen=True)
class Alike:
    """Another report, and why it may speak of the same child: keys of what agrees."""

    report: Report
    because: tuple[str, ...]


class Said(NamedTuple):
    """What is compared of a report."""

    key: UUID
    file: UUID
    village: int | None
    name: str | None
    age: int | None
    sex: str
    at: datetime


def list_alike(*, file: File, scope: Scope, reports: Sequence[Report] | None = None) -> list[Alike]:
    """Other open cases that `scope` may read, the likeliest first. `reports` of the case, where they were read already."""
    ours = list_reports(file=file) if reports is None else reports
    if not ours:
        return []
    own, soon = [_said_by(one) for one in ours], _length(file, ours, SOON)
    best: dict[UUID, tuple[int, UUID, tuple[str, ...]]] = {}
    for other in _list_others(file, ours, scope):
        for weight, because in (compare_reports(one, other, soon=soon) for one in own):
            if weight >= max(_ENOUGH, best.get(other.file, (0,))[0] + 1):
                best[other.file] = (weight, other.key, because)
    likeliest = sorted(best.values(), key=lambda found: -found[0])[:SHOWN]
    found = Report.objects.select_related("file__village", "file__case").in_bulk(
        [key for _weight, key, _why in likeliest]
    )
    return [Alike(found[key], because) for _weight, key, because in likeliest]


def _length(file: File, ours: Sequence[Report], key: str) -> timedelta | None:
    """The county's figure on the day of the latest report."""
    return get_length(county_id=file.county_id, key=key, on=max(one.received_at for one in ours).date())


def _around(moment: datetime, length: timedelta | None) -> Q:
    return Q(received_at__range=(moment - length, moment + length)) if length else Q()


def _said_by(report: Report) -> Said:
    told = (report.child_name, report.child_age, report.child_sex, report.received_at)
    return Said(report.pk, report.file_id, report.file.village_id, *told)


def _list_others(file: File, ours: Sequence[Report], scope: Scope) -> Iterable[Said]:
    """Those that can reach the weight: of the same village, of a name of the same sound, or soon before or after of a child
    of that sex and age; the latest, for a county with thousands of cases."""
    within, soon = _length(file, ours, NEAR), _length(file, ours, SOON)
    cases = File.objects.within(scope, "case.read", "case.join").filter(kind=FileKind.CASE, closed_on__isnull=True)
    others = Report.objects.filter(county_id=file.county_id, file__in=cases).exclude(
        file__in=[file.pk, *(one.file_id for one in ours)]
    )
    likely = Q(pk__in=[])
    for one in ours:
        near = _around(one.received_at, within)
        if one.file.village_id:
            likely |= near & Q(file__village=one.file.village_id)
        if one.name_sound:
            likely |= near & Q(name_sound=one.name_sound)
        if soon and one.child_sex and one.child_age is not None:
            likely |= _around(one.received_at, soon) & Q(
                child_sex=one.child_sex, child_age__range=(one.child_age - 1, one.child_age + 1)
            )
    found = others.filter(likely).order_by("-received_at")
    columns = ("pk", "file", "file__village", "child_name", "child_age", "child_sex", "received_at")
    return [Said(*row) for row in found.values_list(*columns)[:COMPARED]]


def compare_reports(one: Said, other: Said, *, soon: timedelta | None) -> tuple[int, tuple[str, ...]]:
    """A weight, and what agrees. A name that is another one speaks against it; what nobody said speaks neither way."""
    weights = {
        "name": _weigh_names(one.name, other.name),
        "village": 2 if one.village and one.village == other.village else 0,
        "age": _weigh_ages(one.age, other.age),
        "sex": _weigh_equal(one.sex, other.sex),
        "day": 1 if soon and abs(one.at - other.at) <= soon else 0,
    }
    because = tuple(key for key, weight in weights.items() if weight > 0)
    return sum(weights.values()), because


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
