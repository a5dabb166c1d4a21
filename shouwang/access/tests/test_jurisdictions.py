"""Who leads where: the nearest office for a function, all of them where several are equally near, nobody where none is."""

import pytest

from shouwang.access.database import enter_county
from shouwang.access.divisions import read_places
from shouwang.access.models import County, CountyRegion, Lead, Region
from shouwang.access.operations import open_office, spread_jurisdictions
from shouwang.access.region_loading import load_divisions

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    load_divisions(divisions=read_places(under="210123"))
    made = County.objects.create(name="康平县", code="210123")
    enter_county(made.pk)
    CountyRegion.objects.create(county=made, region=Region.objects.get(level=3))
    return made


def lead_names(region, function="police"):
    return set(Lead.objects.filter(region=region, function=function).values_list("office__name", flat=True))


def test_a_station_displaces_the_bureau_in_its_own_township_only(county):
    root, townships = Region.objects.get(level=3), list(Region.objects.filter(level=4).order_by("id"))
    open_office(county=county, name="公安局", kind="police", region=root, functions=["police"])
    open_office(county=county, name="派出所", kind="police", region=townships[0], functions=["police"])
    spread_jurisdictions(county=county)
    assert lead_names(root) == lead_names(townships[1]) == {"公安局"}
    assert lead_names(townships[0]) == {"派出所"}
    assert lead_names(Region.objects.filter(parent=townships[0]).first()) == {"派出所"}


def test_several_equally_near_lead_together(county):
    root = Region.objects.get(level=3)
    for name in ("开发区公安分局", "金州公安分局"):
        open_office(county=county, name=name, kind="police", region=root, functions=["police"])
    spread_jurisdictions(county=county)
    assert lead_names(Region.objects.filter(level=5).first()) == {"开发区公安分局", "金州公安分局"}


def test_a_function_that_nobody_answers_for_has_no_lead(county):
    open_office(
        county=county, name="民政局", kind="bureau", region=Region.objects.get(level=3), functions=["civil_affairs"]
    )
    spread_jurisdictions(county=county)
    assert lead_names(Region.objects.get(level=3), "court") == set()
    assert Lead.objects.count() == 1 + 15 + 180


def test_one_office_may_hold_three_functions(county):
    functions = ["education_bureau", "health_bureau", "culture_broadcast"]
    open_office(
        county=county, name="社会事业局", kind="bureau", region=Region.objects.get(level=3), functions=functions
    )
    spread_jurisdictions(county=county)
    assert all(lead_names(Region.objects.get(level=3), function) == {"社会事业局"} for function in functions)
