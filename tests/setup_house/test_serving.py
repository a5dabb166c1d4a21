"""The house as it is started by `make run`: in a process of its own, with data of its own, killed here and there."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from setup_house import places

SECONDS_TO_START = 240


class House:
    """A running `bootstrap.py run`."""

    def __init__(self, var: Path):
        """Start it on a free port, without a demo county."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.var = var
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        self.process = subprocess.Popen(
            [sys.executable, "bootstrap.py", "run"], cwd=places.ROOT, start_new_session=True,
            env={**kept, "SHOUWANG_VAR": str(var), "PORT": str(self.port), "NO_DEMO": "1"},
        )  # fmt: skip
        self.wait_for(self.answers, seconds=SECONDS_TO_START)

    def answers(self) -> bool:
        """Whether the login page comes."""
        assert self.process.poll() is None, "the house ended"
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/login/", timeout=20).status == 200
        except (OSError, urllib.error.HTTPError):
            return False

    def wait_for(self, condition: Callable[[], bool], *, seconds: float = 120) -> None:
        """Wait until it holds."""
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, "not within the time"
            time.sleep(0.2)

    def children(self, word: str) -> list[int]:
        """The numbers of its processes whose command line, however long, contains the word."""
        pairs = subprocess.run(
            ["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        ).stdout
        rows = [line.split(None, 2) for line in pairs.splitlines()]
        return [int(pid) for pid, parent, text in rows if int(parent) == self.process.pid and word in text]

    def postmaster(self) -> int:
        """The number of its database server; 0 while there is none."""
        home = self.var / json.loads((self.var / "postgres.json").read_text())["home"]
        try:
            return int((home / "data" / "postmaster.pid").read_text().split()[0])
        except (OSError, IndexError):
            return 0


def _is_alive(number: int) -> bool:
    """Whether it is a process that is more than an entry waiting to be read by its parent."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """One house for all questions; the last of them ends it."""
    folder = Path(tempfile.mkdtemp(prefix="shouwang-test-"))
    folder.chmod(0o711)
    running = House(folder / "var")
    yield running
    running.process.send_signal(signal.SIGINT)
    running.process.wait(60)
    shutil.rmtree(running.var / json.loads((running.var / "postgres.json").read_text())["home"])
    shutil.rmtree(folder, ignore_errors=True)


def test_a_web_server_that_was_killed_serves_again(house: House) -> None:
    (before,) = house.children("granian")
    os.kill(before, signal.SIGKILL)
    house.wait_for(lambda: house.children("granian") not in ([], [before]))
    house.wait_for(house.answers)


def test_a_worker_that_was_killed_works_again(house: House) -> None:
    (before,) = house.children("procrastinate")
    os.kill(before, signal.SIGKILL)
    house.wait_for(lambda: house.children("procrastinate") not in ([], [before]))


def test_a_database_that_was_killed_is_back_by_itself(house: House) -> None:
    before = house.postmaster()
    os.kill(before, signal.SIGKILL)
    house.wait_for(lambda: house.postmaster() not in (0, before))
    house.wait_for(house.answers)


def test_ctrl_c_stops_all_of_it(house: House) -> None:
    numbers = [*house.children("granian"), *house.children("procrastinate"), house.postmaster()]
    house.process.send_signal(signal.SIGINT)
    assert house.process.wait(60) == 0
    assert [number for number in numbers if _is_alive(number)] == []
