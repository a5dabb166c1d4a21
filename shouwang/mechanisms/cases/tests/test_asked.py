"""What is asked of others: tasks without a reason, and the case itself, which nobody lets go before somebody holds it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from shouwang.access.models import Event
from shouwang.duties.models import Message
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.operations.handing import HandOverRefused, accept_case, decline_case, offer_case
from shouwang.mechanisms.cases.operations.tasks import AlreadyAnswered, answer_task, give_task
from shouwang.mechanisms.cases.queries.asked import find_offers
from shouwang.mechanisms.cases.tests.conftest import AT
from shouwang.registry.models import CasePart, CaseTask
from tests.factories import TODAY, actor_of, scope_of

pytestmark = pytest.mark.django_db
NOW = {"on": TODAY, "today": TODAY, "at": AT}


def give(cast, case, who="school", **more):
    given = {"office": cast.office(who), "what": "每天确认是否到校"} | more
    give_task(by=actor_of(cast.users["police"]), file=case, **NOW, **given)
    return CaseTask.objects.get(file=case)


def offer(cast, case, to="supervisor", by="police", **more):
    given = {"office": cast.office(to), "reason": "属地跟进"} | more
    offer_case(by=actor_of(cast.users[by]), file=case, **NOW, **given)
    return CaseHandOver.objects.get(file=case, answer="open")


def holder(case):
    return CasePart.objects.get(file=case, is_holder=True, until_at=None).office.name


class TestTasks:
    def test_the_school_reads_what_to_do_and_nothing_of_the_case(self, plan, case):
        task = give(plan, case, note="家庭暴力，勿告知家长")
        client = plan.client("school")

        for page in (client.get("/cases/tasks/"), client.get(f"/cases/tasks/{task.pk}/"), client.get("/messages/")):
            assert page.status_code == 200
            for secret in (case.number, str(case.pk), "家庭暴力", plan.child.name, "个案 "):
                assert secret not in page.text, secret
        assert "每天确认是否到校" in client.get("/cases/tasks/").text

    def test_the_name_is_told_when_the_giver_says_so(self, plan, case):
        task = give(plan, case, names_child=True)
        assert plan.child.name in plan.client("school").get(f"/cases/tasks/{task.pk}/").text

    def test_another_office_has_no_such_task(self, plan, case):
        task = give(plan, case)
        for who in ("director", "next_door", "police"):
            assert plan.client(who).get(f"/cases/tasks/{task.pk}/").status_code == 404
        assert plan.client("reader").get(f"/cases/tasks/{task.pk}/").status_code == 403

    def test_it_is_answered_once_and_the_case_tells(self, plan, case):
        task = give(plan, case)
        client = plan.client("school")
        answer = {"state": "done", "answer": "已连续三天到校"}

        assert client.post(f"/cases/tasks/{task.pk}/", answer).url == "/cases/tasks/"
        client.post(f"/cases/tasks/{task.pk}/", answer)

        plan.enter()
        assert Event.objects.filter(file_id=case.pk, what="cases.task_done").count() == 1
        assert "已连续三天到校" in plan.client("police").get(f"/cases/{case.pk}/").text
        plan.enter()
        assert Message.objects.filter(user=plan.users["police"], subject__contains=case.number).exists()
        with pytest.raises(AlreadyAnswered):
            answer_task(by=actor_of(plan.users["school"]), task=task, is_done=True, answer="x", today=TODAY, at=AT)

    def test_what_cannot_be_done_is_returned_with_a_reason(self, plan, case):
        task = give(plan, case)
        client = plan.client("school")

        assert client.post(f"/cases/tasks/{task.pk}/", {"state": "returned", "answer": ""}).status_code == 422
        client.post(f"/cases/tasks/{task.pk}/", {"state": "returned", "answer": "本校没有这名学生"})
        plan.enter()
        assert CaseTask.objects.get(pk=task.pk).state == "returned"


class TestHandOver:
    def test_the_giver_holds_until_the_receiver_has_accepted(self, plan, case):
        one = offer(plan, case)
        assert holder(case) == "公安局"

        accept_case(by=actor_of(plan.users["supervisor"]), offer=one, today=TODAY, at=AT)

        assert holder(case) == "张强镇人民政府"
        assert CasePart.objects.filter(file=case, is_holder=True, until_at=None).count() == 1

    def test_declining_names_who_should_hold_it_and_asks_that_office(self, plan, case):
        one = offer(plan, case)

        decline_case(
            by=actor_of(plan.users["supervisor"]),
            offer=one,
            reason="超出乡镇职责",
            next_office=plan.office("civil_affairs"),
            today=TODAY,
            at=AT,
        )

        assert holder(case) == "公安局"
        following = CaseHandOver.objects.get(file=case, answer="open")
        assert (following.receiver, following.giver) == (plan.office("civil_affairs"), plan.office("police"))
        assert CaseHandOver.objects.get(pk=one.pk).next_offer == following

    def test_only_the_holder_offers_one_at_a_time_to_another(self, plan, case):
        with pytest.raises(HandOverRefused):
            offer(plan, case, by="supervisor", to="civil_affairs")
        with pytest.raises(HandOverRefused):
            offer(plan, case, to="police")
        offer(plan, case)
        with pytest.raises(HandOverRefused):
            offer(plan, case, to="civil_affairs")

    def test_only_the_receiver_answers_and_once(self, plan, case):
        one = offer(plan, case)
        with pytest.raises(HandOverRefused):
            accept_case(by=actor_of(plan.users["civil_affairs"]), offer=one, today=TODAY, at=AT)
        accept_case(by=actor_of(plan.users["supervisor"]), offer=one, today=TODAY, at=AT)
        with pytest.raises(HandOverRefused):
            accept_case(by=actor_of(plan.users["supervisor"]), offer=one, today=TODAY, at=AT)

    def test_nobody_is_sent_in_a_circle(self, plan, case):
        one = offer(plan, case)
        for wrong in ("police", "supervisor"):
            with pytest.raises(HandOverRefused):
                decline_case(
                    by=actor_of(plan.users["supervisor"]),
                    offer=one,
                    reason="不是本单位职责",
                    next_office=plan.office(wrong),
                    today=TODAY,
                    at=AT,
                )

    def test_by_the_page_for_the_office_that_is_asked_and_no_other(self, plan, case):
        one = offer(plan, case)
        assert case.number in plan.client("supervisor").get("/cases/hand-overs/").text
        assert case.number not in plan.client("civil_affairs").get("/cases/hand-overs/").text
        assert plan.client("civil_affairs").post(f"/cases/hand-overs/{one.pk}/accept/").status_code == 404
        assert plan.client("director").post(f"/cases/hand-overs/{one.pk}/accept/").status_code == 403
        assert plan.client("supervisor").post(f"/cases/hand-overs/{one.pk}/decline/", {}).status_code == 422

        done = plan.client("supervisor").post(f"/cases/hand-overs/{one.pk}/accept/")
        assert done.url == f"/cases/{case.pk}/"
        plan.enter()
        assert holder(case) == "张强镇人民政府"

    def test_whoever_is_asked_is_told_at_once_and_the_giver_hears_the_answer(self, plan, case):
        one = offer(plan, case, person=plan.users["supervisor"])
        assert Message.objects.get(once_key=f"offer:{one.pk}").user == plan.users["supervisor"]

        accept_case(by=actor_of(plan.users["supervisor"]), offer=one, today=TODAY, at=AT + timedelta(hours=1))
        assert Message.objects.filter(once_key=f"answered:{one.pk}", user=plan.users["police"]).exists()

    def test_a_second_open_offer_the_database_refuses(self, plan, case):
        one = offer(plan, case)
        with pytest.raises(IntegrityError), transaction.atomic():
            CaseHandOver.objects.create(
                county_id=case.county_id,
                file=case,
                giver=one.giver,
                receiver=one.receiver,
                part="township",
                reason="x",
                offered_at=AT,
            )


class TestHome:
    """What waits for the own answer stands beside the duties, with its clock."""

    def asked(self, plan, who):
        return plan.client(who).get("/").context["questions"]

    def test_a_task_says_no_more_than_its_own_page_and_is_late_after_its_day(self, plan, case, settings):
        task = give(plan, case, due_on=TODAY)
        [question] = self.asked(plan, "school")

        assert (question.address, question.due_on, question.is_late) == (f"/cases/tasks/{task.pk}/", TODAY, False)
        assert case.number not in plan.client("school").get("/").text
        assert self.asked(plan, "director") == []
        settings.TODAY = (TODAY + timedelta(days=1)).isoformat()
        assert [one.is_late for one in self.asked(plan, "school")] == [True]

    def test_an_offered_case_waits_until_it_is_answered_and_is_late_after_the_hours_of_silence(self, plan, case):
        offered = offer(plan, case)
        scope = scope_of(plan.users["supervisor"])

        for hours, is_late in ((24, False), (25, True)):
            [question] = find_offers(scope, AT + timedelta(hours=hours), 10)
            assert (question.name, question.due_on, question.is_late) == (case.number, TODAY + timedelta(1), is_late)
        assert [one.name for one in self.asked(plan, "supervisor")] == [case.number]
        assert self.asked(plan, "police") == []
        plan.enter()
        accept_case(by=actor_of(plan.users["supervisor"]), offer=offered, today=TODAY, at=AT)
        assert self.asked(plan, "supervisor") == []
