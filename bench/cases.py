"""Cases, in this process: the board, a case's page and the work of the clock with thousands of open cases, against Django
admin's list of the same table and an empty page. The program's pages pass all of its middleware."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from bench.addresses import site
from bench.case_files import People, fill
from bench.county import Place
from bench.figures import Figures, Stopwatch
from bench.pages import LIST, TIMES, _get, _time
from shouwang.access.database import county as inside
from shouwang.access.models import User
from shouwang.mechanisms.cases.operations.silence import raise_silent_cases
from shouwang.registry.models import Case, CasePart, File

BOARD, PEER = "/cases/", "cases: admin list"
TABS = (
    "state=silent",
    "state=late",
    "state=unheld",
    "state=look_back",
    "stage=received",
    "stage=accepted",
    "stage=closed",
)
READERS = ("police", "township_supervisor", "civil_affairs")


def measure(figures: Figures, *, place: Place, cases: int) -> None:
    now = datetime.now(UTC)
    people = fill(place, cases=cases, now=now)
    with inside(place.county.pk):
        figures.note("cases: open", Case.objects.filter(closed_on=None).count())
    _measure_boards(figures, people)
    _measure_pages(figures, people)
    _measure_clock(figures, place, now)
    _compare(figures)


def browse(user: User) -> Client:
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def _measure_boards(figures: Figures, people: People) -> None:
    """In turn with the peer's lists: what else the machine does meets them all alike."""
    place, browser = people.place, browse(people.by_role["civil_affairs"])
    with inside(place.county.pk):
        number = File.objects.filter(kind="case").order_by("number")[100].number
        holder = CasePart.objects.filter(is_holder=True, until_at=None).order_by("id").first().office_id
    asked = {"first page": {}, "last page": {"at": "end"}, "a number": {"number": number[-6:]}}
    asked |= {"a holder": {"holder": str(holder)}} | {tab: dict([tab.split("=")]) for tab in TABS}
    asks = {f"cases: board, {name}": partial(_get, browser, BOARD, query) for name, query in asked.items()}
    for role in READERS:
        asks[f"cases: board, {role}"] = partial(_get, browse(people.by_role[role]), BOARD, {})
    asks["cases: standing still"] = partial(_get, browse(people.by_role["lead_office"]), "/cases/silent/", {})
    asks[PEER] = partial(_admin, place, Case, {})
    asks["cases: admin search"] = partial(_admin, place, Case, {"q": number[-6:]})
    asks["cases: admin list of files"] = partial(_admin, place, File, {})
    asks["cases: list of children"] = partial(_get, browse(place.user), LIST, {})
    asks["cases: admin search of files"] = partial(_admin, place, File, {"q": number[-6:]})
    _time(figures, asks)


def _measure_pages(figures: Figures, people: People) -> None:
    """The same thirty cases of one township, in the middle of their story, read by each who may."""
    with inside(people.place.county.pk):
        here = File.objects.filter(kind="case", township=people.township)
        open_ones = here.filter(case__closed_on=None, case__stage="assessed")
        some = random.Random(5).sample(list(open_ones.order_by("id").values_list("pk", flat=True)), TIMES)
    asks: dict[str, Callable[[], Any]] = {}
    for role in READERS:
        browser, files = browse(people.by_role[role]), iter([*some, *some])
        with CaptureQueriesContext(connection) as asked:
            _get(browser, f"/cases/{some[0]}/", {})
        figures.note(f"cases: queries of a case, {role}", len(asked))
        asks[f"cases: a case, {role}"] = lambda files=files, browser=browser: _case(browser, next(files))
    asks["cases: empty page"] = partial(_get, browse(people.by_role["civil_affairs"]), "/bench-ping/", {})
    _time(figures, asks)


def _case(browser: Client, key: Any) -> None:
    _get(browser, f"/cases/{key}/", {})


def _measure_clock(figures: Figures, place: Place, now: datetime) -> None:
    """The ten-minutely look for cases that stand still: the first raises thousands at once, the next finds nothing new."""
    for name in ("first", "next", "next"):
        watch = Stopwatch()
        with watch("raise"), inside(place.county.pk):
            raised = raise_silent_cases(county_id=place.county.pk, today=now.date(), at=now)
        figures.add(f"cases: standing still, {name} round", watch["raise"])
        figures.note(f"cases: raised in the {name} round", raised)


def _compare(figures: Figures) -> None:
    figures.ratio("board / admin list of cases", "cases: board, first page", PEER, "at most 0.125")
    figures.ratio(
        "board / admin list of files", "cases: board, first page", "cases: admin list of files", "at most 0.125"
    )
    figures.ratio(
        "board / list of children", "cases: board, first page", "cases: list of children", "as fast as the rest"
    )
    figures.ratio("number / admin search of cases", "cases: board, a number", "cases: admin search", "at most 0.025")
    figures.ratio(
        "number / admin search of files", "cases: board, a number", "cases: admin search of files", "at most 0.025"
    )
    figures.ratio(
        "last page of the board / first", "cases: board, last page", "cases: board, first page", "at most 1.3"
    )
    for role in READERS:
        figures.ratio(f"empty page / case, {role}", "cases: empty page", f"cases: a case, {role}", "at least 0.12")


def _admin(place: Place, model: Any, asked: dict[str, str]) -> None:
    name = model._meta.model_name
    request = RequestFactory().get(f"/bench-admin/registry/{name}/", asked)
    request.user, request.session, request.at = place.user, {}, datetime.now(UTC)
    request._messages = CookieStorage(request)
    with inside(place.county.pk):
        answer = site.get_model_admin(model).changelist_view(request)
        assert answer.status_code == 200, answer.status_code
        answer.render()
