"""How the places keep the plan, and the plans themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shouwang.duties.models import Flip
from shouwang.page.duty_rows import get_pack
from shouwang.page.law_words import say_condition, say_duty, say_figure
from tests.factories import TODAY, adopt_plan, make_child, make_duty

pytestmark = pytest.mark.django_db


def flip(cast, state, *, rule="visit.regular"):
    return Flip.objects.create(
        county=cast.place.county,
        file_id=cast.child.pk,
        pack="shenyang-2017-74",
        rule=rule,
        owner="village",
        township_id=cast.child.township_id,
        village_id=cast.child.village_id,
        new_state=state,
        at=datetime(2026, 11, 20, tzinfo=UTC),
        due_on=date(2026, 11, 19),
        done_on=date(2026, 11, 18),
    )


class TestSupervise:
    @pytest.fixture(autouse=True)
    def duties(self, cast):
        office = cast.office("director")
        make_duty(cast.child, office, due_on=TODAY - timedelta(days=3))
        make_duty(cast.child, office, rule="contact.keep", due_on=TODAY + timedelta(days=30))
        far = make_child(cast.place, name="远处", village=cast.place.villages[3])
        make_duty(far, None, due_on=TODAY + timedelta(days=9))

    def get_lines(self, cast, who, **query):
        return {line.title: line for line in cast.client(who).get("/supervise/", query).context["lines"]}

    def test_gives_shares_by_township_and_by_village_below_it(self, cast):
        flip(cast, "done")
        townships = self.get_lines(cast, "civil_affairs")
        villages = self.get_lines(cast, "civil_affairs", township=cast.place.townships[0].pk)

        assert townships["张强镇"].late_share == 0.5
        assert townships["张强镇"].in_time_share == 0.5
        assert townships["方家屯镇"].late == 0
        assert list(villages) == ["张强镇 北台村"]

    def test_every_number_opens_its_rows(self, cast):
        line = self.get_lines(cast, "civil_affairs")["张强镇"]
        client = cast.client("civil_affairs")

        late = client.get(f"/supervise/rows/?{line.query}&state=late").context["lines"]
        opened = client.get(f"/supervise/rows/?{line.query}&state=open").context["lines"]

        assert len(late) == line.late == 1
        assert len(opened) == line.open == 1

    @pytest.mark.parametrize(
        ("grouping", "title"), [("rule", "定期走访留守儿童家庭"), ("owner", "村（居）委会"), ("office", "无牵头单位")]
    )
    def test_groups_by_duty_function_and_office(self, cast, grouping, title):
        assert title in self.get_lines(cast, "civil_affairs", by=grouping)

    def test_a_township_sees_its_own_places_only(self, cast):
        assert list(self.get_lines(cast, "supervisor")) == ["张强镇"]

    def test_what_was_done_opens_too(self, cast):
        flip(cast, "done")
        flip(cast, "done_late", rule="contact.keep")

        page = cast.client("civil_affairs").get("/supervise/done/", {"state": "done_late"})

        assert [line[0].rule for line in page.context["lines"]] == ["contact.keep"]


class TestPlans:
    def test_a_plan_shows_each_clause_what_serves_it_and_how_it_stands(self, cast):
        adopt_plan(cast.place)
        make_duty(cast.child, cast.office("director"), due_on=TODAY - timedelta(days=3))

        page = cast.client("civil_affairs").get("/plans/shenyang-2017-74/").content.decode()

        assert page.count('id="SY-') == 228
        assert "定期走访留守儿童家庭" in page
        assert "逾期 1" in page
        assert "尚未落实" in page

    def test_the_later_law_stands_beside_the_plan(self, cast):
        for pack_id in ("shenyang-2017-74", "minors-law-2021"):
            adopt_plan(cast.place, pack_id)
        client = cast.client("civil_affairs")

        listed = client.get("/plans/").content.decode()
        law = client.get("/plans/minors-law-2021/").content.decode()

        assert "沈政办发〔2017〕74号" in listed and "未成年人保护法（2020年修订）等" in listed
        assert law.count('id="L-') == 31
        assert "待核" in law

    def test_clauses_are_filtered(self, cast):
        lines = cast.client("director").get("/plans/shenyang-2017-74/?mechanism=visit&weight=must").context["lines"]

        assert lines
        assert {line.clause.mechanism for line in lines} == {"visit"}

    def test_a_clause_opens_in_place(self, cast):
        part = cast.client("director").get("/clauses/SY-3.1.2-k/", headers={"HX-Request": "true"}).content.decode()

        assert "村（居）委会定期走访留守儿童家庭" in part
        assert "<html" not in part

    def test_an_unknown_clause_or_plan_is_not_there(self, cast):
        client = cast.client("director")

        assert client.get("/clauses/SY-99-z/").status_code == 404
        assert client.get("/plans/no-such-plan/").status_code == 404
        assert client.get("/plans/..%2f..%2fetc/").status_code == 404

    def test_two_plans_are_compared_in_words(self, cast):
        address = "/plans/compare/?first=jinpu-2017-28&second=shenyang-2017-74"
        differences = cast.client("reader").get(address).context["differences"]

        words = " ".join(side.words for one in differences for side in one.sides)
        assert "每月" in words and "民政局" in words
        assert "child." not in words and "ledger." not in words


class TestWords:
    @pytest.mark.parametrize(
        ("figure", "words"),
        [("quarter", "每季度"), ("15 days", "15天"), ("10 working days", "10个工作日"), (True, "是"), (16, "16")],
    )
    def test_figures(self, figure, words):
        assert say_figure(figure) == words

    @pytest.mark.parametrize(
        "pack_id",
        [
            "shenyang-2017-74",
            "binhai-2017-10",
            "jinpu-2017-28",
            "shouxian-2016-278",
            "yunyang-2017-2",
            "guofa-2016-13",
            "minors-law-2021",
        ],
    )
    def test_every_rule_of_a_plan_can_be_said(self, pack_id):
        pack = get_pack(pack_id)

        assert all(say_duty(pack, rule) for rule in pack.duties.values())
        assert all(say_condition(pack, condition.node) for condition in pack.conditions.values())
