"""Which plan a county carries out, and what it chose where the text leaves the choice to it."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.adopting import (
    NotForTheCountyToChoose,
    NotPublished,
    PacksContradict,
    adopt_pack,
    choose_figure,
    choose_suggestions,
    load_published_year,
    set_term,
)
from shouwang.duties.models import Adoption
from shouwang.duties.plan import get_plan
from shouwang.policy.pack_error import PackError

AT = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)
NEW_YEAR = date(2026, 1, 1)
PACK = "shenyang-2017-74"


def _adopt(county, pack_id=PACK, *, from_on=NEW_YEAR):
    return adopt_pack(county=county.county, pack_id=pack_id, from_on=from_on, by=Actor(county.id), at=AT)


def _choose(county, parameter, value, *, from_on=NEW_YEAR, at=AT):
    choose_figure(
        county=county.county, pack_id=PACK, parameter=parameter, value=value, from_on=from_on, reason="会议纪要",
        by=Actor(county.id), at=at,
    )  # fmt: skip


def _plan(county, on=NEW_YEAR):
    return get_plan(county_id=county.id, on=on)


def _kinds(county, *, is_local):
    parameters = _plan(county).packs[0].parameters
    return sorted(key for key, parameter in parameters.items() if parameter.is_local is is_local)


class TestAdoptPack:
    def test_is_in_force_from_its_day(self, county):
        _adopt(county, from_on=date(2026, 3, 1))

        assert _plan(county, date(2026, 2, 28)).packs == ()
        assert [pack.id for pack in _plan(county, date(2026, 3, 1)).packs] == [PACK]

    def test_is_written_into_the_trail(self, county):
        _adopt(county)

        assert Event.objects.get(what="plan.adopted").detail == {"pack": PACK}

    def test_twice_is_once(self, county):
        _adopt(county)
        _adopt(county)

        assert Adoption.objects.count() == 1

    def test_refuses_a_plan_that_is_not_there(self, county):
        with pytest.raises(PackError):
            _adopt(county, "atlantis-1")

        assert not Adoption.objects.exists()

    def test_refuses_a_plan_that_contradicts_a_running_one_and_says_where(self, county):
        _adopt(county)

        with pytest.raises(PacksContradict) as refused:
            _adopt(county, "jinpu-2017-28")

        assert all("不一致" in str(line) for line in refused.value.what)
        assert refused.value.what


class TestChooseFigure:
    def test_holds_from_its_day_and_leaves_the_days_before(self, county):
        _adopt(county)
        parameter = _kinds(county, is_local=True)[0]

        _choose(county, parameter, "1 month", from_on=date(2026, 5, 1))

        assert parameter not in _plan(county, date(2026, 4, 30)).choices_of(PACK)
        assert _plan(county, date(2026, 5, 1)).choices_of(PACK)[parameter] == "1 month"

    def test_a_later_word_of_the_same_day_holds(self, county):
        _adopt(county)
        parameter = _kinds(county, is_local=True)[0]
        _choose(county, parameter, "1 month")
        _choose(county, parameter, "2 months", at=AT.replace(hour=10))

        assert _plan(county).choices_of(PACK)[parameter] == "2 months"

    def test_refuses_what_the_text_or_the_law_fixes(self, county):
        _adopt(county)
        parameter = _kinds(county, is_local=False)[0]

        with pytest.raises(NotForTheCountyToChoose):
            _choose(county, parameter, "1 month")

    def test_refuses_a_parameter_that_is_not_there(self, county):
        _adopt(county)

        with pytest.raises(KeyError):
            _choose(county, "visit.every_blue_moon", "1 month")

    def test_takes_the_suggestions_as_the_countys_own_choice(self, county):
        _adopt(county)

        count = choose_suggestions(
            county=county.county, pack_id=PACK, from_on=NEW_YEAR, by=Actor(county.id), at=AT, reason="示范"
        )

        assert count == len(_plan(county).choices_of(PACK)) > 0
        assert Event.objects.filter(what="plan.chosen").count() == count


class TestCalendars:
    def test_a_published_year_is_loaded_once(self, county):
        first = load_published_year(county=county.county, year=2026)
        load_published_year(county=county.county, year=2026)

        assert first > 0
        assert sum(len(table.off | table.worked) for table in _plan(county).calendar.years.values()) == first

    def test_a_year_that_nobody_has_published_is_not_guessed(self, county):
        with pytest.raises(NotPublished):
            load_published_year(county=county.county, year=2031)

    def test_a_term_is_corrected_by_its_first_day(self, county):
        set_term(county=county.county, name="秋季", begins_on=date(2026, 9, 1), ends_on=date(2027, 1, 15))
        set_term(county=county.county, name="秋季学期", begins_on=date(2026, 9, 1), ends_on=date(2027, 1, 20))

        assert [(term.name, term.last_on) for term in _plan(county).calendar.terms] == [("秋季学期", date(2027, 1, 20))]
