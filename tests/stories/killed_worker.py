"""Saves a roster again and again and is killed each time: the test runs it as a program of its own.

`python -m tests.stories.killed_worker COUNTY BATCH ROWS TIMES` prints a line a kill. Every worker is a fork made before
Django has a connection, so that each dies as a worker dies: in the middle, without a word.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable

import django
import psycopg


def main(county_id: int, batch_id: str, rows: int, times: int) -> None:
    """Kill `times` workers, each when the rows in have passed a random number, at a random moment of a piece."""
    django.setup()
    from shouwang.mechanisms.roster import saving

    saving.PIECE = 20  # small pieces: a kill falls into one, and others are already in
    chance = random.Random(20261122)
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"SET shouwang.county = '{county_id}'")

        def count_saved() -> int:
            found = connection.execute("SELECT rows_saved FROM roster_batch WHERE id = %s", [batch_id]).fetchone()
            return int(found[0]) if found else 0

        for moment in sorted(chance.sample(range(20, rows - 200, 20), times)):
            worker = os.fork()
            if not worker:
                saving.save_batch(county_id=county_id, batch_id=batch_id)
                os._exit(0)
            print(kill(worker, when=lambda moment=moment: count_saved() >= moment, pause=chance.uniform(0, 0.05)))


def kill(worker: int, *, when: Callable[[], bool], pause: float) -> int:
    """End the worker without a warning a moment after `when`; return the signal it died of."""
    until = time.monotonic() + 30
    while not when() and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(pause)
    os.kill(worker, signal.SIGKILL)
    _, status = os.waitpid(worker, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
