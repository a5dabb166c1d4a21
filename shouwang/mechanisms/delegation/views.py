"""Pages of delegations."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.delegation import queries
from shouwang.mechanisms.delegation.documents import PAPER
from shouwang.mechanisms.delegation.forms import QuestionnaireLoaded
from shouwang.page import clock
from shouwang.page.guard import POST, allow
from shouwang.page.questionnaires import show_questionnaires

SHOWN = 200
STATES = ("signed", "expiring", "expired", "draft", "ended")


@allow("child.read")
def agreements(request: HttpRequest) -> HttpResponse:
    """Agreements by state, and the children without one."""
    state = request.GET.get("state", "expiring")
    today = clock.today()
    if state == "without":
        rows = queries.list_without(scope=request.scope)[:SHOWN]
    elif state in STATES:
        rows = queries.list_agreements(scope=request.scope, state=state, today=today)[:SHOWN]
    else:
        raise Http404
    notice = queries.get_notice(county_id=request.scope.county_id, today=today)
    context = {"rows": rows, "state": state, "shown": SHOWN, "notice": notice}
    return TemplateResponse(request, "delegation/list.html", context)


@allow("child.read")
def agreement(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The agreement, to look at and to print."""
    return show_paper(request, file_id, PAPER)


@allow("plan.choose", methods=POST)
def questionnaire(request: HttpRequest) -> HttpResponse:
    """The county's scale for carers: the versions so far, and a new one."""
    what, home = "delegation.questionnaire_loaded", "delegation:questionnaire"
    return show_questionnaires(request, QuestionnaireLoaded, what=what, home=home)
