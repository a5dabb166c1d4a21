"""What a page that only reads asks twice is read once; whoever writes reads anew."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwang.duties.kept import keeping, kept
from shouwang.duties.plan import get_plan
from tests.factories import adopt_plan

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def test_a_plan_is_read_once_inside(county):
    with CaptureQueriesContext(connection) as asked, keeping():
        assert get_plan(county_id=county.id, on=ON) is get_plan(county_id=county.id, on=ON)
    assert len(asked) == 1


def test_of_another_day_it_is_read_apart(county):
    adopt_plan(county, "guofa-2016-13")
    with keeping():
        assert get_plan(county_id=county.id, on=date(2016, 1, 1)).packs == ()
        assert get_plan(county_id=county.id, on=ON).packs


def test_outside_it_is_read_anew(county):
    with keeping():
        assert get_plan(county_id=county.id, on=ON).packs == ()
    adopt_plan(county, "guofa-2016-13")
    assert get_plan(county_id=county.id, on=ON).packs
    assert kept("x", lambda: 1) == 1
    assert kept("x", lambda: 2) == 2
