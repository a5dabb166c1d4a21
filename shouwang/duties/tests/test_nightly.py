"""The night: what a new day brings, and nothing the second time."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.scope import Actor
from shouwang.duties.models import Duty, Flip, Rung, Wake
from shouwang.duties.nightly import do_night
from shouwang.duties.operations import record_event
from shouwang.registry.models import Child
from shouwang.registry.operations import set_facts
from tests.factories import adopt_plan, make_child, make_office, make_post, make_user

AT = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
LISTED = date(2026, 9, 1)
AWAY = {"father__away": True, "mother__away": True, "child__has_land": True, "child__has_homestead": True,
        "child__village_member": True, "child__low_income_area": True, "child__rural": True}  # fmt: skip


@pytest.fixture
def township(county):
    adopt_plan(county)
    return make_office(county, name="张强镇政府", kind="township", region=county.townships[0], functions=["township"])


def _list(county, **facts):
    child = make_child(county, opened_on=LISTED, **AWAY | facts)
    record_event(by=Actor(county.id), file=child, what="ledger.opened", on=LISTED, at=AT, today=LISTED)
    return child


def _night(county, on):
    return do_night(county_id=county.id, today=on, at=AT)


def _refresh(child):
    return Duty.objects.filter(file=child, rule="ledger.refresh", owner="township").first()


class TestDoNight:
    def test_changes_nothing_the_second_time(self, county, township):
        make_post(make_user(county), township, "township_supervisor")
        _list(county)
        _night(county, date(2026, 10, 1))
        before = (sorted(Duty.objects.values_list()), Flip.objects.count(), Rung.objects.count())

        again = _night(county, date(2026, 10, 1))

        assert (sorted(Duty.objects.values_list()), Flip.objects.count(), Rung.objects.count()) == before
        assert (again.fallen_late, again.raised) == (0, 0)

    def test_notes_on_the_day_after_the_quarter_that_it_was_not_refreshed(self, county, township):
        child = _list(county)

        flips = Flip.objects.filter(file_id=child.pk, rule="ledger.refresh", new_state="late")

        _night(county, date(2026, 9, 30))
        assert not flips.exists()
        _night(county, date(2026, 10, 1))

        assert flips.exists()
        assert Rung.objects.filter(file_id=child.pk, rule="ledger.refresh", step=0, office=township).exists()

    def test_wakes_a_child_on_its_sixteenth_birthday(self, county, township):
        child = _list(county, child__born_on=date(2010, 11, 22))
        assert _refresh(child) is not None

        _night(county, date(2026, 11, 21))
        assert _refresh(child) is not None
        night = _night(county, date(2026, 11, 22))

        assert night.woken >= 1
        assert _refresh(child) is None

    def test_lets_a_sleeping_file_sleep(self, county, township):
        child = _list(county)
        Wake.objects.filter(file_id=child.pk).update(wake_on=date(2027, 1, 1))
        Duty.objects.filter(file=child).delete()

        assert _night(county, date(2026, 11, 22)).woken == 0
        assert not Duty.objects.filter(file=child).exists()

    def test_begins_a_leave_that_was_told_beforehand_on_its_day(self, county, township):
        child = _list(county)
        set_facts(file=child, facts={"father.away": False, "father.away_since": date(2026, 11, 22)})

        _night(county, date(2026, 11, 21))
        assert Child.objects.get(pk=child.pk).father.away is False
        _night(county, date(2026, 11, 22))

        assert Child.objects.get(pk=child.pk).father.away is True

    def test_leaves_a_withdrawn_file_alone(self, county, township):
        child = _list(county)
        Duty.objects.filter(file=child).delete()
        Wake.objects.filter(file_id=child.pk).update(wake_on=date(2026, 11, 1))
        child.withdrawn_at = AT
        child.save()

        _night(county, date(2026, 11, 22))

        assert not Duty.objects.filter(file=child).exists()

    def test_of_one_county_touches_no_other(self, county, township):
        _list(county)
        mine = sorted(Duty.objects.values_list())

        do_night(county_id=county.id + 1_000_000, today=date(2026, 12, 1), at=AT)

        assert sorted(Duty.objects.values_list()) == mine
