"""Reading accounts, posts, places and the trail."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from shouwang.access.models import County, Event, Jurisdiction, Lead, Office, Post, Reading, Region, User
from shouwang.access.models.place import Level
from shouwang.access.rights import ROLES
from shouwang.access.scope import Grant, Scope


def list_posts(*, user: User, on: date) -> QuerySet[Post]:
    """The posts that `user` holds on that day."""
    running = Q(until_on__isnull=True) | Q(until_on__gte=on)
    return Post.objects.filter(running, user=user, from_on__lte=on).select_related("office", "region")


def get_scope(*, user: User, on: date, at: datetime | None = None) -> Scope:
    """Everything that the user's posts of that day allow, and what is open to the person at that moment.

    A closed account has a scope without grants.
    """
    if not user.is_active or user.closed_on is not None:
        return Scope(county_id=user.county_id, user_id=user.id, grants=())
    held = list_posts(user=user, on=on).select_related(None).annotate(standing=_standing()).order_by("pk")
    rows = list(held.values_list(*_HELD, named=True))
    grants = tuple(_grant(list(those)) for _post, those in groupby(rows, key=lambda row: row.pk))
    return Scope(county_id=user.county_id, user_id=user.id, grants=grants, at=at)


_HELD = (
    "pk",
    "office_id",
    "office__kind",
    "role",
    "title",
    "region_id",
    "region__level",
    "standing__function",
    "standing__region_id",
    "standing__region__level",
)


def _standing() -> FilteredRelation:
    return FilteredRelation("office__jurisdictions", condition=Q(office__jurisdictions__until_on__isnull=True))


def _grant(rows: Sequence[Any]) -> Grant:
    """`rows`: one post, once for each jurisdiction of its office that was not taken away; once in any case."""
    post, role = rows[0], ROLES[rows[0].role]
    places = {row.standing__region_id: row.standing__region__level for row in rows if row.standing__region_id}
    if post.region_id:
        places = {post.region_id: post.region__level}
    is_school = post.office__kind == "school"
    return Grant(
        post_id=post.pk,
        office_id=post.office_id,
        role=role.key,
        title=post.title,
        rights=role.rights,
        functions=frozenset(row.standing__function for row in rows if row.standing__function),
        everywhere=not is_school and any(level <= Level.COUNTY for level in places.values()),
        townships=frozenset() if is_school else _those_of(places, Level.TOWNSHIP),
        villages=frozenset() if is_school else _those_of(places, Level.VILLAGE),
        schools=frozenset({post.office_id}) if is_school else frozenset(),
    )


def _those_of(places: Mapping[int, int], level: Level) -> frozenset[int]:
    return frozenset(place for place, its_level in places.items() if its_level == level)


def list_functions(*, office_ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, date, date]]]:
    """What each office held: (function, first day, last day). A school is one as long as it is there."""
    ids = set(office_ids)
    held: dict[UUID, list[tuple[str, date, date]]] = defaultdict(list)
    rows = Jurisdiction.objects.filter(office__in=ids)
    for office_id, function, from_on, until_on in rows.values_list("office", "function", "from_on", "until_on"):
        held[office_id].append((function, from_on or date.min, until_on or date.max))
    for office_id in Office.objects.filter(pk__in=ids, kind="school").values_list("pk", flat=True):
        held[office_id].append(("school", date.min, date.max))
    return dict(held)


def functions_on(held: Iterable[tuple[str, date, date]], day: date) -> frozenset[str]:
    """Those of `list_functions` that an office held on a day."""
    return frozenset(function for function, first, last in held if first <= day <= last)


def list_leads(*, function: str, region: Region | int) -> list[UUID]:
    """The offices that lead `function` in `region`: several, one or none."""
    rows = Lead.objects.filter(function=function, region=region).order_by("id")
    return list(rows.values_list("office_id", flat=True))


def list_territory(*, county: County) -> QuerySet[Region]:
    """All regions below the county's own, townships and villages, in the order of the tree."""
    within = Q(pk__in=[])
    for path in Region.objects.filter(countyregion__county=county).values_list("path", flat=True):
        within |= Q(path__startswith=path)
    return Region.objects.filter(within, valid_to__isnull=True).order_by("path")


def search_regions(*, text: str, county: County | None = None, limit: int = 20) -> QuerySet[Region]:
    """By name, pinyin, initials or code; villages come with their township by `parent`."""
    text = text.strip()
    hits = Q(short_name__startswith=text) | Q(pinyin__startswith=text.lower()) | Q(initials__startswith=text.lower())
    if text.isdecimal():
        hits = Q(codes__code__startswith=text)
    found = list_territory(county=county) if county else Region.objects.filter(valid_to__isnull=True)
    return found.filter(hits).select_related("parent").distinct().order_by("level", "path")[:limit]


def list_readings(*, county_id: int, file_id: UUID) -> QuerySet[Reading]:
    """Who looked at this file, the latest first."""
    readings = Reading.objects.filter(county_id=county_id, file_id=file_id).select_related("user", "post__office")
    return readings.order_by("-at")


def list_events(*, county_id: int, file_id: UUID, kinds: Iterable[str] | None = None) -> QuerySet[Event]:
    """What was done about this file, the latest day first."""
    events = Event.objects.filter(county_id=county_id, file_id=file_id).select_related("user", "post", "office")
    if kinds is not None:
        events = events.filter(what__in=list(kinds))
    return events.order_by("-done_on", "-entered_at")
