"""A county that adopted its plan and the later law: both ask their own of one case, and neither rewrites the other."""

from datetime import UTC, datetime

import pytest

from shouwang.duties.models import Duty
from shouwang.duties.operations import GateClosed, list_refusals, record_case_event
from shouwang.registry.queries import get_facts
from tests.factories import TODAY, actor_of, adopt_plan, make_case

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
LAW = "minors-law-2021"


@pytest.fixture
def place(cast):
    for pack_id in ("binhai-2017-10", LAW):
        adopt_plan(cast.place, pack_id)
    return cast


def step(place, case, what, **facts):
    given = {f"case.{key}": value for key, value in facts.items()}
    by = actor_of(place.users["police"])
    return record_case_event(by=by, file=case, what=what, on=TODAY, at=AT, today=TODAY, facts=given)


def rules(case):
    return {(pack, rule) for pack, rule in Duty.objects.filter(file=case).values_list("pack", "rule")}


def test_both_ask_their_own_of_a_case(place):
    case = make_case(place.place, child=place.child, alone=True)
    step(place, case, "emergency.accepted", alone=True)

    assert {("binhai-2017-10", "emergency.measures"), (LAW, "mandatory_report.answer")} <= rules(case)
    home = place.client("police").get("/").content.decode()
    assert "第一时间处置应对" in home and "受理后向报告的单位反馈进展" in home


def test_what_the_plan_does_not_know_the_law_asks_and_the_plan_lets_through(place):
    case = make_case(place.place, child=place.child, alone=True)
    step(place, case, "emergency.accepted", alone=True)
    assert [one.pack for one in list_refusals(file=case, what="intervention.admonished", today=TODAY)] == [
        "binhai-2017-10"
    ]

    step(place, case, "emergency.investigated", confirmed=True)

    assert (LAW, "intervention.admonish_by_law") in rules(case)
    step(place, case, "intervention.admonished")
    assert (LAW, "intervention.admonish_by_law") not in rules(case)


def test_a_petition_must_pass_both(place):
    case = make_case(place.place, child=place.child, neglect=True, in_danger=True)
    with pytest.raises(GateClosed) as closed:
        step(place, case, "intervention.petitioned")

    assert {one.pack for one in closed.value.refusals} == {"binhai-2017-10"}


def test_looking_back_is_asked_twice_after_closing(place):
    case = make_case(place.place, child=place.child, alone=True)
    step(place, case, "emergency.accepted", mistaken=False)
    step(place, case, "emergency.township_told", child_safe=True, child_seen_on=TODAY, parents_back=True)
    step(place, case, "cases.closed", closed_on=TODAY)
    assert {rule for _pack, rule in rules(case) if rule.startswith("cases.")} == {"cases.look_back"}

    by = actor_of(place.users["supervisor"])
    record_case_event(by=by, file=case, what="cases.looked_back", on=TODAY, at=AT, today=TODAY, is_after_closing=True)

    facts = get_facts(county_id=case.county_id, file_ids=[case.pk], kind="case")[case.pk]
    assert facts["case.look_backs"] == 1
    assert {rule for _pack, rule in rules(case) if rule.startswith("cases.")} == {"cases.look_back_again"}
