"""The county's questions about a child: asked by the plan's dimensions, counted, and kept with the version that asked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from shouwang.access.models import Event
from shouwang.access.operations import append_event
from shouwang.mechanisms.assessment.models import Assessment
from shouwang.mechanisms.assessment.operations import install_questionnaire
from shouwang.mechanisms.assessment.questionnaire import STARTING
from shouwang.registry.models import Questionnaire
from tests.factories import TODAY, actor_of, adopt_plan, make_case

pytestmark = pytest.mark.django_db
AT = datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC)
ADDRESS = "/assessment/questionnaire/"
OWN = {
    "title": "儿童风险评估表",
    "version": "县2026-2",
    "questions": "安全处境 | 夜里怕不怕 | 不怕=0 | 怕=9\n监护情况｜谁做饭｜大人＝0｜自己＝6",
    "upper_from": "12",
    "lower_from": "6",
    "in_use_from": TODAY.isoformat(),
}


@pytest.fixture
def case(cast):
    adopt_plan(cast.place, "shenyang-2017-74")
    install_questionnaire(county=cast.place.county, on=TODAY - timedelta(days=5))
    found = make_case(cast.place, child=cast.child, neglect=True)
    by = actor_of(cast.users["supervisor"])
    append_event(by=by, file_id=found.pk, what="assessment.convened", on=TODAY, at=AT)
    for who in ("police", "civil_affairs"):  # of those whom the plan names, the ones with an office in this county
        other = actor_of(cast.users[who])
        append_event(by=other, file_id=found.pk, what="assessment.opinion_given", on=TODAY, at=AT)
    return found


def load_own(cast, **given):
    answer = cast.client("civil_affairs").post(ADDRESS, OWN | given)
    cast.enter()
    return answer


def open_form(cast, file, day=TODAY):
    """The form's address, its first values, and the page as it is drawn."""
    address = reverse("do", args=[file.pk, "assessment.done"])
    page = cast.client("supervisor").get(address)
    form = page.context["form"]
    given = {"seen": form.fields["seen"].initial} if "seen" in form.fields else {}
    given |= {"on": day.isoformat(), "findings": "夜间无人照看", "is_child_seen": "yes"}
    return address, given, page


def send(cast, file, points_last=(), day=TODAY, **more):
    """Fills the form with every question's first answer, those whose words are in `points_last` with the last one."""
    address, given, page = open_form(cast, file, day)
    for name, field in page.context["form"].fields.items():
        if name.startswith("q_"):
            given[name] = field.choices[-1 if field.label in points_last else 0][0]
    answer = cast.client("supervisor").post(address, given | more)
    cast.enter()
    return answer


class TestAsking:
    @pytest.mark.proves("SY-3.2.8-c")
    def test_the_questions_stand_under_the_plans_dimensions(self, cast, case):
        _address, _given, page = open_form(cast, case)

        groups = [(name, len(fields)) for name, fields in page.context["form"].groups]
        assert groups[:3] == [("安全处境", 5), ("监护情况", 6), ("身心健康状况", 4)]
        assert [name for name, _count in groups[3:]] == ["其他", ""]
        assert "儿童风险评估表 2026-1" in page.content.decode()

    def test_a_question_left_open_is_asked_again_and_other_may_stay_empty(self, cast, case):
        address, given, _page = open_form(cast, case)
        answer = cast.client("supervisor").post(address, given)

        wrong = answer.context["form"].errors
        assert len(wrong) == 15 and all(name.startswith("q_") for name in wrong)

    def test_a_dimension_without_questions_is_rated(self, cast, case):
        load_own(cast)
        _address, _given, page = open_form(cast, case)

        assert {"rating_health", "rating_other"} <= page.context["form"].fields.keys()
        send(cast, case, rating_health="fair")
        assert Assessment.objects.get().dimensions[2] == {"key": "health", "name": "身心健康状况", "rating": "fair"}

    def test_the_version_of_the_day_on_which_it_was_done_asks(self, cast, case):
        load_own(cast)
        answer = send(cast, case, rating_health="good", day=TODAY - timedelta(days=2))

        form = answer.context["form"]
        assert (answer.status_code, form.questionnaire.version) == (422, "2026-1")
        assert "另一版本" in str(form.non_field_errors())
        assert not Assessment.objects.exists()


class TestCounting:
    @pytest.mark.proves("SY-3.2.8-c")
    def test_points_are_counted_by_dimension_and_in_all_and_suggest_the_level(self, cast, case):
        last = ["夜间有没有成年人照看", "上学情况"]
        assert send(cast, case, points_last=last).status_code == 302

        found = Assessment.objects.get()
        assert [one.get("points") for one in found.dimensions] == [20, 12, 0, None]
        assert (found.points, found.suggested_level, found.risk_level) == (32, "high", "high")
        case.case.refresh_from_db()
        assert case.case.risk_level == "high"

    def test_one_answer_of_acute_danger_is_high_alone(self, cast, case):
        send(cast, case, points_last=["身上有没有伤"])

        assert Assessment.objects.get().risk_level == "high"

    def test_another_level_needs_a_reason(self, cast, case):
        refused = send(cast, case, risk_level="high")
        assert refused.status_code == 422
        assert "请说明理由" in refused.content.decode() and not Assessment.objects.exists()

        assert send(cast, case, risk_level="high", level_reason="邻居多次报告").status_code == 302
        found = Assessment.objects.get()
        assert (found.suggested_level, found.risk_level, found.level_reason) == ("low", "high", "邻居多次报告")
        assert "邻居" not in str(Event.objects.get(what="assessment.done").detail)

    def test_a_child_without_a_plan_gets_its_level_by_hand(self, cast):
        assert send(cast, cast.child).status_code == 422
        assert send(cast, cast.child, risk_level="low").status_code == 302
        found = Assessment.objects.get()
        assert (found.points, found.suggested_level, found.risk_level) == (None, None, "low")


class TestKeeping:
    def test_an_old_assessment_keeps_its_version_and_its_words(self, cast, case):
        send(cast, case, points_last=["夜间有没有成年人照看"])
        load_own(cast)
        send(cast, case, points_last=["夜里怕不怕", "谁做饭"], rating_health="good")

        cast.enter()
        versions = [(one.questionnaire.version, one.points) for one in Assessment.objects.order_by("id")]
        assert versions == [("2026-1", 20), ("县2026-2", 15)]
        page = cast.client("supervisor").get(reverse("cases:case", args=[case.pk])).content.decode()
        assert "夜间有没有成年人照看：经常没有（20）" in page and "夜里怕不怕：怕（9）" in page
        assert "20分（最高98分）" in page

    def test_an_assessment_from_before_the_questions_is_shown_with_its_ratings(self, cast, case):
        send(cast, case)
        rated = [{"key": "safety", "name": "安全处境", "rating": "poor"}]
        Assessment.objects.update(questionnaire=None, answers=None, points=None, suggested_level=None, dimensions=rated)

        page = cast.client("supervisor").get(reverse("cases:case", args=[case.pk])).content.decode()
        assert "<dt>安全处境</dt><dd>差</dd>" in page

    def test_the_answers_are_sealed(self, cast, case):
        send(cast, case)

        with connection.cursor() as cursor:
            cursor.execute("SELECT answers FROM assessment_assessment")
            assert b"a1" not in bytes(cursor.fetchone()[0])
        assert '"q1": "a1"' in Assessment.objects.get().answers

    def test_a_county_from_before_begins_with_the_first_when_it_assesses(self, cast):
        adopt_plan(cast.place, "shenyang-2017-74")
        send(cast, cast.child)

        assert Assessment.objects.get().questionnaire == Questionnaire.objects.get(purpose="child")


class TestLoading:
    def test_a_county_begins_with_fifteen_questions_and_gets_them_once(self, county):
        for _time in range(2):
            install_questionnaire(county=county.county, on=TODAY)

        assert len(Questionnaire.objects.get().items) == len(STARTING["items"]) == 15

    @pytest.mark.proves("SY-3.2.8-c")
    def test_the_county_loads_its_own(self, cast, case):
        assert load_own(cast).status_code == 302

        page = cast.client("civil_affairs").get(ADDRESS).content.decode()
        assert "安全处境：夜里怕不怕" in page and "12分起为高风险" in page
        assert Event.objects.get(what="assessment.questionnaire_loaded").detail["version"] == "县2026-2"

    def test_a_version_of_tomorrow_does_not_ask_today(self, cast, case):
        load_own(cast, in_use_from=(TODAY + timedelta(days=1)).isoformat())

        assert open_form(cast, case)[2].context["form"].questionnaire.version == "2026-1"

    @pytest.mark.parametrize(
        ("wrong", "field", "words"),
        [
            ({"questions": "安全处境 | 夜里 | 怕=9 | 不怕=0\n监护情况 | 做饭"}, "questions", "第2行读不懂"),
            (
                {"questions": "天气 | 下雨吗 | 下=9 | 不下=0"},
                "questions",
                "第1行开头不是方案所列的方面：安全处境、监护情况",
            ),
            ({"upper_from": "16"}, "upper_from", "总分"),
            ({"lower_from": "12"}, "upper_from", "高风险线须高于中风险线"),
        ],
    )
    def test_what_is_wrong_is_said_with_its_line(self, cast, case, wrong, field, words):
        answer = load_own(cast, **wrong)

        assert answer.status_code == 422
        assert words in str(answer.context["form"].errors[field])

    @pytest.mark.parametrize("who", ["supervisor", "director", "police", "system_admin"])
    def test_only_who_chooses_the_plans_figures_may(self, cast, who):
        assert cast.client(who).get(ADDRESS).status_code == 403

    def test_the_scales_for_carers_and_for_children_do_not_meet(self, cast, case):
        load_own(cast)
        page = cast.client("civil_affairs").get("/delegation/questionnaire/")

        assert "县2026-2" not in page.content.decode()


def test_the_starting_questions_cover_the_three_dimensions():
    asked = [item["dimension"] for item in STARTING["items"]]

    assert {key: asked.count(key) for key in asked} == {"safety": 5, "guardianship": 6, "health": 4}
