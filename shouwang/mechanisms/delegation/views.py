"""Pages of delegations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shouwang.mechanisms.delegation import queries
from shouwang.page import clock
from shouwang.page.guard import allow

SHOWN = 200
STATES = ("signed", "expiring", "expired", "draft", "ended")


@allow("child.read")
def agreements(request: HttpRequest) -> HttpResponse:
    """Agreements by state, and the children without one."""
    state = request.GET.get("state", "expiring")
    today = clock.today()
    if state == "without":
        rows = queries.list_without(scope=request.scope)[:SHOWN]
    elif state in STATES:
        rows = queries.list_agreements(scope=request.scope, state=state, today=today)[:SHOWN]
    else:
        raise Http404
    return TemplateResponse(request, "delegation/list.html", {"rows": rows, "state": state, "shown": SHOWN})
