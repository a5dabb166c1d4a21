"""A late duty is seen by the late one first, then by one function after the other; the night notes and tells."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shouwang.access.operations import spread_jurisdictions
from shouwang.duties.escalation import climb_ladders, note_fallen_late, write_digests
from shouwang.duties.models import Duty, Flip, Message, Rung
from tests.factories import adopt_plan, make_child, make_duty, make_office, make_post, make_user

DUE = date(2026, 11, 16)
AT = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
RULE = {"rule": "ledger.refresh", "owner": "township", "due_on": DUE}


@pytest.fixture
def offices(county):
    """The plan of Shenyang; a township that owes, its lead, and civil affairs above."""
    adopt_plan(county)
    township = county.townships[0]
    made = {
        "township": make_office(county, name="张强镇政府", kind="township", region=township, functions=["township"]),
        "lead": make_office(county, name="张强镇领导", kind="township", region=township, functions=["township_lead"]),
        "bureau": make_office(county, name="民政局", kind="bureau", region=county.region, functions=["civil_affairs"]),
    }
    return made


def _rungs():
    return [
        (rung.step, rung.function, rung.office.name if rung.office else None)
        for rung in Rung.objects.order_by("step", "id")
    ]


def _climb(county, on):
    return climb_ladders(county_id=county.id, today=on)


class TestClimbLadders:
    def test_shows_a_late_duty_to_the_late_one_first(self, county, offices):
        make_duty(make_child(county), offices["township"], **RULE)

        assert _climb(county, DUE) == 0
        assert _climb(county, DUE + timedelta(days=1)) == 1
        assert _rungs() == [(0, "owner", "张强镇政府")]

    def test_climbs_one_function_a_step_and_each_once(self, county, offices):
        make_duty(make_child(county), offices["township"], **RULE)

        for day in range(1, 40):
            _climb(county, DUE + timedelta(days=day))

        assert [rung[1:] for rung in _rungs()] == [
            ("owner", "张强镇政府"), ("township_lead", "张强镇领导"), ("civil_affairs", "民政局"),
        ]  # fmt: skip

    def test_says_openly_that_nobody_leads_the_next_function(self, county, offices):
        make_duty(make_child(county), offices["township"], **RULE)
        offices["lead"].jurisdictions.all().delete()
        spread_jurisdictions(county=county.county)

        _climb(county, DUE + timedelta(days=30))

        assert ("township_lead", None) in [rung[1:] for rung in _rungs()]

    def test_shows_it_to_each_office_that_leads_the_next_function(self, county, offices):
        make_duty(make_child(county), offices["township"], **RULE)
        make_office(county, name="张强镇党委", kind="township", region=county.townships[0], functions=["township_lead"])

        _climb(county, DUE + timedelta(days=30))
        _climb(county, DUE + timedelta(days=31))

        assert [name for _, function, name in _rungs() if function == "township_lead"] == ["张强镇领导", "张强镇党委"]

    def test_settles_what_was_done_or_fell_away_in_the_meantime(self, county, offices):
        duty = make_duty(make_child(county), offices["township"], **RULE)
        _climb(county, DUE + timedelta(days=1))

        Duty.objects.filter(pk=duty.pk).update(due_on=date(2026, 12, 31))
        _climb(county, DUE + timedelta(days=2))

        assert Rung.objects.get().settled_on == DUE + timedelta(days=2)


class TestNoteFallenLate:
    def _note(self, county, on):
        return note_fallen_late(county_id=county.id, today=on, at=AT)

    def test_leaves_a_flip_the_day_after_the_last_day_and_only_one(self, county, offices):
        make_duty(make_child(county), offices["township"], **RULE)

        assert self._note(county, DUE) == 0
        assert self._note(county, DUE + timedelta(days=1)) == 1
        assert self._note(county, DUE + timedelta(days=1)) == 0
        assert Flip.objects.get().new_state == "late"

    def test_catches_up_after_nights_without_work(self, county, offices):
        child = make_child(county)
        for number in range(3):
            make_duty(
                child, offices["township"], **RULE | {"due_on": DUE + timedelta(days=number), "trigger": str(number)}
            )

        assert self._note(county, DUE + timedelta(days=9)) == 3


class TestWriteDigests:
    def _digests(self, county, on=DUE + timedelta(days=3)):
        return write_digests(county_id=county.id, today=on, at=AT)

    def test_counts_what_is_late_and_what_is_due_soon(self, county, offices):
        user = make_user(county, name="孙督导")
        make_post(user, offices["township"], "township_supervisor")
        child = make_child(county)
        make_duty(child, offices["township"], **RULE)
        soon = {"due_on": DUE + timedelta(days=5), "warn_on": DUE, "trigger": "1"}
        make_duty(child, offices["township"], **RULE | soon)

        assert self._digests(county) == 1
        assert Message.objects.get(user=user).subject == "今日待办：逾期1项，临期1项"

    def test_speaks_the_language_in_which_somebody_reads(self, county, offices):
        user = make_user(county, name="孙督导")
        user.language = "en"
        user.save()
        make_post(user, offices["township"], "township_supervisor")
        make_duty(make_child(county), offices["township"], **RULE)

        assert self._digests(county) == 1
        assert Message.objects.get(user=user).subject == "Today: 1 late, 0 due soon"

    def test_says_nothing_to_whoever_has_nothing_to_do(self, county, offices):
        make_post(make_user(county), offices["township"], "township_supervisor")

        assert self._digests(county) == 0

    def test_says_nothing_to_a_reader_and_to_whose_term_has_ended(self, county, offices):
        make_duty(make_child(county), offices["township"], **RULE)
        make_post(make_user(county), offices["township"], "reader")
        gone = make_post(make_user(county), offices["township"], "township_supervisor")
        gone.until_on = DUE
        gone.save()

        assert self._digests(county) == 0
