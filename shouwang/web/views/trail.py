"""The audit administrator: who did what, who looked at what, who logged in."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from shouwang.page.guard import allow
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.web import trails


@allow("trail.read")
def trail(request: HttpRequest) -> HttpResponse:
    """Events, readings or logins, filtered by person, file, kind and days. A file is named by its number, never more."""
    tab = request.GET["tab"] if request.GET.get("tab") in trails.TABS else "events"
    find, order = trails.TABS[tab]
    found = find(county_id=request.user.county_id, asked=request.GET)
    rows = page_of(found, request, order=order)
    context: dict[str, Any] = {"tab": tab, "tabs": trails.TITLES, "rows": rows}
    context["numbers"] = trails.get_numbers(rows.items, county_id=request.user.county_id)
    return show(request, "web/trail.html", context)
