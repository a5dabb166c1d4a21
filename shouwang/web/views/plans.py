"""The plans: their clauses, what serves each, how it stands here; two plans side by side."""

from django.http import Http404, HttpRequest, HttpResponse

from shouwang.page import clock
from shouwang.page.duty_rows import get_pack
from shouwang.page.guard import allow
from shouwang.page.rendering import show
from shouwang.policy.pack import Pack
from shouwang.web import plan_page


def _get_pack(pack_id: str) -> Pack:
    pack = get_pack(pack_id)
    if pack is None:
        raise Http404
    return pack


@allow("plan.read")
def plans(request: HttpRequest) -> HttpResponse:
    lines = plan_page.list_plans(county_id=request.user.county_id, on=clock.today())
    return show(request, "web/plans.html", {"lines": lines})


@allow("plan.read")
def plan(request: HttpRequest, pack_id: str) -> HttpResponse:
    """A plan's clauses in order."""
    pack = _get_pack(pack_id)
    lines = plan_page.list_clauses(pack=pack, scope=request.scope, today=clock.today(), asked=request.GET)
    words = dict.fromkeys(clause.mechanism for clause in pack.clauses.values())
    context = {"pack": pack, "lines": lines, "mechanisms": words}
    return show(request, "web/plan.html", context)


@allow("plan.read")
def clause(request: HttpRequest, clause_id: str) -> HttpResponse:
    """A clause's own words: what htmx opens in place, and a page of its own."""
    found = plan_page.find_clause(clause_id, pack_id=request.GET.get("pack", ""))
    if found is None:
        raise Http404
    template = "web/clause.html#words" if request.htmx else "web/clause.html"
    return show(request, template, {"pack": found[0], "clause": found[1]})


@allow("plan.read")
def compare(request: HttpRequest) -> HttpResponse:
    """Where two plans differ."""
    packs = {pack.id: pack for pack in plan_page.list_packs()}
    first, second = packs.get(request.GET.get("first", "")), packs.get(request.GET.get("second", ""))
    differences = plan_page.compare(first, second) if first and second else []
    context = {"packs": packs.values(), "first": first, "second": second, "differences": differences}
    return show(request, "web/compare.html", context)
