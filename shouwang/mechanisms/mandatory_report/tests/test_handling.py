"""What happens around a report: answers, who should have reported, the same child."""

from datetime import date, timedelta

import pytest

from shouwang.access.models import Event, Reading
from shouwang.duties.models import Choice
from shouwang.duties.operations import record_case_event, record_event
from shouwang.mechanisms.mandatory_report.documents import slip_texts
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender
from shouwang.mechanisms.mandatory_report.panels import report_panel
from shouwang.mechanisms.mandatory_report.queries.alike import list_alike
from shouwang.mechanisms.mandatory_report.queries.looking_back import list_signs, list_units
from shouwang.mechanisms.mandatory_report.queries.receipts import get_progress
from shouwang.mechanisms.mandatory_report.tests.conftest import AT
from shouwang.mechanisms.mandatory_report.tests.doing import do
from shouwang.registry.casework import name_child, set_case_facts
from shouwang.registry.models import Child, File, Merge
from tests import factories

pytestmark = pytest.mark.django_db
SHENYANG = "shenyang-2017-74"


class TestActs:
    @pytest.mark.parametrize(
        ("event", "fields"),
        [
            ("mandatory_report.answered", {"answer": "已上门查看，孩子安全"}),
            ("mandatory_report.reporter_protected", {"measure": "派出所每日巡查"}),
            ("mandatory_report.missed_found", {"unit": "张强镇中心小学", "sign": "缺课两周", "finding": "missed"}),
        ],
    )
    @pytest.mark.proves("JP-3.1.3-e")
    def test_the_police_do_them_on_the_case(self, cast, place, report, event, fields):
        file = report(place=place.villages[0]).report.file

        answer = do(cast.client("police"), file, event, **fields)

        assert answer.status_code == 302
        cast.enter()
        done = Event.objects.get(file_id=file.pk, what=event)
        assert fields.items() <= done.opened.items()

    @pytest.mark.parametrize(
        ("kind", "event", "fields"),
        [
            ("village", "mandatory_report.staff_told", {"told": 7, "of": 9, "how": "training"}),
            ("village", "mandatory_report.responsible_named", {"person": "王主任"}),
            ("village", "mandatory_report.guided", {"whom": "村专干", "content": "边排查边报告"}),
            ("county", "mandatory_report.schools_guided", {"whom": "各中小学", "content": "强制报告培训"}),
            ("county", "mandatory_report.hospitals_guided", {"whom": "各医院", "content": "不明伤情"}),
            ("county", "mandatory_report.volunteered", {"many": 6}),
            ("county", "mandatory_report.rewarded", {"what": "praise", "many": 2}),
        ],
    )
    @pytest.mark.proves(
        "SY-3.1.4-b",
        "SY-3.1.4-j",
        "SY-3.1.4-n",
        "BH-4.1-j",
        "JP-3.1-b",
        "JP-3.1.2-a",
        "JP-3.1.3-c",
        "JP-A3.05-e",
        "JP-A3.05-h",
        "JP-A3.06-e",
        "JP-A3.16-d",
    )
    def test_units_and_the_county_are_told_guided_and_praised_on_their_own_files(
        self, cast, place, kind, event, fields
    ):
        region = place.villages[0] if kind == "village" else None
        unit = factories.make_unit(place, kind=kind, region=region)

        answer = do(cast.client("civil_affairs"), unit, event, **fields)

        assert answer.status_code == 302
        cast.enter()
        assert Event.objects.filter(file_id=unit.pk, what=event).count() == 1


class TestLookingBack:
    @pytest.fixture
    def case(self, cast, place, report):
        """The child was visited with a finding in June, visited without one in August, reported in November."""
        factories.adopt_plan(place, "minors-law-2021")
        by = factories.actor_of(cast.users["director"])
        for on, detail in (
            (date(2026, 6, 1), {"findings": ["injury"], "conclusion": "fair"}),
            (date(2026, 8, 1), {"findings": [], "conclusion": "proper"}),
        ):
            record_event(by=by, file=cast.child, what="visit.done", on=on, at=AT, today=factories.TODAY, detail=detail)
        file = report(place=place.villages[0]).report.file
        name_child(file=file, child_file=cast.child)
        return file

    def test_the_visit_that_saw_a_sign_is_listed_with_its_unit(self, cast, case):
        signs = list_signs(file=case)

        assert [(sign.event.done_on, sign.unit) for sign in signs] == [(date(2026, 6, 1), "张强镇北台村村委会")]
        assert signs[0].days_before == (factories.TODAY - date(2026, 6, 1)).days
        assert list_units(file=case) == ["张强镇北台村村委会"]

    def test_what_lies_more_than_a_year_back_is_no_sign(self, cast, case):
        by = factories.actor_of(cast.users["director"])
        old = factories.make_child(cast.place, name="旧案", opened_on=date(2024, 1, 1))
        record_event(
            by=by,
            file=old,
            what="visit.done",
            on=date(2025, 1, 1),
            at=AT,
            today=factories.TODAY,
            detail={"findings": ["injury"]},
        )
        name_child(file=case, child_file=old)

        assert list_signs(file=case) == []

    def test_a_county_that_chose_no_span_looks_back_as_far_as_its_files_go(self, cast, case):
        Choice.objects.filter(parameter="mandatory_report.signs_within").delete()
        by = factories.actor_of(cast.users["director"])
        old = factories.make_child(cast.place, name="旧案", opened_on=date(2024, 1, 1))
        given = {"on": date(2025, 1, 1), "at": AT, "today": factories.TODAY, "detail": {"findings": ["injury"]}}
        record_event(by=by, file=old, what="visit.done", **given)
        name_child(file=case, child_file=old)

        assert [sign.event.done_on for sign in list_signs(file=case)] == [date(2025, 1, 1)]

    def test_a_case_whose_child_is_not_known_has_no_signs(self, report):
        assert list_signs(file=report().report.file) == []

    def test_the_page_is_offered_once_harm_is_confirmed_and_says_nothing_of_who_reported(self, cast, case, place):
        scope = factories.scope_of(cast.users["police"])
        before = report_panel(case, scope, factories.TODAY)["is_confirmed"]
        set_case_facts(file=case, facts={"case.confirmed": True})
        case.refresh_from_db()
        after = report_panel(case, scope, factories.TODAY)["is_confirmed"]

        client = cast.client("police")
        page = client.get(f"/mandatory_report/{case.pk}/looking-back/").content.decode()

        assert (before, after) == (False, True)
        assert "张强镇北台村村委会" in page
        cast.enter()
        assert Reading.objects.filter(what="looking_back", user=cast.users["police"]).exists()
        assert cast.client("director").get(f"/mandatory_report/{case.pk}/looking-back/").status_code in (403, 404)


class TestAlike:
    @pytest.fixture(autouse=True)
    def figures(self, place):
        factories.adopt_plan(place, "minors-law-2021")

    def alike(self, cast, file):
        return [one.report.file_id for one in list_alike(file=file, scope=factories.scope_of(cast.users["police"]))]

    def test_the_same_name_from_the_same_village_is_proposed(self, cast, place, report):
        one = report(child_name="李小明", place=place.villages[0]).report.file
        same = report(child_name="李晓明", place=place.villages[0], child_age=9).report.file
        report(child_name="赵大川", place=place.villages[0])
        report(child_name="", place=place.villages[3])

        assert self.alike(cast, one) == [same.pk]

    def test_without_a_name_village_age_and_day_are_enough(self, cast, place, report):
        one = report(child_age=8, child_sex="male", place=place.villages[0]).report.file
        same = report(child_age=9, child_sex="male", place=place.villages[0], course="隔壁").report.file
        report(child_age=15, child_sex="female", place=place.villages[0])

        assert self.alike(cast, one) == [same.pk]

    def test_a_name_of_the_same_sound_is_found_far_away_and_weeks_later(self, cast, place, report):
        one = report(child_name="李小明", place=place.villages[0]).report
        same = report(child_name="李晓明", place=place.villages[2]).report
        type(same).objects.filter(pk=same.pk).update(received_at=one.received_at - timedelta(days=60))

        assert self.alike(cast, one.file) == [same.file_id]

    def test_nobody_gets_a_case_proposed_that_he_may_not_read(self, cast, place, report):
        one = report(child_name="李小明", place=place.villages[0]).report.file
        report(child_name="李小明", place=place.villages[0], course="别的话")

        assert list_alike(file=one, scope=factories.scope_of(cast.users["director"])) == []


class TestJoined:
    """Two reports of one child go on as one case (the row is the one that joining writes)."""

    @pytest.fixture
    def joined(self, cast, place, report):
        kept = report(Sender(name="甲"), place=place.villages[0], course="听见哭声")
        other = report(Sender(name="乙"), place=place.villages[0], course="看见伤痕")
        Merge.objects.create(
            county_id=place.id,
            kept=kept.report.file,
            absorbed=other.report.file,
            snapshot={},
            merged_at=AT,
            reason="同一名儿童",
        )
        return kept, other

    def test_the_panel_and_the_slip_tell_both_reports(self, cast, joined):
        kept, _other = joined
        told = report_panel(kept.report.file, factories.scope_of(cast.users["police"]), factories.TODAY)

        assert [one.course for one in told["reports"]] == ["听见哭声", "看见伤痕"]
        assert told["alike"] == []
        assert slip_texts(kept.report.file, None, factories.TODAY)["course"] == "听见哭声；看见伤痕"

    def test_each_reporter_reads_the_answer_of_the_case_in_which_it_goes_on(self, cast, joined):
        kept, other = joined
        police = factories.actor_of(cast.users["police"])
        record_case_event(
            by=police,
            file=kept.report.file,
            what="mandatory_report.answered",
            on=factories.TODAY,
            at=AT,
            today=factories.TODAY,
            facts={"case.stage": "accepted"},
            detail={"answer": "孩子安全"},
        )

        for received in joined:
            progress = get_progress(report=received.report)
            assert progress.reached == 2
            assert progress.answers == ((factories.TODAY, "孩子安全"),)
        assert kept.code != other.code

    def test_the_seal_of_the_kept_case_opens_both(self, cast, joined):
        kept, _other = joined
        client = cast.client("police")

        page = client.post(f"/mandatory_report/{kept.report.file_id}/reporter/", {"reason": "核实案情需要"})

        names = [one.reporter.name for one in page.context["revealed"]]
        assert names == ["甲", "乙"]


def test_a_case_closed_as_mistaken_leaves_no_label_on_the_child(cast, place, report):
    before = File.objects.filter(pk=cast.child.pk).values().get(), Child.objects.filter(pk=cast.child.pk).values().get()
    file = report(place=place.villages[0], child_file=cast.child).report.file
    set_case_facts(file=file, facts={"case.mistaken": True, "case.stage": "closed", "case.closed_on": factories.TODAY})

    after = File.objects.filter(pk=cast.child.pk).values().get(), Child.objects.filter(pk=cast.child.pk).values().get()
    assert after == before
    assert not Event.objects.filter(file_id=cast.child.pk).exists()
