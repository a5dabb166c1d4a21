"""Two who accept a child at once, and a server that dies between the two counties."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from shouwang.access.database import county as in_county
from shouwang.access.database import enter_county
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations import taking
from shouwang.registry.models import Child, File
from tests.factories import TODAY, actor_of
from tests.stories.moving import AT, offer, stage
from tests.stories.test_killed_import import address_of_the_test_database

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def committed(transactional_db, settings):
    with transaction.atomic():
        cast = stage(settings)
        offer(cast)
        enter_county(cast.there.id)
        cast.transfer = Transfer.objects.get()
    return cast


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_holds_the_child(committed):
    cast, gate, found = committed, threading.Barrier(2), [None, None]

    def run(place, who):
        try:
            with in_county(cast.there.id):
                gate.wait()
                found[place] = _accept_in(cast, who)
        except Exception as raised:
            found[place] = raised
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(("civil_affairs", "township"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(type(one).__name__ for one in found) == ["File", "TransferRefused"]
    with in_county(cast.there.id):
        assert File.objects.filter(kind="child").count() == 1


def _accept_in(cast, who):
    by, transfer = actor_of(cast.there.users[who]), Transfer.objects.get(pk=cast.transfer.pk)
    given = {"village": cast.there.villages[0], "is_listed": True, "today": TODAY, "at": AT}
    return taking.accept(by=by, transfer=transfer, **given)


DYING = """
import os, django
django.setup()
from django.db import transaction
from shouwang.access.database import enter_county
from shouwang.access.models import Region
from shouwang.access.scope import Actor
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations import taking
from datetime import UTC, date, datetime
with transaction.atomic():
    enter_county({there})
    taking.accept(by=Actor({there}), transfer=Transfer.objects.get(), village=Region.objects.get(pk={village}),
                  is_listed=True, today=date(2026, 11, 22), at=datetime(2026, 11, 22, 3, tzinfo=UTC))
    print("written", flush=True)
    import time; time.sleep(60)
"""


@pytest.mark.django_db(transaction=True)
def test_a_server_that_dies_between_the_two_counties_leaves_the_child_where_it_was(committed):
    cast = committed
    environment = os.environ | {
        "DATABASE_URL": address_of_the_test_database(),
        "DJANGO_SETTINGS_MODULE": "shouwang.settings",
    }
    script = DYING.format(there=cast.there.id, village=cast.there.villages[0].pk)
    dying = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert dying.stdout.readline() == "written\n"
    dying.send_signal(signal.SIGKILL)
    dying.wait()
    _wait_until_nobody_holds(cast.transfer.pk)

    with in_county(cast.there.id):
        assert not File.objects.filter(kind="child").exists()
        assert Transfer.objects.get().state == "open"
    with in_county(cast.place.id):
        assert Child.objects.get(pk=cast.child.pk).exited_on is None
    with in_county(cast.there.id):
        assert _accept_in(cast, "civil_affairs").county_id == cast.there.id


def _wait_until_nobody_holds(key, seconds=20):
    """The dead server's transaction is undone once PostgreSQL has seen that nobody is there any more."""
    busy = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND state = 'idle in transaction'"
    )
    for _time in range(seconds * 10):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(busy)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
    raise AssertionError("the dead server's transaction is still there")
