"""What a refused act tells: each condition of the plan with yes, no or not known, and where to record what is lacking."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from shouwang.duties.operations import record_case_event
from tests.factories import TODAY, actor_of, adopt_plan, make_case, make_office

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
BRANCHES = ("alone", "incapable", "neglect", "uncared", "missing", "violence", "abuse", "harm", "accident")


@pytest.fixture
def case(cast):
    adopt_plan(cast.place, "yunyang-2017-2")
    return make_case(cast.place, child=cast.child, **dict.fromkeys(BRANCHES, False) | {"violence": True})


def page(cast, who, case, event):
    return cast.client(who).get(reverse("do", args=[case.pk, event]))


def record(cast, case, what, who="police"):
    cast.enter()
    record_case_event(by=actor_of(cast.users[who]), file=case, what=what, on=TODAY, at=AT, today=TODAY)


def test_the_closing_tells_each_condition_and_leads_to_what_is_lacking(cast, case):
    record(cast, case, "emergency.stopped")
    text = page(cast, "police", case, "cases.closed").text

    for words in ("已调查取证", "见到儿童本人", "儿童安全", "已完成调查评估"):
        assert words in text
    assert "已责令父母" not in text
    for event in ("emergency.evidence_taken", "cases.child_seen", "emergency.child_settled"):
        assert reverse("do", args=[case.pk, event]) in text


def test_nobody_is_led_to_what_the_plan_gives_to_another(cast, case):
    record(cast, case, "emergency.stopped")
    text = page(cast, "supervisor", case, "cases.closed").text

    assert "已调查取证" in text
    assert reverse("do", args=[case.pk, "emergency.evidence_taken"]) not in text
    assert reverse("do", args=[case.pk, "assessment.done"]) in text


def test_an_assessment_tells_whose_opinion_is_lacking_and_whom_it_does_not_wait_for(cast, case):
    for what in ("emergency.township_told", "assessment.convened", "assessment.opinion_given"):
        record(cast, case, what)
    assert "民政" in page(cast, "supervisor", case, "assessment.done").text

    adopt_plan(cast.place, "shouxian-2016-278")
    text = page(cast, "supervisor", case, "assessment.done").text
    assert "这里没有单位承担，不等它" in text
    cast.enter()
    make_office(cast.place, name="司法局", kind="bureau", region=cast.place.region, functions=["justice_bureau"])
    assert "这里没有单位承担，不等它" not in page(cast, "supervisor", case, "assessment.done").text
