"""An act on a case: by those who may read it, and by an office that owes it and sees nothing of it."""

import pytest

from shouwang.access.models import Event, Reading
from shouwang.duties.models import Duty
from shouwang.page import mechanism
from shouwang.page.mechanism import Act, Mechanism
from shouwang.policy.tests.trial import write_pack
from shouwang.registry.models import CaseTask
from tests.factories import TODAY, adopt_plan, make_case

pytestmark = pytest.mark.django_db
ACTS = ("emergency.assisted", "emergency.evidence_taken", "emergency.stopped", "assessment.opinion_given")
RULES = """
- {duty: case.assist, title: 协助公安, clauses: [TR-1-b], about: case, owner: village, within: 1 day, since: case.reported_on,
   done_by: emergency.assisted}
- {gate: emergency.stopped, title: 儿童已安全, clauses: [TR-1-c], about: case, require: {case.child_safe: true}}
"""


@pytest.fixture(autouse=True)
def plain_acts(monkeypatch):
    """Acts that ask nothing of their own."""
    acts = [Act(event, event, about=("case",), right="case.do") for event in ACTS]
    keys = {act.event.partition(".")[0] for act in acts}
    faces = {key: Mechanism(key, key, acts=tuple(act for act in acts if act.event.startswith(key))) for key in keys}
    monkeypatch.setattr(mechanism, "mechanisms", lambda: faces)


@pytest.fixture
def case(cast, settings, tmp_path):
    settings.PACKS_DIR = write_pack(tmp_path, rules=RULES, service="", parameters="")
    adopt_plan(cast.place, "trial-2018-1")
    return make_case(cast.place, child=cast.child, violence=True)


def address(case, event="emergency.stopped"):
    return f"/files/{case.pk}/do/{event}/"


def filled(page, **more):
    """What a browser sends back: everything that the form came with."""
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    given["at_time"] = "00:00"
    return {key: value for key, value in (given | more).items() if value is not None}


def who_may(cast, path, method="get"):
    return {
        who
        for who in cast.users
        if who != "stranger" and getattr(cast.client(who), method)(path).status_code in (200, 302, 422)
    }


class TestWhoMayAct:
    def test_those_who_read_the_case_there(self, cast, case):
        assert who_may(cast, address(case, "emergency.evidence_taken")) == {"supervisor", "civil_affairs", "police"}
        assert cast.client("stranger").get(address(case)).status_code == 404
        assert cast.client("reader").get(address(case)).status_code == 403

    def test_the_office_that_owes_it_may_do_this_one_thing(self, cast, case):
        director = cast.client("director")

        page = director.get(address(case, "emergency.assisted"))
        assert page.status_code == 200
        assert case.number in page.text
        for secret in (cast.child.name, "家庭暴力", "公安局"):
            assert secret not in page.text
        assert director.get(address(case)).status_code == 404
        assert cast.client("next_door").get(address(case, "emergency.assisted")).status_code == 404

        done = director.post(address(case, "emergency.assisted"), filled(page))
        cast.enter()
        assert done.url == "/"
        assert Event.objects.get(file_id=case.pk, what="emergency.assisted").office == cast.office("director")
        assert not Duty.objects.filter(file=case, last_done_on=None).exists()

    def test_the_office_that_was_asked_may_too_until_it_has_answered(self, cast, case):
        task = CaseTask.objects.create(
            county=case.county,
            file=case,
            office=cast.office("school"),
            what="核实到校情况",
            act="assessment.opinion_given",
            given_at=case.case.file.parts.first().from_at,
        )
        path = address(case, "assessment.opinion_given")
        assert cast.client("school").get(path).status_code == 200

        cast.enter()
        task.state, task.answered_at = "done", task.given_at
        task.save()
        assert cast.client("school").get(path).status_code == 404

    def test_a_look_at_the_form_is_written_down(self, cast, case):
        cast.client("police").get(address(case))

        cast.enter()
        assert Reading.objects.get(file_id=case.pk).user == cast.users["police"]


class TestTwoPeopleAtOnce:
    def test_the_second_is_told_keeps_what_was_filled_in_and_can_send_again(self, cast, case):
        path = address(case, "emergency.evidence_taken")
        one, two = cast.client("police"), cast.client("supervisor")
        first, second = one.get(path), two.get(path)
        assert one.post(path, filled(first, note="现场照片")).status_code == 302

        late = two.post(path, filled(second, note="邻居证言"))

        assert late.status_code == 422
        assert "郑警官" in late.text
        assert "邻居证言" in late.text
        again = two.post(path, filled(late, note="邻居证言"))
        assert again.status_code == 302
        cast.enter()
        assert Event.objects.filter(file_id=case.pk, what="emergency.evidence_taken").count() == 2

    def test_the_same_sent_twice_is_one(self, cast, case):
        path = address(case, "emergency.evidence_taken")
        client = cast.client("police")
        given = filled(client.get(path), note="现场照片")

        assert client.post(path, given).status_code == 302
        assert "已经登记过了" in client.post(path, given).text
        cast.enter()
        assert Event.objects.filter(file_id=case.pk, what="emergency.evidence_taken").count() == 1

    def test_a_sign_that_was_changed_on_its_way_is_told(self, cast, case):
        path = address(case, "emergency.evidence_taken")
        client = cast.client("police")

        assert client.post(path, filled(client.get(path), seen="o9x")).status_code == 422


class TestTheGate:
    def test_tells_its_clause_and_the_missing_fact_to_whoever_reads_the_case(self, cast, case):
        page = cast.client("police").get(address(case))
        assert page.context["objections"][0].missing == ("case.child_safe",)

    def test_the_hour_that_has_not_come_is_refused(self, cast, case):
        client = cast.client("police")
        page = client.get(address(case, "emergency.evidence_taken"))

        late = client.post(
            address(case, "emergency.evidence_taken"), filled(page, at_time="23:59", on=TODAY.isoformat())
        )

        assert late.status_code == 422
        assert "at_time" in late.context["form"].errors


class TestSideDoors:
    PATHS = ("/files/{}/", "/files/{}/story/", "/files/{}/readings/")

    def test_the_shells_pages_of_a_file_are_no_way_in(self, cast, case):
        for path in self.PATHS:
            for who in cast.users:
                assert cast.client(who).get(path.format(case.pk)).status_code in (403, 404)

    def test_search_finds_no_case_by_number_name_or_kind(self, cast, case):
        for who in ("director", "supervisor", "civil_affairs", "police", "school", "reader"):
            for query in ({"q": case.number}, {"q": "个案"}, {"kind": "case"}, {"q": case.number, "kind": "case"}):
                page = cast.client(who).get("/files/", query)
                assert [row.pk for row in page.context["rows"].items if row.kind == "case"] == []
                assert f">{case.number}<" not in page.text.replace(" ", "")

    def test_the_childs_pages_say_nothing_of_it(self, cast, case):
        for who in ("director", "school", "supervisor", "reader"):
            for path in ("/files/{}/", "/files/{}/story/"):
                page = cast.client(who).get(path.format(cast.child.pk))
                assert page.status_code in (200, 404)
                assert case.number not in page.text

    def test_no_page_of_supervision_counts_it(self, cast, case):
        for who in ("supervisor", "civil_affairs", "reader"):
            for path in (
                "/supervise/",
                "/supervise/rows/",
                "/supervise/done/",
                "/supervise/?by=rule",
                "/supervise/?by=office",
            ):
                page = cast.client(who).get(path)
                assert case.number not in page.text
                assert "协助公安" not in page.text

    def test_home_shows_the_number_to_whoever_owes_and_nothing_to_the_others(self, cast, case):
        home = cast.client("director").get("/")
        assert case.number in home.text
        assert cast.child.name not in home.text
        assert f"/files/{case.pk}/do/emergency.assisted/" in home.text
        for who in ("next_door", "school", "supervisor", "civil_affairs"):
            for query in ({}, {"view": "waiting"}, {"view": "raised"}):
                assert case.number not in cast.client(who).get("/", query).text
