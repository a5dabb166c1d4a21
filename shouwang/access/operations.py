"""Writing accounts, posts, jurisdictions and the trail."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from shouwang.access.models import County, CountyRegion, Event, Jurisdiction, Lead, Office, Post, Reading, Region, User
from shouwang.access.rights import ROLES
from shouwang.access.scope import Actor
from shouwang.access.sealing import seal


class UnknownRole(Exception):
    """The role is none of access.rights.ROLES."""


class WrongKindOfAccount(Exception):
    """三员分立: an administrator's account holds no business post, and the other way round."""


class OpenWorkRemains(Exception):
    """The account cannot be closed: open duties or files have no other holder yet."""


def append_event(
    *,
    by: Actor,
    what: str,
    on: date,
    at: datetime,
    file_id: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
    proof_of: str = "",
    batch_id: UUID | None = None,
) -> Event:
    """One row of the trail, its sealed texts encrypted. Called inside the operation's own transaction, never after it."""
    return Event.objects.create(
        county_id=by.county_id,
        file_id=file_id,
        what=what,
        done_on=on,
        entered_at=at,
        user_id=by.user_id,
        post_id=by.post_id,
        office_id=by.office_id,
        detail=seal(dict(detail or {})),
        proof_of=proof_of,
        batch_id=batch_id,
    )


def append_reading(
    *,
    by: Actor,
    what: str,
    at: datetime,
    file_id: UUID | None = None,
    address: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Reading:
    return Reading.objects.create(
        county_id=by.county_id,
        user_id=by.user_id,
        post_id=by.post_id,
        what=what,
        at=at,
        file_id=file_id,
        address=address,
        detail=dict(detail or {}),
    )


@transaction.atomic
def spread_jurisdictions(*, county: County) -> int:
    """Makes the leads of the whole county anew; returns their number.

    Who answers nearer to a region displaces who answers for more: a police station its bureau, in its own township.
    """
    Lead.objects.filter(county=county).delete()
    above = _list_above(county)
    rows = Jurisdiction.objects.standing().filter(county=county, office__closed_on__isnull=True)
    here: dict[tuple[str, int], list[UUID]] = defaultdict(list)
    for function, region_id, office_id in rows.order_by("id").values_list("function", "region_id", "office_id"):
        here[function, region_id].append(office_id)
    functions = sorted({function for function, _ in here})
    leads = [
        Lead(county=county, function=function, region_id=region_id, office_id=office_id)
        for region_id in above
        for function in functions
        for office_id in _nearest(here, function, region_id, above)
    ]
    Lead.objects.bulk_create(leads, batch_size=5000)
    return len(leads)


def _list_above(county: County) -> dict[int, int | None]:
    """Region -> the one above it, for the county's own regions and all below them."""
    found: dict[int, int | None] = {}
    fresh = list(CountyRegion.objects.filter(county=county).values_list("region_id", "region__parent_id"))
    while fresh:
        found.update(fresh)
        below = Region.objects.filter(parent__in=[region_id for region_id, _ in fresh], valid_to__isnull=True)
        fresh = [pair for pair in below.values_list("id", "parent_id") if pair[0] not in found]
    return found


def _nearest(
    here: Mapping[tuple[str, int], list[UUID]], function: str, region_id: int, above: Mapping[int, int | None]
) -> list[UUID]:
    place: int | None = region_id
    while place is not None:
        if (function, place) in here:
            return here[function, place]
        place = above.get(place)
    return []


def open_office(*, county: County, name: str, kind: str, region: Region, functions: list[str]) -> Office:
    """An office that leads `functions` in `region`. The caller spreads the jurisdictions afterwards."""
    office = Office.objects.create(county=county, name=name, kind=kind, region=region)
    Jurisdiction.objects.bulk_create(
        Jurisdiction(county=county, office=office, function=function, region=region) for function in functions
    )
    return office


def open_account(
    *, county: County, username: str, name: str, password: str, kind: str = "business", is_synthetic: bool = False
) -> User:
    """A person's account. The first login must change the password."""
    user = User(county=county, username=username, name=name, kind=kind, is_synthetic=is_synthetic)
    user.set_password(password)
    user.save()
    return user


def open_post(
    *,
    user: User,
    office: Office,
    role: str,
    title: str,
    from_on: date,
    until_on: date | None = None,
    region: Region | None = None,
) -> Post:
    """Raises UnknownRole, WrongKindOfAccount."""
    if role not in ROLES:
        raise UnknownRole(role)
    if ROLES[role].kind != user.kind:
        raise WrongKindOfAccount(role)
    return Post.objects.create(
        county_id=user.county_id,
        user=user,
        office=office,
        role=role,
        title=title,
        from_on=from_on,
        until_on=until_on,
        region=region,
    )
