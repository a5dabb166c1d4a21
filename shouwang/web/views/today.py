"""Home: what is due, late, or waits for others, in the order to do it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from shouwang.duties.ladders import list_raised
from shouwang.duties.queries import ORDER, count_states, list_own
from shouwang.duties.state import LATE, OPEN, WARN
from shouwang.page import clock
from shouwang.page.duty_rows import as_raised, as_rows
from shouwang.page.guard import allow
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.web import queries

STATES = {LATE: (_("Late"), "red"), WARN: (_("Due soon"), "yellow"), OPEN: (_("Open"), "green")}
HOMES = (
    ("account.manage", "accounts"),
    ("trail.read", "trail"),
    ("system.manage", "calendars"),
    ("supervise", "supervise"),
)


RAISED_SHOWN = 3


@allow()
def home(request: HttpRequest) -> HttpResponse:
    """Today's duties; for a post without duties the page of its work."""
    if not request.scope.may("duty.do"):
        return redirect(next((name for right, name in HOMES if request.scope.may(right)), "account"))
    if request.GET.get("view") == "raised":
        return show(request, "web/today.html", _heading(request) | _raised(request))
    return show(request, "web/today.html", _heading(request) | _today(request))


def _heading(request: HttpRequest) -> dict[str, Any]:
    """What stands above every tab: the numbers."""
    scope, today = request.scope, clock.today()
    return {
        "today": today,
        "states": STATES,
        "counts": count_states(list_own(scope=scope, today=today), today=today),
        "waiting": queries.count_up_to(queries.list_today(scope=scope, today=today, view="waiting")),
        "raised": queries.count_up_to(list_raised(scope=scope)),
    }


def _raised(request: HttpRequest) -> dict[str, Any]:
    rows = page_of(list_raised(scope=request.scope), request, order=("raised_on", "id"), size=30)
    return {"view": "raised", "rows": rows, "rungs": as_raised(rows.items, scope=request.scope)}


def _today(request: HttpRequest) -> dict[str, Any]:
    scope, today, asked = request.scope, clock.today(), request.GET
    view = "waiting" if asked.get("view") == "waiting" else "own"
    state = asked.get("state", "") if asked.get("state") in STATES else ""
    everything = queries.list_today(scope=scope, today=today, view=view, state=state)
    dated = queries.narrow(everything, asked).filter(due_on__isnull=False)
    rows = page_of(dated, request, order=ORDER, size=30)
    undated = everything.filter(due_on__isnull=True)[:20] if view == "own" else []
    return {
        "view": view,
        "state": state,
        "rows": rows,
        "lines": as_rows(rows.items, scope=scope, today=today),
        "rules": queries.list_rule_choices(everything),
        "villages": queries.list_place_choices(everything),
        "undated": as_rows(undated, scope=scope, today=today),
        "rungs": as_raised(list_raised(scope=scope)[:RAISED_SHOWN], scope=scope),
    }
