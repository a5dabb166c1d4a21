"""A child moves to another county: nobody lets go before somebody holds."""

import io
from datetime import date, timedelta

import docx
import pytest
from django.db import connection

from shouwang.access.database import enter_county
from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.models import Duty, Message
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations import moving, taking
from shouwang.mechanisms.ledger.operations.refusals import AlreadyFiled, TransferRefused
from shouwang.mechanisms.ledger.queries.passing import read_passed_on
from shouwang.registry.models import Child, File, Kin
from tests import factories
from tests.factories import TODAY, actor_of
from tests.stories.moving import AT, NUMBER, PHONE, accept, client_of, offer, received, stage


@pytest.fixture
def cast(db, settings):
    return stage(settings)


class TestOffering:
    def test_the_file_stays_open_with_its_duties_and_one_more(self, cast):
        offer(cast)

        child = Child.objects.get(pk=cast.child.pk)
        assert (child.listed_on is not None, child.exited_on) == (True, None)
        duty = Duty.objects.get(file=cast.child, rule="ledger.transfer_follow")
        assert duty.due_on == TODAY + timedelta(days=15)

    def test_what_is_passed_on_is_on_the_disk_in_cipher_only(self, cast):
        offer(cast)

        with connection.cursor() as cursor:
            cursor.execute("SELECT passed_on, moved_to, t::text FROM ledger_transfer t")
            passed_on, moved_to, row = cursor.fetchone()
        text = bytes(passed_on) + bytes(moved_to) + row.encode()
        assert not [word for word in ("李小明", NUMBER, PHONE, "北台村") if word.encode() in text]
        told = read_passed_on(Transfer.objects.get().passed_on)
        assert (told["facts"]["child.citizen_id"], told["facts"]["father.phone"]) == (NUMBER, PHONE)
        assert told["kin"][0]["name"] == "王桂兰"

    def test_nothing_of_a_case_goes_along(self, cast):
        cast.enter()
        factories.adopt_plan(cast.place)
        case = factories.make_case(cast.place, child=cast.child, violence=True)

        offer(cast)

        told = Transfer.objects.get().passed_on
        assert case.number not in told and "个案" not in told and "报告" not in "".join(read_passed_on(told)["duties"])

    def test_a_child_is_offered_to_one_county_at_a_time(self, cast):
        offer(cast)

        with pytest.raises(TransferRefused):
            offer(cast, to=str(cast.third.id))

    def test_the_own_county_and_one_that_is_not_there_are_refused(self, cast):
        for county in (cast.place.id, 999_999):
            with pytest.raises(TransferRefused):
                offer(cast, to=str(county))

    def test_both_trails_tell_of_it_and_the_receivers_are_told_without_the_name(self, cast):
        offer(cast)

        cast.enter()
        assert Event.objects.filter(file_id=cast.child.pk, what="ledger.transfer_offered").count() == 1
        enter_county(cast.there.id)
        assert Event.objects.filter(what="ledger.transfer_received").count() == 1
        told = {message.user.name: message.subject for message in Message.objects.select_related("user")}
        assert set(told) == {f"{cast.there.county.name}{role}" for role in ("civil_affairs", "township_supervisor")}
        assert "李小明" not in "".join(told.values())


class TestAccepting:
    def test_a_new_file_begins_there_and_the_old_one_is_let_go(self, cast):
        offer(cast)

        file = accept(cast)

        child = Child.objects.select_related("father", "file__person").get(pk=file.pk)
        assert (file.county_id, child.file.person.citizen_id, child.father.phone) == (cast.there.id, NUMBER, PHONE)
        assert (child.listed_on, child.health, child.schooling) == (TODAY, "ill", "primary")
        assert Kin.objects.get(child=child.file.person).person.born_on == date(1955, 3, 2)
        taken = Event.objects.get(file_id=file.pk, what="ledger.transfer_accepted")
        assert taken.detail["number"] == cast.child.number
        cast.enter()
        left = Child.objects.get(pk=cast.child.pk)
        assert (left.exited_on, left.exited_because) == (TODAY, "moved")
        assert {"ledger.transfer_accepted", "ledger.exited"} <= set(
            Event.objects.filter(file_id=cast.child.pk).values_list("what", flat=True)
        )
        assert not Duty.objects.filter(file=cast.child, rule="ledger.transfer_follow").exists()

    def test_what_was_true_of_the_former_place_is_asked_anew(self, cast):
        offer(cast)

        file = accept(cast)

        child = Child.objects.select_related("file__person").get(pk=file.pk)
        assert (child.school_name, child.file.person.address) == (None, None)

    def test_the_transaction_is_home_again_afterwards(self, cast):
        offer(cast)

        file = accept(cast)

        assert File.objects.filter(pk=file.pk).exists()
        assert not File.objects.filter(pk=cast.child.pk).exists()

    def test_a_child_that_has_a_file_there_is_taken_up_in_it(self, cast):
        enter_county(cast.there.id)
        known = factories.make_child(
            cast.there, name="李小明", child__citizen_id=NUMBER, child__listed_on=None, child__health="healthy"
        )
        offer(cast)

        with pytest.raises(AlreadyFiled):
            accept(cast)
        cast.enter()
        assert Child.objects.get(pk=cast.child.pk).exited_on is None
        file = accept(cast, join=known)

        child = Child.objects.select_related("father").get(pk=known.pk)
        assert (file.pk, child.health, child.schooling, child.father.name) == (known.pk, "healthy", "primary", "李强")
        cast.enter()
        assert Child.objects.get(pk=cast.child.pk).exited_on == TODAY

    def test_who_comes_back_is_listed_again_in_the_former_file(self, cast):
        offer(cast)
        there = accept(cast)
        by = actor_of(cast.there.users["civil_affairs"])
        given = {"on": TODAY, "today": TODAY, "at": AT, "to_county": str(cast.place.id), "moved_to": "张强镇"}
        moving.offer(by=by, file=there, **given)
        cast.enter()
        transfer = Transfer.objects.get(receiver=cast.place.county)
        home, rest = File.objects.get(pk=cast.child.pk), {"is_listed": True, "today": TODAY, "at": AT}

        village = cast.place.villages[0]
        taking.accept(by=actor_of(cast.users["supervisor"]), transfer=transfer, village=village, join=home, **rest)

        child = Child.objects.get(pk=cast.child.pk)
        assert (child.exited_on, child.listed_on) == (None, TODAY)


class TestDeclining:
    def test_the_sender_goes_on_holding_and_reads_why(self, cast):
        offer(cast)
        transfer = received(cast)
        by = actor_of(cast.there.users["township"])

        taking.decline(by=by, transfer=transfer, reason="查无此人，未到本镇", today=TODAY, at=AT)

        cast.enter()
        assert Child.objects.get(pk=cast.child.pk).exited_on is None
        event = Event.objects.get(file_id=cast.child.pk, what="ledger.transfer_declined")
        assert event.detail["reason"] == "查无此人，未到本镇"
        assert not Duty.objects.filter(file=cast.child, rule="ledger.transfer_follow").exists()
        assert Message.objects.filter(kind="transfer", user=cast.users["supervisor"]).exists()
        offer(cast, moved_to="方家屯镇")

    def test_what_was_answered_is_not_answered_again(self, cast):
        offer(cast)
        transfer = received(cast)
        by = actor_of(cast.there.users["civil_affairs"])
        taking.decline(by=by, transfer=transfer, reason="未到", today=TODAY, at=AT)

        with pytest.raises(TransferRefused):
            accept(cast)
        with pytest.raises(TransferRefused):
            taking.decline(by=by, transfer=transfer, reason="未到", today=TODAY, at=AT)


class TestTakingBack:
    def test_a_withdrawn_offer_is_gone_there(self, cast):
        offer(cast)
        cast.enter()
        given = {"file": cast.child, "on": TODAY, "today": TODAY, "at": AT}

        moving.withdraw(by=actor_of(cast.users["supervisor"]), **given)

        client = client_of(cast.there.users["civil_affairs"])
        enter_county(cast.there.id)
        transfer = Transfer.objects.get()
        assert client.get(f"/ledger/transfers/{transfer.pk}/").status_code == 404
        enter_county(cast.there.id)
        with pytest.raises(TransferRefused):
            accept(cast)

    def test_who_leaves_for_another_reason_is_offered_no_more(self, cast):
        offer(cast)
        cast.enter()
        given = {"file": cast.child, "on": TODAY, "today": TODAY, "at": AT}

        moving.leave(by=actor_of(cast.users["supervisor"]), because="parents_back", home_since=TODAY, **given)

        assert Transfer.objects.get().state == "withdrawn"


class TestOutside:
    def test_the_child_leaves_when_somebody_has_acknowledged_the_slip(self, cast):
        offer(cast, to="outside", moved_to="河北省唐山市丰南区")
        cast.enter()
        given = {"by": actor_of(cast.users["supervisor"]), "file": cast.child, "on": TODAY, "today": TODAY, "at": AT}
        assert Child.objects.get(pk=cast.child.pk).exited_on is None

        moving.acknowledge(acknowledged_by="丰南区民政局 赵科长", how="slip", **given)

        assert Child.objects.get(pk=cast.child.pk).exited_because == "moved"
        assert Transfer.objects.get().state == "acknowledged"

    def test_a_county_on_this_server_answers_itself(self, cast):
        offer(cast)
        cast.enter()
        given = {"by": actor_of(cast.users["supervisor"]), "file": cast.child, "on": TODAY, "today": TODAY, "at": AT}

        with pytest.raises(TransferRefused):
            moving.acknowledge(acknowledged_by="寿县民政局", how="phone", **given)

    def test_the_slip_says_where_to_and_what_is_still_owed(self, cast):
        offer(cast, to="outside", moved_to="河北省唐山市丰南区")

        client = cast.client("supervisor")
        page = client.get(f"/ledger/{cast.child.pk}/transfer_slip/")
        paper = client.get(f"/ledger/{cast.child.pk}/transfer_slip/?as=docx")

        assert (page.status_code, paper.status_code) == (200, 200)
        cells = [
            cell.text
            for table in docx.Document(io.BytesIO(paper.content)).tables
            for row in table.rows
            for cell in row.cells
        ]
        assert "河北省唐山市丰南区" in "".join(cells)
        assert "儿童迁往外县，跟到对方接收" in "".join(cells)


def test_actor_is_nobody_in_the_senders_county(cast):
    offer(cast)
    accept(cast)

    cast.enter()
    left = Event.objects.get(file_id=cast.child.pk, what="ledger.exited")
    assert (left.user_id, left.office_id) == (Actor(cast.place.id).user_id, None)
