"""Many people at work on one county: the home page's latencies while each asks for it every few seconds.

`python bench/crowd.py --county 210123 --people 200 --seconds 60` serves the database of DATABASE_URL as `make run`
does, gives that many of the county's accounts a session, and asks over the loopback. Needs a demo county.
"""

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
os.environ["DJANGO_SETTINGS_MODULE"] = "shouwang.settings"

PATIENCE, TIMEOUT = 90, 60  # seconds for the server to start; for one answer
SERVER = (
    "granian --interface wsgi --workers 2 --blocking-threads 4 --host 127.0.0.1 --port {port} shouwang.wsgi:application"
)


def make_sessions(*, code: str, people: int) -> list[str]:
    """The cookies of accounts that have duties, from every kind of post; those who have to change a password left out."""
    import django

    django.setup()
    from django.test import Client

    from shouwang.access.database import county as inside
    from shouwang.access.models import County, User
    from shouwang.access.rights import ROLES

    roles = [name for name, role in ROLES.items() if "duty.do" in role.rights]
    cookies = []
    with inside(County.objects.get(code=code).pk):
        users = User.objects.filter(posts__role__in=roles, is_active=True, must_change_password=False).distinct()
        chosen = random.Random(1).sample(list(users), min(people, users.count()))
    for user in chosen:
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        cookies += [f"{name}={morsel.value}" for name, morsel in browser.cookies.items()]
    return cookies


def work(
    cookie: str, port: int, counts_from: float, until: float, pause: float, readings: list[float], failures: list[int]
) -> None:
    """One person: ask for the home page, read for about `pause` seconds, ask again. The first pages do not count."""
    chance = random.Random(cookie)
    time.sleep(chance.random() * pause)
    while time.monotonic() < until:
        began, connection = time.perf_counter(), http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        connection.request("GET", "/", headers={"Cookie": cookie, "Host": "localhost"})
        answer = connection.getresponse()
        answer.read()
        if time.monotonic() - (time.perf_counter() - began) >= counts_from:
            readings.append(time.perf_counter() - began)
        if answer.status != 200:
            failures.append(answer.status)
        connection.close()
        time.sleep(pause * (0.5 + chance.random()))


def await_server(port: int) -> None:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
            connection.request("GET", "/login/", headers={"Host": "localhost"})
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError("the server does not answer")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--county", default="210123")
    asked.add_argument("--people", type=int, default=200)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--pause", type=float, default=10.0, help="seconds between two pages of one person")
    asked.add_argument("--warm-up", type=float, default=20.0, help="seconds before the readings count")
    asked.add_argument("--port", type=int, default=8790)
    given = asked.parse_args()
    cookies = make_sessions(code=given.county, people=given.people)
    program, *arguments = SERVER.format(port=given.port).split()  # as `setup_house.serve` has it
    command = [str(Path(sys.executable).with_name(program)), *arguments]
    server = subprocess.Popen(command, cwd=ROOT)
    readings: list[float] = []
    failures: list[int] = []
    try:
        await_server(given.port)
        began = time.monotonic() + given.warm_up
        shared = (given.port, began, began + given.seconds, given.pause, readings, failures)
        crowd = [threading.Thread(target=work, args=(cookie, *shared)) for cookie in cookies]
        for person in crowd:
            person.start()
        for person in crowd:
            person.join()
    finally:
        server.terminate()
        server.wait()
    _report(len(cookies), readings, failures, given.seconds)


def _report(people: int, readings: list[float], failures: list[int], seconds: int) -> None:
    cuts = quantiles(readings, n=100)
    print(
        f"{people} people, {len(readings)} home pages, {len(readings) / seconds:.1f} a second, {len(failures)} failed"
    )
    print(
        f"p50 {cuts[49]:.3f} s, p95 {cuts[94]:.3f} s, p99 {cuts[98]:.3f} s; load {os.getloadavg()[0]:.1f}   goal: p95 < 1 s"
    )


if __name__ == "__main__":
    main()
