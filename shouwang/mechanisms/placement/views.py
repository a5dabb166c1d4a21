"""Pages and papers of temporary care."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.placement import queries
from shouwang.mechanisms.placement.documents import PAPERS
from shouwang.page import clock
from shouwang.page.guard import allow


@allow("case.read", "case.join")
def stays(request: HttpRequest) -> HttpResponse:
    """Who is in temporary care today, where and for how long; and which institutions have a free bed."""
    today = clock.today()
    rows = list(queries.list_running_stays(scope=request.scope)[:200])
    for row in rows:
        row.days = queries.days_of(row, today)
    houses = queries.list_houses(county_id=request.scope.county_id)
    return TemplateResponse(request, "placement/list.html", {"rows": rows, "houses": houses})


@allow("case.read", "case.join")
def paper(request: HttpRequest, file_id: UUID, key: str) -> HttpResponse:
    """The escort slip, the reception slip or the log, to look at and to print."""
    return show_paper(request, file_id, PAPERS[key])
