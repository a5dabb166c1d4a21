"""Closing, looking back, reopening; the seal and the glass; and cases that stand still."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shouwang.access.models import Event, Reading
from shouwang.access.queries import get_scope
from shouwang.duties.models import Message
from shouwang.duties.operations import GateClosed
from shouwang.mechanisms.cases.models import Alarm
from shouwang.mechanisms.cases.operations.closing import NotYetToBeClosed, close_case, look_back, reopen_case
from shouwang.mechanisms.cases.operations.handing import offer_case
from shouwang.mechanisms.cases.operations.identity import see_child
from shouwang.mechanisms.cases.operations.sealing import SealRefused, break_glass, seal_case, unseal_case
from shouwang.mechanisms.cases.operations.silence import raise_silent_cases
from shouwang.mechanisms.cases.operations.tasks import give_task
from shouwang.mechanisms.cases.tests.conftest import AT
from shouwang.registry.casework import set_case_facts
from shouwang.registry.models import Case, CasePart, CaseReader, File
from shouwang.registry.operations import FileClosed
from tests.factories import TODAY, actor_of, make_case

pytestmark = pytest.mark.django_db
NOW = {"on": TODAY, "today": TODAY, "at": AT}


def close(cast, case, because="settled", **more):
    return close_case(by=actor_of(cast.users["police"]), file=case, because=because, **NOW, **more)


def see(cast, case):
    see_child(by=actor_of(cast.users["police"]), file=case, where="家中", condition="unhurt", **NOW)


class TestClosing:
    def test_needs_what_the_plan_asks(self, plan, case):
        see(plan, case)
        with pytest.raises(GateClosed):
            close(plan, case)
        assert Case.objects.get(pk=case.pk).closed_on is None

    def test_needs_that_somebody_saw_the_child_whatever_the_plan_says(self, plan, case):
        set_case_facts(file=case, facts={"case.child_safe": True})
        with pytest.raises(NotYetToBeClosed):
            close(plan, case)
        assert Case.objects.get(pk=case.pk).closed_on is None

        see(plan, case)
        close(plan, case)
        assert Case.objects.get(pk=case.pk).stage == "closed"

    def test_waits_for_answers(self, plan, case):
        set_case_facts(file=case, facts={"case.child_safe": True})
        see(plan, case)
        by = actor_of(plan.users["police"])
        give_task(by=by, file=case, office=plan.office("school"), what="确认到校", **NOW)
        with pytest.raises(NotYetToBeClosed):
            close(plan, case)

    def test_waits_for_a_hand_over(self, plan, case):
        set_case_facts(file=case, facts={"case.child_safe": True})
        see(plan, case)
        by = actor_of(plan.users["police"])
        offer_case(by=by, file=case, office=plan.office("supervisor"), reason="属地", **NOW)
        with pytest.raises(NotYetToBeClosed):
            close(plan, case)

    def test_a_mistake_is_explained_and_leaves_no_label_on_the_child(self, plan, case):
        with pytest.raises(NotYetToBeClosed):
            close(plan, case, because="mistaken")
        close(plan, case, because="mistaken", note="同名儿童，已核实")

        for who in ("director", "supervisor", "police", "school"):
            for path in (f"/files/{plan.child.pk}/", f"/files/{plan.child.pk}/story/"):
                text = plan.client(who).get(path).text
                assert case.number not in text
                assert "误报" not in text


class TestAfterwards:
    @pytest.fixture
    def closed(self, plan, case):
        set_case_facts(file=case, facts={"case.child_safe": True})
        see(plan, case)
        close(plan, case)
        return case

    def test_only_what_comes_after_closing_can_be_recorded(self, plan, closed):
        with pytest.raises(FileClosed):
            see(plan, closed)
        look_back(by=actor_of(plan.users["police"]), file=closed, is_child_seen=True, finding="well", **NOW)
        offered = plan.client("police").get(f"/cases/{closed.pk}/").context["acts"]
        events = {act.event for _title, acts in offered for act in acts}
        assert {"cases.looked_back", "cases.reopened"} <= events
        assert "cases.task_given" not in events

    def test_a_reopened_case_needs_the_child_seen_anew_and_is_held_as_before(self, plan, closed):
        reopen_case(by=actor_of(plan.users["police"]), file=closed, reason="又有需要", **NOW)

        case = Case.objects.get(pk=closed.pk)
        assert (case.closed_on, case.stage, case.child_seen_on) == (None, "received", None)
        assert CasePart.objects.get(file=closed, is_holder=True, until_at=None).office.name == "公安局"


class TestSeal:
    @pytest.fixture
    def sealed(self, plan, case):
        by = actor_of(plan.users["police"])
        seal_case(by=by, file=case, reason="涉性侵害", people=[plan.users["civil_affairs"]], **NOW)
        return case

    def test_opens_to_who_sealed_it_and_to_the_named(self, plan, sealed):
        answers = {who: plan.client(who).get(f"/cases/{sealed.pk}/").status_code for who in plan.users}
        assert {who for who, status in answers.items() if status == 200} == {"police", "civil_affairs"}

    def test_comes_off_again(self, plan, sealed):
        by = actor_of(plan.users["police"])
        with pytest.raises(SealRefused):
            seal_case(by=by, file=sealed, reason="再次", **NOW)
        unseal_case(by=by, file=sealed, reason="已判决", **NOW)

        assert plan.client("supervisor").get(f"/cases/{sealed.pk}/").status_code == 200

    def test_the_glass_opens_it_for_hours_and_tells_those_who_seal_at_once(self, plan, sealed):
        client = plan.client("supervisor")

        done = client.post("/cases/glass/", {"number": sealed.number, "reason": "儿童此刻在派出所"})

        assert done.url == f"/cases/{sealed.pk}/"
        assert client.get(done.url).status_code == 200
        plan.enter()
        reader = CaseReader.objects.get(file=sealed, user=plan.users["supervisor"])
        assert reader.until_at - reader.from_at == timedelta(hours=2)
        event = Event.objects.get(file_id=sealed.pk, what="cases.glass_broken")
        told = Message.objects.filter(once_key=f"glass:{event.pk}", channel="app")
        assert {message.user for message in told} == {plan.users["police"], plan.users["civil_affairs"]}
        assert Reading.objects.filter(file_id=sealed.pk, what="glass").exists()

        later = get_scope(user=plan.users["supervisor"], on=TODAY, at=reader.until_at + timedelta(seconds=1))
        assert not File.objects.within(later, "case.read").filter(pk=sealed.pk).exists()

    def test_where_the_county_chose_no_time_the_glass_stays_open_until_the_day_is_over(self, cast):
        case = make_case(cast.place, child=cast.child)
        by, at = actor_of(cast.users["supervisor"]), datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("Asia/Shanghai"))

        break_glass(by=by, file=case, reason="急", today=TODAY, at=at)

        reader = CaseReader.objects.get(file=case)
        assert reader.until_at == datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Shanghai"))

    def test_the_glass_tells_nothing_to_who_has_no_place_there_and_of_a_case_that_is_not_sealed(
        self, plan, sealed, hospital
    ):
        answers = set()
        for number in (sealed.number, "210100-99999999"):
            page = plan.client("doctor").post("/cases/glass/", {"number": number, "reason": "需要查阅病情"})
            answers.add((page.status_code, page.text.replace(number, "")[-400:]))
        assert len(answers) == 1
        assert plan.client("director").post("/cases/glass/", {}).status_code == 403
        assert (
            plan.client("supervisor").post("/cases/glass/", {"number": sealed.number, "reason": "看"}).status_code
            == 422
        )
        plan.enter()
        assert not Event.objects.filter(what="cases.glass_broken").exists()

    def test_breaking_it_never_gives_more_than_the_post_would_see(self, plan, sealed):
        break_glass(by=actor_of(plan.users["director"]), file=sealed, reason="试试看能否打开", today=TODAY, at=AT)
        assert plan.client("director").get(f"/cases/{sealed.pk}/").status_code == 403


class TestSilence:
    def silent_for(self, case, **time):
        CasePart.objects.filter(file=case, is_holder=True).update(heard_at=AT - timedelta(**time))

    def test_is_raised_rung_by_rung_and_each_rung_once(self, plan, case):
        def raised():
            raise_silent_cases(county_id=plan.place.id, today=TODAY, at=AT)
            return list(Alarm.objects.order_by("step").values_list("step", "function").distinct())

        self.silent_for(case, hours=23)
        assert raised() == []
        self.silent_for(case, hours=25)
        assert raised() == [(0, "police")]
        assert raised() == [(0, "police")]
        Alarm.objects.all().delete()
        self.silent_for(case, hours=80)
        assert raised() == [(0, "police"), (1, "township_lead"), (2, "civil_affairs")]

    def test_tells_the_number_and_the_hours_never_the_child(self, plan, case):
        self.silent_for(case, hours=80)
        raise_silent_cases(county_id=plan.place.id, today=TODAY, at=AT)

        told = Message.objects.filter(once_key__startswith="silent:")
        assert {message.user for message in told} >= {plan.users["police"], plan.users["civil_affairs"]}
        for message in told:
            assert case.number in message.subject
            assert plan.child.name not in message.subject + message.body

    def test_a_closed_case_and_one_that_was_heard_of_are_left_alone(self, plan, case):
        self.silent_for(case, hours=80)
        see(plan, case)
        assert raise_silent_cases(county_id=plan.place.id, today=TODAY, at=AT + timedelta(hours=1)) == 0

        self.silent_for(case, hours=80)
        set_case_facts(file=case, facts={"case.closed_on": TODAY})
        assert raise_silent_cases(county_id=plan.place.id, today=TODAY, at=AT) == 0

    def test_the_procuratorates_window_shows_number_place_holder_and_hours(self, plan, case, procuratorate):
        self.silent_for(case, hours=80)

        page = plan.client("procurator").get("/cases/silent/")

        assert page.status_code == 200
        for shown in (case.number, "张强镇", "公安局"):
            assert shown in page.text
        for hidden in (plan.child.name, str(case.pk), "家庭暴力"):
            assert hidden not in page.text
        for who in ("director", "school", "police", "civil_affairs"):
            assert plan.client(who).get("/cases/silent/").status_code == 403

    def test_an_offer_that_nobody_answers_is_urged_again(self, plan, case):
        by = actor_of(plan.users["police"])
        offer_case(by=by, file=case, office=plan.office("supervisor"), reason="属地", **NOW)

        raise_silent_cases(county_id=plan.place.id, today=TODAY, at=AT + timedelta(hours=25))

        urged = Message.objects.filter(once_key__startswith="unanswered:")
        assert {message.user for message in urged} == {plan.users["police"], plan.users["supervisor"]}

    def test_a_county_that_chose_no_figure_calls_nothing_silent(self, cast, procuratorate):
        assert raise_silent_cases(county_id=cast.place.id, today=TODAY, at=AT) == 0
        assert cast.client("procurator").get("/cases/silent/").status_code == 200
