"""From the escort to the return: somebody holds the child at every hour, in the case and in the child's own file."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shouwang.access.models import Event
from shouwang.duties.operations import record_event
from shouwang.mechanisms.placement import operations
from shouwang.mechanisms.placement.models import DayNote, Stay
from shouwang.mechanisms.placement.queries import count_free_beds, list_houses, list_running_stays
from shouwang.registry.models import CareSpell
from tests.factories import TODAY, actor_of, make_case, make_office, make_unit, scope_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture
def case(cast):
    return make_case(cast.place, child=cast.child, alone=True, on=date(2026, 11, 20))


@pytest.fixture
def station(cast):
    return make_office(
        cast.place, name="救助管理站", kind="institution", region=cast.place.region, functions=["rescue_station"]
    )


def step(cast, on=TODAY):
    return {"by": actor_of(cast.users["police"]), "on": on, "at": AT, "today": TODAY}


def receive(cast, case, **given):
    kept = {
        "place_kind": "rescue_station",
        "place_name": "救助管理站",
        "keeper": "冯站长",
        "keeper_phone": "13800000000",
    }
    return operations.receive_child(file=case, **step(cast, given.pop("on", TODAY)), **(kept | given))


def give_back(cast, case, **given):
    back = {"went_to": "mother", "received_by": "李母", "is_received": True}
    return operations.return_child(file=case, **step(cast), **(back | given))


class TestReceiving:
    def test_somebody_named_answers_for_the_child_from_that_day_on(self, cast, case, station):
        event = receive(cast, case, office=station)

        stay = Stay.objects.get(file=case)
        case.case.refresh_from_db()
        assert (stay.keeper, stay.from_on, stay.until_on, stay.event) == ("冯站长", TODAY, None, event)
        assert (case.case.placed, case.case.place_kind, case.case.child_seen_on) == (True, "rescue_station", TODAY)

    def test_the_phone_is_not_in_the_event(self, cast, case):
        assert "13800000000" not in str(receive(cast, case).detail)

    def test_the_chain_of_care_in_the_childs_file_has_no_hole(self, cast, case):
        receive(cast, case, on=date(2026, 11, 21))
        give_back(cast, case)

        spells = list(CareSpell.objects.filter(file=cast.child).order_by("from_on"))
        assert [spell.kind for spell in spells][-2:] == ["institution", "parents"]
        assert all(
            later.from_on == earlier.until_on + timedelta(days=1)
            for earlier, later in zip(spells, spells[1:], strict=False)
        )
        assert spells[-1].until_on is None

    def test_the_childs_file_hears_that_care_changed_and_nothing_of_the_case(self, cast, case):
        receive(cast, case)

        told = Event.objects.get(file_id=cast.child.pk, what="placement.started")
        assert told.detail == {"place_kind": "rescue_station"}

    def test_a_relative_becomes_the_carer(self, cast, case):
        receive(cast, case, place_kind="relative", place_name="舅舅家", keeper="王舅舅")

        assert CareSpell.objects.get(file=cast.child, until_on=None).carer.name == "王舅舅"

    def test_a_child_of_whom_nobody_knows_whose_it_is_is_received_too(self, cast):
        case = make_case(cast.place, missing=True)
        receive(cast, case)

        assert Stay.objects.get(file=case).until_on is None

    def test_twice_is_refused(self, cast, case):
        receive(cast, case)
        with pytest.raises(operations.AlreadyPlaced):
            receive(cast, case)


class TestBeds:
    def test_nobody_knows_until_the_institution_has_reported(self, station):
        assert count_free_beds(office=station) is None

    def test_a_full_house_takes_nobody_in(self, cast, case, station):
        file = make_unit(cast.place, kind="office", office=station)
        record_event(file=file, what="placement.capacity_reported", detail={"beds": 1}, **step(cast))
        receive(cast, case, office=station)
        other = make_case(cast.place, alone=True)

        assert [(house.beds, house.taken) for house in list_houses(county_id=cast.place.id)] == [(1, 1)]
        with pytest.raises(operations.NoBed):
            receive(cast, other, office=station)


class TestTheDays:
    def test_the_words_stay_in_the_log(self, cast, case):
        receive(cast, case)
        event = operations.note_day(file=case, state="low", text="夜里哭了两次", **step(cast))

        assert DayNote.objects.get().text == "夜里哭了两次"
        assert "夜里" not in str(event.detail)

    def test_without_a_stay_there_is_no_day_to_note(self, cast, case):
        with pytest.raises(operations.NotPlaced):
            operations.note_day(file=case, state="well", text="好", **step(cast))


class TestTheEnd:
    def test_only_a_hand_over_ends_it(self, cast, case):
        receive(cast, case)
        with pytest.raises(operations.NotHandedOver):
            give_back(cast, case, is_received=False)
        assert Stay.objects.get().until_on is None

        give_back(cast, case)
        stay = Stay.objects.get()
        case.case.refresh_from_db()
        assert (stay.until_on, stay.went_to, stay.received_by) == (TODAY, "mother", "李母")
        assert (case.case.placed, case.case.parents_back) == (False, True)

    def test_nothing_ends_twice(self, cast, case):
        receive(cast, case)
        give_back(cast, case)
        with pytest.raises(operations.NotPlaced):
            give_back(cast, case)


class TestThePage:
    def test_it_shows_who_is_where_to_those_who_may_read_the_case(self, cast, case, station):
        receive(cast, case, office=station)

        page = cast.client("police").get("/placement/")
        assert case.number in page.text
        assert cast.child.name not in page.text
        assert cast.client("director").get("/placement/").status_code == 403

    def test_outside_the_scope_there_is_nobody(self, cast, case):
        receive(cast, case)

        assert [row.file for row in list_running_stays(scope=scope_of(cast.users["police"]))] == [case]
        assert list(list_running_stays(scope=scope_of(cast.users["director"]))) == []
