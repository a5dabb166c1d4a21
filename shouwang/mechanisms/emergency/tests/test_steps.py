"""The steps of an emergency through the page of acts: what is filled in becomes the facts that the plans' branches ask."""

import pytest

from shouwang.access.models import Event
from tests.factories import adopt_plan, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    adopt_plan(cast.place)
    return make_case(cast.place, child=cast.child, alone=True)


def do(cast, case, event, who="police", **fields):
    """Opens the form as `who` and sends it filled in."""
    client, path = cast.client(who), f"/files/{case.pk}/do/emergency.{event}/"
    page = client.get(path)
    assert page.status_code == 200, page.status_code
    form = page.context["form"]
    kept = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    answer = client.post(path, kept | {"at_time": "00:00"} | fields)
    cast.enter()
    assert answer.status_code == 302, answer.context["form"].errors or answer.context.get("objections")
    case.case.refresh_from_db()
    return case.case


def accept(cast, case, *circumstances):
    return do(cast, case, "accepted", number="JJ-1", circumstances=list(circumstances), officer="郑警官")


def test_what_the_police_do_not_tick_is_not_so(cast, case):
    found = accept(cast, case, "violence")

    assert (found.violence, found.alone, found.stage) == (True, False, "accepted")


def test_the_police_are_offered_what_branches_follow_from_and_no_words_of_the_reporters_alone(cast, case):
    adopt_plan(cast.place, "minors-law-2021")
    form = cast.client("police").get(f"/files/{case.pk}/do/emergency.accepted/").context["form"]

    offered = {key for key, _words in form.fields["circumstances"].choices}
    assert {"abuse", "abandoned", "uncared", "alone"} <= offered
    assert not offered & {"genital_injury", "many_injuries"}


def test_a_child_seen_on_site_is_a_child_seen(cast, case):
    accept(cast, case, "alone")
    found = do(
        cast, case, "on_site", officers="郑、王", place="北台村", is_child_seen="yes", dangerous="no", found="独自在家"
    )

    assert found.child_seen_on is not None
    assert found.dangerous is False


def test_an_attempt_without_answer_says_nothing_of_the_parents(cast, case):
    accept(cast, case, "alone")
    tried = {"parent": "father", "means": "phone"}

    assert do(cast, case, "parents_tried", result="no_answer", **tried).parents_reached is None
    assert do(cast, case, "parents_tried", result="reached", **tried).parents_reached is True
    assert do(cast, case, "parents_tried", result="no_answer", **tried).parents_reached is True
    assert Event.objects.filter(file_id=case.pk, what="emergency.parents_tried").count() == 3


def test_before_the_acceptance_the_plan_refuses_the_next_step_by_its_clause(cast, case):
    page = cast.client("police").get(f"/files/{case.pk}/do/emergency.on_site/")

    assert page.context["objections"]
    assert any(clause.startswith("SY-3.2.7") for one in page.context["objections"] for clause in one.clauses)


def test_a_village_director_does_none_of_it(cast, case):
    assert cast.client("director").get(f"/files/{case.pk}/do/emergency.accepted/").status_code == 404
