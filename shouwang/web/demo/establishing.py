"""A demo county in the database: its regions, offices with jurisdictions, plan, calendar, and the files of its units."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from shouwang.access.database import enter_county
from shouwang.access.divisions import read_places
from shouwang.access.keys import new_id
from shouwang.access.models import County, CountyRegion, Jurisdiction, Office, Region, RegionCode, User
from shouwang.access.operations import spread_jurisdictions
from shouwang.access.region_loading import load_divisions
from shouwang.access.scope import Actor
from shouwang.duties.adopting import NotPublished, adopt_pack, choose_suggestions, load_published_year, set_term
from shouwang.registry.models import File, FileKind
from shouwang.registry.names import keys
from shouwang.web.demo.office_plan import OfficePlan, plan_offices
from shouwang.web.demo.people import Village
from shouwang.web.demo.places import Place
from shouwang.web.founding import CountyExists, give_beginnings

ADOPTED_DAYS_AGO = 900
LAW = "minors-law-2021"  # later than the plans, in force everywhere: adopted beside each
TERMS = (("春季学期", (3, 1), (7, 10)), ("秋季学期", (9, 1), (1, 16)))
BUREAU_KINDS = ("bureau", "police", "court", "procuratorate", "organization", "institution", "hospital", "government")


@dataclass(slots=True)
class Established:
    """The county with everything that families are written into. `offices`: plan and row, in the plan's order."""

    county: County
    place: Place
    villages: list[Village]
    regions: dict[str, int]
    usernames: set[str]
    offices: list[tuple[OfficePlan, Office]] = field(default_factory=list)
    schools: dict[tuple[int, str], UUID] = field(default_factory=dict)

    def school(self, township_id: int, stage: str | None) -> UUID | None:
        """The school of that stage in the township; the senior one serves the whole county."""
        return self.schools.get((0 if stage == "senior" else township_id, stage or ""))


@transaction.atomic
def establish_county(*, place: Place, today: date, at: datetime) -> Established:
    """Raises CountyExists. The transaction is the county's from here on."""
    if County.objects.filter(code=place.code).exists() or County.objects.filter(name=place.county).exists():
        raise CountyExists(place.code)
    usernames = set(User.objects.values_list("username", flat=True))  # of all counties: a login name is unique
    divisions = [division for division in read_places(under=place.code) if division.code.startswith(place.code)]
    load_divisions(divisions=read_places(under=place.code))
    county = County.objects.create(name=place.county, code=place.code, is_synthetic=True)
    enter_county(county.pk)
    codes = RegionCode.objects.filter(scheme="nbs", valid_to=None, code__startswith=place.code)
    regions = dict(codes.values_list("code", "region_id"))
    CountyRegion.objects.create(county=county, region_id=regions[place.code])
    made = Established(county, place, _list_villages(county, regions), regions, usernames)
    _open_offices(made, plan_offices(county=place.county, code=place.code, divisions=divisions))
    adopted_on = today - timedelta(days=ADOPTED_DAYS_AGO)
    _adopt(county, place, today=today, adopted_on=adopted_on, at=at)
    _open_unit_files(made, adopted_on)
    give_beginnings(county=county, on=adopted_on)
    return made


def _list_villages(county: County, regions: dict[str, int]) -> list[Village]:
    rows = Region.objects.filter(pk__in=regions.values(), level=5).select_related("parent").order_by("path")
    return [Village(row.pk, row.short_name, row.parent.pk, row.parent.short_name, county.name) for row in rows]


def _open_offices(made: Established, plans: Sequence[OfficePlan]) -> None:
    """Offices and jurisdictions in bulk, then the leads of every region."""
    county = made.county
    for plan in plans:
        office = Office(id=new_id(), county=county, name=plan.name, kind=plan.kind, region_id=made.regions[plan.region])
        made.offices.append((plan, office))
        if plan.stage:
            made.schools[0 if plan.stage == "senior" else office.region_id, plan.stage] = office.pk
    Office.objects.bulk_create([office for _, office in made.offices])
    Jurisdiction.objects.bulk_create(
        Jurisdiction(county=county, office=office, function=function, region_id=made.regions[region])
        for plan, office in made.offices
        for function, region in plan.functions
    )
    spread_jurisdictions(county=county)


def _adopt(county: County, place: Place, *, today: date, adopted_on: date, at: datetime) -> None:
    """The plan and the later law with all suggestions taken, the published working days, the school terms."""
    by = Actor(county_id=county.pk)
    for pack_id in (*place.packs, LAW):
        adopt_pack(county=county, pack_id=pack_id, from_on=adopted_on, by=by, at=at)
        choose_suggestions(
            county=county, pack_id=pack_id, from_on=adopted_on, by=by, at=at, reason="演示县区采用建议值"
        )
    for year in range(today.year - 2, today.year + 2):
        try:
            load_published_year(county=county, year=year)
        except NotPublished:
            break
        for name, begins, ends in TERMS:
            begins_on, ends_on = date(year, *begins), date(year + (ends < begins), *ends)
            set_term(county=county, name=f"{year}年{name}", begins_on=begins_on, ends_on=ends_on)


def _open_unit_files(made: Established, opened_on: date) -> None:
    """A file for every village, township, school and bureau, and one for the county: duties hang on them."""
    units = [_unit(made, FileKind.COUNTY, made.county.name, opened_on)]
    for village in made.villages:
        place = {"village_id": village.id, "township_id": village.township_id}
        units.append(_unit(made, FileKind.VILLAGE, village.name, opened_on, **place))
    townships = {village.township_id: village.township for village in made.villages}
    for region_id, name in townships.items():
        units.append(_unit(made, FileKind.TOWNSHIP, name, opened_on, township_id=region_id))
    for plan, office in made.offices:
        if plan.kind == "school":
            place = {"township_id": office.region_id, "office_id": office.pk, "school_id": office.pk}
            units.append(_unit(made, FileKind.SCHOOL, office.name, opened_on, **place))
        elif plan.kind in BUREAU_KINDS and len(plan.region) == len(made.place.code):
            units.append(_unit(made, FileKind.OFFICE, office.name, opened_on, office_id=office.pk))
    for unit, number in zip(units, take_file_numbers(county=made.county, count=len(units)), strict=True):
        unit.number = number
    File.objects.bulk_create(units)


def _unit(made: Established, kind: str, name: str, opened_on: date, **where: object) -> File:
    found = keys(name)
    return File(
        county=made.county, kind=kind, name=name, pinyin=found.pinyin, initials=found.initials, grams=list(found.grams),
        opened_on=opened_on, is_synthetic=True, **where,
    )  # fmt: skip


def take_file_numbers(*, county: County, count: int) -> list[str]:
    """That many 档案编号, never given twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('registry_file_number') FROM generate_series(1, %s)", [count])
        return [f"{county.code}-{row[0]:08d}" for row in cursor.fetchall()]
