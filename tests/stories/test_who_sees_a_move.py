"""A move between two counties on the screen: these two see it, a third county sees nothing, and silence is raised."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from shouwang.access.database import across, enter_county
from shouwang.access.models import Event, Reading
from shouwang.duties.models import Message
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations.urging import urge_unanswered
from shouwang.registry.models import File
from tests import factories
from tests.factories import TODAY
from tests.stories.moving import AT, NUMBER, PHONE, accept, client_of, offer, received, stage


@pytest.fixture
def cast(db, settings):
    return stage(settings)


class TestWhoSees:
    def test_the_third_county_sees_nothing_even_by_a_query_that_forgets_everything(self, cast):
        offer(cast)

        enter_county(cast.third.id)
        assert list(Transfer.objects.all()) == []
        assert Transfer.objects.update(state="accepted") == 0
        enter_county(None)
        assert list(Transfer.objects.all()) == []
        for place in (cast.place, cast.there):
            enter_county(place.id)
            assert Transfer.objects.count() == 1

    def test_nobody_offers_in_another_countys_name(self, cast):
        offer(cast)
        enter_county(cast.third.id)
        given = {"receiver_name": "寿县", "file_id": cast.child.pk, "moved_to": "x", "passed_on": "{}"}
        forged = Transfer(
            sender=cast.place.county, receiver=cast.third.county, offered_on=TODAY, offered_at=AT, **given
        )

        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            forged.save(force_insert=True)

    @pytest.mark.parametrize("change", ["passed_on = ''", "receiver_id = sender_id", "file_id = shouwang_new_id()"])
    def test_neither_county_changes_what_was_offered(self, cast, change):
        offer(cast)
        enter_county(cast.there.id)

        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE ledger_transfer SET {change}")

    def test_an_answer_stands(self, cast):
        offer(cast)
        accept(cast)

        for place in (cast.there, cast.place):
            enter_county(place.id)
            with pytest.raises(DatabaseError), transaction.atomic():
                Transfer.objects.update(state="open")

    def test_civil_affairs_and_the_named_township_open_it_and_nobody_else(self, cast):
        offer(cast)
        address = f"/ledger/transfers/{received(cast).pk}/"

        answers = {who: client_of(user).get(address).status_code for who, user in cast.there.users.items()}
        third = client_of(cast.third.users["civil_affairs"]).get(address).status_code
        sender = cast.client("civil_affairs").get(address).status_code

        assert answers == {"civil_affairs": 200, "township": 200, "other_township": 404, "village": 403}
        assert (third, sender) == (404, 404)

    def test_who_read_it_stands_in_both_counties_trails(self, cast):
        offer(cast)
        transfer = received(cast)

        for _time in range(2):
            client_of(cast.there.users["civil_affairs"]).get(f"/ledger/transfers/{transfer.pk}/")

        enter_county(cast.there.id)
        assert Reading.objects.filter(what="transfer", detail__transfer=str(transfer.pk)).count() == 2
        cast.enter()
        read = Event.objects.get(file_id=cast.child.pk, what="ledger.transfer_read")
        assert "民政局" in read.detail["by"]

    def test_a_step_into_another_county_that_fails_comes_home(self, cast):
        cast.enter()

        with pytest.raises(ZeroDivisionError), across(cast.there.id, home=cast.place.id):
            raise ZeroDivisionError

        assert File.objects.filter(pk=cast.child.pk).exists()


class TestPages:
    def test_from_the_form_to_the_file_in_the_other_county(self, cast):
        given = {"on": "2026-11-22", "because": "moved", "to_county": str(cast.there.id), "moved_to": "张强镇北台村"}
        offered = cast.client("supervisor").post(f"/files/{cast.child.pk}/do/ledger.exited/", given)
        panel = cast.client("supervisor").get(f"/files/{cast.child.pk}/").content.decode()
        transfer = received(cast)
        client = client_of(cast.there.users["township"])

        listing = client.get("/ledger/transfers/").content.decode()
        page = client.get(f"/ledger/transfers/{transfer.pk}/").content.decode()
        answer = client.post(
            f"/ledger/transfers/{transfer.pk}/accept/", {"village": cast.there.villages[0].pk, "is_listed": "on"}
        )

        assert offered.status_code == 302 and "待答复" in panel
        assert str(cast.place.county) in listing and "2026年12月7日" in listing
        assert "李小明" in page and "王桂兰" in page and PHONE not in page and NUMBER not in page
        assert answer.status_code == 302
        assert client.get(answer.url).status_code == 200
        assert "对方已接收" in cast.client("supervisor").get("/ledger/transfers/?way=out").content.decode()

    def test_who_has_a_file_there_has_to_be_chosen(self, cast):
        enter_county(cast.there.id)
        known = factories.make_child(cast.there, name="李小明", child__citizen_id=NUMBER, child__listed_on=None)
        offer(cast)
        transfer = received(cast)
        client, given = client_of(cast.there.users["township"]), {"village": cast.there.villages[0].pk}
        address = f"/ledger/transfers/{transfer.pk}/accept/"

        refused = client.post(address, given)
        answer = client.post(address, given | {"join": str(known.pk)})

        assert (refused.status_code, answer.status_code) == (422, 302)
        assert answer.url == f"/files/{known.pk}/"

    def test_declining_asks_why(self, cast):
        offer(cast)
        transfer = received(cast)
        client = client_of(cast.there.users["township"])

        assert client.post(f"/ledger/transfers/{transfer.pk}/decline/", {}).status_code == 422
        assert client.post(f"/ledger/transfers/{transfer.pk}/decline/", {"reason": "未到本镇"}).status_code == 302
        assert "未到本镇" in cast.client("director").get(f"/files/{cast.child.pk}/").content.decode()


class TestUrging:
    def test_who_does_not_answer_is_told_again_and_then_the_next_rung(self, cast):
        offer(cast)
        enter_county(cast.there.id)
        county_file = {"county_id": cast.there.id}

        assert urge_unanswered(today=TODAY + timedelta(days=15), at=AT + timedelta(days=15), **county_file) == 0
        for _time in range(2):
            assert urge_unanswered(today=TODAY + timedelta(days=16), at=AT + timedelta(days=16), **county_file) == 1
        first = Message.objects.filter(once_key__startswith="late:").count()
        urge_unanswered(today=TODAY + timedelta(days=31), at=AT + timedelta(days=31), **county_file)
        keys = set(Message.objects.filter(once_key__startswith="late:").values_list("once_key", flat=True))

        assert first == 2
        assert {key.partition(":")[2].partition(":")[2] for key in keys} == {"0", "1", "rung:0"}

    def test_a_county_that_chose_no_figure_is_not_urged(self, cast):
        offer(cast)
        enter_county(cast.there.id)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM duties_choice")

        assert urge_unanswered(county_id=cast.there.id, today=date(2027, 6, 1), at=AT) == 0


class TestHome:
    """Who has to answer finds the offer beside the duties, with its clock."""

    def home(self, cast, who, query=""):
        return client_of(cast.there.users[who]).get(f"/{query}")

    def test_an_offer_stands_with_its_term_on_the_home_of_whoever_answers(self, cast):
        offer(cast)

        for who, number in (("civil_affairs", 1), ("township", 1), ("other_township", 0)):
            page = self.home(cast, who)
            assert page.context["asked"] == number, who
            assert ("张强镇" in page.content.decode()) == bool(number), who

    def test_it_opens_from_there_and_is_gone_when_it_is_answered(self, cast):
        offer(cast)
        [question] = self.home(cast, "township").context["questions"]

        assert client_of(cast.there.users["township"]).get(question.address).context["transfer"] == received(cast)
        accept(cast)
        assert self.home(cast, "township", "?view=asked").context["questions"] == []

    def test_it_is_late_when_the_term_of_the_receiving_county_is_over(self, cast, settings):
        offer(cast)

        for days, is_late in ((15, False), (16, True)):
            settings.TODAY = (TODAY + timedelta(days=days)).isoformat()
            page = self.home(cast, "civil_affairs")
            [question] = page.context["questions"]
            assert (question.due_on, question.is_late) == (TODAY + timedelta(days=15), is_late)
            assert page.context["is_answer_late"] == is_late
            assert page.content.decode().count("count-red") == 1 + is_late

    def test_the_giver_and_a_third_county_have_nothing_to_answer(self, cast):
        offer(cast)

        assert cast.client("supervisor").get("/").context["asked"] == 0
