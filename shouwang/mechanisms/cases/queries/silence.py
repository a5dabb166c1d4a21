"""Cases that stand still: nobody has heard of their holder for longer than the county's figure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from shouwang.mechanisms.cases.models import Alarm
from shouwang.registry.models import CasePart


@dataclass(frozen=True)
class Silent:
    """One line of the window: the case's number, where, who holds it, since when silent, how far it was raised."""

    part: CasePart
    hours: int
    raised_to: tuple[str, ...]


def list_holding(*, county_id: int) -> QuerySet[CasePart]:
    """Who holds which open case now."""
    parts = CasePart.objects.filter(county_id=county_id, is_holder=True, until_at__isnull=True)
    return parts.filter(file__withdrawn_at__isnull=True, file__case__closed_on__isnull=True)


def list_silent(*, county_id: int, at: datetime, silence: timedelta | None) -> QuerySet[CasePart]:
    """The longest silent first; none where the county has chosen no figure."""
    holding = list_holding(county_id=county_id)
    silent = holding.filter(heard_at__lt=at - silence) if silence is not None else holding.none()
    return silent.select_related("file__village", "file__township", "office").order_by("heard_at", "id")


def as_silent(parts: Iterable[CasePart], *, at: datetime) -> list[Silent]:
    parts = list(parts)
    raised: dict[tuple[UUID, datetime], list[str]] = {}
    alarms = Alarm.objects.filter(part__in=parts, step__gt=0).order_by("step", "id")
    for alarm in alarms:
        functions = raised.setdefault((alarm.part_id, alarm.silent_since), [])
        if alarm.function not in functions:
            functions.append(alarm.function)
    return [Silent(one, hours_of(at - one.heard_at), tuple(raised.get((one.pk, one.heard_at), ()))) for one in parts]


def hours_of(length: timedelta) -> int:
    return int(length.total_seconds() // 3600)
