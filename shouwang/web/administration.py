"""What the three administrators do. Each step leaves an event in the trail, in the same transaction."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from axes.utils import reset
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from shouwang.access.models import County, Jurisdiction, Office, Post, Region, User
from shouwang.access.models.place import Level
from shouwang.access.operations import append_event, open_account, open_office, open_post, spread_jurisdictions
from shouwang.access.scope import Actor
from shouwang.duties.handing_over import close_account
from shouwang.registry.models import FileKind
from shouwang.registry.operations import open_unit_file
from shouwang.web.models import SignIn

_LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class NameTaken(Exception):
    """Another account has this user name."""


def new_password() -> str:
    """Twelve letters that nobody mistakes for another; told once, changed at the first login."""
    return "".join(secrets.choice(_LETTERS) for _ in range(12))


def _note(by: Actor, what: str, at: datetime, **detail: Any) -> None:
    append_event(by=by, what=what, on=at.date(), at=at, detail={key: str(value) for key, value in detail.items()})


@transaction.atomic
def create_account(
    *, county: County, username: str, name: str, kind: str, by: Actor, at: datetime, email: str | None = None
) -> tuple[User, str]:
    """The account and its first password. Raises NameTaken."""
    password = new_password()
    try:
        with transaction.atomic():
            user = open_account(county=county, username=username, name=name, password=password, kind=kind)
    except IntegrityError as taken:  # perhaps by another county, whose accounts cannot be seen from here
        raise NameTaken(username) from taken
    if email:
        user.email = email
        user.save(update_fields=["email"])
    _note(by, "account.opened", at, account=username, kind=kind)
    return user, password


@transaction.atomic
def give_post(
    *,
    user: User,
    office: Office,
    role: str,
    title: str,
    from_on: date,
    until_on: date | None,
    region: Region | None,
    by: Actor,
    at: datetime,
) -> Post:
    """Raises UnknownRole, WrongKindOfAccount."""
    post = open_post(
        user=user, office=office, role=role, title=title, from_on=from_on, until_on=until_on, region=region
    )
    _note(by, "account.post_given", at, account=user.username, office=office.name, role=role)
    return post


@transaction.atomic
def reset_password(*, user: User, by: Actor, at: datetime) -> str:
    """A new first password; every session of the account ends."""
    password = new_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _end_sessions(user)
    _note(by, "account.password_reset", at, account=user.username)
    return password


@transaction.atomic
def unlock(*, user: User, by: Actor, at: datetime) -> None:
    """After too many wrong passwords: may try again at once."""
    reset(username=user.username)
    _note(by, "account.unlocked", at, account=user.username)


@transaction.atomic
def close(*, user: User, by: Actor, at: datetime) -> User:
    """Raises handing_over.OpenWorkRemains."""
    closed = close_account(user=user, today=at.date())
    _end_sessions(user)
    _note(by, "account.closed", at, account=user.username)
    return closed


def _end_sessions(user: User) -> None:
    sign_ins = SignIn.objects.filter(county_id=user.county_id, user=user)
    Session.objects.filter(session_key__in=sign_ins.values("session_key")).delete()
    sign_ins.delete()


@transaction.atomic
def found_office(
    *, county: County, name: str, kind: str, region: Region, functions: Sequence[str], by: Actor, at: datetime
) -> Office:
    """The office with what it leads, and its file."""
    office = open_office(county=county, name=name, kind=kind, region=region, functions=list(functions))
    spread_jurisdictions(county=county)
    _open_office_file(office, at.date())
    _note(by, "office.opened", at, office=name, functions=", ".join(functions))
    return office


def _open_office_file(office: Office, opened_on: date) -> None:
    """Duties hang on the file of a school or a county's bureau; villages and townships have theirs with the county."""
    common = {"county": office.county, "name": office.name, "opened_on": opened_on, "office": office}
    if office.kind == "school":
        open_unit_file(kind=FileKind.SCHOOL, region=office.region, **common)
    elif office.kind not in ("village", "township") and office.region.level <= Level.COUNTY:
        open_unit_file(kind=FileKind.OFFICE, **common)


@transaction.atomic
def give_jurisdiction(*, office: Office, function: str, region: Region, by: Actor, at: datetime) -> Jurisdiction:
    """The office answers for `function` in `region` and all below it, beside whoever else does."""
    given, _ = Jurisdiction.objects.get_or_create(
        county_id=office.county_id,
        office=office,
        function=function,
        region=region,
        until_on=None,
        defaults={"from_on": localtime(at).date()},
    )
    spread_jurisdictions(county=office.county)
    _note(by, "office.jurisdiction_given", at, office=office.name, function=function, region=region.name)
    return given


@transaction.atomic
def take_jurisdiction(*, jurisdiction: Jurisdiction, by: Actor, at: datetime) -> None:
    """The office answers for it no more; that it did until now stays known."""
    office, region = jurisdiction.office, jurisdiction.region
    function = jurisdiction.function
    jurisdiction.until_on = localtime(at).date()
    jurisdiction.save(update_fields=["until_on"])
    spread_jurisdictions(county=office.county)
    _note(by, "office.jurisdiction_taken", at, office=office.name, function=function, region=region.name)
