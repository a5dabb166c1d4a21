"""A county that begins: its territory, the files of its units, its first three administrators, what mechanisms start with.

Everything else the county does by itself, on its pages: offices, accounts, the plan, the figures.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shouwang.access.database import enter_county
from shouwang.access.divisions import read_places
from shouwang.access.models import County, CountyRegion, Office, Region, RegionCode
from shouwang.access.models.account import AccountKind
from shouwang.access.models.place import Level
from shouwang.access.operations import append_event
from shouwang.access.queries import list_territory
from shouwang.access.region_loading import load_divisions
from shouwang.access.scope import Actor
from shouwang.duties.adopting import NotPublished, load_published_year
from shouwang.page.mechanism import mechanisms
from shouwang.registry.models import FileKind
from shouwang.registry.operations import open_unit_file
from shouwang.web.administration import create_account, found_office, give_post

ADMINISTRATORS = (
    (AccountKind.SYSTEM, "system_admin", "系统管理员"),
    (AccountKind.SECURITY, "security_admin", "安全管理员"),
    (AccountKind.AUDIT, "audit_admin", "审计管理员"),
)


class CountyExists(Exception):
    """There is already a county under that code or name."""


class UnknownDivision(Exception):
    """The code is none of a county in the region tree."""


@dataclass(frozen=True)
class Founded:
    """The county, and (title, account, first password) of its administrators, told once."""

    county: County
    logins: tuple[tuple[str, str, str], ...]


@transaction.atomic
def found_county(*, code: str, name: str = "", today: date, at: datetime) -> Founded:
    """A county without children and without a plan. The transaction is the county's from here on.

    Raises UnknownDivision, CountyExists.
    """
    region = _find_region(code)
    name = name or region.name
    if County.objects.filter(code=code).exists() or County.objects.filter(name=name).exists():
        raise CountyExists(code)
    county = County.objects.create(name=name, code=code)
    enter_county(county.pk)
    CountyRegion.objects.create(county=county, region=region)
    _open_unit_files(county, today)
    _load_years(county, today)
    give_beginnings(county=county, on=today)
    by = Actor(county.pk)
    append_event(by=by, what="county.founded", on=today, at=at, detail={"code": code})
    office = found_office(
        county=county,
        name=f"{name}人民政府办公室",
        kind="bureau",
        region=region,
        functions=["county_government"],
        by=by,
        at=at,
    )
    return Founded(county, tuple(_open_account(county, office, *one, today, at) for one in ADMINISTRATORS))


def give_beginnings(*, county: County, on: date) -> None:
    """What each mechanism gives a county to start with, where it is not there yet."""
    for mechanism in mechanisms().values():
        for begin in mechanism.begins:
            begin(county=county, on=on)


def _find_region(code: str) -> Region:
    """The county in the region tree; the places of the demo are loaded when they are asked for."""
    codes = RegionCode.objects.filter(scheme="nbs", code=code, valid_to=None, region__level=Level.COUNTY)
    if not codes.exists():
        load_divisions(divisions=read_places(under=code))
    found = codes.select_related("region").first()
    if found is None:
        raise UnknownDivision(code)
    return found.region


def _open_unit_files(county: County, opened_on: date) -> None:
    """Duties hang on files: of the county itself, of every township and every village."""
    open_unit_file(county=county, kind=FileKind.COUNTY, name=county.name, opened_on=opened_on)
    kinds = {Level.TOWNSHIP: FileKind.TOWNSHIP, Level.VILLAGE: FileKind.VILLAGE}
    for region in list_territory(county=county).select_related("parent"):
        if region.level in kinds:
            open_unit_file(
                county=county, kind=kinds[region.level], name=region.short_name, opened_on=opened_on, region=region
            )


def _load_years(county: County, today: date) -> None:
    for year in (today.year, today.year + 1):
        try:
            load_published_year(county=county, year=year)
        except NotPublished:
            return


def _open_account(
    county: County, office: Office, kind: str, role: str, title: str, today: date, at: datetime
) -> tuple[str, str, str]:
    username = f"{role.removesuffix('_admin')}{county.code}"
    by = Actor(county.pk)
    user, password = create_account(county=county, username=username, name=title, kind=kind, by=by, at=at)
    give_post(user=user, office=office, role=role, title=title, from_on=today, until_on=None, region=None, by=by, at=at)
    return title, username, password
