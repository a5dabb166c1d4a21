"""A row of duties names a file within the scope, and no other one."""

import pytest

from shouwang.duties.queries import get_files_of, list_own
from tests.factories import TODAY, make_case, make_child, make_duty, make_unit, scope_of

pytestmark = pytest.mark.django_db


def _named(cast, who):
    scope = scope_of(cast.users[who])
    return set(get_files_of(list_own(scope=scope, today=TODAY), scope=scope))


def test_what_an_office_owes_on_a_child_next_door_does_not_name_the_child(cast):
    office, beside = cast.office("director"), make_child(cast.place, name="王小虎", village=cast.place.villages[1])
    for file in (cast.child, beside):
        make_duty(file, office)

    assert _named(cast, "director") == {cast.child.pk}
    assert beside.name not in cast.client("director").get("/").content.decode()


def test_a_school_sees_its_own_pupils_only(cast):
    office, pupil = cast.office("school"), make_child(cast.place, name="王小虎")
    pupil.school = office
    pupil.save(update_fields=["school"])
    for file in (cast.child, pupil):
        make_duty(file, office, owner="school")

    assert _named(cast, "school") == {pupil.pk}


def test_a_unit_of_the_own_place_is_named(cast):
    unit = make_unit(cast.place, kind="village", region=cast.place.villages[0])
    make_duty(unit, cast.office("director"))

    assert _named(cast, "director") == {unit.pk}


def test_a_case_is_named_by_its_number_for_who_owes_something_on_it(cast):
    case = make_case(cast.place)
    make_duty(case, cast.office("director"))

    assert _named(cast, "director") == {case.pk}
