"""Two people at once on one case, and a server that dies between two steps: one wins, nothing is lost, nothing half done."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from shouwang.access.database import county as in_county
from shouwang.access.models import Event
from shouwang.duties.operations import CaseMoved, record_case_event
from shouwang.duties.seen import sign_of
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.operations.handing import HandOverRefused, accept_case, offer_case
from shouwang.registry.models import Case, CasePart, File
from tests import cast as people
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
TODAY = factories.TODAY
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def cast(transactional_db, settings):
    settings.TODAY, settings.SECOND_FACTOR = TODAY.isoformat(), False
    with transaction.atomic():
        cast = people.make_cast()
        cast.case = factories.make_case(cast.place, child=cast.child)
    return cast


def at_once(county_id, *works):
    """Each work in a thread and transaction of its own, begun together; what each returned or raised."""
    found, gate = [None] * len(works), threading.Barrier(len(works))

    def run(place, work):
        try:
            with in_county(county_id):
                gate.wait()
                found[place] = work()
        except Exception as raised:
            found[place] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_of_two_who_act_at_once_one_wins_and_the_other_is_told(cast):
    with in_county(cast.place.id):
        seen = sign_of(file=cast.case)
        actors = [factories.actor_of(cast.users[who]) for who in ("police", "supervisor")]

    def act(by, what):
        given = {"by": by, "file": File.objects.get(pk=cast.case.pk), "on": TODAY, "at": AT, "today": TODAY}
        return lambda: record_case_event(what=what, seen=seen, **given)

    with in_county(cast.place.id):
        works = [act(actors[0], "emergency.evidence_taken"), act(actors[1], "emergency.medical_helped")]
    found = at_once(cast.place.id, *works)

    moved = [one for one in found if isinstance(one, CaseMoved)]
    won = [one for one in found if isinstance(one, Event)]
    assert (len(moved), len(won)) == (1, 1)
    assert moved[0].events == won
    with in_county(cast.place.id):
        assert Event.objects.filter(file_id=cast.case.pk).exclude(what="cases.opened").count() == 1


def test_an_offer_that_two_accept_at_once_is_accepted_once(cast):
    with in_county(cast.place.id):
        given = {"on": TODAY, "today": TODAY, "at": AT, "office": cast.office("supervisor"), "reason": "属地"}
        offer_case(by=factories.actor_of(cast.users["police"]), file=cast.case, **given)
        offer = CaseHandOver.objects.get(file=cast.case)
        by = factories.actor_of(cast.users["supervisor"])

    found = at_once(cast.place.id, *[lambda: accept_case(by=by, offer=offer, today=TODAY, at=AT)] * 2)

    assert sorted(type(one).__name__ for one in found) == ["Event", "HandOverRefused"]
    assert any(isinstance(one, HandOverRefused) for one in found)
    with in_county(cast.place.id):
        assert CasePart.objects.filter(file=cast.case, is_holder=True, until_at=None).count() == 1


KILLED = """
import sys, time
import django
django.setup()
from datetime import date, datetime, UTC
from shouwang.access.database import county as in_county
from shouwang.access.scope import Actor
from shouwang.duties import operations
from shouwang.registry.models import File

def stop_here(**given):
    print("between", flush=True)
    time.sleep(60)

operations.reckon_file = stop_here  # the facts and the event are written, the duties not yet
with in_county(int(sys.argv[1])):
    file = File.objects.get(pk=sys.argv[2])
    operations.record_case_event(by=Actor(int(sys.argv[1])), file=file, what="emergency.accepted", on=date(2026, 11, 22),
        at=datetime(2026, 11, 22, 3, tzinfo=UTC), today=date(2026, 11, 22), facts={"case.dangerous": True})
"""


def test_a_server_killed_between_two_steps_leaves_the_earlier_state(cast):
    from tests.stories.test_killed_import import address_of_the_test_database

    environment = {
        **os.environ,
        "DATABASE_URL": address_of_the_test_database(),
        "DJANGO_SETTINGS_MODULE": "shouwang.settings",
    }
    command = [sys.executable, "-c", KILLED, str(cast.place.id), str(cast.case.pk)]
    worker = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert worker.stdout.readline().strip() == "between"
        worker.send_signal(signal.SIGKILL)
    finally:
        worker.kill()
        worker.wait(30)

    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with in_county(cast.place.id):
                Case.objects.select_for_update(nowait=True).get(pk=cast.case.pk)
            break
        except Exception:
            time.sleep(0.2)  # the database has not noticed yet that nobody is there
    with in_county(cast.place.id):
        assert Case.objects.get(pk=cast.case.pk).dangerous is None
        assert not Event.objects.filter(file_id=cast.case.pk, what="emergency.accepted").exists()
        by = factories.actor_of(cast.users["police"])
        given = {"by": by, "file": cast.case, "what": "emergency.accepted", "on": TODAY, "at": AT, "today": TODAY}
        assert record_case_event(**given, facts={"case.dangerous": True})
