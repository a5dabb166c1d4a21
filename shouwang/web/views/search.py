"""Files: by name, pinyin, initials or identity number, or those of a place; and the list as filtered, to take away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.exchange.writing import write_list
from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.mechanisms.roster.downloads import as_spreadsheet
from shouwang.mechanisms.roster.exporting import list_roster_rows
from shouwang.page import clock
from shouwang.page.downloads import sensitive_download, watermark_of
from shouwang.page.guard import allow, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.registry.models import FileKind
from shouwang.web import queries
from shouwang.web.file_lines import draw_lines, list_lines

ORDER = ("pinyin", "id")


@allow("child.read", "child.share")
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    kind = queries.kind_asked(request.GET)
    found = queries.list_files(scope=request.scope, text=text, kind=kind, asked=request.GET)
    rows = page_of(found.only(*ORDER), request, order=ORDER)
    note_reading(request, "list", query=queries.veil_numbers(text), rows=len(rows.items))
    places = queries.list_territory_of(scope=request.scope, township=request.GET.get("township", ""))
    found = list_lines(rows.items, scope=request.scope, today=clock.today())
    lines = draw_lines(found, is_of_children=kind == FileKind.CHILD)
    context = {"rows": rows, "lines": lines, "text": text, "kind": kind, "kinds": queries.KINDS, **places}
    context["may_export"] = request.scope.may("roster.export")
    return show(request, "web/search.html", context)


@allow("roster.export", second_factor=True)
def export(request: HttpRequest) -> HttpResponse:
    """The children of the list as filtered, as a roster that can be sent in again: logged, and marked with who took it."""
    ids = queries.list_exported(scope=request.scope, asked=request.GET)
    if len(ids) > queries.MOST_EXPORTED:
        messages.error(
            request,
            _("More than %(most)d rows: choose a township or a village first.") % {"most": queries.MOST_EXPORTED},
        )
        return redirect(f"{reverse('search')}?{request.GET.urlencode()}")
    rows, mark = list_roster_rows(county_id=request.scope.county_id, file_ids=ids), watermark_of(request)
    response = as_spreadsheet(ROSTER.title, lambda into: write_list(sheet=ROSTER, rows=rows, into=into, watermark=mark))
    return sensitive_download(request, "roster", rows=len(ids), response=response)
