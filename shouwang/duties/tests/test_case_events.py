"""One door for what is done on a case: facts, event and duties together, one at a time, by those who know how it stands."""

from datetime import UTC, datetime, time

import pytest

from shouwang.access.models import Event
from shouwang.duties.models import Duty, Flip
from shouwang.duties.operations import CaseMoved, GateClosed, record_case_event
from shouwang.duties.queries import count_states, list_done, list_own, list_rates, list_waiting, list_within
from shouwang.duties.seen import UnknownSign, sign_of
from shouwang.policy.tests.trial import write_pack
from shouwang.registry.models import Case, CasePart
from shouwang.registry.operations import FileClosed
from tests.factories import TODAY, actor_of, adopt_plan, make_case, scope_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
RULES = """
- {gate: cases.closed, title: 见到儿童方可结案, clauses: [TR-1-c], about: case, require: {case.child_safe: true}}
- {duty: case.safe, title: 查看儿童, clauses: [TR-1-b], about: case, owner: village, within: 1 day, since: case.reported_on,
   while: {case.child_safe: {known: false}}, done_by: emergency.on_site, late_goes_to: [township]}
"""


@pytest.fixture
def case(cast, settings, tmp_path):
    settings.PACKS_DIR = write_pack(tmp_path, rules=RULES, service="", parameters="")
    adopt_plan(cast.place, "trial-2018-1")
    return make_case(cast.place, child=cast.child)


def record(cast, case, who="police", what="emergency.on_site", **more):
    return record_case_event(by=actor_of(cast.users[who]), file=case, what=what, on=TODAY, at=AT, today=TODAY, **more)


class TestOneAtATime:
    def test_whoever_has_not_seen_the_last_event_is_told_what_happened(self, cast, case):
        seen = sign_of(file=case)
        record(cast, case, seen=seen, at_time=time(10, 30))

        with pytest.raises(CaseMoved) as moved:
            record(cast, case, who="supervisor", what="emergency.township_received", seen=seen)

        assert [(one.what, one.user) for one in moved.value.events] == [("emergency.on_site", cast.users["police"])]
        assert not moved.value.is_same
        assert moved.value.events[0].detail == {"at_time": "10:30"}

    def test_a_nervous_thumb_is_told_that_it_is_recorded(self, cast, case):
        seen = sign_of(file=case)
        record(cast, case, seen=seen, detail={"note": "在家"})

        with pytest.raises(CaseMoved) as moved:
            record(cast, case, seen=seen, detail={"note": "在家"})

        assert moved.value.is_same
        assert Event.objects.filter(file_id=case.pk, what="emergency.on_site").count() == 1

    def test_whoever_sees_nothing_of_the_case_is_told_of_the_own_office_only(self, cast, case):
        seen = sign_of(file=case, only_of=[cast.office("director").pk])
        record(cast, case)

        record(cast, case, who="director", what="emergency.assisted", seen=seen)
        with pytest.raises(CaseMoved) as moved:
            record(cast, case, who="director", what="emergency.assisted", seen=seen)
        assert [one.office.name for one in moved.value.events] == ["张强镇北台村村委会"]

    def test_a_sign_that_no_page_gave_out_is_refused(self, cast, case):
        for sign in ("x", "-1", "o", "o-2", "99999999"):
            with pytest.raises(UnknownSign):
                record(cast, case, seen=sign)


class TestTogether:
    def test_the_gate_is_asked_with_the_new_facts_and_a_no_leaves_nothing(self, cast, case):
        with pytest.raises(GateClosed):
            record(cast, case, what="cases.closed", facts={"case.child_safe": False, "case.dangerous": True})
        assert Case.objects.get(pk=case.pk).dangerous is None

        record(cast, case, what="cases.closed", facts={"case.child_safe": True, "case.closed_on": TODAY})
        assert Case.objects.get(pk=case.pk).closed_on == TODAY

    def test_a_closed_case_takes_only_what_comes_after_closing(self, cast, case):
        record(cast, case, what="cases.closed", facts={"case.child_safe": True, "case.closed_on": TODAY})

        with pytest.raises(FileClosed):
            record(cast, case)
        assert record(cast, case, what="cases.looked_back", is_after_closing=True)

    def test_the_holder_is_heard_when_it_writes_something_down(self, cast, case):
        record(cast, case, who="supervisor")
        assert CasePart.objects.get(file=case, is_holder=True).heard_at < AT

        record(cast, case)
        assert CasePart.objects.get(file=case, is_holder=True).heard_at == AT


class TestDutiesOfACaseTellNobody:
    def test_the_owing_office_has_it_and_no_list_of_a_place(self, cast, case):
        duty = Duty.objects.get(file=case)
        assert duty.is_case
        assert list(list_own(scope=scope_of(cast.users["director"]), today=TODAY)) == [duty]
        assert count_states(list_own(scope=scope_of(cast.users["director"]), today=TODAY), today=TODAY).all == 1
        Duty.objects.update(due_on=TODAY)
        for who in cast.users:
            if who == "stranger":
                continue
            scope = scope_of(cast.users[who])
            assert not list_waiting(scope=scope, today=TODAY).exists()
            assert not list_within(scope=scope, today=TODAY).exists()
            assert list_rates(scope=scope, today=TODAY, by="township_id") == []

    def test_what_was_done_is_in_no_list_either(self, cast, case):
        record(cast, case, who="director")

        assert Flip.objects.get(file_id=case.pk, new_state="done").is_case
        for who in ("supervisor", "civil_affairs", "reader"):
            done = list_done(scope=scope_of(cast.users[who]), since=TODAY, until=datetime(2027, 1, 1).date())
            assert not done.exists()
