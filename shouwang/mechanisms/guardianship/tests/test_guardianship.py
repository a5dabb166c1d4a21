"""Pledges, notices before leaving, supervision, and who holds the child from now on."""

from datetime import date, timedelta

import pytest

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.mechanisms.guardianship import operations
from shouwang.mechanisms.guardianship.queries import list_children
from shouwang.page import clock
from shouwang.registry.models import Child
from shouwang.registry.operations import CareOverlaps, begin_care
from shouwang.registry.queries import get_facts, list_care
from tests.factories import TODAY, make_child, make_unit, scope_of

pytestmark = pytest.mark.django_db
NOTICE = {"work_place": "辽宁省大连市", "phone": "13800000000", "entrusted": "由奶奶照看"}
UNCLE = {"relation": "relative", "born_on": date(1980, 5, 1)}


def _do(operation, child, *, on=TODAY, **fields):
    return operation(by=Actor(child.county_id), file=child, on=on, today=TODAY, at=clock.now(), **fields)


def _tell(child, *, leaves_on, on=TODAY, parent="father"):
    what = "guardianship.leave_told_village"
    return _do(operations.record_leave_notice, child, what=what, on=on, parent=parent, leaves_on=leaves_on, **NOTICE)


def _facts(child):
    return get_facts(county_id=child.county_id, file_ids=[child.pk])[child.pk]


@pytest.fixture
def child(county):
    return make_child(county)


class TestSignPledge:
    def test_holds_until_somebody_leaves_or_takes_over_after_it(self, child):
        _do(operations.sign_pledge, child, on=date(2026, 3, 1), signer="both", witness="王主任")
        assert _facts(child)["child.pledge_valid"] is True

        _tell(child, leaves_on=date(2026, 6, 1))

        assert _facts(child)["child.pledge_valid"] is False


class TestLeaveNotice:
    def test_what_the_parents_tell_is_known_of_them(self, child):
        _tell(child, leaves_on=TODAY, parent="both")

        facts = _facts(child)
        assert (facts["father.away"], facts["mother.away"]) == (True, True)
        assert facts["mother.work_place"] == "辽宁省大连市"
        assert Child.objects.get(pk=child.pk).mother.phone == "13800000000"

    def test_a_leave_of_next_week_has_not_begun(self, child):
        _tell(child, leaves_on=TODAY + timedelta(days=7))

        facts = _facts(child)
        assert (facts["father.away"], facts["father.away_since"]) == (False, TODAY + timedelta(days=7))

    @pytest.mark.parametrize(
        ("leaves_on", "is_late"), [(date(2026, 11, 1), True), (TODAY, False), (date(2026, 12, 1), False)]
    )
    def test_a_notice_after_the_day_is_marked_late(self, child, leaves_on, is_late):
        assert _tell(child, leaves_on=leaves_on).detail["is_late"] is is_late


class TestTakingOver:
    @pytest.mark.parametrize(
        ("born_on", "is_adult"), [(date(2008, 11, 22), True), (date(2008, 11, 23), False), (date(2008, 11, 21), True)]
    )
    def test_whoever_takes_over_is_eighteen_to_the_day(self, child, born_on, is_adult):
        def appoint():
            return _do(
                operations.appoint_guardian, child, name="李叔", relation="relative", born_on=born_on, ground="law"
            )

        if is_adult:
            assert appoint().what == "guardianship.guardian_appointed"
        else:
            with pytest.raises(operations.NotAnAdult):
                appoint()
            assert not list_care(file=child).exists()

    def test_a_new_guardian_ends_the_former_care(self, child):
        begin_care(file=child, kind="none", from_on=date(2026, 6, 1))

        _do(operations.appoint_guardian, child, name="李叔", ground="named", **UNCLE)

        assert [spell.kind for spell in list_care(file=child)] == ["none", "informal"]

    def test_nobody_takes_over_before_the_one_who_holds_the_child_now(self, child):
        begin_care(file=child, kind="parents", from_on=TODAY)

        with pytest.raises(CareOverlaps):
            _do(operations.resolve_alone, child, on=date(2026, 11, 1), carer_name="李叔", **UNCLE)

    def test_living_alone_ends_with_the_name_of_an_adult(self, child):
        _do(operations.resolve_alone, child, carer_name="李叔", **UNCLE)

        assert _facts(child)["child.lives_alone"] is False
        assert list_care(file=child).get().carer.name == "李叔"


def test_the_form_of_care_is_a_fact(child):
    _do(operations.set_care_form, child, care_form="boarding")

    assert _facts(child)["child.care_form"] == "boarding"


class TestListChildren:
    def test_each_list_names_who_needs_somebody_now(self, cast):
        place = cast.place
        pledged = make_child(place, name="李小红", child__pledge_signed_on=TODAY)
        alone = make_child(place, name="李小兰", child__lives_alone=True)
        begin_care(file=pledged, kind="parents", from_on=TODAY)
        scope = scope_of(cast.users["director"])

        assert set(list_children(scope=scope, only="pledge")) == {cast.child, alone}
        assert list(list_children(scope=scope, only="alone")) == [alone]
        assert set(list_children(scope=scope, only="unattended")) == {cast.child, alone}
        assert not list_children(scope=scope_of(cast.users["next_door"]), only="pledge").exists()


class TestPages:
    def _send(self, cast, event, file=None, who="director", **fields):
        file = file or cast.child
        answer = cast.client(who).post(f"/files/{file.pk}/do/{event}/", {"on": TODAY.isoformat(), **fields})
        cast.enter()
        return answer

    @pytest.mark.parametrize(
        ("event", "fields"),
        [
            ("pledge_signed", {"signer": "both", "witness": "王主任"}),
            ("responsibility_told", {"signer": "father", "version": "2026版"}),
            ("duty_list_signed", {"signer": "mother"}),
            ("leave_told_village", {"parent": "father", "leaves_on": "2026-12-01", **NOTICE}),
            ("leave_told_school", {"parent": "both", "leaves_on": "2026-11-01", **NOTICE}),
            ("supervised", {"conclusion": "partly", "demand": "每周通话", "until": "2026-12-01"}),
            ("guided", {"guided": "carer", "topic": "用药安全"}),
            ("trained", {"guided": "carer", "topic": "沟通", "course": "家长学校第三讲"}),
            ("urged", {"urged": "father", "problem": "三个月未联系", "demand": "每周联系", "until": "2026-12-01"}),
            ("admonished", {"admonished": "father", "reason": "长期不履职", "reaction": "accepted"}),
            ("educated", {"admonished": "father", "reason": "放任独居", "reaction": "refused"}),
            ("police_contacted_parents", {"parent": "both", "means": "phone", "result": "reached"}),
            (
                "guardian_appointed",
                {"name": "李叔", "born_on": "1980-05-01", "relation": "relative", "ground": "court"},
            ),
            ("care_form_set", {"care_form": "boarding"}),
            ("performance_checked", {"verdict": "fair"}),
            ("alone_resolved", {"carer_name": "李叔", "relation": "relative", "born_on": "1980-05-01"}),
        ],
    )
    def test_each_act_about_a_child_opens_and_is_done(self, cast, event, fields):
        what = f"guardianship.{event}"
        opened = cast.client("director").get(f"/files/{cast.child.pk}/do/{what}/")

        assert opened.status_code == 200
        assert self._send(cast, what, **fields).status_code == 302
        assert Event.objects.filter(file_id=cast.child.pk, what=what, done_on=TODAY).exists()

    def test_acts_about_village_and_township_stand_on_their_files(self, cast):
        village = make_unit(cast.place, kind="village", region=cast.place.villages[0])
        township = make_unit(cast.place, kind="township", region=cast.place.townships[0])
        advice = {"question": "如何签订协议", "answer": "由村委会见证"}

        rules = self._send(cast, "guardianship.rules_adopted", village, has_guardianship="on")
        given = self._send(cast, "guardianship.advice_given", township, who="civil_affairs", **advice)

        assert (rules.status_code, given.status_code) == (302, 302)

    def test_somebody_under_age_is_refused_in_words(self, cast):
        given = {"carer_name": "李哥", "relation": "relative", "born_on": "2010-05-01"}

        refused = self._send(cast, "guardianship.alone_resolved", **given)

        assert refused.status_code == 422
        assert "未满18周岁" in refused.content.decode()

    @pytest.mark.parametrize("only", ["pledge", "alone", "unattended"])
    def test_each_list_opens_and_an_unknown_one_is_not_there(self, cast, only):
        assert cast.client("director").get(f"/guardianship/?only={only}").status_code == 200
        assert cast.client("director").get("/guardianship/?only=other").status_code == 404
