"""Home is today."""

from datetime import date, timedelta

import pytest

from shouwang.access.models import Office
from shouwang.duties.models import Duty, Rung
from tests.factories import TODAY, adopt_plan, make_child, make_duty

pytestmark = pytest.mark.django_db


def at(**days: int) -> date:
    return TODAY + timedelta(**days)


def raise_to(office: Office, duty: Duty, *, raised_on: date, step: int = 1, function: str = "township") -> Rung:
    given = {name: getattr(duty, name) for name in ("county", "file_id", "pack", "rule", "owner", "trigger", "due_on")}
    return Rung.objects.create(**given, step=step, function=function, office=office, raised_on=raised_on)


class TestNumbers:
    def test_asks_the_database_few_things_however_much_is_owed(self, cast, django_assert_max_num_queries):
        client, office = cast.client("director"), cast.office("director")
        for place in range(35):
            child = make_child(cast.place, name="赵小雨")
            make_duty(child, office, due_on=at(days=place - 3), warn_on=at(days=place - 5))
        client.get("/")  # the first page writes the session

        with django_assert_max_num_queries(
            16
        ):  # of them BEGIN, SET LOCAL and COMMIT, and two for what waits for an answer
            client.get("/")

    def test_counts_what_was_raised_no_further_than_to_many(self, cast):
        office = cast.office("supervisor")
        for number in range(102):
            duty = make_duty(cast.child, cast.office("director"), due_on=at(days=-5), trigger=str(number))
            raise_to(office, duty, raised_on=at(days=-1))

        page = cast.client("supervisor").get("/")

        assert page.context["raised"] == 101
        assert "<b>100+</b>" in page.content.decode()

    def test_offers_the_rules_and_villages_of_the_rows_alone(self, cast):
        office = cast.office("director")
        make_duty(cast.child, office, rule="visit.regular", due_on=at(days=-1))
        make_duty(cast.child, office, rule="contact.keep", due_on=at(days=30), warn_on=at(days=20))
        make_duty(make_child(cast.place, name="赵小雨"), office, rule="visit.regular", due_on=at(days=-1))

        every, late = (cast.client("director").get(f"/{asked}").context["rules"] for asked in ("", "?state=late"))

        assert [(rule, times) for rule, _title, times in every] == [("visit.regular", 2), ("contact.keep", 1)]
        assert [(rule, times) for rule, _title, times in late] == [("visit.regular", 2)]

    def test_a_post_without_files_waits_for_nobody(self, cast):
        make_duty(cast.child, cast.office("supervisor"), rule="ledger.refresh", owner="township", due_on=at(days=-2))

        assert cast.client("school").get("/").context["waiting"] == 0


class TestHome:
    def test_shows_the_own_duties_in_the_order_to_do_them(self, cast):
        office = cast.office("director")
        other = make_child(cast.place, name="赵小雨")
        make_duty(cast.child, office, due_on=at(days=9), warn_on=at(days=5))
        make_duty(other, office, due_on=at(days=-3))

        page = cast.client("director").get("/").content.decode()

        assert page.index("赵小雨") < page.index(cast.child.name)
        assert "逾期3天" in page and "还有9天" in page

    def test_counts_late_soon_and_open(self, cast):
        office = cast.office("director")
        make_duty(cast.child, office, rule="visit.regular", due_on=at(days=-1))
        make_duty(cast.child, office, rule="contact.keep", due_on=TODAY, warn_on=TODAY)
        make_duty(cast.child, office, rule="ledger.household", due_on=at(days=30), warn_on=at(days=20))

        counts = cast.client("director").get("/").context["counts"]

        assert (counts.late, counts.warn, counts.open) == (1, 1, 1)

    def test_a_number_opens_its_rows(self, cast):
        office = cast.office("director")
        make_duty(cast.child, office, rule="visit.regular", due_on=at(days=-1))
        make_duty(cast.child, office, rule="contact.keep", due_on=at(days=30), warn_on=at(days=20))

        lines = cast.client("director").get("/?state=late").context["lines"]

        assert [line.duty.rule for line in lines] == ["visit.regular"]

    def test_shows_the_clause_and_the_township_with_the_village(self, cast):
        make_duty(cast.child, cast.office("director"))

        page = cast.client("director").get("/").content.decode()

        assert "SY-3.1.2-k" in page
        assert "张强镇 北台村" in page

    def test_the_button_leads_to_the_act_and_back(self, cast):
        make_duty(cast.child, cast.office("director"))

        page = cast.client("director").get("/?rule=visit.regular").content.decode()

        assert f"/files/{cast.child.pk}/do/visit.done/?back=%2F%3Frule%3Dvisit.regular" in page

    def test_shows_what_others_owe_on_the_own_files(self, cast):
        make_duty(cast.child, cast.office("supervisor"), rule="ledger.refresh", owner="township", due_on=at(days=-2))

        client = cast.client("director")

        assert client.get("/").context["waiting"] == 1
        assert "乡镇政府" in client.get("/?view=waiting").content.decode()

    def test_shows_a_duty_without_a_published_calendar_apart(self, cast):
        make_duty(cast.child, cast.office("director"), due_on=None, note="calendar:2027")

        page = cast.client("director").get("/")

        assert len(page.context["undated"]) == 1
        assert "系统不作猜测" in page.content.decode()

    def test_tells_the_late_one_where_its_duty_was_raised_to_and_where_it_goes_and_shows_it_once(self, cast):
        adopt_plan(cast.place)
        duty = make_duty(cast.child, cast.office("director"), due_on=at(days=-9))
        raise_to(cast.office("director"), duty, step=0, function="owner", raised_on=at(days=-8))
        raise_to(cast.office("supervisor"), duty, raised_on=at(days=-1))

        page = cast.client("director").get("/").content.decode()

        assert "已于2026年11月21日督办到乡镇政府（街道办事处）" in page
        assert "起督办到民政局" in page
        assert page.count(cast.child.name) == 1

    def test_shows_whom_a_duty_was_raised_to_the_child_the_late_office_since_when_and_the_clause(self, cast):
        duty = make_duty(cast.child, cast.office("director"), due_on=at(days=-9))
        raise_to(cast.office("supervisor"), duty, raised_on=at(days=-1))

        page = cast.client("supervisor").get("/").content.decode()
        raised = page[page.index('id="raised"') : page.index('id="list"')]

        for words in (
            cast.child.name,
            "张强镇 北台村",
            cast.office("director").name,
            "逾期9天",
            "应于2026年11月13日前完成",
            "2026年11月21日督办到您",
            "SY-3.1.2-k",
        ):
            assert words in raised

    def test_names_no_child_outside_the_scope_of_whom_it_was_raised_to(self, cast):
        duty = make_duty(cast.child, cast.office("director"), due_on=at(days=-9))
        raise_to(cast.office("next_door"), duty, raised_on=at(days=-1))

        page = cast.client("next_door").get("/").content.decode()

        assert cast.child.name not in page
        assert "不在您管辖范围内的档案" in page

    def test_the_number_of_raised_duties_opens_all_of_them(self, cast):
        for number in range(7):
            duty = make_duty(cast.child, cast.office("director"), due_on=at(days=-9), trigger=str(number))
            raise_to(cast.office("supervisor"), duty, raised_on=at(days=-1))
        client = cast.client("supervisor")

        assert (client.get("/").context["raised"], len(client.get("/").context["rungs"])) == (7, 3)
        assert len(client.get("/?view=raised").context["rungs"]) == 7

    def test_the_neighbour_does_not_see_them(self, cast):
        make_duty(cast.child, cast.office("director"))

        assert cast.client("next_door").get("/").context["lines"] == []

    def test_pages_of_thirty(self, cast):
        office = cast.office("director")
        for number in range(35):
            make_duty(cast.child, office, due_on=at(days=number), trigger=str(number))
        client = cast.client("director")

        first = client.get("/").context
        second = client.get(f"/?after={first['rows'].last_key}").context

        assert (len(first["lines"]), len(second["lines"])) == (30, 5)
