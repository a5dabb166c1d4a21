"""A child goes home, its parents are lost again: the plan's way begins anew. And one that goes into long-term care."""

import pytest

from shouwang.mechanisms.emergency import case_facts
from shouwang.mechanisms.emergency.forms import REACHED
from shouwang.mechanisms.placement.operations import receive_child, return_child
from shouwang.registry.models import Case
from tests.stories.test_branches_from_report_to_closing import ALL, Story

pytestmark = pytest.mark.django_db
SHENYANG, BINHAI = "shenyang-2017-74", "binhai-2017-10"
PLANS = (*ALL, SHENYANG, BINHAI)
HOUSE = {"place_kind": "village", "place_name": "北台村委会", "keeper": "王主任"}


@pytest.fixture
def story(cast, request):
    return Story(cast, request.param)


def try_parents(story, result):
    """The police's attempt, with what its form makes of it."""
    assert result in dict(REACHED)
    facts = case_facts.parents_tried({"result": result})
    story.do("emergency.parents_tried", **{key.removeprefix("case."): value for key, value in facts.items()})


def escort(story):
    story.do("placement.escorted", place_kind="village")
    receive_child(file=story.file, **HOUSE, **story.step)


@pytest.mark.parametrize("story", PLANS, indirect=True)
@pytest.mark.proves("YY-4.2-h", "SX-3.1.5-m", "JP-3.2.1-d", "SY-3.2.7-k", "BH-4.2-l")
def test_parents_who_were_back_and_are_lost_again_are_followed_by_a_second_escort(story):
    story.accept("neglect")
    story.do("emergency.on_site", child_seen_on=story.step["on"])
    try_parents(story, "no_answer")
    escort(story)
    try_parents(story, "reached")
    return_child(file=story.file, went_to="father", received_by="欧阳强", is_received=True, **story.step)
    assert Case.objects.get(pk=story.file.pk).parents_back is True
    assert story.refused("placement.escorted", place_kind="village")

    try_parents(story, "no_answer")  # one call that nobody answers does not lose them
    assert story.refused("placement.escorted", place_kind="village")
    try_parents(story, "lost")

    case = Case.objects.get(pk=story.file.pk)
    assert (case.parents_reached, case.parents_back) == (False, False)
    escort(story)
    assert Case.objects.get(pk=story.file.pk).placed is True


@pytest.mark.parametrize("story", [SHENYANG, BINHAI], indirect=True)
@pytest.mark.proves("SY-3.2.7-l", "BH-4.2-m")
def test_a_child_in_long_term_care_has_where_it_went_and_the_case_can_be_closed(story):
    story.accept("incapable")
    story.do("emergency.on_site", child_seen_on=story.step["on"])
    try_parents(story, "no_answer")
    escort(story)
    story.do("emergency.measures_taken", "emergency.township_told", "emergency.township_received", child_safe=True)
    if story.plan == SHENYANG:
        story.do("assessment.convened")
        story.give_opinions()
    story.do("assessment.done")
    assert story.refused("cases.closed")

    return_child(file=story.file, went_to="place", received_by="另一处", is_received=True, **story.step)
    assert story.refused("cases.closed")  # from one temporary place to another is no end

    story.do("placement.escorted", place_kind="village")
    receive_child(file=story.file, **HOUSE, **story.step)
    return_child(file=story.file, went_to="long_term", received_by="市儿童福利院", is_received=True, **story.step)

    assert Case.objects.get(pk=story.file.pk).long_term is True
    story.do("cases.closed", closed_on=story.step["on"])
