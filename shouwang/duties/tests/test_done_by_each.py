"""What one office did answers no other's row where the text binds each: alone, among many and in a rebuild."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.models import Jurisdiction
from shouwang.access.scope import Actor
from shouwang.duties.bulk import rebuild_county, reckon_children
from shouwang.duties.models import Duty, Flip
from shouwang.duties.operations import record_event
from shouwang.duties.reckoning import reckon_file
from shouwang.policy.tests.trial import write_pack
from tests.factories import adopt_plan, make_child, make_office

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RULES = """
- {duty: each.visit, title: 各自走访, clauses: [TR-1-b], about: child,
   owner: [village, township, school], every: quarter, done_by: visit.done, done_by_each: true}
- {duty: each.after, title: 各自回访, clauses: [TR-1-b], about: child,
   owner: [village, township], on: ledger.changed, within: 30 days, done_by: visit.followed_up, done_by_each: true}
- {duty: any.visit, title: 有人走访, clauses: [TR-1-b], about: child,
   owner: [village, township], every: quarter, done_by: visit.done}
"""


@pytest.fixture
def offices(county, settings, tmp_path):
    settings.PACKS_DIR = write_pack(tmp_path, rules=RULES, service="", parameters="")
    adopt_plan(county, "trial-2018-1")
    places = {"village": county.villages[0], "township": county.townships[0]}
    made = {
        kind: make_office(county, name=kind, kind=kind, region=place, functions=[kind])
        for kind, place in places.items()
    }
    return made | {"school": make_office(county, name="小学", kind="school", region=places["township"], functions=[])}


@pytest.fixture
def child(county, offices):
    child = make_child(county, opened_on=date(2026, 1, 5))
    child.school = offices["school"]
    child.save()
    return child


def _record(child, what, office=None, on=DAY):
    by = Actor(child.county_id, office_id=office.pk if office else None)
    return record_event(by=by, file=child, what=what, on=on, at=AT, today=DAY)


def _give_village(county, office):
    Jurisdiction.objects.create(
        county=county.county, office=office, function="village", region=county.townships[0], from_on=DAY
    )


def _done(child, rule="each.visit"):
    return {row.owner: row.last_done_on for row in Duty.objects.filter(file=child, rule=rule)}


def _rows(child):
    columns = "rule owner trigger office opens_on warn_on due_on last_done_on".split()
    return sorted(Duty.objects.filter(file=child).values_list(*columns), key=str)


class TestDoneByEach:
    def test_answers_only_the_row_of_the_office_that_did_it(self, child, offices):
        _record(child, "visit.done", offices["village"])

        assert _done(child) == {"village": DAY, "township": None, "school": None}
        assert _done(child, "any.visit") == {"village": DAY, "township": DAY}
        flips = Flip.objects.filter(file_id=child.pk, rule="each.visit").values_list("owner", "new_state")
        assert list(flips) == []

    def test_leaves_what_was_done_of_its_own_row_only(self, child, offices):
        _record(child, "ledger.changed", offices["village"])
        _record(child, "visit.followed_up", offices["township"])

        assert list(_done(child, "each.after")) == ["village"]
        flips = Flip.objects.filter(file_id=child.pk, rule="each.after").values_list("owner", "new_state")
        assert list(flips) == [("township", "done")]

    def test_takes_a_township_that_writes_down_a_visit_for_the_one_who_made_it(self, child, offices):
        _record(child, "visit.done", offices["township"])

        assert _done(child) == {"village": None, "township": DAY, "school": None}

    def test_knows_a_school_as_one(self, child, offices):
        _record(child, "visit.done", offices["school"])

        assert _done(child)["school"] == DAY

    def test_is_answered_for_nobody_by_the_system_itself(self, child):
        _record(child, "visit.done")

        assert set(_done(child).values()) == {None}

    def test_stays_answered_when_the_office_loses_the_function(self, county, child, offices):
        _record(child, "visit.done", offices["village"])
        offices["village"].jurisdictions.update(until_on=DAY)
        _give_village(county, offices["township"])

        reckon_file(file=child, today=DAY, at=AT)
        assert _done(child)["village"] == DAY
        alone = _rows(child)
        rebuild_county(county_id=county.id, today=DAY, at=AT)
        assert _rows(child) == alone

    def test_does_not_count_what_an_office_did_before_it_had_the_function(self, county, child, offices):
        _give_village(county, offices["township"])
        _record(child, "visit.done", offices["township"], on=date(2026, 3, 1))
        assert _done(child)["village"] is None
        _record(child, "visit.done", offices["township"], on=DAY)
        assert _done(child)["village"] == DAY

    def test_gives_the_same_rows_alone_among_many_and_in_a_rebuild(self, county, child, offices):
        _record(child, "ledger.changed", offices["village"], on=date(2026, 2, 1))
        _record(child, "visit.done", offices["village"], on=date(2026, 2, 10))
        _record(child, "visit.done", offices["school"], on=date(2026, 2, 11))
        _record(child, "visit.followed_up", offices["township"], on=date(2026, 2, 12))
        alone = _rows(child)

        Duty.objects.filter(file=child, owner="village").delete()
        reckon_children(county_id=county.id, file_ids=[child.pk], today=DAY, at=AT)
        assert _rows(child) == alone
        rebuild_county(county_id=county.id, today=DAY, at=AT)
        assert _rows(child) == alone
