"""The ledger: find, narrow, page, export."""

import io
from datetime import date
from urllib.parse import quote

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.duties.plan import list_pack_items
from shouwang.exchange.writing import write_list
from shouwang.mechanisms.ledger.queries import eligibility, listing
from shouwang.mechanisms.ledger.queries.present import PRIORITY_LISTS
from shouwang.mechanisms.ledger.sheet import LEDGER, ledger_rows, title_on
from shouwang.page import clock
from shouwang.page.downloads import sensitive_download, watermark_of
from shouwang.page.guard import allow, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.page.words import in_words
from shouwang.registry.models import File
from shouwang.registry.models.child import RATING, SCHOOLING

MOST_EXPORTED = 100_000
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow("child.read")
def children(request: HttpRequest) -> HttpResponse:
    """The children of the ledger, a page at a time."""
    scope, today, asked = request.scope, clock.today(), listing.Asked.of(request.GET)
    files = listing.list_children(scope=scope, asked=asked, today=today)
    rows = page_of(listing.with_places(files), request, order=listing.ORDER)
    note_reading(request, "list", rows=len(rows.items))
    context = {
        "rows": rows,
        "asked": asked,
        "today": today,
        "count": len(rows.items) if rows.is_all else listing.count_up_to(files),
        "told": eligibility.get_outcomes(files=rows.items, county_id=scope.county_id, today=today),
        "may_export": scope.may("roster.export"),
    }
    return show(request, "ledger/list.html", context | _filters(request, asked))


def _filters(request: HttpRequest, asked: listing.Asked) -> dict[str, object]:
    county_id, today = request.scope.county_id, clock.today()
    return {
        **listing.list_places(scope=request.scope, township=asked.township),
        "schools": listing.list_schools(scope=request.scope),
        "states": listing.STATES,
        "schoolings": in_words(SCHOOLING),
        "ratings": in_words(RATING),
        "categories": list_pack_items(county_id=county_id, on=today, keys=PRIORITY_LISTS),
        "facts": eligibility.list_facts_asked(county_id=county_id, today=today),
    }


@allow("roster.export", second_factor=True)
def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered, as a spreadsheet with a watermark; the download is written down."""
    scope, today, asked = request.scope, clock.today(), listing.Asked.of(request.GET)
    files = listing.list_children(scope=scope, asked=asked, today=today).filter(scope.condition("roster.export"))
    if files[: MOST_EXPORTED + 1].count() > MOST_EXPORTED:
        words = _("More than %(most)d children. Narrow the list by township and export one after the other.")
        messages.error(request, words % {"most": MOST_EXPORTED})
        return redirect(f"{reverse('ledger:list')}?{request.GET.urlencode()}")
    content, count = _write(request, files, today)
    response = HttpResponse(content, content_type=SPREADSHEET)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title_on(today))}"
    return sensitive_download(request, "ledger", rows=count, response=response)


def _write(request: HttpRequest, files: QuerySet[File], today: date) -> tuple[bytes, int]:
    """The spreadsheet and its number of rows."""
    categories = dict(list_pack_items(county_id=request.scope.county_id, on=today, keys=PRIORITY_LISTS))
    found = listing.with_places(files).order_by("township_id", "village_id", *listing.ORDER).iterator(chunk_size=2000)
    into = io.BytesIO()
    rows = ledger_rows(found, categories=categories)
    count = write_list(sheet=LEDGER, rows=rows, into=into, watermark=watermark_of(request))
    return into.getvalue(), count
