"""The official registration form of one child."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.ledger.documents import REGISTRATION
from shouwang.page.guard import allow


@allow("child.read")
def registration_form(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """To look at and to print."""
    return show_paper(request, file_id, REGISTRATION)
