"""The nightly work of a county: the files whose day has come, the ladders, the digests, the trail's seal. Proportional to what changes."""

from dataclasses import dataclass
from datetime import date, datetime

from shouwang.access.chain import seal_events
from shouwang.duties.bulk import reckon_children, reckon_files
from shouwang.duties.escalation import climb_ladders, note_fallen_late, write_digests
from shouwang.duties.models import Wake
from shouwang.duties.plan import get_plan
from shouwang.duties.reckoning import reckon_units
from shouwang.registry.models import File, FileKind
from shouwang.registry.operations import begin_planned_leaves


@dataclass(frozen=True)
class Night:
    """What one night did."""

    woken: int
    fallen_late: int
    raised: int
    digests: int
    sealed: int


def do_night(*, county_id: int, today: date, at: datetime) -> Night:
    """Everything that a new day brings to the county. Running it twice on a day changes nothing the second time.

    On a day on which the law itself turns every file wakes, so the whole county is reckoned anew.
    """
    woken = list(Wake.objects.filter(county_id=county_id, wake_on__lte=today).values_list("file_id", flat=True))
    left = begin_planned_leaves(county_id=county_id, on=today)
    turned = File.objects.filter(county_id=county_id, pk__in=[*woken, *left])
    children, cases = (
        turned.filter(kind=kind).values_list("pk", flat=True) for kind in (FileKind.CHILD, FileKind.CASE)
    )
    reckon_children(county_id=county_id, file_ids=children, today=today, at=at)
    reckon_files(county_id=county_id, kind=FileKind.CASE, file_ids=cases, today=today, at=at)
    reckon_units(plan=get_plan(county_id=county_id, on=today), today=today, at=at)
    return Night(
        woken=len(woken),
        fallen_late=note_fallen_late(county_id=county_id, today=today, at=at),
        raised=climb_ladders(county_id=county_id, today=today),
        digests=write_digests(county_id=county_id, today=today, at=at),
        sealed=seal.rows if (seal := seal_events(county_id=county_id, at=at)) else 0,
    )
