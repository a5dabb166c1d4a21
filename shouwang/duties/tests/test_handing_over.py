"""Nobody lets go before somebody holds."""

from datetime import UTC, date, datetime

import pytest

from shouwang.duties import handing_over
from shouwang.duties.handing_over import (
    AlreadyAnswered,
    NotTheReceiver,
    OpenWorkRemains,
    ReceiverUnsuitable,
    answer_items,
    begin_hand_over,
    close_account,
    complete_hand_over,
    list_for_receiver,
    list_held_files,
    name_receiver,
)
from tests.factories import TODAY, make_child, make_county, make_duty, make_office, make_post, make_unit, make_user

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TOMORROW = date(2026, 11, 23)


@pytest.fixture
def village(county):
    """A village office with a giver, a successor, one child and one open duty."""
    office = make_office(county, name="北台村委会", kind="village", region=county.villages[0], functions=["village"])
    county.office = office
    county.giver = make_post(make_user(county, name="王主任"), office, "village_director")
    county.successor = make_post(make_user(county, name="赵专干"), office, "village_director")
    county.child = make_child(county)
    make_duty(county.child, office)
    return county


def _begin(village):
    return begin_hand_over(post=village.giver, by=village.giver.user, at=AT, today=TODAY, reason="调任")


def _named(village):
    hand_over = _begin(village)
    name_receiver(hand_over=hand_over, receiver=village.successor, today=TODAY)
    return hand_over


def _answer(village, hand_over, *, accept=True, user=None):
    ids = list(hand_over.items.values_list("pk", flat=True))
    return answer_items(user=user or village.successor.user, item_ids=ids, accept=accept, at=AT, reason="太远")


class TestBeginHandOver:
    def test_lists_each_file_and_each_kind_of_open_duty(self, village):
        make_duty(village.child, village.office, rule="ledger.refresh")
        make_duty(village.child, village.office, rule="visit.regular", trigger="1")
        make_duty(village.child, village.office, rule="contact.monthly", opens_on=TOMORROW)

        items = _begin(village).items.values_list("kind", "rule")

        assert sorted(items) == [("duty", "ledger.refresh"), ("duty", "visit.regular"), ("file", "")]

    def test_leaves_out_the_next_villages_children(self, village):
        make_child(village, name="邻村孩子", village=village.villages[1])

        assert list(list_held_files(post=village.giver, today=TODAY)) == [village.child]

    def test_goes_village_by_village_where_there_are_many(self, village, monkeypatch):
        monkeypatch.setattr(handing_over, "FILE_BY_FILE_AT_MOST", 0)
        unit = make_unit(village, kind="village", region=village.villages[0])

        assert list(list_held_files(post=village.giver, today=TODAY)) == [unit]


class TestNameReceiver:
    def test_asks_the_named_one(self, village):
        hand_over = _named(village)

        assert set(list_for_receiver(user=village.successor.user)) == set(hand_over.items.all())

    def test_refuses_the_giver_a_stranger_and_an_ended_post(self, village):
        hand_over = _begin(village)
        ended = make_post(make_user(village), village.office, "village_director")
        ended.until_on = date(2026, 11, 21)
        ended.save()
        other = make_county("寿县")
        office = make_office(other, name="村委会", kind="village", region=other.villages[0], functions=["village"])
        stranger = make_post(make_user(other), office, "village_director")

        for receiver in (village.giver, ended, stranger):
            with pytest.raises(ReceiverUnsuitable):
                name_receiver(hand_over=hand_over, receiver=receiver, today=TODAY)

    def test_may_give_each_item_to_another_one(self, village):
        hand_over = _named(village)
        third = make_post(make_user(village, name="钱主任"), village.office, "village_director")
        file_item = hand_over.items.get(kind="file")

        assert name_receiver(hand_over=hand_over, receiver=third, item_ids=[file_item.pk], today=TODAY) == 1
        assert list(list_for_receiver(user=third.user)) == [file_item]


class TestAnswerItems:
    def test_only_the_receiver_answers(self, village):
        hand_over = _named(village)

        with pytest.raises(NotTheReceiver):
            _answer(village, hand_over, user=village.giver.user)

    def test_an_answer_is_given_once(self, village):
        hand_over = _named(village)
        _answer(village, hand_over)

        with pytest.raises(AlreadyAnswered):
            _answer(village, hand_over)

    def test_what_was_refused_is_offered_again(self, village):
        hand_over = _named(village)
        _answer(village, hand_over, accept=False)

        with pytest.raises(OpenWorkRemains):
            complete_hand_over(hand_over=hand_over, at=AT, last_day=TODAY)
        name_receiver(hand_over=hand_over, receiver=village.successor, today=TODAY)

        assert _answer(village, hand_over) == 2


class TestCompleteHandOver:
    def test_waits_for_every_item(self, village):
        hand_over = _named(village)

        with pytest.raises(OpenWorkRemains) as remains:
            complete_hand_over(hand_over=hand_over, at=AT, last_day=TODAY)

        assert remains.value.count == 2

    def test_ends_the_post_on_its_last_day(self, village):
        hand_over = _named(village)
        _answer(village, hand_over)

        complete_hand_over(hand_over=hand_over, at=AT, last_day=TODAY)

        village.giver.refresh_from_db()
        assert village.giver.until_on == TODAY


class TestCloseAccount:
    def test_is_refused_while_work_is_held(self, village):
        with pytest.raises(OpenWorkRemains) as remains:
            close_account(user=village.giver.user, today=TODAY)

        assert remains.value.count == 2

    def test_is_done_after_the_hand_over(self, village):
        hand_over = _named(village)
        _answer(village, hand_over)
        complete_hand_over(hand_over=hand_over, at=AT, last_day=TODAY)

        closed = close_account(user=village.giver.user, today=TODAY)

        assert (closed.is_active, closed.closed_on) == (False, TODAY)

    def test_needs_no_hand_over_where_nothing_is_held(self, village):
        reader = make_post(make_user(village), make_office(
            village, name="督查室", kind="bureau", region=village.region, functions=[]), "reader")  # fmt: skip

        assert close_account(user=reader.user, today=TODAY).closed_on == TODAY
