"""Typing in a child: one child, one file."""

import threading

import pytest
from django.db import connection, transaction

from shouwang.access.database import enter_county
from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.mechanisms.ledger.operations import refusals
from shouwang.mechanisms.ledger.operations.entry import open_file
from shouwang.mechanisms.ledger.tests.conftest import NOW
from shouwang.registry.models import Child, File
from shouwang.registry.operations import set_facts
from tests.factories import TODAY, make_child, make_county

NUMBER = "210123201605010018"
TYPED = {
    "child__citizen_id": NUMBER,
    "child__name": "赵 小 宝",
    "father__name": "赵强",
    "father__away": "yes",
    "mother__away": "yes",
    "child__has_land": "yes",
    "child__has_homestead": "yes",
    "child__village_member": "yes",
    "child__low_income_area": "yes",
    "is_listed": "on",
    "on": "2026-11-22",
}


def _typed(cast, **changes):
    return TYPED | {"village": cast.place.villages[0].pk} | changes


@pytest.mark.django_db
class TestTyping:
    @pytest.mark.proves("SY-3.1.2-v", "JP-2.2.1-c", "SX-3.4-a", "SX-3.4-b", "SX-3.1.2-n", "YY-3.2-o", "BH-3.3-f")
    def test_a_child_gets_a_file_and_stands_on_the_ledger(self, shenyang):
        answer = shenyang.client("director").post("/ledger/new/", _typed(shenyang))

        assert answer.status_code == 302
        shenyang.enter()
        file = File.objects.get(name="赵小宝")
        assert file.child.listed_on == TODAY
        assert (file.person.born_on.isoformat(), file.person.sex) == ("2016-05-01", "male")
        assert set(Event.objects.filter(file_id=file.pk).values_list("what", flat=True)) == {
            "ledger.file_opened",
            "ledger.opened",
        }

    @pytest.mark.proves("SY-3.1.2-v", "JP-2.2.1-c", "SX-3.4-a", "SX-3.4-k", "SX-3.1.2-n", "YY-3.2-o", "BH-3.3-f")
    def test_the_same_number_never_gets_a_second_file(self, shenyang):
        client = shenyang.client("director")
        client.post("/ledger/new/", _typed(shenyang))

        answer = shenyang.client("civil_affairs").post(
            "/ledger/new/", _typed(shenyang, child__name="赵晓宝", is_another="on")
        )

        assert answer.status_code == 422
        shenyang.enter()
        assert File.objects.filter(name__startswith="赵").count() == 1

    @pytest.mark.proves("JP-2.2.1-c", "SX-3.4-a", "YY-3.2-o", "SY-3.1.2-v")
    def test_a_child_without_a_number_is_taken_with_the_reason(self, shenyang):
        given = _typed(
            shenyang, child__citizen_id="", child__no_citizen_id_because="no_hukou", child__born_on="2016-05-01"
        )

        unsaid = shenyang.client("director").post("/ledger/new/", given | {"child__no_citizen_id_because": ""})
        said = shenyang.client("director").post("/ledger/new/", given)

        assert (unsaid.status_code, said.status_code) == (422, 302)
        shenyang.enter()
        assert File.objects.get(name="赵小宝").person.no_citizen_id_because == "no_hukou"

    def test_somebody_alike_is_shown_and_has_to_be_compared(self, shenyang):
        make_child(shenyang.place, name="赵晓宝", father__name="赵强")
        given = _typed(
            shenyang, child__citizen_id="", child__no_citizen_id_because="no_hukou", child__born_on="2016-05-01"
        )
        client = shenyang.client("director")

        answer = client.post("/ledger/new/", given)
        sure = client.post("/ledger/new/", given | {"is_another": "on"})

        assert answer.status_code == 422
        assert "赵晓宝" in answer.content.decode()
        assert sure.status_code == 302

    def test_who_is_alike_shows_while_typing(self, shenyang):
        make_child(shenyang.place, name="赵晓宝")
        query = {"child__name": "赵小宝", "child__born_on": "2016-05-01", "village": shenyang.place.villages[0].pk}

        part = shenyang.client("director").get("/ledger/alike/", query)

        assert "赵晓宝" in part.content.decode()

    def test_of_a_child_elsewhere_only_the_township_is_told(self, shenyang):
        far = make_child(shenyang.place, name="赵小宝", village=shenyang.place.villages[2])
        set_facts(file=far, facts={"child.citizen_id": NUMBER})

        part = (
            shenyang.client("director")
            .get("/ledger/alike/", {"child__name": "赵小宝", "child__citizen_id": NUMBER})
            .content.decode()
        )

        assert "方家屯镇" in part and "赵小宝" not in part and str(far.pk) not in part

    @pytest.mark.proves("SY-1-a", "SX-1-a")
    def test_who_does_not_meet_the_definition_gets_a_file_but_is_not_listed(self, shenyang):
        given = _typed(shenyang, father__away="no", mother__away="no")
        client = shenyang.client("director")

        refused = client.post("/ledger/new/", given)
        del given["is_listed"]
        opened = client.post("/ledger/new/", given)

        assert (refused.status_code, opened.status_code) == (422, 302)
        shenyang.enter()
        assert File.objects.get(name="赵小宝").child.listed_on is None

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"child__citizen_id": "210123201605010012"}, "child__citizen_id"),
            ({"child__born_on": "2015-05-01"}, "child__born_on"),
            ({"child__name": ""}, "child__name"),
            ({"village": "0"}, "village"),
            ({"on": "2026-11-23"}, "on"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, shenyang, wrong, field):
        answer = shenyang.client("director").post("/ledger/new/", _typed(shenyang, **wrong))

        assert answer.status_code == 422
        assert field in answer.context["form"].errors

    def test_a_village_elsewhere_cannot_be_chosen(self, shenyang):
        answer = shenyang.client("director").post(
            "/ledger/new/", _typed(shenyang, village=shenyang.place.villages[1].pk)
        )

        assert "village" in answer.context["form"].errors

    @pytest.mark.parametrize("address", ["/ledger/new/", "/ledger/alike/"])
    @pytest.mark.parametrize("who", ["reader", "police", "school", "audit_admin"])
    def test_only_who_writes_files(self, shenyang, who, address):
        assert shenyang.client(who).get(address).status_code == 403


def _type_in(place, start, outcomes):
    try:
        start.wait()
        with transaction.atomic():
            enter_county(place.id)
            given = {"by": Actor(place.id), "county": place.county, "village": place.villages[0], "is_listed": False}
            facts = {"child.name": "赵小宝", "child.citizen_id": NUMBER}
            open_file(**given, facts=facts, on=TODAY, today=TODAY, at=NOW)
        outcomes.append("opened")
    except refusals.AlreadyFiled:
        outcomes.append("refused")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_who_type_the_same_child_at_once_open_one_file():
    with transaction.atomic():
        place = make_county()
    start, outcomes = threading.Barrier(2), []
    both = [threading.Thread(target=_type_in, args=(place, start, outcomes)) for _ in range(2)]

    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(outcomes) == ["opened", "refused"]
    with transaction.atomic():
        enter_county(place.id)
        assert Child.objects.count() == 1
