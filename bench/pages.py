"""Pages, in this process: the program's list, search and file page against Django admin's and an empty page.

The program's pages pass all of its middleware (session, county, scope, access log); the admin's views are called bare.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client, RequestFactory

from bench.addresses import site
from bench.county import Place
from bench.figures import Figures
from shouwang.access.database import county as inside
from shouwang.registry.models import File

TIMES = 20
LIST, ADMIN = "/files/", "/bench-admin/registry/file/"


def measure(figures: Figures, *, place: Place) -> None:
    """All in turn, again and again: what else the machine does meets them all alike."""
    browser = Client()
    browser.force_login(place.user, backend="django.contrib.auth.backends.ModelBackend")
    words = _words(place)
    with inside(place.county.pk):
        first = File.objects.filter(kind="child").order_by("number").values_list("pk", flat=True)[:100_000]
        files = iter(random.Random(5).sample(list(first), TIMES + 1))
    asks: dict[str, Callable[[], Any]] = {
        f"pages: search {name}": lambda asked=asked: _get(browser, LIST, {"q": asked}) for name, asked in words.items()
    }
    asks |= {
        "pages: admin search": lambda: _admin(place, {"q": words["name"]}),
        "pages: list, first page": lambda: _get(browser, LIST, {}),
        "pages: list, last page": lambda: _get(browser, LIST, {"at": "end"}),
        "pages: admin list": lambda: _admin(place, {}),
        "pages: a file": lambda: _get(browser, f"/files/{next(files)}/", {}),
        "pages: empty page": lambda: _get(browser, "/bench-ping/", {}),
    }
    _time(figures, asks)
    _compare(figures, list(words))


def _compare(figures: Figures, searches: list[str]) -> None:
    figures.ratio("list / admin list", "pages: list, first page", "pages: admin list", "at most 0.125")
    for name in searches:
        figures.ratio(f"search {name} / admin", f"pages: search {name}", "pages: admin search", "at most 0.025")
    figures.ratio("last page / first", "pages: list, last page", "pages: list, first page", "at most 1.3")
    figures.ratio("empty page / file page", "pages: empty page", "pages: a file", "at least 0.12")


def _words(place: Place) -> dict[str, str]:
    """Two characters inside a name, its pinyin, its initials, and the child's citizen ID."""
    with inside(place.county.pk):
        file = File.objects.filter(kind="child").select_related("person").order_by("number")[100]
        return {
            "name": file.name[1:3],
            "pinyin": file.pinyin,
            "initials": file.initials,
            "ID": file.person.citizen_id,
        }


def _time(figures: Figures, asks: dict[str, Callable[[], Any]]) -> None:
    """The middle of TIMES readings of each; the first round is not counted."""
    readings: dict[str, list[float]] = {name: [] for name in asks}
    for _ in range(TIMES + 1):
        for name, ask in asks.items():
            began = time.perf_counter()
            ask()
            readings[name].append(time.perf_counter() - began)
    for name, those in readings.items():
        figures.add(name, median(those[1:]))


def _get(browser: Client, address: str, asked: dict[str, str]) -> None:
    answer = browser.get(address, asked)
    assert answer.status_code == 200, (address, answer.status_code, answer.headers.get("Location"))


def _admin(place: Place, asked: dict[str, str]) -> None:
    request = RequestFactory().get(ADMIN, asked)
    request.user, request.session, request.at = place.user, {}, datetime.now(UTC)
    request._messages = CookieStorage(request)
    with inside(place.county.pk):
        answer = site.get_model_admin(File).changelist_view(request)
        assert answer.status_code == 200, answer.status_code
        answer.render()
