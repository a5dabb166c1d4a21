"""A visit: the child seen, heard alone, and what stands out becomes what the plan acts on."""

from datetime import date, timedelta

import pytest

from shouwang.access.scope import Actor
from shouwang.duties.models import Duty
from shouwang.duties.operations import DateOutOfRange
from shouwang.mechanisms.visit import operations
from shouwang.mechanisms.visit.models import Visit
from shouwang.mechanisms.visit.queries import list_visits, list_visits_of
from shouwang.page import clock
from shouwang.registry.models import Child
from tests.factories import TODAY, adopt_plan, make_child, make_unit, scope_of

pytestmark = pytest.mark.django_db
SEEN = {"visitor": "director", "is_child_seen": True, "conclusion": "proper"}


def _do(operation, child, *, on=TODAY, **fields):
    return operation(by=Actor(child.county_id), file=child, on=on, today=TODAY, at=clock.now(), **fields)


def _visit(child, **fields):
    return _do(operations.record_visit, child, **SEEN | fields)


def _miss(child, **fields):
    return _do(operations.record_missed_visit, child, because="nobody_home", **fields)


def _monthly(child):
    return Duty.objects.get(file=child, rule="visit.monthly")


def _record(child):
    return Child.objects.get(pk=child.pk)


@pytest.fixture
def child(county):
    return make_child(county)


class TestRecordVisit:
    def test_leaves_the_visit_behind_its_event(self, child):
        event = _visit(child, is_child_heard_alone=True, note="一切正常")

        visit = Visit.objects.get(file=child)
        assert (visit.event_id, visit.done_on, visit.is_child_heard_alone) == (event.pk, TODAY, True)
        assert event.proof_of == f"visit.visit:{visit.pk}"

    @pytest.mark.parametrize(("conclusion", "rating"), [("proper", "good"), ("improper", "fair"), ("none", "poor")])
    def test_the_conclusion_rates_the_guardianship(self, child, conclusion, rating):
        _visit(child, conclusion=conclusion)

        assert _record(child).guardianship_rating == rating

    @pytest.mark.parametrize(
        ("finding", "column", "value"),
        [
            ("alone", "lives_alone", True),
            ("dropout", "schooling", "dropout"),
            ("ill", "health", "ill"),
            ("hardship", "family_hardship", True),
        ],
    )
    def test_a_finding_becomes_a_fact(self, child, finding, column, value):
        _visit(child, findings=[finding])

        assert getattr(_record(child), column) == value

    def test_whoever_saw_the_child_says_that_it_does_not_live_alone(self, child):
        _visit(child)
        assert _record(child).lives_alone is False

    def test_whoever_did_not_see_the_child_says_nothing_of_living_alone(self, child):
        _visit(child, is_child_seen=False, conclusion="improper")
        assert _record(child).lives_alone is None

    def test_nobody_is_properly_looked_after_unseen(self, child):
        with pytest.raises(operations.FindingNeedsSight):
            _visit(child, is_child_seen=False)

        assert not Visit.objects.exists()

    @pytest.mark.parametrize("on", [date(2026, 1, 4), TODAY + timedelta(days=1)])
    def test_a_day_before_the_file_or_after_today_is_refused_and_leaves_nothing(self, child, on):
        with pytest.raises(DateOutOfRange):
            _visit(child, on=on)

        assert not Visit.objects.exists()
        assert _record(child).guardianship_rating is None

    @pytest.mark.proves("JP-2.2.2-a")
    def test_a_visit_of_last_month_counts_for_last_month(self, county):
        adopt_plan(county, "jinpu-2017-28")
        child = make_child(county, opened_on=date(2026, 10, 1))

        _visit(child, on=date(2026, 10, 20))
        assert _monthly(child).due_on == date(2026, 11, 30)
        _visit(child, on=TODAY)

        assert _monthly(child).due_on == date(2026, 12, 31)


class TestMissedVisit:
    def test_says_why_and_leaves_the_facts_alone(self, child):
        _miss(child, planned_on=date(2026, 11, 20), note="敲门无人应")

        visit = Visit.objects.get(file=child)
        assert (visit.done_on, visit.planned_on, visit.not_done_because) == (None, date(2026, 11, 20), "nobody_home")
        assert _record(child).guardianship_rating is None

    def test_does_not_answer_the_duty_to_visit(self, county):
        adopt_plan(county, "jinpu-2017-28")
        child = make_child(county, opened_on=date(2026, 11, 1))

        _miss(child)

        assert _monthly(child).due_on == date(2026, 11, 30)

    def test_stands_in_the_list_on_the_day_it_was_planned_for(self, child):
        _miss(child, planned_on=date(2026, 3, 1))
        _visit(child, on=date(2026, 6, 1))

        assert [visit.done_on for visit in list_visits_of(county_id=child.county_id, file_id=child.pk)] == [
            date(2026, 6, 1), None,
        ]  # fmt: skip


class TestAssignSupervisor:
    def test_one_person_answers_for_the_family(self, child):
        _do(operations.assign_supervisor, child, supervisor_name="王主任", phone="13800000000")

        assert _record(child).supervisor_name == "王主任"


class TestPages:
    def _send(self, cast, event, file=None, who="director", **fields):
        file = file or cast.child
        answer = cast.client(who).post(f"/files/{file.pk}/do/{event}/", {"on": TODAY.isoformat(), **fields})
        cast.enter()
        return answer

    def test_a_visit_is_recorded_on_the_screen_and_shown_in_list_and_file(self, cast):
        given = {"is_child_seen": "yes", "is_child_heard_alone": "yes", "conclusion": "proper", "visitor": "director"}

        answer = self._send(cast, "visit.done", findings=["hazard"], note="灶台旁堆放柴草", **given)

        assert answer.status_code == 302
        director = cast.client("director")
        assert cast.child.name in director.get("/visit/?only=found").content.decode()
        assert "灶台旁堆放柴草" in director.get(f"/files/{cast.child.pk}/").content.decode()

    def test_a_conclusion_without_sight_is_refused_in_words(self, cast):
        answer = self._send(cast, "visit.done", is_child_seen="no", conclusion="proper", visitor="director")

        assert answer.status_code == 422
        assert "没有见到儿童本人" in answer.content.decode()

    @pytest.mark.parametrize(
        ("event", "fields"),
        [
            ("visit.missed", {"because": "weather", "planned_on": "2026-11-20"}),
            ("visit.assigned", {"supervisor_name": "王主任"}),
            ("visit.neighbour_paired", {"neighbour": "李婶", "watches": "上学接送"}),
            ("visit.monitored", {"changed": ["school"], "told": "孙督导"}),
            ("visit.followed_up", {"result": "settled"}),
            ("visit.focus_checked", {"result": "improved"}),
            ("visit.illness_cared", {"what": "ill", "carer": "李奶奶", "measure": "送镇卫生院"}),
        ],
    )
    def test_each_act_about_a_child_opens_and_is_done(self, cast, event, fields):
        opened = cast.client("director").get(f"/files/{cast.child.pk}/do/{event}/")

        assert opened.status_code == 200
        assert self._send(cast, event, **fields).status_code == 302

    @pytest.mark.parametrize(
        ("event", "who", "fields"),
        [
            ("visit.patrolled", "police", {"found": "无异常"}),
            (
                "visit.network_named",
                "supervisor",
                {"township_person": "孙", "village_person": "王", "group_person": "李"},
            ),
        ],
    )
    def test_each_act_about_a_village_is_done_on_the_villages_file(self, cast, event, who, fields):
        village = make_unit(cast.place, kind="village", region=cast.place.villages[0])

        assert self._send(cast, event, file=village, who=who, **fields).status_code == 302
        assert self._send(cast, event, who=who, **fields).status_code == 404

    def test_the_list_ends_at_the_scope(self, cast):
        _visit(cast.child)
        asked = {"since": TODAY - timedelta(days=31), "until": TODAY}

        assert list_visits(scope=scope_of(cast.users["director"]), **asked).count() == 1
        assert list_visits(scope=scope_of(cast.users["next_door"]), **asked).count() == 0
        assert list_visits(scope=scope_of(cast.users["director"]), only="unseen", **asked).count() == 0
