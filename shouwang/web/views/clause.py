from django.http import Http404, HttpRequest, HttpResponse

from shouwang.page.guard import allow
from shouwang.page.rendering import show
from shouwang.web import plan_page


@allow("plan.read")
def clause(request: HttpRequest, clause_id: str) -> HttpResponse:
    """A clause's own words: what htmx opens in place, and a page of its own."""
    found = plan_page.find_clause(clause_id, pack_id=request.GET.get("pack", ""))
    if found is None:
        raise Http404
    template = "web/clause.html#words" if request.htmx else "web/clause.html"
    return show(request, template, {"pack": found[0], "clause": found[1]})
