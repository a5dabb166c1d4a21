"""A file's page."""

from datetime import date

import pytest

from shouwang.access.models import Office, Reading
from shouwang.registry.models import Child
from shouwang.registry.operations import begin_care, new_person, set_facts
from shouwang.web.family import draw_family
from tests.factories import adopt_plan, make_child, make_unit

pytestmark = pytest.mark.django_db
NUMBER = "210123201605010025"


@pytest.fixture
def child(cast):
    facts = {"child.citizen_id": NUMBER, "father.name": "李强", "father.away": True, "father.work_place": "广东东莞"}
    set_facts(file=cast.child, facts={**facts, "mother.name": "王静", "child.health": "ill", "child.illness": "哮喘"})
    return cast.child


def open_file(cast, who, child, query=""):
    return cast.client(who).get(f"/files/{child.pk}/{query}").content.decode()


class TestCost:
    def test_a_page_asks_few_things_and_the_plan_and_the_case_once(self, cast, child, django_assert_max_num_queries):
        adopt_plan(cast.place)
        client = cast.client("director")
        client.get(f"/files/{child.pk}/")  # the first page writes the session

        with django_assert_max_num_queries(34) as asked:  # of them BEGIN, SET LOCAL and COMMIT
            client.get(f"/files/{child.pk}/")

        said = [one["sql"] for one in asked.captured_queries]
        assert sum("FROM duties_adoption" in one for one in said) == 1
        assert sum("FROM registry_child_facts" in one for one in said) == 1

    def test_what_was_written_between_two_pages_is_read_by_the_second(self, cast, child):
        adopt_plan(cast.place)
        before = open_file(cast, "director", child)
        set_facts(file=child, facts={"father.name": "李刚强"})

        assert "李刚强" not in before
        assert "李刚强" in open_file(cast, "director", child)


class TestFile:
    def test_says_who_this_is_and_what_nobody_has_asked(self, cast, child):
        page = open_file(cast, "director", child)

        assert "李强" in page and "广东东莞" in page
        assert "未采集" in page
        assert "2016年5月1日（10周岁）" in page

    def test_masks_the_number(self, cast, child):
        page = open_file(cast, "director", child)

        assert "210123********0025" in page
        assert NUMBER not in page

    def test_says_who_looks_after_the_child_and_since_when(self, cast, child):
        grandmother = new_person(county_id=cast.place.id, name="赵桂英")
        begin_care(file=child, kind="informal", from_on=date(2026, 3, 1), carer=grandmother, relation="grandparent")

        page = open_file(cast, "director", child)

        assert "赵桂英" in page
        assert "2026年3月1日起" in page

    def test_says_openly_that_nobody_does(self, cast, child):
        begin_care(file=child, kind="none", from_on=date(2026, 9, 1))

        assert "目前不知道由谁照料" in open_file(cast, "director", child)

    def test_shows_the_record_as_of_a_day(self, cast, child):
        set_facts(file=child, facts={"father.work_place": "江苏苏州"})

        today = open_file(cast, "director", child)
        before = open_file(cast, "director", child, "?as_of=2020-01-01")

        assert "江苏苏州" in today
        assert "以下是2020年1月1日当天结束时的档案" in before

    def test_the_reduced_view_tells_what_to_do_and_never_why(self, cast, child):
        child.school = Office.objects.get(name="张强镇中心小学")
        child.save(update_fields=["school"])

        page = open_file(cast, "school", child)

        assert "简要视图" in page
        assert child.name in page
        assert "哮喘" not in page and "李强" not in page and "210123" not in page

    def test_every_look_is_written_down(self, cast, child):
        open_file(cast, "supervisor", child)
        cast.enter()

        reading = Reading.objects.get(file_id=child.pk, what="file")
        assert reading.user == cast.users["supervisor"]
        assert "孙督导" in cast.client("director").get(f"/files/{child.pk}/readings/").content.decode()

    def test_a_villages_file_shows_its_numbers(self, cast, child):
        village = make_unit(cast.place, kind="village", region=cast.place.villages[0])

        page = open_file(cast, "director", village)

        assert "北台村" in page
        assert not Reading.objects.filter(file_id=village.pk).exists()


class TestUnveil:
    def unveil(self, cast, who, child, **given):
        given = {"field": "person.citizen_id", "reason": "核对户口簿"} | given
        return cast.client(who).post(f"/files/{child.pk}/unveil/", given)

    def test_shows_the_number_for_a_reason_that_stays_on_record(self, cast, child):
        page = self.unveil(cast, "director", child)

        assert NUMBER in page.content.decode()
        reading = Reading.objects.get(what="unveil")
        assert reading.detail == {"field": "person.citizen_id", "reason": "核对户口簿"}

    def test_without_a_reason_nothing_is_shown(self, cast, child):
        page = self.unveil(cast, "director", child, reason="")

        assert NUMBER not in page.content.decode()
        assert not Reading.objects.filter(what="unveil").exists()

    def test_an_unknown_field_is_refused(self, cast, child):
        page = self.unveil(cast, "director", child, field="person.county")

        assert not Reading.objects.filter(what="unveil").exists()
        assert "县" not in page.content.decode().partition("<main")[2].partition("</main>")[0]

    def test_a_post_without_the_right_is_refused(self, cast, child):
        assert self.unveil(cast, "reader", child).status_code == 403
        assert self.unveil(cast, "next_door", child).status_code == 404


class TestSearch:
    @pytest.mark.parametrize("text", ["小明", "李小", "lixiao", "lxm", NUMBER, NUMBER.lower()])
    def test_finds_by_name_pinyin_initials_and_number(self, cast, child, text):
        page = cast.client("director").get("/files/", {"q": text}).content.decode()

        assert str(child.pk) in page

    def test_finds_nobody_next_door(self, cast, child):
        page = cast.client("next_door").get("/files/", {"q": "小明"}).content.decode()

        assert str(child.pk) not in page

    def test_the_log_never_holds_a_whole_number(self, cast, child):
        cast.client("director").get("/files/", {"q": NUMBER})

        assert Reading.objects.get(what="list").detail["query"] == "210123…"

    def test_filters_stay_in_the_address(self, cast, child):
        other = make_child(cast.place, name="李小红", village=cast.place.villages[1])
        village = cast.place.villages[1].pk

        page = cast.client("supervisor").get("/files/", {"q": "李小", "village": village}).content.decode()

        assert str(other.pk) in page and str(child.pk) not in page


class TestDrawFamily:
    def test_draws_the_carer_with_a_line_to_the_child(self, cast, child):
        grandmother = new_person(county_id=cast.place.id, name="赵桂英")
        spell = begin_care(file=child, kind="informal", from_on=date(2026, 3, 1), carer=grandmother)
        record = Child.objects.get(pk=child.pk)

        picture = draw_family(file=child, child=record, kin=[], siblings=[], spell=spell, day=date(2026, 11, 22))

        assert [box.name for box in picture.boxes if box.tone == "carer"] == ["赵桂英"]
        assert [line for line in picture.lines if line[-1] == "care"]

    def test_draws_the_gap(self, cast, child):
        record = Child.objects.get(pk=child.pk)

        picture = draw_family(file=child, child=record, kin=[], siblings=[], spell=None, day=date(2026, 11, 22))

        assert "无人" in [str(box.name) for box in picture.boxes]
