"""A county reckoned anew in pieces: the rows of a rebuild, also when somebody writes at the same time."""

import threading
import time
from datetime import UTC, date, datetime

import pytest
from django.db import connection, connections, transaction

from shouwang.access.database import county as in_county
from shouwang.access.scope import Actor
from shouwang.duties import recounting
from shouwang.duties.bulk import COLUMNS, rebuild_county
from shouwang.duties.models import Duty
from shouwang.duties.operations import record_event
from shouwang.duties.recounting import reckon_county
from tests import factories
from tests.factories import make_child

AT, TODAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC), date(2026, 3, 2)
BIRTHDAYS = {"child__born_on": date(2016, 5, 1), "child__listed_on": date(2026, 1, 5)}
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
def place(transactional_db):
    """A county at work: offices, and a child that nobody has visited."""
    with transaction.atomic():
        place = factories.make_county("康平县")
        for kind, region in (
            ("village", place.villages[0]),
            ("township", place.townships[0]),
            ("bureau", place.region),
        ):
            functions = ["civil_affairs"] if kind == "bureau" else [kind]
            factories.make_office(place, name=kind, kind=kind, region=region, functions=functions)
        for kind, region in (("village", place.villages[0]), ("township", place.townships[0])):
            factories.make_unit(place, kind=kind, region=region)
        factories.adopt_plan(place, "jinpu-2017-28")
        place.children = [make_child(place, opened_on=date(2026, 1, 5), **BIRTHDAYS) for _child in range(5)]
    return place


def _visit(place, child):
    given = {"what": "visit.done", "on": TODAY, "at": AT, "today": TODAY}
    return record_event(by=Actor(place.id), file=child, **given)


def _rows(place):
    with in_county(place.id):
        return sorted(Duty.objects.filter(county_id=place.id).values_list(*COLUMNS.split(", ")), key=str)


def _rebuilt(place):
    with in_county(place.id):
        Duty.objects.filter(county_id=place.id).delete()
        rebuild_county(county_id=place.id, today=TODAY, at=AT)
    return _rows(place)


def test_gives_the_rows_of_a_rebuild_however_small_the_pieces_are(place, monkeypatch):
    monkeypatch.setattr(recounting, "PIECE", 2)
    with in_county(place.id):
        rebuild_county(county_id=place.id, today=TODAY, at=AT)
        Duty.objects.filter(rule__startswith="visit.").delete()
        Duty.objects.filter(rule__startswith="ledger.").update(due_on=AT)

    number = reckon_county(county_id=place.id, today=TODAY, at=AT)

    rows, files = _rows(place), {child.pk for child in place.children}
    assert {row[1] for row in rows} > files
    assert number == len(rows) > 40 and rows == _rebuilt(place)


def test_takes_away_what_a_plan_that_is_over_had_asked(place):
    with in_county(place.id):
        rebuild_county(county_id=place.id, today=TODAY, at=AT)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM duties_adoption")

    assert reckon_county(county_id=place.id, today=TODAY, at=AT) == 0


def test_waits_for_whoever_writes_and_sees_what_was_written(place):
    """A visit is under way, not committed yet, when a figure is chosen and the whole county is reckoned."""
    reckon_county(county_id=place.id, today=TODAY, at=AT)
    worker = threading.Thread(target=_reckon_elsewhere, args=(place,))

    with in_county(place.id):
        _visit(place, place.children[0])
        worker.start()
        _wait_until_it_waits()
    worker.join(60)

    rows = _rows(place)
    assert not worker.is_alive()
    assert any(row[1] == place.children[0].pk and row[13] == TODAY for row in rows)
    assert rows == _rebuilt(place)


def test_nobody_waits_for_more_than_a_piece(place, monkeypatch):
    """A child of another piece is written about while somebody keeps the reckoning waiting at the first."""
    monkeypatch.setattr(recounting, "PIECE", 1)
    first, *_between, last = sorted(place.children, key=lambda child: child.pk)
    worker = threading.Thread(target=_reckon_elsewhere, args=(place,))

    with in_county(place.id):
        _visit(place, first)
        worker.start()
        _wait_until_it_waits()
        _visit(place, last)
    worker.join(60)

    assert _rows(place) == _rebuilt(place)


def _reckon_elsewhere(place):
    try:
        reckon_county(county_id=place.id, today=TODAY, at=AT)
    finally:
        connections.close_all()


def _wait_until_it_waits():
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITS)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("the reckoning never waited for the visit")
