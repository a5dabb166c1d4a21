"""A county's questionnaires: which version asks on which day, and how a new one comes in."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shouwang.access.models import County
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.registry.models import Questionnaire
from shouwang.registry.scoring import check_items


class VersionTaken(Exception):
    """A questionnaire of this title and version is there already."""


def list_questionnaires(*, county_id: int, purpose: str) -> QuerySet[Questionnaire]:
    """All versions, the newest first."""
    versions = Questionnaire.objects.filter(county_id=county_id, purpose=purpose)
    return versions.order_by("-in_use_from", "-id")


def get_questionnaire(*, county_id: int, purpose: str, on: date) -> Questionnaire | None:
    """The version in use on that day."""
    return list_questionnaires(county_id=county_id, purpose=purpose).filter(in_use_from__lte=on).first()


def version_on(versions: Iterable[Questionnaire], on: date) -> Questionnaire:
    """Of all versions, the newest first, the one in use on that day; before the first one, the first one."""
    every = list(versions)
    return next((one for one in every if one.in_use_from <= on), every[-1])


@transaction.atomic
def load_questionnaire(
    *,
    by: Actor,
    county: County,
    purpose: str,
    what: str,
    title: str,
    version: str,
    items: list[dict[str, Any]],
    upper_from: int,
    lower_from: int,
    in_use_from: date,
    at: datetime,
) -> Questionnaire:
    """The county's own scale, told by the event `what`; a version is never edited, a new one is a new row.

    Raises QuestionnaireWrong, VersionTaken.
    """
    check_items(items, upper_from=upper_from, lower_from=lower_from)
    if Questionnaire.objects.filter(county=county, purpose=purpose, title=title, version=version).exists():
        raise VersionTaken(_("This version is there already. Give the new one another version."))
    made = Questionnaire.objects.create(
        county=county,
        purpose=purpose,
        title=title,
        version=version,
        items=items,
        upper_from=upper_from,
        lower_from=lower_from,
        in_use_from=in_use_from,
    )
    detail = {"title": title, "version": version, "questions": len(items)}
    append_event(by=by, what=what, on=in_use_from, at=at, detail=detail)
    return made


def install_questionnaire(*, county: County, purpose: str, starting: Mapping[str, Any], on: date) -> Questionnaire:
    """The scale that a new county starts with; harmless the second time."""
    made, _new = Questionnaire.objects.get_or_create(
        county=county,
        purpose=purpose,
        title=starting["title"],
        version=starting["version"],
        defaults={**starting, "in_use_from": on},
    )
    return made
