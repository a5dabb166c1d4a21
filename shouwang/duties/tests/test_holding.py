"""A duty that counts from the day on which its condition began to hold: remembered, forgotten, the same either way."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.scope import Actor
from shouwang.duties.bulk import rebuild_county, reckon_children
from shouwang.duties.models import Duty, Holding
from shouwang.duties.nightly import do_night
from shouwang.duties.operations import record_event
from shouwang.duties.reckoning import reckon_file
from shouwang.policy.tests.trial import write_pack
from shouwang.registry.operations import set_facts
from tests.factories import adopt_plan, make_child

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BEGUN, LATER = date(2026, 3, 2), date(2026, 4, 20)
RULES = """
- {duty: alone, title: 解决独居, clauses: [TR-1-b], about: child, owner: village, while: {child.lives_alone: true}, within: 15 days, since: while}
- {duty: grown, title: 满十岁, clauses: [TR-1-b], about: child, owner: village, while: {child.age: {at_least: 10}}, within: 15 days, since: while}
"""


@pytest.fixture
def child(county, settings, tmp_path):
    settings.PACKS_DIR = write_pack(tmp_path, rules=RULES, service="", parameters="")
    adopt_plan(county, "trial-2018-1")
    return make_child(county, opened_on=date(2026, 1, 5), child__born_on=date(2016, 4, 1))


def _set(child, lives_alone, on):
    set_facts(file=child, facts={"child.lives_alone": lives_alone})
    record_event(by=Actor(child.county_id), file=child, what="ledger.changed", on=on, at=AT, today=on)


def _days(child, rule="alone"):
    return list(Duty.objects.filter(file=child, rule=rule).values_list("opens_on", "due_on"))


def _alone(child, on):
    reckon_file(file=child, today=on, at=AT)


def _among_many(child, on):
    reckon_children(county_id=child.county_id, file_ids=[child.pk], today=on, at=AT)


def _rebuilt(child, on):
    rebuild_county(county_id=child.county_id, today=on, at=AT)


WAYS = pytest.mark.parametrize("reckon", [_alone, _among_many, _rebuilt])


class TestSinceWhile:
    def test_counts_from_the_day_on_which_it_was_found_to_hold(self, child):
        _set(child, True, BEGUN)

        assert _days(child) == [(BEGUN, date(2026, 3, 17))]

    @WAYS
    def test_stays_that_day_whatever_happens_while_it_holds(self, child, reckon):
        _set(child, True, BEGUN)
        record_event(by=Actor(child.county_id), file=child, what="visit.done", on=LATER, at=AT, today=LATER)
        reckon(child, LATER)

        assert _days(child) == [(BEGUN, date(2026, 3, 17))]

    @WAYS
    def test_is_noted_by_every_way_of_reckoning(self, child, reckon):
        set_facts(file=child, facts={"child.lives_alone": True})
        reckon(child, BEGUN)
        reckon(child, LATER)

        assert _days(child) == [(BEGUN, date(2026, 3, 17))]
        assert Holding.objects.get(rule="alone").since_on == BEGUN

    @WAYS
    def test_is_forgotten_when_it_holds_no_more_and_counts_anew_the_next_time(self, child, reckon):
        _set(child, True, BEGUN)
        set_facts(file=child, facts={"child.lives_alone": None})
        reckon(child, date(2026, 3, 10))
        assert _days(child) == []
        assert not Holding.objects.filter(rule="alone").exists()

        set_facts(file=child, facts={"child.lives_alone": True})
        reckon(child, LATER)
        assert _days(child) == [(LATER, date(2026, 5, 5))]

    def test_begins_by_night_where_only_time_makes_it_hold(self, child):
        record_event(by=Actor(child.county_id), file=child, what="visit.done", on=BEGUN, at=AT, today=BEGUN)
        do_night(county_id=child.county_id, today=date(2026, 3, 31), at=AT)
        assert _days(child, "grown") == []
        do_night(county_id=child.county_id, today=date(2026, 4, 1), at=AT)
        do_night(county_id=child.county_id, today=date(2026, 4, 2), at=AT)

        assert _days(child, "grown") == [(date(2026, 4, 1), date(2026, 4, 16))]

    def test_of_a_closed_file_is_forgotten(self, child):
        _set(child, True, BEGUN)
        child.closed_on = LATER
        child.save()
        reckon_file(file=child, today=LATER, at=AT)

        assert not Holding.objects.exists()
