"""A case is offered to one person; and of two who change a case by its own pages, one wins and the other is told."""

from datetime import timedelta

import pytest

from shouwang.duties.operations import CaseMoved, record_case_event
from shouwang.duties.seen import sign_of
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.operations.handing import HandOverRefused, accept_case, decline_case, offer_case
from shouwang.mechanisms.cases.tests.conftest import AT
from shouwang.registry.models import Case, CasePart, File
from tests.factories import TODAY, actor_of, make_case, make_post, make_user

pytestmark = pytest.mark.django_db
STEP = {"today": TODAY, "at": AT}


@pytest.fixture
def colleague(plan):
    user = plan.users["second"] = make_user(plan.place, name="吴督导")
    make_post(user, plan.office("supervisor"), "township_supervisor")
    return user


@pytest.fixture
def offered(plan, case, colleague):
    """By the police to the township's supervisor in person."""
    return offer(plan, case, person=plan.users["supervisor"])


def offer(plan, case, *, by="police", to="supervisor", **given):
    office = plan.office(to)
    offer_case(by=actor_of(plan.users[by]), file=case, on=TODAY, office=office, reason="属地", **STEP, **given)
    return CaseHandOver.objects.get(file=case, answer="open")


def holder(case):
    return CasePart.objects.select_related("office", "person").get(file=case, is_holder=True, until_at=None)


class TestInPerson:
    def test_a_colleague_does_not_answer_for_the_person(self, plan, case, colleague, offered):
        for refused in (
            lambda: accept_case(by=actor_of(colleague), offer=offered, **STEP),
            lambda: decline(plan, offered, by=colleague, to="civil_affairs"),
        ):
            with pytest.raises(HandOverRefused, match="孙督导"):
                refused()
        assert holder(case).office.name == "公安局"
        assert "孙督导" in plan.client("second").get("/cases/hand-overs/").text

    def test_the_person_accepts_and_stands_on_the_case(self, plan, case, offered):
        plan.client("supervisor").post(f"/cases/hand-overs/{offered.pk}/accept/")
        plan.enter()

        assert holder(case).person == plan.users["supervisor"]
        assert "张强镇人民政府 · 孙督导" in plan.client("police").get(f"/cases/{case.pk}/").text

    def test_the_person_declines_and_names_a_colleague(self, plan, case, colleague, offered):
        decline(plan, offered, by=plan.users["supervisor"], to="supervisor", person=colleague)

        following = CaseHandOver.objects.get(file=case, answer="open")
        assert (following.receiver, following.person) == (plan.office("supervisor"), colleague)
        assert holder(case).office.name == "公安局"

    def test_nobody_hands_it_on_to_himself(self, plan, offered):
        with pytest.raises(HandOverRefused):
            decline(plan, offered, by=plan.users["supervisor"], to="supervisor", person=plan.users["supervisor"])

    def test_for_who_has_left_the_office_answers(self, plan, case, colleague, offered):
        plan.users["supervisor"].posts.update(until_on=TODAY - timedelta(days=1))

        accept_case(by=actor_of(colleague), offer=offered, **STEP)

        assert holder(case).person == colleague

    def test_within_the_office_it_goes_from_one_to_another(self, plan, case):
        second = make_user(plan.place, name="许警官")
        make_post(second, plan.office("police"), "police")
        one = offer(plan, case, to="police", person=second)

        accept_case(by=actor_of(second), offer=one, **STEP)

        assert (holder(case).office, holder(case).person) == (plan.office("police"), second)
        with pytest.raises(HandOverRefused):
            offer(plan, case, to="police", person=second)


def decline(plan, offered, *, by, to, person=None):
    given = {"reason": "外出", "next_office": plan.office(to), "next_person": person}
    return decline_case(by=actor_of(by), offer=offered, **given, **STEP)


def meanwhile(plan, case):
    """Somebody else does something on the case."""
    plan.enter()
    given = {"what": "emergency.evidence_taken", "on": TODAY, **STEP}
    record_case_event(by=actor_of(plan.users["civil_affairs"]), file=case, **given)


class TestTwoAtOnce:
    def test_whose_case_it_is(self, plan):
        case = make_case(plan.place)
        client, address = plan.client("police"), f"/cases/{case.pk}/child/"
        shown = client.get(address, {"name": plan.child.name}).context["seen"]
        meanwhile(plan, case)

        told = client.post(address, {"child_file": str(plan.child.pk), "seen": shown})
        assert told.status_code == 409
        assert "取证" in told.text
        plan.enter()
        assert Case.objects.get(pk=case.pk).child_file is None

        client.post(address, {"child_file": str(plan.child.pk), "seen": told.context["seen"]})
        plan.enter()
        assert Case.objects.get(pk=case.pk).child_file == plan.child

    def test_joining_two_reports(self, plan, case):
        other = make_case(plan.place, village=plan.place.villages[0])
        client, address = plan.client("police"), f"/cases/{case.pk}/join/"
        shown = client.get(address).context["form"]["seen"].value()
        meanwhile(plan, case)

        sent = {"other": str(other.pk), "reason": "同一名儿童", "seen": shown}
        told = client.post(address, sent)
        assert told.status_code == 422
        assert "同一名儿童" in told.text
        plan.enter()
        assert File.objects.get(pk=other.pk).withdrawn_at is None

        client.post(address, sent | {"seen": told.context["form"]["seen"].value()})
        plan.enter()
        assert File.objects.get(pk=other.pk).withdrawn_at is not None

    def test_an_answer_to_an_offer(self, plan, case, offered):
        client = plan.client("supervisor")
        ((_offer, form),) = client.get("/cases/hand-overs/").context["lines"]
        meanwhile(plan, case)

        told = client.post(f"/cases/hand-overs/{offered.pk}/accept/", {"seen": form["seen"].value()}, follow=True)

        assert "取证" in told.text
        plan.enter()
        assert holder(case).office.name == "公安局"
        assert CaseHandOver.objects.get(pk=offered.pk).answer == "open"

    def test_the_operations_refuse_an_old_sign(self, plan, case, offered):
        sign = sign_of(file=case)
        meanwhile(plan, case)

        with pytest.raises(CaseMoved):
            accept_case(by=actor_of(plan.users["supervisor"]), offer=offered, seen=sign, **STEP)
