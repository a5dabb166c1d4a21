"""How the places keep the plan, and the rows behind every number."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from shouwang.access.models import Region
from shouwang.duties.queries import ORDER
from shouwang.page import clock
from shouwang.page.duty_rows import as_rows
from shouwang.page.guard import allow, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.web import queries, supervision


@allow("supervise")
def supervise(request: HttpRequest) -> HttpResponse:
    """By township, village, kind of duty, function or office: shares first, every number opens its rows."""
    asked, today = request.GET, clock.today()
    grouping = asked["by"] if asked.get("by") in supervision.GROUPINGS else "place"
    days = supervision.PERIODS.get(asked.get("days", ""), 90)
    lines = supervision.list_lines(scope=request.scope, today=today, grouping=grouping, days=days, asked=asked)
    context = {"lines": lines, "today": today, "by": grouping, "days": days, "periods": supervision.PERIODS}
    context["reports"] = supervision.list_reports(request.scope)
    return show(request, "web/supervise.html", context | _chosen(request))


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """The township whose villages are shown."""
    township = request.GET.get("township", "")
    return {
        "township": Region.objects.filter(pk=township).first() if township.isdecimal() and len(township) < 10 else None
    }


@allow("supervise")
def rows(request: HttpRequest) -> HttpResponse:
    """The duties behind a number."""
    today = clock.today()
    found = queries.list_supervised(scope=request.scope, today=today, asked=request.GET)
    page = page_of(found, request, order=ORDER)
    note_reading(request, "list", rows=len(page.items), query=request.GET.urlencode()[:200])
    lines = as_rows(page.items, scope=request.scope, today=today)
    context = {
        "rows": page,
        "lines": lines,
        "today": today,
        "total": len(page.items) if page.is_all else queries.count_up_to(found),
    }
    return show(request, "web/supervise_rows.html", context)


@allow("supervise")
def done(request: HttpRequest) -> HttpResponse:
    """What was done in the period, in time or late."""
    today = clock.today()
    found = queries.list_done_rows(scope=request.scope, today=today, asked=request.GET)
    page = page_of(found, request, order=("-at", "-id"))
    note_reading(request, "list", rows=len(page.items), query=request.GET.urlencode()[:200])
    lines = queries.as_done_lines(page.items, scope=request.scope)
    return show(request, "web/supervise_done.html", {"rows": page, "lines": lines, "today": today})
