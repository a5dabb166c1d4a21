"""The three administrators, the county's choices, hand-over."""

from datetime import date, timedelta

import pytest
from django.test import Client

from shouwang.access.models import Event, Jurisdiction, Lead, Post, User
from shouwang.duties.models import Adoption, Choice, HandOver, WorkingDay
from tests.factories import PASSWORD, TODAY, adopt_plan, make_duty, make_post, make_user

pytestmark = pytest.mark.django_db


class TestAccounts:
    def test_a_new_account_gets_a_first_password_that_is_shown_once(self, cast):
        client = cast.client("security_admin")
        given = {"username": "lixiaohua", "name": "李小华", "kind": "business"}

        page = client.post("/accounts/new/", given)

        password = page.context["password"]
        user = User.objects.get(username="lixiaohua")
        assert user.check_password(password) and user.must_change_password
        assert password not in client.get(f"/accounts/{user.pk}/").content.decode()
        assert Event.objects.filter(what="account.opened", user=cast.users["security_admin"]).exists()

    @pytest.mark.parametrize("who", ["director", "stranger"])
    def test_a_taken_name_is_said_whichever_county_took_it(self, cast, who):
        given = {"username": cast.users[who].username, "name": "某", "kind": "business"}

        page = cast.client("security_admin").post("/accounts/new/", given)

        assert page.status_code == 422
        assert "已被占用" in page.content.decode()

    def test_a_post_is_given_with_a_role_of_the_accounts_kind_only(self, cast):
        user = make_user(cast.place)
        client = cast.client("security_admin")
        given = {
            "office": cast.office("director").pk,
            "role": "village_director",
            "title": "儿童主任",
            "from_on": "2026-11-01",
        }

        refused = client.post(f"/accounts/{user.pk}/posts/new/", given | {"role": "system_admin"})
        done = client.post(f"/accounts/{user.pk}/posts/new/", given)

        assert refused.status_code == 422
        assert done.status_code == 302
        assert Post.objects.get(user=user).role == "village_director"

    def test_a_new_first_password_ends_every_session(self, cast):
        user = cast.users["director"]
        theirs = Client()
        theirs.post("/login/", {"username": user.username, "password": PASSWORD})

        cast.client("security_admin").post(f"/accounts/{user.pk}/password/")

        assert theirs.get("/account/").status_code == 302

    def test_a_locked_account_is_unlocked(self, cast):
        user = cast.users["director"]
        for _attempt in range(5):
            Client().post("/login/", {"username": user.username, "password": "wrong"})

        cast.client("security_admin").post(f"/accounts/{user.pk}/unlock/")

        entered = Client().post("/login/", {"username": user.username, "password": PASSWORD})
        assert entered.status_code == 302

    def test_an_account_of_another_county_is_not_there(self, cast):
        stranger = cast.users["stranger"]

        assert cast.client("security_admin").get(f"/accounts/{stranger.pk}/").status_code == 404

    def test_an_office_is_opened_and_leads_at_once(self, cast):
        village = cast.place.villages[3]
        given = {"name": "石笋村村委会", "kind": "village", "region": village.pk, "functions": ["village"]}

        cast.client("security_admin").post("/offices/new/", given)

        assert Lead.objects.filter(region=village, function="village", office__name="石笋村村委会").exists()

    def test_a_function_is_given_and_taken_away_again(self, cast):
        office = cast.office("civil_affairs")
        client = cast.client("security_admin")

        client.post(f"/offices/{office.pk}/", {"function": "rescue_station", "region": cast.place.region.pk})
        given = Jurisdiction.objects.get(office=office, function="rescue_station")
        client.post(f"/offices/jurisdictions/{given.pk}/take/")

        given.refresh_from_db()
        assert given.from_on is not None and given.from_on == given.until_on
        assert not Lead.objects.filter(office=office, function="rescue_station").exists()
        whats = Event.objects.filter(what__startswith="office.").values_list("what", flat=True)
        assert {"office.jurisdiction_given", "office.jurisdiction_taken"} <= set(whats)
        assert client.post(f"/offices/jurisdictions/{given.pk}/take/").status_code == 404


class TestHandOver:
    @pytest.fixture(autouse=True)
    def duty(self, cast):
        make_duty(cast.child, cast.office("director"))

    def begin(self, cast):
        post = cast.users["director"].posts.get()
        cast.client("security_admin").post(f"/posts/{post.pk}/hand-over/", {"reason": "换届"})
        return HandOver.objects.get(giver=post)

    def test_an_account_with_open_work_cannot_be_closed(self, cast):
        user = cast.users["director"]

        answer = cast.client("security_admin").post(f"/accounts/{user.pk}/close/", follow=True)

        assert "没有人接收" in answer.content.decode()
        assert User.objects.get(pk=user.pk).closed_on is None

    def test_it_closes_after_each_item_has_a_holder_who_accepted(self, cast):
        over = self.begin(cast)
        admin, user = cast.client("security_admin"), cast.users["director"]
        receiver = cast.users["colleague"].posts.get()

        admin.post(f"/hand-overs/{over.pk}/", {"receiver": receiver.pk})
        early = admin.post(f"/hand-overs/{over.pk}/complete/", follow=True)
        waiting = cast.client("colleague").get("/hand-overs/").context["waiting"]
        items = [line.item.pk for line in waiting]
        [question] = cast.client("colleague").get("/").context["questions"]
        cast.client("colleague").post("/hand-overs/answer/", {"item": items, "answer": "accept"})
        admin.post(f"/hand-overs/{over.pk}/complete/")
        admin.post(f"/accounts/{user.pk}/close/")

        assert "还有" in early.content.decode()
        assert {line.item.kind for line in waiting} == {"file", "duty"}
        assert (question.address, question.giver) == ("/hand-overs/", user.name)
        assert cast.client("colleague").get("/").context["questions"] == []
        assert User.objects.get(pk=user.pk).closed_on == TODAY
        assert Client().post("/login/", {"username": user.username, "password": PASSWORD}).status_code == 422

    def test_a_refusal_needs_a_reason(self, cast):
        over = self.begin(cast)
        receiver = cast.users["colleague"].posts.get()
        cast.client("security_admin").post(f"/hand-overs/{over.pk}/", {"receiver": receiver.pk})
        items = list(over.items.values_list("pk", flat=True))
        client = cast.client("colleague")

        client.post("/hand-overs/answer/", {"item": items, "answer": "refuse"})
        assert set(over.items.values_list("answer", flat=True)) == {"open"}
        client.post("/hand-overs/answer/", {"item": items, "answer": "refuse", "reason": "已调离"})
        assert set(over.items.values_list("answer", flat=True)) == {"refused"}

    def test_nobody_answers_for_another(self, cast):
        over = self.begin(cast)
        receiver = cast.users["colleague"].posts.get()
        cast.client("security_admin").post(f"/hand-overs/{over.pk}/", {"receiver": receiver.pk})
        items = list(over.items.values_list("pk", flat=True))

        cast.client("next_door").post("/hand-overs/answer/", {"item": items, "answer": "accept"})

        assert set(over.items.values_list("answer", flat=True)) == {"open"}


class TestChoices:
    def test_a_plan_that_contradicts_another_is_refused_in_the_language_of_the_page(self, cast, settings):
        adopt_plan(cast.place)
        client = cast.client("civil_affairs")
        given = {"pack_id": "jinpu-2017-28", "from_on": "2026-11-01"}

        assert "两个方案在“" in client.post("/choices/adopt/", given).content.decode()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert "The two plans say different things under" in client.post("/choices/adopt/", given).content.decode()

    def test_a_plan_is_adopted_from_a_day(self, cast):
        client = cast.client("civil_affairs")

        client.post("/choices/adopt/", {"pack_id": "jinpu-2017-28", "from_on": "2026-11-01"})

        assert Adoption.objects.get().pack == "jinpu-2017-28"
        assert "关于加强农村留守儿童关爱保护工作的实施方案" in client.get("/choices/").content.decode()

    def test_the_county_chooses_a_rhythm(self, cast):
        adopt_plan(cast.place)
        client = cast.client("civil_affairs")

        given = {"period": "month", "from_on": "2026-11-22", "reason": "民政局会议纪要3号"}
        done = client.post("/choices/shenyang-2017-74/visit.every/", given)

        assert done.status_code == 302
        assert Choice.objects.filter(parameter="visit.every").latest("chosen_at").value == "month"
        assert "每月" in client.get("/choices/").content.decode()

    def test_or_a_length_of_time(self, cast):
        adopt_plan(cast.place)
        given = {"period": "", "count": "10", "unit": "working day", "from_on": "2026-11-22", "reason": "会议"}

        cast.client("civil_affairs").post("/choices/shenyang-2017-74/visit.every/", given)

        assert Choice.objects.filter(parameter="visit.every").latest("chosen_at").value == "10 working days"

    def test_neither_is_refused(self, cast):
        adopt_plan(cast.place)
        given = {"period": "", "from_on": "2026-11-22", "reason": "会议"}

        page = cast.client("civil_affairs").post("/choices/shenyang-2017-74/visit.every/", given)

        assert page.status_code == 422

    def test_what_the_text_fixes_cannot_be_chosen(self, cast):
        adopt_plan(cast.place)

        assert cast.client("civil_affairs").get("/choices/shenyang-2017-74/eligibility.age/").status_code == 404

    def test_every_open_figure_of_a_plan_has_a_form_that_takes_what_is_suggested(self, cast):
        adopt_plan(cast.place)
        client = cast.client("civil_affairs")

        for line in client.get("/choices/?only=local").context["lines"]:
            address = f"/choices/{line.pack.id}/{line.key}/"
            form = client.get(address).context["form"]
            given = {name: form[name].initial for name in form.fields if form[name].initial not in (None, "")}
            answer = client.post(address, given | {"from_on": "2026-11-22", "reason": "会议"})
            assert answer.status_code == 302, (
                line.key,
                getattr(answer, "context", {}) and answer.context["form"].errors,
            )


class TestCalendars:
    def test_a_published_year_is_loaded(self, cast):
        cast.client("system_admin").post("/calendars/2026/load/")

        assert WorkingDay.objects.filter(day=date(2026, 10, 1), is_working=False).exists()

    def test_a_year_that_is_not_published_is_not_guessed(self, cast):
        answer = cast.client("system_admin").post("/calendars/2035/load/", follow=True)

        assert "2035年放假安排尚未公布" in answer.content.decode()
        assert not WorkingDay.objects.exists()

    def test_a_term_is_entered(self, cast):
        given = {"name": "2026年秋季", "begins_on": "2026-09-01", "ends_on": "2027-01-16"}

        page = cast.client("system_admin").post("/calendars/terms/", given, follow=True)

        assert "2026年秋季" in page.content.decode()


class TestTrail:
    def test_says_who_looked_at_a_file_by_its_number_and_never_by_name(self, cast):
        cast.client("supervisor").get(f"/files/{cast.child.pk}/")

        page = (
            cast.client("audit_admin").get("/trail/", {"tab": "readings", "file": cast.child.number}).content.decode()
        )

        assert "孙督导" in page and cast.child.number in page
        assert cast.child.name not in page

    def test_is_searched_by_person_and_day(self, cast):
        cast.client("supervisor").get(f"/files/{cast.child.pk}/")
        cast.client("director").get(f"/files/{cast.child.pk}/")
        client = cast.client("audit_admin")

        rows = client.get("/trail/", {"tab": "readings", "who": "孙督导"}).context["rows"].items
        later = client.get("/trail/", {"tab": "readings", "since": "2026-11-23"}).context["rows"].items

        assert {row.user.name for row in rows} == {"孙督导"}
        assert later == []

    def test_shows_failed_logins_of_the_own_county(self, cast):
        Client().post("/login/", {"username": cast.users["director"].username, "password": "wrong"})
        Client().post("/login/", {"username": cast.users["stranger"].username, "password": "wrong"})

        rows = cast.client("audit_admin").get("/trail/?tab=failures").context["rows"].items

        assert [row.username for row in rows] == [cast.users["director"].username]

    def test_an_ended_post_sees_nothing_any_more(self, cast):
        user = make_user(cast.place)
        post = make_post(user, cast.office("director"), "village_director")
        post.until_on = TODAY - timedelta(days=1)
        post.save()
        cast.users["former"] = user

        assert cast.client("former").get(f"/files/{cast.child.pk}/").status_code == 403
