"""Opening files, writing facts, and the chain of care without overlap or silent gap."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from shouwang.registry.models import CareSpell, Child, File, Person
from shouwang.registry.operations import (
    CareOverlaps,
    FileClosed,
    UnknownFact,
    amend_care,
    begin_care,
    begin_planned_leaves,
    new_person,
    restore_file,
    set_facts,
    withdraw_file,
)
from shouwang.registry.queries import get_facts, get_record_as_of, get_unit_facts, list_care, search_files
from tests.factories import make_child, make_office, make_post, make_unit, make_user, scope_of

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


@pytest.fixture
def child(county):
    return make_child(county)


def _carer(child, name="李奶奶", **values):
    return new_person(county_id=child.county_id, name=name, **values)


def _facts(child):
    return get_facts(county_id=child.county_id, file_ids=[child.pk])[child.pk]


class TestOpenChildFile:
    def test_gives_each_file_a_number_of_its_own(self, county):
        first, second = make_child(county), make_child(county, name="李小红")

        assert first.number != second.number
        assert first.number.startswith(f"{county.county.code}-")

    def test_stands_in_its_village_and_the_villages_township(self, county, child):
        assert (child.village, child.township) == (county.villages[0], county.townships[0])

    def test_leaves_what_nobody_asked_as_not_collected(self, child):
        facts = _facts(child)

        assert facts["child.schooling"] is None
        assert facts["father.known"] is False
        assert facts["father.away"] is None


class TestOpenUnitFile:
    def test_a_village_stands_in_its_township(self, county):
        unit = make_unit(county, kind="village", region=county.villages[0])

        assert (unit.village, unit.township) == (county.villages[0], county.townships[0])

    def test_a_county_stands_nowhere_below_itself(self, county):
        unit = make_unit(county, kind="county", region=county.region)

        assert (unit.village, unit.township) == (None, None)


class TestSetFacts:
    def test_says_what_changed_from_what(self, child):
        set_facts(file=child, facts={"child.health": "healthy"})

        changed = set_facts(file=child, facts={"child.health": "ill", "child.sex": "male"})

        assert changed == {"child.health": ("healthy", "ill")}

    def test_makes_a_parent_whom_nobody_knew(self, child):
        set_facts(file=child, facts={"mother.name": "王芳", "mother.away": True})

        mother = Child.objects.get(pk=child.pk).mother
        assert (mother.name, mother.sex, mother.away) == ("王芳", "female", True)
        assert _facts(child)["mother.known"] is True

    def test_a_new_name_is_found_at_once(self, county, child):
        office = make_office(county, name="民政局", kind="bureau", region=county.region, functions=["civil_affairs"])
        user = make_user(county)
        make_post(user, office, "civil_affairs")

        set_facts(file=child, facts={"child.name": "欧阳小雨"})

        for text in ("小雨", "ouyang", "oyxy"):
            assert list(search_files(scope=scope_of(user), text=text)) == [child]

    def test_a_search_by_its_beginning_may_choose_an_index_under_row_security(self, county):
        """An operator that is not leakproof is asked of every file of the county: docs/adr/0033."""
        user = make_user(county)
        office = make_office(county, name="民政局", kind="bureau", region=county.region, functions=["civil_affairs"])
        make_post(user, office, "civil_affairs")
        sought = str(search_files(scope=scope_of(user), text="oyxy").query)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT bool_and(p.proleakproof) FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode"
                " WHERE o.oprleft = 'text'::regtype AND o.oprright = 'text'::regtype AND o.oprname IN ('^@', '~>=~', '~<~')"
            )
            assert cursor.fetchone() == (True,)
        assert sought.count("^@") == 2 and "LIKE" not in sought

    def test_an_identity_number_is_kept_sealed_and_found_by_its_index(self, child):
        set_facts(file=child, facts={"child.citizen_id": "11010519491231002X"})

        person = Person.objects.get(pk=child.person_id)
        assert person.citizen_id == "11010519491231002X"
        assert bytes(person.citizen_id_index)
        set_facts(file=child, facts={"child.citizen_id": None})
        assert Person.objects.get(pk=child.person_id).citizen_id_index is None

    @pytest.mark.parametrize("key", ["child.shoe_size", "carer.name", "child", "neighbour.name", "child.pk"])
    def test_refuses_a_fact_that_is_none(self, child, key):
        with pytest.raises(UnknownFact):
            set_facts(file=child, facts={key: "x"})

    def test_refuses_a_withdrawn_file_and_takes_it_again_when_it_is_back(self, child):
        withdraw_file(file=child, at=AT, because="误建")

        with pytest.raises(FileClosed):
            set_facts(file=child, facts={"child.health": "ill"})
        restore_file(file=child)

        assert set_facts(file=child, facts={"child.health": "ill"})

    def test_refuses_a_child_that_left_but_for_listing_it_again(self, child):
        set_facts(file=child, facts={"child.exited_on": JUNE, "child.exited_because": "moved"})

        with pytest.raises(FileClosed):
            set_facts(file=child, facts={"child.health": "ill"})
        assert set_facts(file=child, facts={"child.school_marked_on": JUNE})
        assert set_facts(file=child, facts={"child.exited_on": None, "child.exited_because": None})

    def test_keeps_what_was_there_before(self, child):
        row = Child.objects.get(pk=child.pk)
        set_facts(file=child, facts={"child.health": "healthy"})
        set_facts(file=child, facts={"child.health": "ill"})

        assert list(row.history.order_by("pgh_id").values_list("health", flat=True))[-2:] == [None, "healthy"]
        assert get_record_as_of(row=row, moment=AT - timedelta(days=3650))["health"] is None


class TestBeginCare:
    def test_the_former_care_ends_the_day_before(self, child):
        begin_care(file=child, kind="parents", from_on=MARCH)
        begin_care(file=child, kind="informal", carer=_carer(child), relation="grandparent", from_on=JUNE)

        assert [(one.kind, one.from_on, one.until_on) for one in list_care(file=child)] == [
            ("parents", MARCH, JUNE - timedelta(days=1)), ("informal", JUNE, None),
        ]  # fmt: skip

    def test_refuses_a_day_before_the_running_care_began_and_says_since_when_it_runs(self, child):
        begin_care(file=child, kind="parents", from_on=JUNE)

        with pytest.raises(CareOverlaps, match="2026年6月1日"):
            begin_care(file=child, kind="none", from_on=MARCH)

    def test_another_carer_on_the_same_day_takes_the_place_of_the_first(self, child):
        begin_care(file=child, kind="informal", carer=_carer(child), relation="grandparent", fit="unfit", from_on=JUNE)
        begin_care(file=child, kind="informal", carer=_carer(child, "王姑姑"), relation="relative", from_on=JUNE)

        spell = list_care(file=child).get()
        assert (spell.carer.name, spell.relation, spell.fit) == ("王姑姑", "relative", None)
        assert spell.history.get().fit == "unfit"

    def test_a_time_when_nobody_does_is_said_openly(self, child):
        begin_care(file=child, kind="none", from_on=JUNE)

        assert _facts(child)["care.gap"] is True

    def test_an_informal_carer_has_a_name(self, child):
        with pytest.raises(DatabaseError), transaction.atomic():
            begin_care(file=child, kind="informal", from_on=JUNE)

    def test_the_database_itself_refuses_an_overlap(self, child):
        begin_care(file=child, kind="parents", from_on=MARCH)

        with pytest.raises(DatabaseError), transaction.atomic():
            CareSpell.objects.create(
                county_id=child.county_id, file=child, kind="none", from_on=date(2026, 1, 1), until_on=JUNE
            )

    def test_what_becomes_known_of_the_carer_is_a_fact(self, child):
        spell = begin_care(file=child, kind="informal", carer=_carer(child), relation="friend", from_on=JUNE)

        amend_care(spell=spell, fit="weak", banned="none")

        facts = _facts(child)
        assert (facts["carer.fit"], facts["carer.banned"], facts["carer.relation"]) == ("weak", "none", "friend")


class TestBeginPlannedLeaves:
    def test_takes_whoever_leaves_that_day_and_nobody_else(self, county):
        leaving = make_child(county, father__away=False, father__away_since=JUNE)
        make_child(county, name="李小红", father__away=False, father__away_since=MARCH)
        make_child(county, name="李小兰", father__away=None, father__away_since=JUNE)

        assert begin_planned_leaves(county_id=county.id, on=JUNE) == [leaving.pk]
        assert Child.objects.get(pk=leaving.pk).father.away is True


def test_no_file_is_ever_deleted(child):
    with pytest.raises(DatabaseError), transaction.atomic():
        File.objects.filter(pk=child.pk).delete()


def test_what_an_office_answers_for_is_a_fact_of_its_file(county):
    station = make_office(
        county, name="救助管理站", kind="institution", region=county.region, functions=["rescue_station"]
    )
    office, village = (
        make_unit(county, kind="office", office=station),
        make_unit(county, kind="village", region=county.villages[0]),
    )

    assert get_unit_facts(file=office)["unit.functions"] == ["rescue_station"]
    assert get_unit_facts(file=village)["unit.functions"] is None
