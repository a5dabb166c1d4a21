"""Home: what is due, late, or waits for others, in the order to do it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from shouwang.duties.queries import ORDER, count_states, list_own, list_rungs
from shouwang.duties.state import LATE, OPEN, WARN
from shouwang.page import clock
from shouwang.page.duty_rows import as_rows, rule_of
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


@allow()
def home(request: HttpRequest) -> HttpResponse:
    """Today's duties; for a post without duties the page of its work."""
    if not request.scope.may("duty.do"):
        return redirect(next((name for right, name in HOMES if request.scope.may(right)), "account"))
    return show(request, "web/today.html", _today(request))


def _today(request: HttpRequest) -> dict[str, Any]:
    scope, today, asked = request.scope, clock.today(), request.GET
    view = "waiting" if asked.get("view") == "waiting" else "own"
    state = asked.get("state", "") if asked.get("state") in STATES else ""
    everything = queries.list_today(scope=scope, today=today, view=view, state=state)
    dated = queries.narrow(everything, asked).filter(due_on__isnull=False)
    rows = page_of(dated, request, order=ORDER, size=30)
    own = list_own(scope=scope, today=today)
    return {
        "today": today,
        "view": view,
        "state": state,
        "states": STATES,
        "rows": rows,
        "lines": as_rows(rows.items, scope=scope),
        "counts": count_states(own, today=today),
        "waiting": queries.count_up_to(queries.list_today(scope=scope, today=today, view="waiting")),
        "rules": queries.list_rule_choices(everything),
        "villages": queries.list_place_choices(everything),
        "undated": as_rows(everything.filter(due_on__isnull=True)[:20], scope=scope) if view == "own" else [],
        "rungs": [(rung, rule_of(rung)) for rung in list_rungs(scope=scope)[:10]],
    }
