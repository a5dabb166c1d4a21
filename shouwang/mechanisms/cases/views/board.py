"""The board of cases, and the window on those that stand still."""

from django.http import HttpRequest, HttpResponse

from shouwang.mechanisms.cases.queries import board as queries
from shouwang.mechanisms.cases.queries.figures import get_silence
from shouwang.mechanisms.cases.queries.silence import as_silent, hours_of, list_silent
from shouwang.page import clock
from shouwang.page.guard import allow, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show

ORDER = ("-opened_on", "-id")


@allow("case.read", "case.join")
def show_board(request: HttpRequest) -> HttpResponse:
    """By stage, holder and state; every number opens its rows."""
    board = queries.get_board(scope=request.scope, at=clock.now())
    rows = page_of(queries.list_cases(board=board, asked=request.GET), request, order=ORDER)
    note_reading(request, "list", of="cases", rows=len(rows.items), query=request.GET.urlencode()[:200])
    context = {"rows": rows, "lines": queries.as_lines(rows.items, board=board), **queries.count_board(board=board)}
    return show(request, "cases/board.html", context | {"hours": hours_of(board.silence) if board.silence else None})


@allow("case.watch")
def silent(request: HttpRequest) -> HttpResponse:
    """Number, place, holder, hours: no child. For the procuratorate and the lead group's office."""
    at, county_id = clock.now(), request.scope.county_id
    silence = get_silence(county_id=county_id, on=at.date())
    rows = page_of(list_silent(county_id=county_id, at=at, silence=silence), request, order=("heard_at", "id"))
    note_reading(request, "list", of="silent cases", rows=len(rows.items))
    context = {"rows": rows, "lines": as_silent(rows.items, at=at), "hours": hours_of(silence) if silence else None}
    return show(request, "cases/silent.html", context)
