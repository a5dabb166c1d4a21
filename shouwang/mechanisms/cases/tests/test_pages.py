"""The page of a case and the board: who sees them, what they show, and that nobody else learns of the case."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwang.access.models import Reading
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.cases.operations.closing import close_case
from shouwang.mechanisms.cases.operations.identity import join_cases
from shouwang.mechanisms.cases.queries.lanes import draw_lanes
from shouwang.mechanisms.cases.tests.conftest import AT
from shouwang.registry.casework import set_case_facts
from shouwang.registry.models import Case, CasePart, File
from shouwang.registry.parts import begin_part
from tests.factories import TODAY, actor_of, make_case, make_child

pytestmark = pytest.mark.django_db
READERS = {"supervisor", "civil_affairs", "police"}


def who_opens(cast, path):
    return {who for who in cast.users if cast.client(who).get(path).status_code == 200}


class TestWhoSeesIt:
    def test_the_page_opens_for_those_who_read_cases_there(self, plan, case, hospital):
        assert who_opens(plan, f"/cases/{case.pk}/") == READERS
        assert plan.client("stranger").get(f"/cases/{case.pk}/").status_code == 403
        assert plan.client("doctor").get(f"/cases/{case.pk}/").status_code == 404

        plan.enter()
        begin_part(file=case, office_id=hospital.pk, part="medical_institution", at=AT)
        assert who_opens(plan, f"/cases/{case.pk}/") == READERS | {"doctor"}

    def test_every_page_of_it_asks_the_same(self, plan, case):
        for page in ("readings/", "child/", "join/"):
            assert who_opens(plan, f"/cases/{case.pk}/{page}") == READERS, page

    def test_a_look_is_written_down_and_can_be_read(self, plan, case):
        plan.client("police").get(f"/cases/{case.pk}/")
        plan.enter()
        assert Reading.objects.filter(file_id=case.pk, what="case", user=plan.users["police"]).exists()
        assert "郑警官" in plan.client("supervisor").get(f"/cases/{case.pk}/readings/").text

    def test_a_look_at_the_case_stands_not_among_the_looks_at_the_child(self, plan, case):
        plan.client("police").get(f"/cases/{case.pk}/")
        plan.enter()
        assert not Reading.objects.filter(file_id=plan.child.pk).exists()

    def test_a_sealed_one_is_not_there(self, plan, case):
        set_case_facts(file=case, facts={"case.is_sealed": True})
        assert who_opens(plan, f"/cases/{case.pk}/") == set()
        for who in READERS:
            assert case.number not in plan.client(who).get("/cases/", {"stage": "all"}).text


class TestTheSideDoors:
    """A village director owes a duty on the case; a school asks everything that it may ask."""

    def test_no_address_without_arguments_names_it_to_those_who_may_not_read(self, plan, case):
        from tests.test_guards import EVERY

        told = []
        for who in ("director", "next_door", "school", "reader", "system_admin", "security_admin"):
            client = plan.client(who)
            for address, pattern in EVERY:
                if "<" not in address and "GET" in pattern.callback.mark.methods:
                    text = getattr(client.get(f"/{address}"), "content", b"").decode("utf-8", "replace")
                    if case.number in text and not (who == "director" and address == ""):
                        told.append((who, address))
                    if str(case.pk) in text and not (who == "director" and address == ""):
                        told.append((who, address, "id"))

        assert told == []

    def test_the_director_sees_the_number_of_what_is_owed_and_no_way_to_the_case(self, plan, case):
        home = plan.client("director").get("/").text

        assert case.number in home
        assert f"/cases/{case.pk}/" not in home
        assert "家庭暴力" not in home


class TestThePage:
    def test_says_who_holds_since_when_how_silent_and_what_is_next(self, plan, case):
        page = plan.client("police").get(f"/cases/{case.pk}/")

        shown = page.context
        assert shown["holder"].office.name == "公安局"
        assert shown["next"].title in ("受理报告", "协助公安")
        assert shown["silence_hours"] == 24
        assert "疑似遭受家庭暴力" in page.text
        assert plan.child.name in page.text

    def test_the_childs_name_stays_away_from_whoever_may_not_read_the_child(self, plan, case, hospital):
        begin_part(file=case, office_id=hospital.pk, part="medical_institution", at=AT)
        child = make_child(plan.place, name="欧阳一诺", village=plan.place.villages[3])
        far = make_case(plan.place, child=child)
        begin_part(file=far, office_id=plan.office("supervisor").pk, part="township", at=AT)

        assert "欧阳一诺" not in plan.client("supervisor").get(f"/cases/{far.pk}/").text

    def test_acts_that_a_duty_asks_for_come_first_and_those_that_a_gate_closes_last(self, plan, case):
        shown = plan.client("police").get(f"/cases/{case.pk}/").context

        assert "emergency.accepted" in {act.event for act in shown["acts_first"]}
        assert "cases.closed" in {act.event for act in shown["acts_refused"]}
        assert plan.client("civil_affairs").get(f"/cases/{case.pk}/").context["acts_first"] == [], "the police owe it"
        every = {act.event for _title, acts in shown["acts"] for act in acts}
        assert "cases.task_given" in every
        assert not {"cases.closed", "cases.looked_back", "cases.reopened", "cases.unsealed"} & every

    def test_tells_the_story_with_the_hour(self, plan, case):
        by = actor_of(plan.users["police"])
        given = {"on": TODAY, "at": AT, "today": TODAY}
        record_case_event(
            by=by, file=case, what="emergency.accepted", **given, at_time=datetime(2026, 1, 1, 9, 5).time()
        )

        text = plan.client("supervisor").get(f"/cases/{case.pk}/").text
        assert "09:05" in text
        assert "受理报告" in text


class TestThePicture:
    def draw(self, parts, events, **more):
        given = {"until": AT, "silence": timedelta(hours=24), "width": 820, "titles": {}} | more
        return draw_lanes(parts=parts, events=events, **given)

    def test_has_a_lane_for_each_office_and_a_red_bar_where_the_holder_was_silent(self, plan, case):
        later = AT + timedelta(days=3)
        picture = self.draw(list(CasePart.objects.filter(file=case)), [], until=later)

        (lane,) = picture.lanes
        tones = [bar.tone for bar in lane.bars]
        assert tones == ["held", "silent"]
        held, silent = lane.bars
        assert silent.x > held.x
        assert silent.width < held.width
        assert silent.x + silent.width == pytest.approx(held.x + held.width, abs=0.2)

    def test_a_holder_who_speaks_in_time_is_never_red(self, plan, case):
        record_case_event(
            by=actor_of(plan.users["police"]), file=case, what="emergency.accepted", on=TODAY, at=AT, today=TODAY
        )
        from shouwang.mechanisms.cases.queries.story import list_origins, list_story

        picture = self.draw(
            list(CasePart.objects.filter(file=case)), list_story(list_origins(case)), until=AT + timedelta(hours=20)
        )

        assert {bar.tone for bar in picture.lanes[0].bars} == {"held"}
        assert len(picture.lanes[0].dots) == 1

    def test_is_drawn_wide_and_narrow_with_nothing_outside(self, plan, case):
        for picture in plan.client("police").get(f"/cases/{case.pk}/").context["pictures"]:
            for lane in picture.lanes:
                assert all(0 <= bar.x and bar.x + bar.width <= picture.width for bar in lane.bars)
                assert all(0 <= dot.x <= picture.width for dot in lane.dots)


class TestTheBoard:
    def rows(self, plan, who="police", **query):
        return [line.file for line in plan.client(who).get("/cases/", query).context["lines"]]

    def test_counts_by_stage_holder_and_state_and_every_number_opens_its_rows(self, plan, case):
        other = make_case(plan.place, village=plan.place.villages[2])
        set_case_facts(file=other, facts={"case.stage": "accepted"})
        CasePart.objects.filter(file=other, is_holder=True).update(heard_at=AT - timedelta(days=2))

        shown = plan.client("police").get("/cases/").context

        assert shown["open"] == 2
        assert (
            {key: number for key, _words, number in shown["stages"]}["accepted"]
            == len(self.rows(plan, stage="accepted"))
            == 1
        )
        assert dict(shown["states"])["silent"] == len(self.rows(plan, state="silent")) == 1
        assert [(one["office__name"], one["times"]) for one in shown["holders"]] == [("公安局", 2)]
        assert self.rows(plan, holder=shown["holders"][0]["office_id"]) == self.rows(plan)
        assert self.rows(plan, number=case.number) == [case]
        assert self.rows(plan, holder="x") == []

    def test_shows_each_township_its_own(self, plan, case):
        far = make_case(plan.place, village=plan.place.villages[2])

        assert self.rows(plan, who="supervisor") == [case]
        assert set(self.rows(plan)) == {case, far}

    def test_waits_for_a_look_back_thirty_and_ninety_days_after_closing(self, plan):
        case = make_case(
            plan.place, child=plan.child, on=date(2026, 6, 1), child_safe=True, child_seen_on=date(2026, 6, 2)
        )
        by = actor_of(plan.users["police"])
        close_case(by=by, file=case, on=date(2026, 10, 20), today=TODAY, at=AT, because="settled")
        assert self.rows(plan, state="look_back") == [case]

        given = {"by": by, "file": case, "today": TODAY, "at": AT, "is_after_closing": True}
        record_case_event(what="cases.looked_back", on=date(2026, 11, 1), **given)
        assert self.rows(plan, state="look_back") == [case]  # too early: not thirty days yet

        record_case_event(what="cases.looked_back", on=date(2026, 11, 20), **given)
        assert self.rows(plan, state="look_back") == []

    def test_a_mistaken_one_is_left_alone(self, plan):
        case = make_case(plan.place, child=plan.child, on=date(2026, 6, 1))
        by = actor_of(plan.users["police"])
        close_case(by=by, file=case, on=date(2026, 6, 3), today=TODAY, at=AT, because="mistaken", note="同名")
        assert self.rows(plan, state="look_back") == []

    def test_asks_as_many_questions_for_twenty_cases_as_for_two(self, plan):
        def count():
            client = plan.client("police")
            with CaptureQueriesContext(connection) as asked:
                client.get("/cases/")
            plan.enter()
            return len(asked)

        for _each in range(2):
            make_case(plan.place)
        few = count()
        for _each in range(18):
            make_case(plan.place)
        assert count() <= few + 1


class TestWhoseCase:
    def test_a_child_is_found_by_likeness_and_named(self, plan):
        case = make_case(plan.place)
        client = plan.client("police")

        page = client.get(f"/cases/{case.pk}/child/", {"name": plan.child.name, "born_on": "2016-05-01"})
        assert plan.child.name in page.text
        assert client.post(f"/cases/{case.pk}/child/", {"child_file": plan.child.pk}).url == f"/cases/{case.pk}/"

        plan.enter()
        assert Case.objects.get(pk=case.pk).child_file_id == plan.child.pk

    def test_a_name_is_enough_to_look_within_ones_places(self, plan):
        case = make_case(plan.place)
        make_child(plan.place, name="李小明", village=plan.place.villages[3])

        asked = {
            who: plan.client(who).get(f"/cases/{case.pk}/child/", {"name": "李小明"})
            for who in ("police", "supervisor")
        }
        assert {who: len(page.context["alike"]) for who, page in asked.items()} == {"police": 2, "supervisor": 1}

    def test_no_child_of_another_place_and_no_nonsense_can_be_named(self, plan):
        far = make_child(plan.place, name="远处", village=plan.place.villages[3])
        case = make_case(plan.place)
        client = plan.client("supervisor")

        for wrong in (far.pk, case.pk, "", "x"):
            assert client.post(f"/cases/{case.pk}/child/", {"child_file": wrong}).status_code == 404


class TestJoining:
    def test_two_reports_of_one_child_go_on_as_one(self, plan, case):
        other = make_case(plan.place, neglect=True, dangerous=True)
        by = actor_of(plan.users["police"])
        record_case_event(by=by, file=other, what="emergency.accepted", on=TODAY, at=AT, today=TODAY)

        join_cases(by=by, file=case, absorbed=other, on=TODAY, today=TODAY, at=AT, reason="同一名儿童")

        joined = Case.objects.get(pk=case.pk)
        assert (joined.violence, joined.neglect, joined.dangerous) == (True, True, True)
        client = plan.client("police")
        assert client.get(f"/cases/{other.pk}/").status_code == 404
        assert "受理报告" in client.get(f"/cases/{case.pk}/").text
        plan.enter()
        assert File.objects.get(pk=other.pk).withdrawn_at is not None

    def test_by_the_page(self, plan, case):
        other = make_case(plan.place)
        client = plan.client("police")

        given = {"other": other.pk, "reason": "同一名儿童"}
        assert client.post(f"/cases/{case.pk}/join/", given).url == f"/cases/{case.pk}/"
        assert client.post(f"/cases/{case.pk}/join/", given).status_code == 422
        assert client.post(f"/cases/{case.pk}/join/", {"other": case.pk, "reason": "x"}).status_code == 422
