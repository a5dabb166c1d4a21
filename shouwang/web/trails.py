"""The trail as the audit administrator searches it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from axes.models import AccessAttempt
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event, Reading, Refusal, User
from shouwang.registry.models import File

Asked = Mapping[str, str]


def _day(asked: Asked, key: str) -> date | None:
    try:
        return date.fromisoformat(asked.get(key, ""))
    except ValueError:
        return None


def _person(asked: Asked, county_id: int) -> Q:
    text = asked.get("who", "").strip()
    if not text:
        return Q()
    people = User.objects.filter(Q(username=text) | Q(name=text), county_id=county_id)
    return Q(user__in=people)


def _keys_named(asked: Asked, county_id: int) -> list[UUID] | None:
    """The files with the number that was asked for; None when none was."""
    number = asked.get("file", "").strip()
    named = File.objects.filter(county_id=county_id, number=number)
    return list(named.values_list("pk", flat=True)) if number else None


def _file(asked: Asked, county_id: int) -> Q:
    """By the file's number."""
    keys = _keys_named(asked, county_id)
    return Q() if keys is None else Q(file_id__in=keys)


def _days(asked: Asked, column: str) -> Q:
    since, until = _day(asked, "since"), _day(asked, "until")
    chosen = Q(**{f"{column}__date__gte": since}) if since else Q()
    return chosen & Q(**{f"{column}__date__lte": until}) if until else chosen


def list_events(*, county_id: int, asked: Asked) -> QuerySet[Event]:
    found = Event.objects.filter(_person(asked, county_id), _file(asked, county_id), _days(asked, "entered_at"))
    what = asked.get("what", "").strip()
    found = found.filter(what__startswith=what) if what else found
    return found.filter(county_id=county_id).select_related("user", "post", "office")


def list_readings(*, county_id: int, asked: Asked) -> QuerySet[Reading]:
    found = Reading.objects.filter(_person(asked, county_id), _file(asked, county_id), _days(asked, "at"))
    what = asked.get("what", "").strip()
    found = found.filter(what=what) if what else found
    return found.filter(county_id=county_id).select_related("user", "post__office")


def list_failures(*, county_id: int, asked: Asked) -> QuerySet[AccessAttempt]:
    """Failed logins on accounts of this county."""
    names = User.objects.filter(county_id=county_id)
    if asked.get("who", "").strip():
        names = names.filter(username=asked["who"].strip())
    return AccessAttempt.objects.filter(_days(asked, "attempt_time"), username__in=names.values("username"))


def list_refusals(*, county_id: int, asked: Asked) -> QuerySet[Refusal]:
    """Who was turned away, or asked for what is not there for them."""
    found = Refusal.objects.filter(_person(asked, county_id), _days(asked, "at"), county_id=county_id)
    what = asked.get("what", "").strip()
    found = found.filter(page__startswith=what) if what else found
    keys = _keys_named(asked, county_id)
    found = found if keys is None else found.filter(objects_tried__overlap=[str(key) for key in keys])
    return found.select_related("user", "post__office")


TABS: dict[str, tuple[Callable[..., QuerySet[Any]], tuple[str, str]]] = {
    "events": (list_events, ("-entered_at", "-id")),
    "readings": (list_readings, ("-at", "-id")),
    "refusals": (list_refusals, ("-at", "-id")),
    "failures": (list_failures, ("-attempt_time", "-id")),
}
TITLES = {
    "events": _("What was done"),
    "readings": _("Who looked at what"),
    "refusals": _("Who was turned away"),
    "failures": _("Failed logins"),
}


def get_numbers(rows: Iterable[Any], *, county_id: int) -> dict[UUID | str, str]:
    """The numbers of the files on one page of rows, by key and by the key's text."""
    ids = {row.file_id for row in rows if getattr(row, "file_id", None)}
    ids |= {UUID(key) for row in rows for key in getattr(row, "objects_tried", ()) if len(key) == 36}
    found = dict(File.objects.filter(county_id=county_id, pk__in=ids).values_list("pk", "number"))
    return found | {str(key): number for key, number in found.items()}
