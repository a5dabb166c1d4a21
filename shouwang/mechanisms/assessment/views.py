"""Papers of assessment and help; the county's questions about a child's situation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from shouwang.duties.plan import list_pack_items
from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.assessment.documents import PAPERS
from shouwang.mechanisms.assessment.forms import QuestionnaireLoaded
from shouwang.page import clock
from shouwang.page.guard import POST, allow
from shouwang.page.questionnaires import show_questionnaires


@allow("case.read", "case.join")
def paper(request: HttpRequest, file_id: UUID, key: str) -> HttpResponse:
    """One of the papers, to look at and to print."""
    return show_paper(request, file_id, PAPERS[key])


@allow("plan.choose", methods=POST)
def questionnaire(request: HttpRequest) -> HttpResponse:
    """The versions so far, and a new one, by the dimensions of the plan in force today."""
    lists = ("assessment.dimensions",)
    dimensions = dict(list_pack_items(county_id=request.scope.county_id, on=clock.today(), keys=lists))
    what, home = "assessment.questionnaire_loaded", "assessment:questionnaire"
    return show_questionnaires(request, QuestionnaireLoaded, what=what, home=home, dimensions=dimensions)
