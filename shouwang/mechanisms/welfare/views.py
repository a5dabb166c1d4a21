"""Pages of welfare."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shouwang.mechanisms.welfare import queries
from shouwang.mechanisms.welfare.models import STATE
from shouwang.page.guard import allow
from shouwang.page.words import in_words

SHOWN = 200


@allow("child.read", "case.read", "case.join")
def claims(request: HttpRequest) -> HttpResponse:
    """What was claimed within the scope, and what became of it."""
    state = request.GET.get("state", "")
    state = state if state in dict(STATE) else ""
    rows = list(queries.list_claims_within(scope=request.scope, state=state)[:SHOWN])
    context = {"rows": rows, "states": in_words(STATE), "state": state, "shown": SHOWN}
    return TemplateResponse(request, "welfare/list.html", context)
