"""Writing accounts, posts, jurisdictions and the trail."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from shouwang.access.models import County, Event, Jurisdiction, Office, Post, Reading, Region, User
from shouwang.access.rights import ROLES
from shouwang.access.scope import Actor


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
    """One row of the trail. Called inside the operation's own transaction, never after it."""
    return Event.objects.create(
        county_id=by.county_id,
        file_id=file_id,
        what=what,
        done_on=on,
        entered_at=at,
        user_id=by.user_id,
        post_id=by.post_id,
        office_id=by.office_id,
        detail=dict(detail or {}),
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


# A region's descendants are a range of paths: digits and dots sort before a colon. (LIKE with a column finds no index.)
# Who answers nearer to a region displaces who answers for more: a police station its bureau, in its own township.
_SPREAD = """
INSERT INTO access_lead (county_id, function, region_id, office_id)
SELECT DISTINCT j.county_id, j.function, r.id, j.office_id
FROM access_jurisdiction j
JOIN access_office o ON o.id = j.office_id AND o.closed_on IS NULL
JOIN access_region root ON root.id = j.region_id
JOIN access_region r ON r.path ~>=~ root.path AND r.path ~<~ (root.path || ':') AND r.valid_to IS NULL
WHERE j.county_id = %(county)s AND NOT EXISTS (
  SELECT 1 FROM access_jurisdiction nearer
  JOIN access_office n ON n.id = nearer.office_id AND n.closed_on IS NULL
  JOIN access_region near ON near.id = nearer.region_id
  WHERE nearer.county_id = j.county_id AND nearer.function = j.function AND near.level > root.level
    AND near.path ~>=~ root.path AND near.path ~<~ (root.path || ':')
    AND r.path ~>=~ near.path AND r.path ~<~ (near.path || ':')
)
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def spread_jurisdictions(*, county: County) -> int:
    """Makes the leads of the whole county anew; returns their number."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM access_lead WHERE county_id = %s", [county.id])
        cursor.execute(_SPREAD, {"county": county.id})
        return int(cursor.rowcount)


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
