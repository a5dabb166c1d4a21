"""The reckoning of many files as SQL gives, on the real tables, the rows that the pure function gives file by file."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from shouwang.access.database import county as in_county
from shouwang.duties.bulk import rebuild_county, reckon_children
from shouwang.duties.cases import get_cases
from shouwang.duties.models import Duty, Wake
from shouwang.duties.plan import get_plan
from shouwang.duties.reckoning import list_wanted, reckon_each
from shouwang.registry.models import File
from shouwang.web.demo.making import make_demo
from shouwang.web.demo.places import PLACES

FIELDS = (
    "file_id", "pack", "rule", "owner", "trigger", "office_id", "village_id", "township_id", "school_id", "opens_on",
    "warn_on", "due_on", "last_done_on", "note",
)  # fmt: skip
TODAY, LATER = date(2026, 11, 22), date(2027, 3, 1)
AT = datetime(2026, 11, 22, 2, tzinfo=UTC)


def rows_of(duties):
    return {tuple(getattr(duty, name) for name in FIELDS) for duty in duties}


def wakes(county_id):
    return dict(Wake.objects.filter(county_id=county_id).values_list("file_id", "wake_on"))


@pytest.fixture(scope="module", params=PLACES)
def county(request, django_db_setup, django_db_blocker):
    """A county of each plan, its families with their histories."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_demo(place=PLACES[request.param], children=90, seed=7, today=TODAY, at=AT).county
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def within(county):
    with in_county(county.pk), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("today", [TODAY, LATER])
def test_a_rebuild_gives_the_rows_of_the_pure_function(county, today):
    plan = get_plan(county_id=county.pk, on=today)
    cases = get_cases(files=list(File.objects.filter(kind__in=plan.kinds_with_duties())))

    rebuild_county(county_id=county.pk, today=today, at=AT)

    wanted = [row for one in list_wanted(plan=plan, cases=cases, today=today) for row in one.values()]
    assert rows_of(Duty.objects.all()) == rows_of(wanted)
    assert len(wanted) == Duty.objects.count() > 500


def test_a_rebuild_gives_the_same_rows_whatever_stood(county):
    standing, asleep = rows_of(Duty.objects.all()), wakes(county.pk)
    some = list(Duty.objects.order_by("pk").values_list("pk", flat=True))
    Duty.objects.filter(pk__in=some[::3]).delete()
    Duty.objects.filter(pk__in=some[2::3]).update(pack=Concat("pack", Value(" of old")))
    Duty.objects.filter(pk__in=some[1::3]).update(due_on=date(2020, 1, 1))

    rebuild_county(county_id=county.pk, today=TODAY, at=AT)

    assert (rows_of(Duty.objects.all()), wakes(county.pk)) == (standing, asleep)


def test_children_among_many_and_each_alone_get_the_same_rows_and_wake_on_the_same_day(county):
    children = list(File.objects.filter(kind="child"))

    reckon_children(county_id=county.pk, file_ids=[file.pk for file in children], today=LATER, at=AT)
    among_many = rows_of(Duty.objects.filter(file__in=children)), wakes(county.pk)
    reckon_each(files=children, today=LATER, at=AT, plan=get_plan(county_id=county.pk, on=LATER))

    assert (rows_of(Duty.objects.filter(file__in=children)), wakes(county.pk)) == among_many
