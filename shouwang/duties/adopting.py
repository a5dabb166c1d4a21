"""Adopting packs, choosing the figures that a text leaves open, loading calendars. Each is an event of the county."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from shouwang.access.models import County
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.duties.models import Adoption, Choice, Term, WorkingDay
from shouwang.duties.waking import wake_county
from shouwang.policy.calendar import published_years
from shouwang.policy.check import Contradiction, contradictions
from shouwang.policy.loading import load_pack
from shouwang.policy.parameter import choose_suggested


class PacksContradict(Exception):
    """Two adopted packs say different things under one key; `what` lists where."""

    def __init__(self, what: tuple[Contradiction, ...]) -> None:
        super().__init__(what)
        self.what = what


class NotForTheCountyToChoose(Exception):
    """The text or the law fixes this figure; no county can change it."""


class NotPublished(Exception):
    """The State Council has not published the working days of that year; nothing is guessed."""


@transaction.atomic
def adopt_pack(*, county: County, pack_id: str, from_on: date, by: Actor, at: datetime) -> Adoption:
    """From that day on: the night of that day reckons every file. Raises PackError (no such pack, or wrong), PacksContradict."""
    folder = Path(settings.PACKS_DIR)
    pack = load_pack(pack_id, folder=folder)
    running = Adoption.objects.filter(county=county, until_on__isnull=True).exclude(pack=pack_id)
    found = [line for row in running for line in contradictions(load_pack(row.pack, folder=folder), pack)]
    if found:
        raise PacksContradict(tuple(found))
    adoption, _ = Adoption.objects.get_or_create(county=county, pack=pack_id, from_on=from_on)
    append_event(by=by, what="plan.adopted", on=from_on, at=at, detail={"pack": pack_id})
    wake_county(county_id=county.pk, on=from_on)
    return adoption


@transaction.atomic
def choose_figure(
    *, county: County, pack_id: str, parameter: str, value: Any, from_on: date, reason: str, by: Actor, at: datetime
) -> Choice:
    """The county's own figure from a day on; the night of that day reckons every file.

    Raises NotForTheCountyToChoose, KeyError for an unknown parameter.
    """
    choice = _choose(
        county=county, pack_id=pack_id, parameter=parameter, value=value, from_on=from_on, reason=reason, by=by, at=at
    )
    wake_county(county_id=county.pk, on=from_on)
    return choice


def _choose(
    *, county: County, pack_id: str, parameter: str, value: Any, from_on: date, reason: str, by: Actor, at: datetime
) -> Choice:
    pack = load_pack(pack_id, folder=Path(settings.PACKS_DIR))
    if not pack.parameters[parameter].is_local:
        raise NotForTheCountyToChoose(parameter)
    choice = Choice.objects.create(
        county=county,
        pack=pack_id,
        parameter=parameter,
        value=value,
        from_on=from_on,
        reason=reason,
        chosen_by_id=by.user_id,
        chosen_at=at,
    )
    append_event(
        by=by,
        what="plan.chosen",
        on=from_on,
        at=at,
        detail={"pack": pack_id, "parameter": parameter, "value": value, "reason": reason},
    )
    return choice


@transaction.atomic
def choose_suggestions(*, county: County, pack_id: str, from_on: date, by: Actor, at: datetime, reason: str) -> int:
    """Takes every suggestion of the pack as the county's choice; returns their number."""
    pack = load_pack(pack_id, folder=Path(settings.PACKS_DIR))
    suggested = choose_suggested(pack.parameters)
    for key, value in suggested.items():
        plain = list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
        _choose(
            county=county, pack_id=pack_id, parameter=key, value=plain, from_on=from_on, reason=reason, by=by, at=at
        )
    wake_county(county_id=county.pk, on=from_on)
    return len(suggested)


@transaction.atomic
def load_published_year(*, county: County, year: int) -> int:
    """Copies the published table of a year into the county's own. Raises NotPublished."""
    table = published_years().get(year)
    if table is None:
        raise NotPublished(year)
    rows = [WorkingDay(county=county, day=day, is_working=False) for day in sorted(table.off)]
    rows += [WorkingDay(county=county, day=day, is_working=True) for day in sorted(table.worked)]
    WorkingDay.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def set_term(*, county: County, name: str, begins_on: date, ends_on: date) -> Term:
    term, _ = Term.objects.update_or_create(
        county=county, begins_on=begins_on, defaults={"name": name, "ends_on": ends_on}
    )
    return term
