"""Papers, the poster, units that must report, numbers, and who should have reported."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.mandatory_report.documents import PAPERS
from shouwang.mechanisms.mandatory_report.poster import make_poster
from shouwang.mechanisms.mandatory_report.queries import counts as counting
from shouwang.mechanisms.mandatory_report.queries.looking_back import get_reported_on, list_signs
from shouwang.mechanisms.mandatory_report.queries.plan import list_reporter_kinds
from shouwang.mechanisms.mandatory_report.queries.units import RIGHTS, as_units, list_files
from shouwang.page import clock
from shouwang.page.guard import allow, get_file, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show

READS = ("case.read", "case.join")
WALLS = ("county", "village", "school", "office")


@allow("case.read")
def paper(request: HttpRequest, file_id: UUID, key: str) -> HttpResponse:
    """The report slip or the acceptance receipt, to look at and to print."""
    return show_paper(request, file_id, PAPERS[key])


@allow(*RIGHTS, "plan.read")
def poster(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The poster for a unit's wall; its code leads to the county's page as this browser reaches it."""
    file = get_file(request, file_id, *RIGHTS, "plan.read")
    if file.kind not in WALLS:
        raise Http404
    address = request.build_absolute_uri(reverse("mandatory_report:report", args=[file.county.code]))
    today = clock.today()
    kinds = [item.name for item in list_reporter_kinds(county_id=file.county_id, on=today)]
    content = make_poster(county=file.county.name, address=address, kinds=kinds, today=today)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = "inline; filename=poster.pdf"
    return response


@allow(*RIGHTS)
def units(request: HttpRequest) -> HttpResponse:
    """The units that must report, with who answers for it and when their staff were told."""
    scope, today = request.scope, clock.today()
    kind, only = request.GET.get("kind", ""), request.GET.get("only", "")
    files = list_files(scope=scope, on=today, kind=kind, only=only)
    rows = page_of(files, request, order=("pinyin", "id"))
    context = {
        "rows": rows,
        "units": as_units(rows.items, county_id=scope.county_id, on=today),
        "kinds": list_reporter_kinds(county_id=scope.county_id, on=today),
        "kind": kind,
        "only": only,
    }
    return show(request, "mandatory_report/units.html", context)


@allow("supervise")
def counts(request: HttpRequest) -> HttpResponse:
    """Reports of a year by kind of reporter, for the county as a whole."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    counted = counting.count_by_kind(county_id=request.scope.county_id, year=year, on=today)
    return show(request, "mandatory_report/counts.html", {"counts": counted, "year": year, "today": today})


@allow(*READS)
def looking_back(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Who saw a sign before the report came: the child's earlier contacts, with their units."""
    file = get_file(request, file_id, *READS)
    signs = list_signs(file=file)
    note_reading(request, "looking_back", file=file, rows=len(signs))
    context = {"file": file, "signs": signs, "reported_on": get_reported_on(file=file)}
    return show(request, "mandatory_report/looking_back.html", context)
