"""Who should have reported: earlier contacts with the child that saw a sign, with their units.

Mechanisms do not know one another: the signs are read from the trail of the child's file, by the words of its events.
Whether a unit did report is not told here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shouwang.access.models import Event
from shouwang.duties.figures import get_length
from shouwang.mechanisms.mandatory_report.queries.joined import list_reports
from shouwang.mechanisms.mandatory_report.queries.plan import list_items
from shouwang.registry.models import Case, File

SIGNS, WITHIN = "mandatory_report.signs", "mandatory_report.signs_within"
_Sees = Callable[[Mapping[str, Any]], bool]


def _always(detail: Mapping[str, Any]) -> bool:
    return True


def _holds(key: str, *values: str) -> _Sees:
    return lambda detail: detail.get(key) in values


_READ: dict[str, tuple[_Sees, ...]] = {
    "visit.done": (lambda detail: bool(detail.get("findings")), _holds("conclusion", "improper", "none")),
    "visit.missed": (_holds("because", "refused"),),
    "visit.monitored": (lambda detail: bool(detail.get("changed")),),
    "visit.followed_up": (_holds("result", "not_settled"),),
    "welfare.delivered": (lambda detail: bool(detail.get("sign")),),
}
"""What an event's detail has to say for a sign; an event that is not here is one by itself."""


@dataclass(frozen=True)
class Sign:
    """An earlier contact that saw something. `days_before`: how long before the report."""

    event: Event
    days_before: int

    @property
    def unit(self) -> str:
        return self.event.office.name if self.event.office else ""


def list_signs(*, file: File) -> list[Sign]:
    """The signs before the first report of the case, as far back as the county looks, the latest first. Which records are
    signs the plans' list says."""
    case = Case.objects.filter(county_id=file.county_id, pk=file.pk).first()
    if case is None or case.child_file_id is None:
        return []
    first = get_reported_on(file=file)
    signs = [item.key for item in list_items(county_id=file.county_id, on=first, key=SIGNS)]
    span = get_length(county_id=file.county_id, key=WITHIN, on=first)
    events = Event.objects.filter(
        county_id=file.county_id,
        file_id=case.child_file_id,
        what__in=signs,
        done_on__range=(first - span if span else date.min, first),
    )
    rows = events.select_related("office").order_by("-done_on", "-entered_at")
    return [
        Sign(row, (first - row.done_on).days)
        for row in rows
        if any(sees(row.opened) for sees in _READ.get(row.what, (_always,)))
    ]


def list_units(*, file: File) -> list[str]:
    return list(dict.fromkeys(sign.unit for sign in list_signs(file=file) if sign.unit))


def get_reported_on(*, file: File) -> date:
    days = [file.opened_on]
    for report in list_reports(file=file):
        days += [report.file.opened_on, report.found_on or report.file.opened_on]
    return min(days)
