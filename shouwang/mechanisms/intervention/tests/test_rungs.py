"""The ladder: nothing is typed that the record can show, and the child's own file hears only what it must."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.models import Event
from shouwang.duties.operations import GateClosed, record_case_event
from shouwang.mechanisms.intervention import operations
from shouwang.registry.models import CareSpell
from tests.factories import TODAY, actor_of, adopt_plan, make_case

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
HARMED = {"case.gravely_harmed": True}


@pytest.fixture
def case(cast):
    return make_case(cast.place, child=cast.child, neglect=True, on=date(2026, 5, 1))


def step(cast, on=TODAY):
    return {"by": actor_of(cast.users["police"]), "on": on, "at": AT, "today": TODAY}


def facts_of(case):
    case.case.refresh_from_db()
    return case.case


def refuse(cast, case, on, seen_as="refused", **given):
    return operations.record_refusal(file=case, seen_as=seen_as, shown_by="村委会证明", **step(cast, on), **given)


class TestRefusal:
    def test_the_clock_begins_on_the_first_day_that_somebody_saw_it(self, cast, case):
        refuse(cast, case, date(2026, 6, 10))
        refuse(cast, case, date(2026, 5, 3))
        refuse(cast, case, date(2026, 9, 1), destitute=True)

        assert facts_of(case).refused_since == date(2026, 5, 3)
        assert facts_of(case).destitute is True

    def test_it_ends_when_guardianship_is_taken_up_again(self, cast, case):
        refuse(cast, case, date(2026, 5, 3))
        refuse(cast, case, date(2026, 7, 1), seen_as="resumed")
        assert (facts_of(case).refused_since, facts_of(case).neglect_continues) == (None, False)

        refuse(cast, case, date(2026, 8, 1))
        assert facts_of(case).refused_since == date(2026, 8, 1)


class TestRelapse:
    def test_without_an_earlier_lesson_nobody_was_taught_without_effect(self, cast, case):
        with pytest.raises(operations.NeverTaught):
            operations.record_relapse(file=case, happened="又独自在家", **step(cast))

    def test_a_lesson_of_a_later_day_does_not_count(self, cast, case):
        record_case_event(file=case, what="intervention.educated", **step(cast, date(2026, 11, 1)))
        with pytest.raises(operations.NeverTaught):
            operations.record_relapse(file=case, happened="又独自在家", **step(cast, date(2026, 10, 1)))

    def test_what_was_seen_becomes_a_fact(self, cast, case):
        record_case_event(file=case, what="intervention.urged", **step(cast, date(2026, 10, 1)))
        operations.record_relapse(file=case, happened="又独自在家", unattended=True, in_danger=True, **step(cast))

        found = facts_of(case)
        assert (found.relapsed_on, found.unattended, found.in_danger, found.gravely_harmed) == (TODAY, True, True, None)


class TestRuling:
    def rule(self, cast, case, ruling="removed"):
        return operations.record_ruling(
            file=case, ruling=ruling, court="县人民法院", number="（2026）辽0123民特1号", **step(cast)
        )

    def test_the_childs_file_hears_that_the_guardian_was_removed_and_no_more(self, cast, case):
        self.rule(cast, case)

        told = Event.objects.get(file_id=cast.child.pk, what="intervention.guardian_removed")
        assert told.detail == {}
        assert facts_of(case).guardian_removed is True

    def test_a_dismissed_petition_changes_nothing_there(self, cast, case):
        self.rule(cast, case, "dismissed")

        assert not Event.objects.filter(file_id=cast.child.pk, what="intervention.guardian_removed").exists()

    GIVEN = {"guardian": "县民政局", "is_institution": True, "number": "（2026）辽0123民特1号"}

    def appoint(self, cast, case):
        return operations.appoint_guardian(file=case, **self.GIVEN, **step(cast))

    @pytest.mark.proves("YY-4.4-h")
    def test_another_guardian_comes_after_the_ruling(self, cast, case):
        adopt_plan(cast.place, "yunyang-2017-2")
        with pytest.raises(GateClosed):
            self.appoint(cast, case)

        record_case_event(file=case, what="intervention.petitioned", facts=HARMED | {"case.abuse": True}, **step(cast))
        record_case_event(file=case, what="intervention.court_accepted", **step(cast))
        self.rule(cast, case)
        self.appoint(cast, case)
        assert CareSpell.objects.get(file=cast.child, until_on=None).kind == "institution"

    @pytest.mark.proves("JP-A3.14-b")
    def test_where_the_plan_says_so_a_child_whom_nobody_guards_gets_one_without_a_removal(self, cast, case):
        for pack in ("guofa-2016-13", "jinpu-2017-28"):
            adopt_plan(cast.place, pack)
        facts = HARMED | {"case.abuse": True, "case.confirmed": True, "case.unattended": True}
        with pytest.raises(GateClosed):
            self.appoint(cast, case)
        record_case_event(file=case, what="intervention.petitioned", facts=facts, **step(cast))
        record_case_event(file=case, what="intervention.court_accepted", **step(cast))

        self.appoint(cast, case)
        assert facts_of(case).guardian_removed is None
        assert CareSpell.objects.get(file=cast.child, until_on=None).kind == "institution"
