"""Reading accounts, posts, places and the trail."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

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
    posts = list(list_posts(user=user, on=on).only("office", "role", "title", "region__level", "office__kind"))
    duties: dict[UUID, list[Jurisdiction]] = defaultdict(list)
    standing = Jurisdiction.objects.standing().filter(office__in=[post.office_id for post in posts])
    for row in standing.select_related("region").only("office", "function", "region__level"):
        duties[row.office_id].append(row)
    grants = tuple(_grant(post, duties[post.office_id]) for post in posts)
    return Scope(county_id=user.county_id, user_id=user.id, grants=grants, at=at)


def _grant(post: Post, jurisdictions: list[Jurisdiction]) -> Grant:
    role = ROLES[post.role]
    places = [post.region] if post.region else [row.region for row in jurisdictions]
    is_school = post.office.kind == "school"
    return Grant(
        post_id=post.id,
        office_id=post.office_id,
        role=role.key,
        title=post.title,
        rights=role.rights,
        functions=frozenset(row.function for row in jurisdictions),
        everywhere=not is_school and any(place.level <= Level.COUNTY for place in places),
        townships=frozenset() if is_school else frozenset(one.id for one in places if one.level == Level.TOWNSHIP),
        villages=frozenset() if is_school else frozenset(one.id for one in places if one.level == Level.VILLAGE),
        schools=frozenset({post.office_id}) if is_school else frozenset(),
    )


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
    roots = Region.objects.filter(countyregion__county=county)
    within = Q(pk__in=[])
    for root in roots:
        within |= Q(path__startswith=root.path)
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
