"""A late duty says where it was raised to and on which day it goes on, as the night then does."""

from datetime import date, timedelta

import pytest

from shouwang.duties.escalation import climb_ladders
from shouwang.duties.ladders import list_ladders, list_late_ones, list_raised
from shouwang.duties.models import Choice, Rung
from tests.factories import adopt_plan, make_child, make_duty, make_office, make_post, make_user, scope_of

RULE = {"rule": "ledger.refresh", "owner": "township"}


@pytest.fixture
def offices(county):
    adopt_plan(county)
    township = county.townships[0]
    return {
        "township": make_office(county, name="张强镇政府", kind="township", region=township, functions=["township"]),
        "lead": make_office(county, name="张强镇领导", kind="township", region=township, functions=["township_lead"]),
        "bureau": make_office(county, name="民政局", kind="bureau", region=county.region, functions=["civil_affairs"]),
    }


@pytest.mark.parametrize("step", ["7 days", "1 month", "5 working days"])
@pytest.mark.parametrize("due_on", [date(2026, 1, 31), date(2026, 3, 31), date(2026, 9, 28)])
def test_foretells_the_night_that_raises_it(county, offices, step, due_on):
    Choice.objects.create(
        county=county.county,
        pack="shenyang-2017-74",
        parameter="duties.ladder_step",
        value=step,
        from_on=date(2026, 1, 1),
        chosen_at="2026-01-02T08:00+08:00",
    )
    duty = make_duty(make_child(county), offices["township"], due_on=due_on, **RULE)
    foretold: dict[int, set[date]] = {}

    for number in range(1, 80):
        today = due_on + timedelta(days=number)
        climb_ladders(county_id=county.id, today=today)
        ladder = list_ladders([duty], county_id=county.id, today=today)[duty.pk]
        if ladder.next_on:
            foretold.setdefault(len(ladder.raised) + 1, set()).add(ladder.next_on)

    raised = Rung.objects.filter(step__gt=0).values_list("step", "raised_on")
    assert foretold == {step: {day} for step, day in raised}
    assert len(foretold) == 2


def test_says_what_was_raised_and_stops_at_the_end_of_the_ladder(county, offices):
    duty = make_duty(make_child(county), offices["township"], due_on=date(2026, 10, 1), **RULE)
    climb_ladders(county_id=county.id, today=date(2026, 11, 20))

    ladder = list_ladders([duty], county_id=county.id, today=date(2026, 11, 22))[duty.pk]

    assert [function for function, _day in ladder.raised] == ["township_lead", "civil_affairs"]
    assert (ladder.next_function, ladder.next_on) == ("", None)


def test_a_duty_in_time_has_no_ladder(county, offices):
    duty = make_duty(make_child(county), offices["township"], due_on=date(2026, 11, 22), **RULE)

    assert list_ladders([duty], county_id=county.id, today=date(2026, 11, 22)) == {}


def test_shows_others_late_duties_with_the_late_office_and_never_the_own_ones(county, offices):
    make_duty(make_child(county), offices["township"], due_on=date(2026, 10, 1), **RULE)
    climb_ladders(county_id=county.id, today=date(2026, 11, 20))

    def raised_for(office, role):
        user = make_user(county)
        make_post(user, offices[office], role)
        return list(list_raised(scope=scope_of(user)))

    assert raised_for("township", "township_supervisor") == []
    rungs = raised_for("bureau", "civil_affairs")
    assert [(rung.step, rung.function) for rung in rungs] == [(2, "civil_affairs")]
    assert [[duty.office.name for duty in late] for late in list_late_ones(rungs)] == [["张强镇政府"]]


def test_a_duty_that_reached_one_office_in_two_of_its_functions_is_one_there(county, offices):
    """Where one office is the township's lead and the county's civil affairs, both rungs end at its desk."""
    make_duty(make_child(county), offices["township"], due_on=date(2026, 10, 1), **RULE)
    climb_ladders(county_id=county.id, today=date(2026, 11, 20))
    Rung.objects.filter(step=1).update(office=offices["bureau"])
    user = make_user(county)
    make_post(user, offices["bureau"], "civil_affairs")

    assert Rung.objects.filter(office=offices["bureau"], step__gt=0).count() == 2
    assert [rung.step for rung in list_raised(scope=scope_of(user))] == [2]
