"""Which villages were surveyed in the running period, what they found, and the rate by township."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from shouwang.access.models import Event
from shouwang.access.scope import Scope
from shouwang.duties.plan import get_plan
from shouwang.policy.calendar import Calendar
from shouwang.policy.parameter import figure_on
from shouwang.policy.period import PERIODS, Period, period_at
from shouwang.registry.models import File, FileKind

SURVEYED = "ledger.surveyed"
EVERY = "ledger.survey_every"
OTHERWISE = "quarter"


def list_surveys_of(*, file: File, most: int = 12) -> QuerySet[Event]:
    surveys = Event.objects.filter(county_id=file.county_id, file_id=file.pk, what=SURVEYED)
    return surveys.select_related("office", "user").order_by("-done_on", "-entered_at")[:most]


def get_survey_period(*, county_id: int, today: date) -> Period:
    """The period that the plan or the county's choice sets for surveys; a quarter where neither names a calendar one."""
    plan = get_plan(county_id=county_id, on=today)
    for pack in plan.packs:
        if EVERY in pack.parameters:
            choices = plan.choices_of(pack.id)
            every = figure_on(pack.parameters[EVERY], key=EVERY, day=today, choices=choices)
            if every in PERIODS and every != "term":
                return period_at(str(every), today, plan.calendar)
    return period_at(OTHERWISE, today, Calendar())


@dataclass(frozen=True)
class Rate:
    """How many of a township's villages were surveyed."""

    township: Any
    villages: int
    surveyed: int

    @property
    def share(self) -> float:
        return self.surveyed / self.villages if self.villages else 0.0


def list_villages(*, scope: Scope, period: Period) -> QuerySet[File]:
    """The village files within the scope with the day and words of the last survey in the period."""
    done = Event.objects.filter(
        county_id=scope.county_id,
        file_id=OuterRef("pk"),
        what=SURVEYED,
        done_on__gte=period.first_on,
        done_on__lte=period.last_on,
    ).order_by("-done_on", "-entered_at")
    files = File.objects.within(scope, "child.read").filter(kind=FileKind.VILLAGE)
    files = files.annotate(surveyed_on=Subquery(done.values("done_on")[:1]), survey=Subquery(done.values("detail")[:1]))
    return files.select_related("village", "township").order_by("township_id", "pinyin", "id")


def count_rates(villages: list[File]) -> list[Rate]:
    """One row a township, the lowest rate first."""
    townships: dict[Any, list[File]] = {}
    for village in villages:
        townships.setdefault(village.township, []).append(village)
    rates = [
        Rate(township, len(rows), sum(row.surveyed_on is not None for row in rows))
        for township, rows in townships.items()
    ]
    return sorted(rates, key=lambda rate: (rate.share, str(rate.township)))
