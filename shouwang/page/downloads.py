"""Downloads of children's data: written down with what, how many and by which filter, and marked with who took them."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from shouwang.page import clock
from shouwang.page.guard import note_reading


def watermark_of(request: HttpRequest) -> str:
    """Who takes it, and when: to be written onto every sheet and page of the download."""
    moment = clock.now().strftime("%Y-%m-%d %H:%M")
    return f"{request.user.name} {request.user.username} {moment}"


def sensitive_download(
    request: HttpRequest, what: str, *, rows: int, response: HttpResponse, **detail: Any
) -> HttpResponse:
    """The response, after the download was written into the readings (in this transaction)."""
    note_reading(request, "download", of=what, rows=rows, query=request.GET.urlencode(), **detail)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.is_noted = True
    return response
