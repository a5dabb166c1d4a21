"""Pages of contact."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shouwang.mechanisms.contact import queries
from shouwang.page import clock
from shouwang.page.guard import allow

SHOWN = 200


@allow("child.read", "child.share")
def gaps(request: HttpRequest) -> HttpResponse:
    """Children whose parents have not called for long."""
    days = request.GET.get("days", "")
    least = int(days) if days.isdecimal() and len(days) < 5 else 0
    today = clock.today()
    rows = list(queries.list_gaps(scope=request.scope, today=today, days=least)[:SHOWN])
    for row in rows:
        row.days_without_call = (today - row.child.last_called_on).days if row.child.last_called_on else None
        row.days_without_meeting = (today - row.child.last_met_on).days if row.child.last_met_on else None
    return TemplateResponse(request, "contact/gaps.html", {"rows": rows, "days": least, "shown": SHOWN})
