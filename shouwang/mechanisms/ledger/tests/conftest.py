"""A county that adopted Shenyang's plan, and a child of it about whom everything that the definition asks is known."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack, choose_suggestions, load_published_year
from tests import factories

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
RURAL = {
    "child__has_land": True,
    "child__has_homestead": True,
    "child__village_member": True,
    "child__low_income_area": True,
    "child__rural": True,
}
BOTH_AWAY = {"father__name": "李强", "father__away": True, "mother__name": "王芳", "mother__away": True}


def adopt(place, pack="shenyang-2017-74"):
    """The county adopts the plan and chooses every figure that its text leaves open as the plan suggests."""
    given = {"county": place.county, "pack_id": pack, "from_on": date(2026, 1, 1), "by": Actor(place.id), "at": NOW}
    adopt_pack(**given)
    choose_suggestions(**given, reason="测试")
    load_published_year(county=place.county, year=2026)
    return place


@pytest.fixture
def shenyang(cast):
    adopt(cast.place)
    return cast


@pytest.fixture
def listed(shenyang):
    """On the ledger since 5 January 2026, born 1 May 2016, both parents away."""
    return factories.make_child(shenyang.place, name="李小红", **RURAL, **BOTH_AWAY)


@pytest.fixture
def unlisted(shenyang):
    return factories.make_child(shenyang.place, name="李小刚", child__listed_on=None, **RURAL, **BOTH_AWAY)


@pytest.fixture
def doing():
    """The arguments that every operation takes."""

    def make(file, **given):
        return {
            "by": Actor(file.county_id),
            "file": file,
            "on": factories.TODAY,
            "today": factories.TODAY,
            "at": NOW,
        } | given

    return make
