"""Pages of visits."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shouwang.mechanisms.visit import queries
from shouwang.page import clock
from shouwang.page.guard import allow

SHOWN, DAYS = 200, 31


@allow("child.read")
def visits(request: HttpRequest) -> HttpResponse:
    """The visits of the last month within the scope."""
    only = request.GET.get("only", "")
    today = clock.today()
    rows = queries.list_visits(scope=request.scope, since=today - timedelta(days=DAYS), until=today, only=only)
    context = {"rows": rows[:SHOWN], "only": only, "shown": SHOWN, "days": DAYS}
    return TemplateResponse(request, "visit/list.html", context)
