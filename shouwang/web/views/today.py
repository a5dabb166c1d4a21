"""Home: what is due, late, or waits for others, in the order to do it."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from shouwang.duties.ladders import list_raised
from shouwang.duties.models import Duty
from shouwang.duties.queries import ORDER, Heap, list_heaps, list_own, sum_heaps
from shouwang.duties.state import LATE, OPEN, WARN
from shouwang.page import clock
from shouwang.page.duty_rows import as_raised, as_rows
from shouwang.page.guard import allow
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.web import answering, queries

STATES = {LATE: (_("Late"), "red"), WARN: (_("Due soon"), "yellow"), OPEN: (_("Open"), "green")}
HOMES = (
    ("account.manage", "accounts"),
    ("trail.read", "trail"),
    ("system.manage", "calendars"),
    ("supervise", "supervise"),
)


FIRST_SHOWN = 3


@allow()
def home(request: HttpRequest) -> HttpResponse:
    """Today's duties; for a post without duties the page of its work."""
    if not request.scope.may("duty.do"):
        return redirect(next((name for right, name in HOMES if request.scope.may(right)), "account"))
    today = clock.today()
    heaps = list_heaps(list_own(scope=request.scope, today=today), today=today)
    heading = {"today": today, "states": STATES, "counts": sum_heaps(heaps)}
    heading |= queries.count_tabs(scope=request.scope, today=today) | _asked(request)
    if request.GET.get("view") == "asked":
        return show(request, "web/today.html", heading | {"view": "asked"})
    if request.GET.get("view") == "raised":
        return show(request, "web/today.html", heading | _raised(request) | {"questions": []})
    tab = _waiting(request, today) if request.GET.get("view") == "waiting" else _own(request, heaps, today)
    return show(request, "web/today.html", heading | _first_raised(request, heading["raised"]) | tab)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What waits for an answer; the first lines beside the duties, all of them on a tab of its own."""
    questions = answering.list_questions(scope=request.scope, user=request.user, at=clock.now())
    shown = questions if request.GET.get("view") == "asked" else questions[:FIRST_SHOWN]
    return {
        "asked": len(questions),
        "is_answer_late": any(question.is_late for question in questions),
        "questions": shown,
    }


def _first_raised(request: HttpRequest, number: int) -> dict[str, Any]:
    rungs = list_raised(scope=request.scope)[:FIRST_SHOWN] if number else []
    return {"rungs": as_raised(rungs, scope=request.scope)}


def _raised(request: HttpRequest) -> dict[str, Any]:
    rows = page_of(list_raised(scope=request.scope), request, order=("raised_on", "id"), size=30)
    return {"view": "raised", "rows": rows, "rungs": as_raised(rows.items, scope=request.scope)}


def _waiting(request: HttpRequest, today: date) -> dict[str, Any]:
    everything = queries.list_today(scope=request.scope, today=today, view="waiting")
    heaps = list_heaps(everything, today=today)
    return {"view": "waiting", "state": ""} | _list(request, everything, heaps, today)


def _own(request: HttpRequest, heaps: list[Heap], today: date) -> dict[str, Any]:
    scope, state = request.scope, request.GET.get("state", "")
    state = state if state in STATES else ""
    everything = queries.list_today(scope=scope, today=today, view="own", state=state)
    has_undated = any(heap.undated for heap in heaps)
    undated = everything.filter(due_on__isnull=True)[:20] if has_undated else []
    return {
        "view": "own",
        "state": state,
        "undated": as_rows(undated, scope=scope, today=today),
    } | _list(request, everything, heaps, today, state=state)


def _list(
    request: HttpRequest, everything: QuerySet[Duty], heaps: list[Heap], today: date, *, state: str = ""
) -> dict[str, Any]:
    """One page of the dated duties, and what the list can be narrowed to."""
    dated = queries.narrow(everything, request.GET).filter(due_on__isnull=False)
    rows = page_of(dated, request, order=ORDER, size=30)
    return {
        "rows": rows,
        "lines": as_rows(rows.items, scope=request.scope, today=today),
        "rules": queries.list_rule_choices(heaps, state=state),
        "villages": queries.list_place_choices(heaps, state=state),
    }
