"""A whole demo county: places and offices, people in their posts, families with histories, duties reckoned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shouwang.access.database import county as in_county
from shouwang.access.database import refresh_statistics
from shouwang.access.models import County, Event, User
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.duties.bulk import rebuild_county
from shouwang.duties.nightly import do_night
from shouwang.web.demo.casework import make_cases
from shouwang.web.demo.catching_up import catch_up
from shouwang.web.demo.establishing import establish_county
from shouwang.web.demo.families import FamilyMaker, Setting
from shouwang.web.demo.places import Place
from shouwang.web.demo.staffing import Login, staff_offices
from shouwang.web.demo.writing import write_families

MANY = 20_000  # from here on histories are shorter
MONTHS, FEWER_MONTHS = 9, 3
TABLES = (
    "access_region", "access_lead", "access_office", "access_event", "registry_file", "registry_person", "registry_child",
    "registry_carespell", "duties_mark", "duties_duty", "visit_visit",
)  # fmt: skip
ROUNDS = 2  # what answers a duty often sets off the next one
MADE = "demo.made"


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: `children` files, `events` caught up, `duties` standing."""

    county: County
    children: int
    events: int
    duties: int
    logins: list[Login]


def make_demo(
    *,
    place: Place,
    children: int,
    seed: int,
    today: date,
    at: datetime,
    tell: Callable[[str], None] = lambda text: None,
) -> Demo:
    """Raises CountyExists. Killed in the middle it can be called again: what was half made is put aside."""
    put_aside(place)
    with transaction.atomic():
        made = establish_county(place=place, today=today, at=at)
        logins, holders = staff_offices(made=made, today=today, seed=seed)
    tell(f"{place.county}：{len(made.villages)} 个村（居），{len(made.offices)} 个单位")
    months = MONTHS if children <= MANY else FEWER_MONTHS
    setting = Setting(place, today, children, seed, months=months, salt=made.county.pk)
    maker = FamilyMaker(setting)
    written = write_families(
        made=made, setting=setting, maker=maker, holders=holders, tell=lambda done: tell(f"已写入 {done} 名儿童")
    )
    analyse()
    duties = _rebuild(made.county, today, at)
    events = 0
    for _ in range(ROUNDS if children <= MANY else 1):
        tell(f"已推算 {duties} 项任务，正在补记已完成的工作")
        analyse()
        events += catch_up(made=made, holders=holders, numbers=maker.numbers, today=today, seed=seed + events)
        duties = _rebuild(made.county, today, at)
    analyse()
    with in_county(made.county.pk):
        cases = {"county": made.county, "children": written, "holders": holders, "seed": seed}
        tell(f"已办 {make_cases(**cases, today=today, at=at)} 件个案")
        do_night(county_id=made.county.pk, today=today, at=at)
        append_event(by=Actor(county_id=made.county.pk), what=MADE, on=today, at=at, detail={"children": written})
    return Demo(made.county, written, events, duties, logins)


def put_aside(place: Place) -> None:
    """A county that a killed run left half made gets another name; nobody can log in there."""
    county = County.objects.filter(code=place.code, is_synthetic=True).first()
    if county is None:
        return
    with in_county(county.pk):
        if Event.objects.filter(county=county, what=MADE).exists():
            return
        User.objects.filter(county=county).update(is_active=False)
        County.objects.filter(pk=county.pk).update(
            code=f"{place.code}-{county.pk}", name=f"{place.county}（未完成 {county.pk}）"
        )


def _rebuild(county: County, today: date, at: datetime) -> int:
    with in_county(county.pk):
        return rebuild_county(county_id=county.pk, today=today, at=at)


def analyse() -> None:
    """Statistics for the planner after so many new rows."""
    with transaction.atomic():
        refresh_statistics(*TABLES)
