"""The story of each branch of each plan, across the mechanisms, through the same pages as the posts use.

Nobody tells the posts what to do but the plan's own duties: each owner opens the form that its duty leads to. So the
differences between the plans are seen here as differences of what was done.
"""

from datetime import UTC, datetime

import pytest

from shouwang.access.scope import Actor
from shouwang.duties.operations import list_refusals, record_case_event
from tests.factories import TODAY, adopt_plan, make_case, make_child
from tests.stories.case_driver import drive, make_posts, owed

pytestmark = pytest.mark.django_db
PLANS = {
    "SY": "shenyang-2017-74",
    "BH": "binhai-2017-10",
    "YY": "yunyang-2017-2",
    "SX": "shouxian-2016-278",
    "JP": "jinpu-2017-28",
}
EVERYWHERE = {"emergency.accepted", "emergency.measures_taken", "emergency.township_told"}
HURT = {"emergency.evidence_taken", "emergency.medical_helped", "emergency.injury_assessed"}
BRANCHES = {
    "alone": {"emergency.parents_ordered"},
    "incapable": {"emergency.parents_tried"},
    "neglect": {"emergency.parents_tried"},
    "missing": {"emergency.search_started"},
    "violence": HURT,
    "harm": HURT,
    "accident": HURT,
}
"""What every plan wants in this branch."""
OWN = {
    ("SX", "alone"): {"intervention.admonished"},  # SX-3.1.5-k
    ("YY", "alone"): {"intervention.admonished"},  # YY-4.2-f
    ("JP", "alone"): {"intervention.admonished"},  # JP-3.2.1-b
    ("BH", "alone"): {"intervention.educated"},  # BH-4.2-j
    ("SY", "neglect"): {"intervention.educated", "intervention.admonished"},  # SY-3.1.1-j
    ("YY", "neglect"): {"intervention.urged"},  # YY-3.1-g
    ("SX", "neglect"): {"intervention.urged"},  # SX-3.1.1-i
    ("JP", "neglect"): {"intervention.urged"},  # JP-2.1.3-a
    **{(plan, "violence"): {"emergency.stopped"} for plan in ("BH", "YY", "SX", "JP")},
    ("SY", "violence"): {"emergency.civil_affairs_told", "placement.received"},  # SY-3.2.7-e, -f: a dangerous state
    ("JP", "violence"): {"emergency.stopped", "emergency.civil_affairs_told", "placement.received"},  # JP-3.2.2-b, -c
    **{(plan, "harm"): {"emergency.stopped", "emergency.protected"} for plan in ("BH", "YY", "SX", "JP")},
}
"""What this plan wants besides."""
NEVER = {
    ("BH", "alone"): {"intervention.admonished"},
    **{
        (plan, branch): {"intervention.admonished"}
        for plan in ("BH", "YY", "SX", "JP")
        for branch in ("incapable", "missing")
    },
    **{(plan, branch): {"emergency.search_started"} for plan in PLANS for branch in BRANCHES if branch != "missing"},
    **{(plan, "accident"): {"intervention.admonished", "intervention.petitioned"} for plan in PLANS},
}
"""What this plan does not know in this branch: nobody is made to do it."""
ASSESSED = ("SY", "YY", "SX", "JP")
"""After the notice of the police the township assesses; Binhai assesses regularly instead (BH-4.3-i)."""


def answers_for(branch):
    """The child is in danger, seen, and its mother comes back."""
    return {
        "emergency.accepted": {"circumstances": [branch], "dangerous": "yes"},
        "emergency.on_site": {"is_child_seen": "yes"},
        "emergency.parents_tried": {"result": "reached"},
        "emergency.child_settled": {"with_whom": "mother", "is_child_seen": "yes"},
    }


@pytest.fixture
def posts(county, settings):
    settings.TODAY, settings.SECOND_FACTOR = TODAY.isoformat(), False
    return make_posts(county)


def open_report(posts, plan, branch):
    """A report has come in about a child that has a file; nobody has accepted it yet."""
    adopt_plan(posts.place, PLANS[plan])
    case = make_case(posts.place, child=make_child(posts.place), **{branch: True})
    at = datetime(2026, 11, 22, 2, tzinfo=UTC)
    record_case_event(
        by=Actor(posts.place.id), file=case, what="mandatory_report.received", on=TODAY, at=at, today=TODAY
    )
    return case


@pytest.mark.parametrize("branch", BRANCHES)
@pytest.mark.parametrize("plan", PLANS)
def test_the_plan_leads_everybody_through_its_own_branch(posts, plan, branch):
    case = open_report(posts, plan, branch)

    done = set(drive(posts, case, answers_for(branch)))

    assert EVERYWHERE | BRANCHES[branch] | OWN.get((plan, branch), set()) <= done
    assert not NEVER.get((plan, branch), set()) & done
    assert ("assessment.done" in done) == (plan in ASSESSED)
    assert {duty.rule for duty in owed(case)} <= {"emergency.order_followed", "placement.note_by_village"}


@pytest.mark.parametrize("plan", PLANS)
def test_a_step_before_its_time_is_refused_by_the_plans_clause(posts, plan):
    case = open_report(posts, plan, "violence")

    early = {"emergency.on_site", "assessment.done", "intervention.petitioned", "cases.closed"}
    for step in sorted(early - ({"assessment.done"} if plan not in ASSESSED else set())):
        refusals = list_refusals(file=case, what=step, today=TODAY)
        assert refusals, step
        assert all(one.clauses and one.clauses[0].startswith((plan, "L-")) for one in refusals), (step, refusals)
