"""Each branch of a plan from the report to the closing, step by step: what the plan asks, and what it refuses until then."""

from datetime import UTC, datetime

import pytest

from shouwang.duties.models import Duty
from shouwang.duties.operations import GateClosed, record_case_event
from shouwang.mechanisms.emergency import case_facts
from shouwang.mechanisms.placement.operations import receive_child, return_child
from tests.factories import TODAY, actor_of, adopt_plan, make_case, make_office

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
YUNYANG, SHOUXIAN, JINPU = "yunyang-2017-2", "shouxian-2016-278", "jinpu-2017-28"
ALL = (YUNYANG, SHOUXIAN, JINPU)
ADMONISHED = {YUNYANG: "YY-4.2-f", SHOUXIAN: "SX-3.1.5-k", JINPU: "JP-3.2.1-b"}
ESCORTED = {YUNYANG: "YY-4.2-h", SHOUXIAN: "SX-3.1.5-m", JINPU: "JP-3.2.1-d"}
EVIDENCE = {YUNYANG: "YY-4.2-o", SHOUXIAN: "SX-3.1.5-t", JINPU: "JP-3.2.2-e"}
SHELTER = {YUNYANG: "YY-4.2-m", SHOUXIAN: "SX-3.1.5-r", JINPU: "JP-3.2.2-b"}
SEARCH = {YUNYANG: "YY-4.2-k", SHOUXIAN: "SX-3.1.5-p", JINPU: "JP-3.2.1-g"}
ON_SITE = {YUNYANG: "YY-4.2-b", SHOUXIAN: "SX-3.1.5-g", JINPU: "JP-3.2-b"}
HOUSE = {"place_name": "康平县救助管理站", "keeper": "刘站长"}


class Story:
    """One case under one plan, and the steps that somebody tries."""

    def __init__(self, cast, plan):
        bases = ("guofa-2016-13",) if plan == JINPU else ()
        for pack in (*bases, plan):
            adopt_plan(cast.place, pack)
        make_office(cast.place, name="法院", kind="court", region=cast.place.region, functions=["court", "member_unit"])
        self.file = make_case(cast.place, child=cast.child)
        self.cast, self.plan = cast, plan
        self.step = {"by": actor_of(cast.users["police"]), "on": TODAY, "at": AT, "today": TODAY}

    def do(self, *steps, **facts):
        given = {f"case.{key}": value for key, value in facts.items()}
        for what in steps:
            record_case_event(file=self.file, what=what, facts=given, **self.step)

    def accept(self, *circumstances):
        self.do("mandatory_report.received")
        facts = case_facts.accepted({"circumstances": circumstances})
        record_case_event(file=self.file, what="emergency.accepted", facts=facts, **self.step)

    def refused(self, what, **facts):
        """The clauses by which the plan refuses the step."""
        with pytest.raises(GateClosed) as refusal:
            self.do(what, **facts)
        return {clause for one in refusal.value.refusals for clause in one.clauses}

    def owed(self):
        return set(Duty.objects.filter(file=self.file).values_list("rule", flat=True))

    def give_opinions(self):
        """Of those whom the plans name, the police and civil affairs have an office in this county."""
        self.do("assessment.opinion_given")
        assert self.refused("assessment.done")
        by = actor_of(self.cast.users["civil_affairs"])
        record_case_event(file=self.file, what="assessment.opinion_given", **self.step | {"by": by})

    def assess(self):
        self.do("emergency.measures_taken", "emergency.township_told", "emergency.township_received")
        self.do("assessment.convened")
        self.give_opinions()
        none = dict.fromkeys(("guidance", "medical", "counselling", "correction", "legal_aid", "legal_service"), False)
        self.do("assessment.done", **{f"needs_{need}": answer for need, answer in none.items()})


@pytest.fixture
def story(cast, request):
    return Story(cast, request.param)


@pytest.mark.parametrize("story", ALL, indirect=True)
@pytest.mark.proves("YY-4.2-b", "SX-3.1.5-g", "JP-3.2-b")
def test_nobody_is_on_site_before_the_report_is_accepted(story, request):
    story.do("mandatory_report.received")
    assert ON_SITE[request.node.callspec.params["story"]] in story.refused("emergency.on_site")


@pytest.mark.parametrize("story", ALL, indirect=True)
@pytest.mark.proves(
    "YY-4.2-e",
    "YY-4.2-f",
    "YY-4.2-h",
    "SX-3.1.5-j",
    "SX-3.1.5-k",
    "SX-3.1.5-m",
    "JP-3.2.1-a",
    "JP-3.2.1-b",
    "JP-3.2.1-d",
)
def test_a_child_that_lives_alone_is_escorted_and_its_parents_are_ordered_and_admonished(story, request):
    plan = request.node.callspec.params["story"]
    story.accept("alone")
    assert {"emergency.order_parents", "emergency.admonish"} <= story.owed()
    story.do("emergency.on_site", child_seen_on=TODAY)
    assert story.refused("placement.escorted", place_kind="village")
    story.do("emergency.parents_tried")
    assert ESCORTED[plan] in story.refused("placement.escorted", place_kind="shelter")
    story.do("placement.escorted", place_kind="village")
    receive_child(file=story.file, place_kind="village", place_name="北台村委会", keeper="王主任", **story.step)
    story.assess()
    story.do("emergency.parents_ordered")
    return_child(file=story.file, went_to="father", received_by="欧阳强", is_received=True, **story.step)

    assert ADMONISHED[plan] in story.refused("cases.closed")
    story.do("intervention.admonished", "emergency.investigated")
    story.do("cases.closed", child_safe=True, closed_on=TODAY)

    assert story.owed() == set()


@pytest.mark.parametrize("story", ALL, indirect=True)
@pytest.mark.proves("YY-4.2-l", "YY-4.2-m", "YY-4.2-o", "SX-3.1.5-q", "SX-3.1.5-r", "SX-3.1.5-t")
@pytest.mark.proves("JP-3.2.2-a", "JP-3.2.2-b", "JP-3.2.2-c", "JP-3.2.2-e")
def test_a_child_that_was_beaten_is_sheltered_and_evidence_stands_before_the_closing(story, request):
    plan = request.node.callspec.params["story"]
    story.accept("violence")
    assert story.owed().isdisjoint({"emergency.order_parents", "emergency.admonish", "placement.escort"})
    story.do("emergency.on_site", "emergency.stopped", dangerous=True)
    assert SHELTER[plan] in story.refused("placement.arranged", place_kind="shelter")
    assert story.refused("placement.escorted", place_kind="village")
    story.do("emergency.measures_taken", needs_shelter=True)
    assert "emergency.tell_civil_affairs" in story.owed()
    story.do("emergency.civil_affairs_told")
    story.do("placement.arranged", place_kind="shelter")
    receive_child(file=story.file, place_kind="shelter", **HOUSE, **story.step)
    story.assess()
    return_child(file=story.file, went_to="mother", received_by="王芳", is_received=True, **story.step)

    assert EVIDENCE[plan] in story.refused("cases.closed")
    story.do("emergency.evidence_taken", "emergency.medical_helped", "emergency.injury_assessed")
    story.do("cases.closed", closed_on=TODAY)

    assert story.owed() == set()


@pytest.mark.parametrize("story", ALL, indirect=True)
@pytest.mark.proves("YY-4.2-k", "SX-3.1.5-p", "JP-3.2.1-g")
def test_a_missing_child_is_searched_for_before_the_case_is_closed(story, request):
    story.accept("missing")
    assert "emergency.search" in story.owed()
    story.do("emergency.on_site")
    story.assess()

    found = {"child_safe": True, "child_seen_on": TODAY}
    assert SEARCH[request.node.callspec.params["story"]] in story.refused("cases.closed", **found)
    story.do("emergency.search_started")
    story.do("cases.closed", **found, closed_on=TODAY)

    assert story.owed() == set()


@pytest.mark.parametrize("story", ALL, indirect=True)
@pytest.mark.proves("YY-4.2-c", "SX-3.1.5-h", "JP-3.2-b")
def test_a_mistaken_report_is_closed_with_none_of_the_steps(story):
    story.accept("violence")
    assert story.refused("cases.closed")
    story.do("emergency.investigated", mistaken=True)
    story.do("cases.closed", closed_on=TODAY)

    assert story.owed() == set()


@pytest.mark.parametrize("story", ALL, indirect=True)
@pytest.mark.proves("YY-4.4-g", "SX-3.1.7-h", "JP-3.4.3-d")
def test_nobody_petitions_without_a_ground_and_no_court_rules_without_a_petition(story):
    story.accept("neglect")
    unproven = {"unattended": False, "gravely_harmed": False, "refused_since": TODAY, "destitute": True}
    assert story.refused("intervention.petitioned", **unproven)
    assert story.refused("intervention.relapsed")
    story.do("intervention.urged")
    story.do("intervention.relapsed", relapsed_on=TODAY, unattended=True, in_danger=True)
    assert "intervention.petition" in story.owed()
    assert story.refused("intervention.court_accepted")
    story.do("intervention.petitioned", "intervention.court_accepted")
    story.do("intervention.ruled", guardian_removed=True)
    assert "intervention.appoint" in story.owed()
    story.do("intervention.guardian_appointed")
    assert "intervention.appoint" not in story.owed()
