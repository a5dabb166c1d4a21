"""From an event to the duties of today, on the real tables."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.database import enter_county
from shouwang.access.models import County, CountyRegion, Region
from shouwang.access.operations import open_office, spread_jurisdictions
from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack
from shouwang.duties.bulk import rebuild_county, reckon_children
from shouwang.duties.models import Duty, Flip, Wake
from shouwang.duties.nightly import do_night
from shouwang.duties.operations import DateOutOfRange, record_event
from shouwang.duties.reckoning import reckon_file
from shouwang.registry.operations import open_child_file, set_facts

TODAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def county(db):
    province = Region.objects.create(level=1, name="辽宁省", short_name="辽宁省", pinyin="", initials="", path="")
    place = province
    for level, name in ((3, "康平县"), (4, "东关街道"), (5, "北村")):
        place = Region.objects.create(
            parent=place, level=level, name=name, short_name=name, pinyin="", initials="", path=f"{place.path}{level}."
        )
    county = County.objects.create(name="康平县", code="210123")
    root = place.parent.parent
    enter_county(county.id)
    CountyRegion.objects.create(county=county, region=root)
    open_office(county=county, name="东关街道办事处", kind="township", region=place.parent, functions=["township"])
    open_office(county=county, name="北村村委会", kind="village", region=place, functions=["village"])
    open_office(county=county, name="民政局", kind="bureau", region=root, functions=["civil_affairs"])
    spread_jurisdictions(county=county)
    adopt_pack(county=county, pack_id="shenyang-2017-74", from_on=date(2026, 1, 1), by=Actor(county.id), at=NOW)
    county.village = place
    return county


@pytest.fixture
def child(county):
    return open_child_file(
        county=county,
        village=county.village,
        name="李小明",
        opened_on=date(2026, 2, 20),
        facts={
            "child.born_on": date(2016, 5, 1), "child.has_land": True, "child.has_homestead": True,
            "child.village_member": True, "child.low_income_area": True, "father.away": True, "mother.away": True,
        },
    )  # fmt: skip


def _list(child, on=TODAY, today=TODAY, what="ledger.opened"):
    set_facts(file=child, facts={"child.listed_on": date(2026, 2, 20)})
    return record_event(by=Actor(child.county_id), file=child, what=what, on=on, at=NOW, today=today)


class TestRecordEvent:
    def test_opens_the_quarters_refresh_for_the_township(self, child):
        _list(child)

        duty = Duty.objects.get(file=child, rule="ledger.refresh", owner="township")
        assert duty.due_on == date(2026, 3, 31)
        assert duty.office.name == "东关街道办事处"

    def test_a_confirmation_closes_this_quarter_and_opens_the_next(self, child):
        _list(child)

        record_event(by=Actor(child.county_id), file=child, what="ledger.confirmed", on=TODAY, at=NOW, today=TODAY)

        duty = Duty.objects.get(file=child, rule="ledger.refresh", owner="township")
        assert duty.due_on == date(2026, 6, 30)
        assert Flip.objects.filter(file_id=child.pk, rule="ledger.refresh", new_state="done").exists()

    def test_refuses_a_day_before_the_file_was_opened(self, child):
        with pytest.raises(DateOutOfRange):
            _list(child, on=date(2026, 2, 19))


def _rows(child):
    fields = (
        "pack",
        "rule",
        "owner",
        "trigger",
        "office_id",
        "village_id",
        "opens_on",
        "warn_on",
        "due_on",
        "last_done_on",
        "note",
    )
    return sorted(Duty.objects.filter(file=child).values_list(*fields), key=str)


class TestRebuildCounty:
    def test_gives_the_rows_that_stood(self, child):
        _list(child)
        record_event(by=Actor(child.county_id), file=child, what="visit.done", on=TODAY, at=NOW, today=TODAY)
        standing = _rows(child)

        rebuild_county(county_id=child.county_id, today=TODAY, at=NOW)

        assert _rows(child) == standing

    def test_of_some_files_gives_the_rows_that_stood(self, child):
        _list(child)
        standing = _rows(child)
        Duty.objects.filter(file=child, rule="ledger.refresh").delete()

        reckon_children(county_id=child.county_id, file_ids=[child.pk], today=TODAY, at=NOW)

        assert _rows(child) == standing


class TestTheDayOnWhichTheLawTurns:
    before, turning = date(2021, 5, 20), date(2021, 6, 1)

    def test_wakes_every_file_alone_and_among_many_and_the_night_reckons_it_anew(self, child):
        adopt_pack(
            county=child.county, pack_id="shenyang-2017-74", from_on=date(2020, 1, 1), by=Actor(child.county_id), at=NOW
        )

        reckon_children(county_id=child.county_id, file_ids=[child.pk], today=self.before, at=NOW)
        among_many = Wake.objects.get(file_id=child.pk).wake_on
        reckon_file(file=child, today=self.before, at=NOW)
        alone = Wake.objects.get(file_id=child.pk).wake_on
        night = do_night(county_id=child.county_id, today=self.turning, at=NOW)

        assert (among_many, alone, night.woken) == (self.turning, self.turning, 1)
        assert Wake.objects.get(file_id=child.pk).wake_on > self.turning
