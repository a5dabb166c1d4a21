"""Files: by name, pinyin, initials or identity number, or simply those of a place."""

from django.http import HttpRequest, HttpResponse

from shouwang.page import clock
from shouwang.page.guard import allow, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.web import queries

ORDER = ("pinyin", "id")


@allow("child.read", "child.share")
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    kind = queries.kind_asked(request.GET)
    found = queries.list_files(scope=request.scope, text=text, kind=kind, asked=request.GET)
    rows = page_of(found, request, order=ORDER)
    note_reading(request, "list", query=queries.veil_numbers(text), rows=len(rows.items))
    places = queries.list_territory_of(scope=request.scope, township=request.GET.get("township", ""))
    context = {"rows": rows, "text": text, "kind": kind, "kinds": queries.KINDS, "today": clock.today(), **places}
    return show(request, "web/search.html", context)
