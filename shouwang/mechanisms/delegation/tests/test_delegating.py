"""From a planned leave to a signed agreement and its end: nobody lets go of the child before somebody holds it."""

from datetime import date, timedelta

import pytest

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import GateClosed
from shouwang.mechanisms.delegation import operations
from shouwang.mechanisms.delegation.models import Agreement, Assessment
from shouwang.mechanisms.delegation.queries import list_agreements, list_without
from shouwang.mechanisms.delegation.questionnaire import STARTING
from shouwang.page import clock
from shouwang.registry.models import Child, Questionnaire
from shouwang.registry.queries import get_facts, list_care
from shouwang.registry.questionnaires import get_questionnaire, load_questionnaire
from tests.factories import TODAY, adopt_plan, make_child, scope_of

pytestmark = pytest.mark.django_db
TERMS = {
    "rights": "随时联系", "responsibilities": "按月支付费用", "obligations": "不得转托", "schooling": "中心小学",
    "board": "受托人家中",
}  # fmt: skip
UNTIL = date(2027, 11, 21)
GRANNY = {"name": "李奶奶", "born_on": date(1960, 3, 1), "relation": "grandparent", "is_willing": True}
GOOD = {item["key"]: "good" for item in STARTING["items"]}
POOR = dict.fromkeys(GOOD, "poor")
_MARK = Questionnaire(title=STARTING["title"], version=STARTING["version"]).mark
TYPED = {f"q_{_MARK}_{key}": answer for key, answer in GOOD.items()}


@pytest.fixture
def child(county):
    adopt_plan(county, "jinpu-2017-28")
    return make_child(county)


def _do(operation, child, *, on=TODAY, **fields):
    return operation(by=Actor(child.county_id), file=child, on=on, today=TODAY, at=clock.now(), **fields)


def _name(child, **fields):
    return _do(operations.name_carer, child, **GRANNY | fields)


def _assess(child, answers=None, *, banned="none", questionnaire=None, **options):
    asked = questionnaire or get_questionnaire(county_id=child.county_id, purpose="carer", on=TODAY)
    asked = asked or Questionnaire(county_id=child.county_id, purpose="carer", in_use_from=TODAY, **STARTING)
    given = {"banned": banned, "questionnaire": asked, "answers": answers or GOOD}
    return _do(operations.assess_carer, child, **given, **options)


def _sign(child, **fields):
    return _do(operations.sign_agreement, child, **{"from_on": TODAY, "until_on": UNTIL} | TERMS | fields)


def _care(child):
    return [(one.kind, one.carer.name if one.carer else None, one.agreement) for one in list_care(file=child)]


class TestPlanLeave:
    def test_who_leaves_today_is_away_from_today(self, child):
        _do(
            operations.plan_leave, child, parent="both", leaves_on=TODAY, work_place="辽宁省大连市", phone="13800000000"
        )

        facts = get_facts(county_id=child.county_id, file_ids=[child.pk])[child.pk]
        assert (facts["father.away"], facts["mother.away"], facts["father.away_since"]) == (True, True, TODAY)
        assert Child.objects.get(pk=child.pk).father.phone == "13800000000"

    def test_who_leaves_next_week_is_still_at_home(self, child):
        _do(operations.plan_leave, child, parent="father", leaves_on=TODAY + timedelta(days=7), work_place="大连市")

        father = Child.objects.get(pk=child.pk).father
        assert (father.away, father.away_since) == (False, TODAY + timedelta(days=7))


class TestNameCarer:
    def test_looks_after_the_child_from_that_day_on_a_draft(self, child):
        _name(child)

        assert _care(child) == [("informal", "李奶奶", "none")]
        assert Agreement.objects.get(file=child).state == "draft"

    def test_another_one_ends_the_agreement_with_the_first(self, child):
        _name(child, on=TODAY - timedelta(days=30))
        _assess(child)
        _sign(child)

        _name(child, name="王姑姑", relation="relative")

        states = (
            Agreement.objects.filter(file=child).order_by("id").values_list("carer__name", "state", "ended_because")
        )
        assert list(states) == [("李奶奶", "ended", "replaced"), ("王姑姑", "draft", None)]
        _assess(child)
        assert _sign(child)


class TestAssessCarer:
    def test_asks_who_the_carer_is_first(self, child):
        with pytest.raises(operations.NoCarer):
            _assess(child)

    @pytest.mark.parametrize(
        ("answers", "result"), [(GOOD, "fit"), (POOR, "unfit"), (dict.fromkeys(GOOD, "fair"), "weak")]
    )
    def test_the_points_say_whether_the_carer_is_fit(self, child, answers, result):
        _name(child)

        _assess(child, answers)

        assert Assessment.objects.get(file=child).result == result
        assert list_care(file=child).get().fit == result

    def test_a_late_entry_asks_the_version_of_the_day_of_the_assessment(self, cast):
        county, client = cast.place.county, cast.client("supervisor")
        _name(cast.child, on=TODAY - timedelta(days=40))
        operations.install_questionnaire(county=county, on=date(2026, 1, 1))
        items = [{"key": "one", "question": "县里的新问题", "answers": [{"key": "good", "label": "好", "points": 10}]}]
        load_questionnaire(
            county=county, purpose="carer", what="delegation.questionnaire_loaded", title="评估表", version="2",
            items=items, upper_from=8, lower_from=4, in_use_from=TODAY, by=Actor(county.pk), at=clock.now(),
        )  # fmt: skip
        address, day = f"/files/{cast.child.pk}/do/delegation.carer_assessed/", TODAY - timedelta(days=10)

        page = client.get(address)
        new = next(name for name in page.context["form"].fields if name.startswith("q_"))
        refused = client.post(address, {"on": day.isoformat(), "banned": "none", new: "good"})
        asked = {name: "good" for name in refused.context["form"].fields if name.startswith("q_")}
        answer = client.post(address, {"on": day.isoformat(), "banned": "none", **asked})

        assert "县里的新问题" in page.content.decode() and "县里的新问题" not in refused.content.decode()
        assert (refused.status_code, len(asked), answer.status_code) == (422, len(STARTING["items"]), 302)
        cast.enter()
        made = Assessment.objects.get(file=cast.child)
        assert (made.questionnaire.version, made.result) == (STARTING["version"], "fit")


class TestSignAgreement:
    def test_the_chain_of_care_says_by_which_agreement(self, child):
        _name(child)
        _assess(child)

        event = _sign(child)

        assert _care(child) == [("agreement", "李奶奶", "signed")]
        assert event.proof_of == f"delegation.agreement:{Agreement.objects.get(file=child).pk}"

    def test_a_second_one_is_refused_while_the_first_runs(self, child):
        _name(child)
        _assess(child)
        _sign(child)

        with pytest.raises(operations.AlreadySigned):
            _sign(child)

    @pytest.mark.proves("JP-2.1.1-c")
    @pytest.mark.parametrize(
        ("carer", "answers", "banned"),
        [
            ({"born_on": date(2009, 1, 1)}, GOOD, "none"),
            ({}, POOR, "none"),
            ({}, GOOD, "violence"),
            ({}, GOOD, "bad_habits"),
            ({}, GOOD, "neglected_duty"),
            ({}, GOOD, "other"),
        ],
    )
    def test_the_plan_refuses_whom_the_law_bars_and_nothing_is_half_done(self, child, carer, answers, banned):
        _name(child, **carer)
        _assess(child, answers, banned=banned)

        with pytest.raises(GateClosed) as closed:
            _sign(child)

        assert closed.value.refusals[0].clauses == ("JP-2.1.1-c",)
        assert Agreement.objects.get(file=child).state == "draft"
        assert _care(child) == [("informal", "李奶奶", "none")]
        assert not Event.objects.filter(what="delegation.signed").exists()


class TestRenewAgreement:
    def test_the_former_one_ends_and_the_terms_run_on(self, child):
        _name(child)
        _assess(child)
        _sign(child)

        _do(operations.renew_agreement, child, until_on=date(2028, 11, 21))

        former, renewed = Agreement.objects.filter(file=child).order_by("id")
        assert (former.state, renewed.state, renewed.renews_id) == ("ended", "signed", former.pk)
        assert (renewed.schooling, renewed.until_on) == ("中心小学", date(2028, 11, 21))
        assert list_care(file=child).get().agreed_until == date(2028, 11, 21)

    def test_needs_one_that_is_signed_and_a_later_last_day(self, child):
        _name(child)
        with pytest.raises(operations.NotSigned):
            _do(operations.renew_agreement, child, until_on=UNTIL)
        _assess(child)
        _sign(child)

        with pytest.raises(operations.EndsTooEarly):
            _do(operations.renew_agreement, child, until_on=TODAY)


class TestEndAgreement:
    @pytest.mark.parametrize(("holder", "kind"), [("parents", "parents"), ("nobody", "none")])
    def test_says_who_holds_the_child_from_now_on(self, child, holder, kind):
        _name(child, on=TODAY - timedelta(days=9))
        _assess(child)
        _sign(child)

        _do(operations.end_agreement, child, because="carer_withdrew", next_holder=holder)

        assert _care(child) == [("agreement", "李奶奶", "ended"), (kind, None, "none")]
        assert Agreement.objects.get(file=child).ended_because == "carer_withdrew"

    def test_there_must_be_one(self, child):
        with pytest.raises(operations.NotSigned):
            _do(operations.end_agreement, child, because="breach", next_holder="nobody")


class TestPages:
    def _send(self, cast, event, who="director", **fields):
        answer = cast.client(who).post(f"/files/{cast.child.pk}/do/{event}/", {"on": TODAY.isoformat(), **fields})
        cast.enter()
        return answer

    def test_a_carer_is_named_assessed_and_signed_for_on_the_screen(self, cast):
        adopt_plan(cast.place, "jinpu-2017-28")
        names = {"name": "李奶奶", "born_on": "1960-03-01", "relation": "grandparent", "is_willing": "yes"}

        steps = [
            self._send(cast, "delegation.carer_named", **names),
            self._send(cast, "delegation.carer_assessed", banned="none", **TYPED),
            self._send(cast, "delegation.signed", from_on=TODAY, until_on=UNTIL, **TERMS),
        ]

        assert [step.status_code for step in steps] == [302, 302, 302]
        assert Agreement.objects.get(file=cast.child).state == "signed"
        page = cast.client("director").get(f"/files/{cast.child.pk}/").content.decode()
        assert "李奶奶" in page

    def test_a_barred_carer_is_refused_by_clause_and_what_was_typed_stays(self, cast):
        adopt_plan(cast.place, "jinpu-2017-28")
        names = {"name": "李奶奶", "born_on": "1960-03-01", "relation": "grandparent", "is_willing": "yes"}
        self._send(cast, "delegation.carer_named", **names)
        self._send(cast, "delegation.carer_assessed", banned="violence", **TYPED)

        refused = self._send(cast, "delegation.signed", from_on=TODAY, until_on=UNTIL, **TERMS)

        assert refused.status_code == 422
        assert "JP-2.1.1-c" in refused.content.decode()
        assert "受托人家中" in refused.content.decode()

    @pytest.mark.parametrize(
        ("event", "fields", "words"),
        [
            ("delegation.renewed", {"until_on": "2027-11-22"}, "没有可续签的协议"),
            ("delegation.ended", {"because": "breach", "next_holder": "nobody"}, "没有可终止的已签协议"),
            ("delegation.carer_assessed", {"banned": "none", **TYPED}, "还没有确定受托人"),
            ("delegation.signed", {"from_on": "2026-11-22", "until_on": "2026-11-21", **TERMS}, "截止日期早于开始日期"),
        ],
    )
    def test_a_step_out_of_order_is_refused_in_words(self, cast, event, fields, words):
        answer = self._send(cast, event, **fields)

        assert answer.status_code == 422
        assert words in answer.content.decode()

    def test_lists_show_what_expires_and_who_has_none(self, cast):
        adopt_plan(cast.place, "jinpu-2017-28")
        bare = make_child(cast.place, name="李小红")
        _name(cast.child)
        _assess(cast.child)
        _sign(cast.child, until_on=TODAY + timedelta(days=20))
        scope = scope_of(cast.users["director"])

        assert [one.file for one in list_agreements(scope=scope, state="expiring", today=TODAY)] == [cast.child]
        assert list(list_agreements(scope=scope, state="expired", today=TODAY)) == []
        assert list(list_without(scope=scope)) == [bare]
        assert list(list_without(scope=scope_of(cast.users["next_door"]))) == []

    @pytest.mark.parametrize("state", ["without", "draft", "expiring", "expired", "signed", "ended"])
    def test_each_list_opens_and_an_unknown_one_is_not_there(self, cast, state):
        assert cast.client("director").get(f"/delegation/?state={state}").status_code == 200
        assert cast.client("director").get("/delegation/?state=other").status_code == 404
