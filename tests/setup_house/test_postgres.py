"""The embedded PostgreSQL: started, killed, started again, and refused when it cannot be."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from setup_house import places, postgres
from setup_house.say import Refused


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[postgres.Cluster]:
    """A cluster of its own in a folder that the server's user can reach."""
    folder = Path(tempfile.mkdtemp(prefix="shouwang-test-"))
    folder.chmod(0o711)
    monkeypatch.setattr(places, "VAR", folder / "var")
    monkeypatch.setattr(places, "KEYS", folder / "var" / "keys")
    monkeypatch.setattr(postgres, "choose_home", lambda: folder / "home")
    made = postgres.find_cluster()
    yield made
    made.stop()
    shutil.rmtree(folder)


def _ask(cluster: postgres.Cluster, question: str, *, role: str = "app") -> object:
    with psycopg.connect(cluster.url(role), autocommit=True) as connection:
        return connection.execute(question).fetchone()[0]


def test_the_server_never_runs_as_root_and_listens_on_no_port(cluster: postgres.Cluster) -> None:
    cluster.start()
    process = int((cluster.data / "postmaster.pid").read_text().split()[0])
    assert Path(f"/proc/{process}").stat().st_uid != 0
    assert _ask(cluster, "SHOW listen_addresses") == ""


def test_the_application_s_role_is_bound_by_row_security_and_makes_no_tables(cluster: postgres.Cluster) -> None:
    cluster.start()
    rights = "rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb"
    assert _ask(cluster, f"SELECT {rights} FROM pg_roles WHERE rolname = current_user") is False
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _ask(cluster, "CREATE TABLE stray (id int)")


def test_what_was_acknowledged_is_there_after_the_server_was_killed(cluster: postgres.Cluster) -> None:
    cluster.start()
    with psycopg.connect(cluster.url("owner"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (id int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    cluster.start()
    assert _ask(cluster, "SELECT id FROM kept", role="owner") == 7


def test_a_lock_whose_number_now_belongs_to_another_program_does_not_stop_the_start(cluster: postgres.Cluster) -> None:
    cluster.start()
    cluster.stop()
    other = subprocess.Popen(["sleep", "60"], user=cluster.user.pw_uid if cluster.user else None)
    lock = cluster.data / "postmaster.pid"
    lock.write_text(f"{other.pid}\n{cluster.data}\n{int(time.time())}\n5432\n{cluster.socket}\n\n0 0\nready\n")
    if cluster.user:
        os.chown(lock, cluster.user.pw_uid, cluster.user.pw_gid)
    try:
        cluster.start()
        assert _ask(cluster, "SELECT 1") == 1
    finally:
        other.kill()
        other.wait()


def test_an_interrupted_first_start_is_begun_again(cluster: postgres.Cluster) -> None:
    half = cluster.home / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    cluster.start()
    assert _ask(cluster, "SELECT 1") == 1


def test_data_of_another_postgresql_is_refused_and_left_alone(cluster: postgres.Cluster) -> None:
    cluster.start()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("99\n")
    with pytest.raises(Refused, match="PostgreSQL 99") as refusal:
        cluster.start()
    assert str(cluster.data) in str(refusal.value)


def test_data_without_its_passwords_is_refused_with_the_file_that_is_missing(cluster: postgres.Cluster) -> None:
    cluster.start()
    cluster.stop()
    (places.KEYS / "database.json").unlink()
    with pytest.raises(Refused, match="database.json"):
        postgres.find_cluster().start()


def test_the_last_who_lets_go_stops_the_server(cluster: postgres.Cluster) -> None:
    first, second = postgres.Lease(cluster), postgres.Lease(cluster)
    cluster.start()
    first.release()
    assert cluster.is_running()
    second.release()
    assert not cluster.is_running()
