"""Papers of assessment and help."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.assessment.documents import PAPERS
from shouwang.page.guard import allow


@allow("case.read", "case.join")
def paper(request: HttpRequest, file_id: UUID, key: str) -> HttpResponse:
    """One of the papers, to look at and to print."""
    return show_paper(request, file_id, PAPERS[key])
