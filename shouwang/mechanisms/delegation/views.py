"""Pages of delegations."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from shouwang.access.models import County
from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.delegation import operations, queries
from shouwang.mechanisms.delegation.documents import PAPER
from shouwang.mechanisms.delegation.forms import QuestionnaireLoaded
from shouwang.mechanisms.delegation.panels import first_words
from shouwang.page import clock
from shouwang.page.guard import POST, allow
from shouwang.page.rendering import show

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
    return TemplateResponse(request, "delegation/list.html", {"rows": rows, "state": state, "shown": SHOWN})


@allow("child.read")
def agreement(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The agreement, to look at and to print."""
    return show_paper(request, file_id, PAPER)


@allow("plan.choose", methods=POST)
def questionnaire(request: HttpRequest) -> HttpResponse:
    """The county's scale for carers: the versions so far, and a new one."""
    today, county = clock.today(), County.objects.get(pk=request.scope.county_id)
    running = queries.get_questionnaire(county_id=county.pk, on=today)
    form = QuestionnaireLoaded(request.POST or None, initial=first_words(running, today))
    if form.is_valid() and _load(request, form, county):
        messages.success(request, _("The questionnaire is loaded."))
        return redirect("delegation:questionnaire")
    versions = queries.list_questionnaires(county_id=county.pk)
    context = {"form": form, "versions": versions, "running": running}
    return show(request, "delegation/questionnaire.html", context, status=422 if form.is_bound else 200)


def _load(request: HttpRequest, form: QuestionnaireLoaded, county: County) -> bool:
    given = {key: value for key, value in form.cleaned_data.items() if key != "questions"}
    try:
        operations.load_questionnaire(by=request.actor, county=county, at=clock.now(), **given)
    except operations.VersionTaken as refusal:
        form.add_error("version", str(refusal))
    return not form.errors
