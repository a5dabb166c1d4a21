"""Files are locked together with their child's, each found by its key."""

import pytest
from django.db import connection

from shouwang.registry import locking
from tests import factories

pytestmark = pytest.mark.django_db


def test_files_are_asked_for_by_a_list_of_keys(cast):
    """As a join it read every file of the county for one lock, where the statistics did not know better."""
    with connection.cursor() as cursor:
        statement = locking._LOCK.format(given="unnest(%s::uuid[])")
        cursor.execute(f"EXPLAIN {statement}", [[cast.child.pk]])
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "(id = ANY ((InitPlan" in plan and "Join" not in plan


def test_a_case_is_locked_by_its_childs_file(cast):
    case = factories.make_case(cast.place, child=cast.child)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {locking._HEAD} FROM unnest(%s::uuid[]) g(file_id)", [[case.pk, cast.child.pk]])
        assert cursor.fetchall() == [(cast.child.pk,), (cast.child.pk,)]
