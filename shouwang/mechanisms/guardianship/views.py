"""Pages of guardianship."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.guardianship import queries
from shouwang.mechanisms.guardianship.documents import PAPERS
from shouwang.page.guard import allow

SHOWN = 200


@allow("child.read")
def children(request: HttpRequest) -> HttpResponse:
    """Children without a pledge, living alone, whom nobody looks after, or whose parents left without telling."""
    only = request.GET.get("only", "unattended")
    if only not in queries.VIEWS:
        raise Http404
    found = queries.list_children(scope=request.scope, only=only)
    context = {"rows": found[:SHOWN], "only": only, "shown": SHOWN, "count": found.count()}
    context["all"] = queries.list_listed(scope=request.scope).count()
    return TemplateResponse(request, "guardianship/list.html", context)


@allow("child.read")
def paper(request: HttpRequest, file_id: UUID, key: str) -> HttpResponse:
    """One of the papers of guardianship, to look at and to print."""
    return show_paper(request, file_id, PAPERS[key])
