"""Parents and children hear and see one another; whose child has not, and for how long."""

from datetime import date, timedelta

import pytest

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.models import Duty
from shouwang.mechanisms.contact import operations
from shouwang.mechanisms.contact.queries import list_gaps
from shouwang.page import clock
from shouwang.registry.models import Child
from tests.factories import TODAY, adopt_plan, make_child, make_unit, scope_of

pytestmark = pytest.mark.django_db


def _record(child, what="contact.called", *, on=TODAY, **detail):
    given = {"parent": "mother"} | ({} if what == "contact.met" else {"means": "video"}) | detail
    return operations.record_contact(
        what=what, by=Actor(child.county_id), file=child, on=on, today=TODAY, at=clock.now(), **given
    )


def _days(child):
    row = Child.objects.get(pk=child.pk)
    return row.last_called_on, row.last_met_on


@pytest.fixture
def child(county):
    return make_child(county)


class TestRecordContact:
    @pytest.mark.parametrize("what", ["contact.called", "contact.helped", "contact.school_helped"])
    def test_a_call_is_the_last_call_whoever_helped(self, child, what):
        _record(child, what)

        assert _days(child) == (TODAY, None)

    def test_a_meeting_is_counted_apart(self, child):
        _record(child, "contact.met", days=5)

        assert _days(child) == (None, TODAY)

    def test_an_older_call_that_is_entered_late_does_not_move_the_last_one_back(self, child):
        _record(child)
        _record(child, on=date(2026, 10, 1))

        assert _days(child)[0] == TODAY
        assert Event.objects.filter(file_id=child.pk, what="contact.called").count() == 2

    def test_the_trail_keeps_what_was_said_and_leaves_out_what_was_not(self, child):
        event = _record(child, topics=["study"], is_low=False, note="")

        assert event.detail == {"means": "video", "parent": "mother", "topics": ["study"]}

    def test_answers_the_duty_to_call_and_the_next_one_stands_ahead(self, county):
        adopt_plan(county, "jinpu-2017-28")
        child = make_child(county, opened_on=date(2026, 11, 1))
        regular = Duty.objects.filter(file=child, rule="contact.regular")

        _record(child, on=date(2026, 11, 2))
        first = regular.get().due_on
        _record(child)

        assert first < regular.get().due_on
        assert regular.get().last_done_on == TODAY


class TestListGaps:
    def test_the_longest_silence_stands_first_and_who_never_called_before_all(self, cast):
        called = make_child(cast.place, name="李小红")
        silent = make_child(cast.place, name="李小兰")
        _record(called)
        _record(silent, on=date(2026, 9, 1))
        scope = scope_of(cast.users["director"])

        assert list(list_gaps(scope=scope, today=TODAY)) == [cast.child, silent, called]
        assert list(list_gaps(scope=scope, today=TODAY, days=30)) == [cast.child, silent]
        assert list(list_gaps(scope=scope_of(cast.users["next_door"]), today=TODAY)) == []

    def test_a_child_that_left_the_ledger_is_not_asked_for(self, cast):
        make_child(cast.place, name="李小红", child__listed_on=None)

        assert list(list_gaps(scope=scope_of(cast.users["director"]), today=TODAY)) == [cast.child]


class TestPages:
    def _send(self, cast, event, file=None, **fields):
        file = file or cast.child
        answer = cast.client("director").post(f"/files/{file.pk}/do/{event}/", {"on": TODAY.isoformat(), **fields})
        cast.enter()
        return answer

    @pytest.mark.parametrize(
        ("event", "fields"),
        [
            ("contact.called", {"means": "phone", "parent": "both", "topics": ["life", "mind"]}),
            ("contact.helped", {"means": "video", "parent": "father", "place": "村委会亲情联系点"}),
            ("contact.school_helped", {"means": "video", "parent": "father", "place": "教室"}),
            ("contact.met", {"parent": "both", "days": "7"}),
            ("contact.reminded", {"parent": "father", "answer": "promised"}),
            ("contact.teacher_talked", {"parent": "mother", "study": "数学有进步"}),
        ],
    )
    def test_each_act_opens_and_is_done(self, cast, event, fields):
        opened = cast.client("director").get(f"/files/{cast.child.pk}/do/{event}/")

        assert opened.status_code == 200
        assert self._send(cast, event, **fields).status_code == 302
        assert Event.objects.filter(file_id=cast.child.pk, what=event).exists()

    def test_a_contact_point_is_opened_in_the_village(self, cast):
        village = make_unit(cast.place, kind="village", region=cast.place.villages[0])
        given = {"place": "村委会", "equipment": "电脑、摄像头", "hours": "周六下午"}

        assert self._send(cast, "contact.point_opened", file=village, **given).status_code == 302

    def test_the_file_says_how_long_ago(self, cast):
        _record(cast.child, on=TODAY - timedelta(days=3))

        assert "3天前" in cast.client("director").get(f"/files/{cast.child.pk}/").content.decode()

    @pytest.mark.parametrize("days", ["", "30", "0", "-1", "²", "٣", "99999", "30; drop table", "1e3"])
    def test_a_strange_number_in_the_address_breaks_nothing(self, cast, days):
        assert cast.client("director").get("/contact/", {"days": days}).status_code == 200
