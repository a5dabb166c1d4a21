"""Two counties in one database never meet, even where a query forgets: no scope, no county, no filter at all.

Asked of every table, so that a room that comes later is asked too. The tests run as the role that serves. What lies
between two counties `tests/stories/test_who_sees_a_move.py` asks.
"""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from shouwang.access.database import county, enter_county, secured_tables
from shouwang.access.models import Office, User
from shouwang.duties.models import Mark
from shouwang.registry.models import Child, File, Person
from shouwang.registry.operations import set_facts
from tests.factories import TODAY, make_child, make_county, make_office, make_user

pytestmark = pytest.mark.django_db
TABLES = sorted(table for table, _ in secured_tables())
MODELS = {model._meta.db_table: model for model in apps.get_models()}


@pytest.fixture
def counties():
    """Two counties with a child, an account and an office each; the transaction is in the second."""
    found = []
    for name, child in (("康平县", "李小明"), ("寿县", "王小红")):
        place = make_county(name)
        place.child = make_child(place, name=child)
        set_facts(file=place.child, facts={"child.health": "ill"})
        place.user = make_user(place)
        place.office = make_office(
            place, name="民政局", kind="bureau", region=place.region, functions=["civil_affairs"]
        )
        found.append(place)
    return found


def _counties_in(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT DISTINCT county_id FROM "{table}"')
        return {county for (county,) in cursor.fetchall()}


@pytest.mark.parametrize("table", TABLES)
def test_a_query_that_forgets_its_scope_sees_its_own_county_only(counties, table):
    here, there = counties

    enter_county(here.id)
    assert _counties_in(table) <= {here.id}
    enter_county(there.id)
    assert _counties_in(table) <= {there.id}


def test_both_counties_have_something_to_hide(counties):
    for place in counties:
        enter_county(place.id)
        filled = {table for table in TABLES if _counties_in(table)}
        assert filled >= {
            "registry_file",
            "registry_person",
            "registry_child",
            "registry_childevent",
            "access_user",
            "access_office",
        }


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"access_user"}))
def test_a_query_that_forgets_the_county_sees_nothing(counties, table):
    enter_county(None)

    assert _counties_in(table) == set()


def test_the_login_finds_an_account_before_the_county_is_known_and_no_other_one_after(counties):
    here, there = counties

    enter_county(None)
    assert User.objects.filter(pk__in=[here.user.pk, there.user.pk]).count() == 2
    enter_county(here.id)
    assert not User.objects.filter(pk=there.user.pk).exists()


def test_the_facts_view_obeys_too(counties):
    here, there = counties
    enter_county(here.id)

    with connection.cursor() as cursor:
        cursor.execute("SELECT file_id FROM registry_child_facts")
        assert [file_id for (file_id,) in cursor.fetchall()] == [here.child.pk]


def _file_next_door(here, there):
    return File(county_id=here.id, kind="child", number="1", name="李小明", opened_on=TODAY)


STRANGE = {
    "a file": _file_next_door,
    "a person": lambda here, there: Person(county_id=here.id, name="李小明"),
    "an office": lambda here, there: Office(county_id=here.id, name="教育局", kind="bureau"),
    "a mark": lambda here, there: Mark(
        county_id=here.id, file_id=uuid4(), what="visit.done", first_on=TODAY, last_on=TODAY
    ),
}


@pytest.mark.parametrize("what", STRANGE)
def test_a_write_into_another_county_is_refused(counties, what):
    here, there = counties
    enter_county(there.id)

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        STRANGE[what](here, there).save(force_insert=True)


def test_a_change_of_another_countys_row_changes_nothing(counties):
    here, there = counties
    enter_county(there.id)

    assert Child.objects.filter(pk=here.child.pk).update(health="healthy") == 0
    enter_county(here.id)
    assert Child.objects.get(pk=here.child.pk).health == "ill"


def test_a_row_cannot_be_moved_into_another_county(counties):
    here, there = counties
    enter_county(here.id)

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Child.objects.filter(pk=here.child.pk).update(county_id=there.id)


def test_the_history_of_a_childs_file_is_the_own_countys(counties):
    here, there = counties
    kept = MODELS["registry_childevent"]

    enter_county(there.id)
    assert not kept.objects.filter(pgh_obj=here.child.pk).exists()
    enter_county(here.id)
    assert kept.objects.filter(pgh_obj=here.child.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_county_ends_with_its_transaction():
    with transaction.atomic():
        place = make_county()
        make_child(place)
        assert File.objects.exists()

    assert not File.objects.exists()
    with county(place.id):
        assert File.objects.exists()
