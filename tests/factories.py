"""What tests begin with, made by plain functions: a county, its places, offices, accounts and files.

A test asks for the fixture `county` (its transaction is then inside that county) or calls `make_county()` itself and
enters it with `access.database.enter_county`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from shouwang.access.database import enter_county
from shouwang.access.models import County, CountyRegion, Office, Post, Region, User
from shouwang.access.models.place import Level
from shouwang.access.operations import open_account, open_office, open_post, spread_jurisdictions
from shouwang.access.queries import get_scope
from shouwang.access.scope import Actor, Scope
from shouwang.duties.adopting import adopt_pack, choose_suggestions, load_published_year
from shouwang.duties.models import Duty
from shouwang.duties.opening import open_case
from shouwang.registry.models import File
from shouwang.registry.operations import open_child_file, open_unit_file

TODAY = date(2026, 11, 22)
PASSWORD = "守望-Test-2026"
_numbers = count(1)


@dataclass
class Place:
    """A county with its tree: two townships of two villages each."""

    county: County
    region: Region
    townships: list[Region]
    villages: list[Region]

    @property
    def id(self) -> int:
        return self.county.pk


def make_region(parent: Region | None, level: Level, name: str) -> Region:
    region = Region(parent=parent, level=level, name=name, short_name=name, pinyin="", initials="", path="")
    region.save()
    region.path = f"{parent.path if parent else ''}{region.pk}."
    region.save(update_fields=["path"])
    return region


def make_county(name: str = "康平县") -> Place:
    """A county with 张强镇 (北台村, 大李家村) and 方家屯镇 (北台村, 石笋村); its transaction is entered."""
    number = next(_numbers)
    county = County.objects.create(name=f"{name}{number}", code=f"2101{number:04d}")
    enter_county(county.pk)
    province = make_region(None, Level.PROVINCE, "辽宁省")
    region = make_region(make_region(province, Level.CITY, "沈阳市"), Level.COUNTY, name)
    CountyRegion.objects.create(county=county, region=region)
    townships = [make_region(region, Level.TOWNSHIP, one) for one in ("张强镇", "方家屯镇")]
    names = (("北台村", "大李家村"), ("北台村", "石笋村"))
    villages = [
        make_region(township, Level.VILLAGE, one)
        for township, pair in zip(townships, names, strict=True)
        for one in pair
    ]
    return Place(county, region, townships, villages)


def make_office(place: Place, *, name: str, kind: str, region: Region, functions: list[str]) -> Office:
    office = open_office(county=place.county, name=name, kind=kind, region=region, functions=functions)
    spread_jurisdictions(county=place.county)
    return office


def make_user(place: Place, *, name: str = "张三", kind: str = "business", username: str = "") -> User:
    """An account that has already changed its password."""
    username = username or f"user{next(_numbers)}"
    user = open_account(county=place.county, username=username, name=name, password=PASSWORD, kind=kind)
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    return user


def make_post(
    user: User, office: Office, role: str, *, region: Region | None = None, from_on: date = date(2020, 1, 1)
) -> Post:
    return open_post(
        user=user, office=office, role=role, title=f"{office.name}{user.name}", from_on=from_on, region=region
    )


def make_child(
    place: Place,
    *,
    name: str = "李小明",
    village: Region | None = None,
    opened_on: date = date(2026, 1, 5),
    **facts: Any,
) -> File:
    """A child's file; facts as `child__born_on=...`, `father__away=True`."""
    given = {"child.born_on": date(2016, 5, 1), "child.sex": "male", "child.listed_on": opened_on}
    given |= {key.replace("__", "."): value for key, value in facts.items()}
    village = village or place.villages[0]
    return open_child_file(county=place.county, village=village, name=name, opened_on=opened_on, facts=given)


def make_unit(place: Place, *, kind: str, region: Region | None = None, office: Office | None = None) -> File:
    """The file of a village, township, school, office or of the county."""
    name = str(office or region or place.county)
    return open_unit_file(
        county=place.county, kind=kind, name=name, opened_on=date(2026, 1, 5), region=region, office=office
    )


def scope_of(user: User, *, on: date = TODAY) -> Scope:
    return get_scope(user=user, on=on)


def actor_of(user: User, *, on: date = TODAY) -> Actor:
    return Actor.of(scope_of(user, on=on), name=user.name)


def adopt_plan(place: Place, pack_id: str = "shenyang-2017-74", *, from_on: date = date(2026, 1, 1)) -> None:
    """The county adopts the plan and takes what the plan suggests for the figures that it leaves open."""
    by, at = Actor(place.id), datetime(2026, 1, 1, 9, tzinfo=UTC)
    adopt_pack(county=place.county, pack_id=pack_id, from_on=from_on, by=by, at=at)
    choose_suggestions(county=place.county, pack_id=pack_id, from_on=from_on, by=by, at=at, reason="示范")
    load_published_year(county=place.county, year=2026)


def make_duty(
    file: File, office: Office | None, *, rule: str = "visit.regular", due_on: date | None = TODAY, **fields: Any
) -> Duty:
    """A duty row as the reckoning writes it."""
    given = {"pack": "shenyang-2017-74", "owner": "village", "opens_on": date(2026, 1, 5), "warn_on": due_on} | fields
    places = {"village": file.village, "township": file.township, "school": file.school, "is_case": file.kind == "case"}
    return Duty.objects.create(
        county=file.county, file=file, office=office, rule=rule, due_on=due_on, **places, **given
    )


def make_case(
    place: Place, *, village: Region | None = None, child: File | None = None, on: date = TODAY, **facts: Any
) -> File:
    """A case that somebody opened today at nine; facts as `violence=True`."""
    where = {} if child else {"village": village or place.villages[0]}
    given = {f"case.{key}": value for key, value in facts.items()}
    at = datetime(on.year, on.month, on.day, 1, tzinfo=UTC)
    by = Actor(place.id)
    return open_case(by=by, county=place.county, on=on, at=at, today=on, facts=given, child_file=child, **where)
