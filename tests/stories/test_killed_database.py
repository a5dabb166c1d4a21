"""PostgreSQL is killed while people write over HTTP: what was acknowledged is there once when it is back, with its event.

The database is a cluster of its own, as the house makes one (`setup_house.postgres`): the other tests keep theirs. The
web server is left alone, and finds the database again by itself.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from setup_house import places, postgres
from tests.stories.load import work_together
from tests.stories.test_killed_server import (
    Server,
    assert_reckoned,
    assert_whole,
    everybody,
    make_crowd,
    make_people,
    send_again,
    wait_for_writes,
)

pytestmark = pytest.mark.django_db(transaction=True)
PAUSE, KILLS = 0.1, 3  # seconds, times


@pytest.fixture
def cluster(monkeypatch):
    """A PostgreSQL of this test alone, with the tables of the house."""
    folder = Path(tempfile.mkdtemp(prefix="shouwang-test-"))
    folder.chmod(0o711)
    monkeypatch.setattr(places, "VAR", folder / "var")
    monkeypatch.setattr(places, "KEYS", folder / "var" / "keys")
    monkeypatch.setattr(postgres, "choose_home", lambda: folder / "home")
    made = postgres.find_cluster()
    try:
        made.start()
        migrate(made)
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


def migrate(cluster):
    """As the role that owns the tables; the program is served by one that owns nothing."""
    owner = {"DATABASE_URL": cluster.url("owner"), "DATABASE_OWNER_URL": cluster.url("owner")}
    environment = {**os.environ, **owner, "DJANGO_SETTINGS_MODULE": "shouwang.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=environment, check=True)


@contextmanager
def connected_to(cluster):
    """Everything that this test asks, it asks the cluster."""
    asked = conninfo_to_dict(cluster.url("app"))
    there = {"NAME": asked["dbname"], "USER": asked["user"], "PASSWORD": asked["password"], "HOST": asked["host"]}
    before = {key: connection.settings_dict[key] for key in (*there, "PORT")}
    connection.close()
    connection.settings_dict.update(there, PORT="")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@pytest.fixture
def cast(transactional_db, cluster, settings):
    with connected_to(cluster):
        yield make_people(settings)


@pytest.fixture
def server(cast):
    server = Server()
    try:
        server.wait()
        yield server
    finally:
        server.child.stop()


def kill(cluster):
    """All of it at once and without a word, as when the machine's memory runs out; then as the house starts it again."""
    master = int((cluster.data / "postmaster.pid").read_text().split()[0])
    for process in (master, *cluster._processes()):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    while cluster._processes():  # a killed process is there for a moment yet
        time.sleep(0.05)
    cluster.revive()


def kill_while_they_write(cluster, people):
    for _number in range(KILLS):
        wait_for_writes(people)
        time.sleep(PAUSE)  # in the middle of what they write next
        kill(cluster)
    wait_for_writes(people)


def test_what_was_acknowledged_is_there_once_after_the_database_was_killed(cast, cluster, server):
    crowd = make_crowd(cast, server)
    serving = server.workers()

    work_together(everybody(crowd), meanwhile=lambda: kill_while_they_write(cluster, everybody(crowd)))
    connection.close()
    send_again(crowd)

    refused = sum(times for one in everybody(crowd) for status, times in one.answers.items() if status >= 500)
    assert refused + sum(one.lost for one in everybody(crowd)) > 0  # it did die while they wrote
    assert server.workers() == serving  # and only it
    assert_whole(cast, crowd)
    assert_reckoned(cast)
