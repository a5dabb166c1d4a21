"""What was asked of the own office: tasks and hand-overs; and the glass before a sealed case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shouwang.access.models import User
from shouwang.access.scope import Actor
from shouwang.mechanisms.cases import forms
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.operations import handing
from shouwang.mechanisms.cases.operations.sealing import break_glass
from shouwang.mechanisms.cases.operations.tasks import AlreadyAnswered, answer_task
from shouwang.mechanisms.cases.queries.asked import get_sealed, get_task, list_offers, list_tasks
from shouwang.mechanisms.cases.queries.people import list_able_offices, list_people
from shouwang.page import clock
from shouwang.page.acting import MOVED, sign_for, words_of_move
from shouwang.page.guard import POST, allow, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show


def _actor_in(request: HttpRequest, office_id: UUID, right: str) -> Actor:
    """The person in the post of that office."""
    grants = [one for one in request.scope.grants if one.office_id == office_id and right in one.rights]
    if not grants:
        raise Http404
    actor = request.actor
    return Actor(actor.county_id, actor.user_id, grants[0].post_id, office_id, actor.name)


@allow("case.task")
def tasks(request: HttpRequest) -> HttpResponse:
    """What to do; open ones first asked for."""
    state = request.GET["state"] if request.GET.get("state") in ("done", "returned") else "open"
    rows = page_of(list_tasks(scope=request.scope, state=state), request, order=("-given_at", "-id"))
    return show(request, "cases/tasks.html", {"rows": rows, "state": state, "today": clock.today()})


@allow("case.task", methods=POST)
def task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """One task: what to do, for whom when that was told, and the answer."""
    found = get_task(scope=request.scope, task_id=task_id)
    if found is None:
        raise Http404
    form = forms.Answer(request.POST or None)
    if found.state == "open" and form.is_valid() and _answer(request, found, form.cleaned_data):
        return redirect("cases:tasks")
    context = {"task": found, "form": form, "today": clock.today()}
    return show(request, "cases/task.html", context, status=422 if form.is_bound else 200)


def _answer(request: HttpRequest, task: Any, given: dict[str, Any]) -> bool:
    by = _actor_in(request, task.office_id, "case.task")
    is_done = given["state"] == "done"
    try:
        answer_task(by=by, task=task, is_done=is_done, answer=given["answer"], today=clock.today(), at=clock.now())
    except AlreadyAnswered:
        messages.info(request, _("This task was answered by now."))
    else:
        messages.success(request, _("Your answer was sent."))
    return True


@allow("case.do")
def hand_overs(request: HttpRequest) -> HttpResponse:
    """Cases that are offered to the own office."""
    return _show_offers(
        request, [(offer, _declining(request, offer)) for offer in list_offers(scope=request.scope)[:50]]
    )


def _show_offers(request: HttpRequest, lines: list[tuple[CaseHandOver, forms.Declined]], **given: Any) -> HttpResponse:
    """Each with the form to decline it. One that is offered to another person can be read, and answered by that person."""
    return show(request, "cases/hand_overs.html", {"lines": lines, "user_id": request.scope.user_id}, **given)


def _declining(request: HttpRequest, offer: CaseHandOver, given: Any = None) -> forms.Declined:
    able = list_able_offices(file=offer.file, today=clock.today(), right="case.do").exclude(pk=offer.giver_id)
    able = able if offer.person_id else able.exclude(pk=offer.receiver_id)
    named = list_people(office_ids=able.values_list("pk", flat=True), today=clock.today(), rights={"case.do"})
    people = User.objects.filter(pk__in=[user.pk for user in named if user.pk != request.scope.user_id]).order_by(
        "name"
    )
    sign = sign_for(request, offer.file)
    return forms.Declined(given, offices=able, people=people, seen=sign, prefix=str(offer.pk)[-6:])


def _offer(request: HttpRequest, offer_id: UUID) -> CaseHandOver:
    offer = list_offers(scope=request.scope, is_open=False).filter(pk=offer_id).first()
    if offer is None:
        raise Http404
    return offer


@allow("case.do", methods=("POST",))
def accept(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer, form = _offer(request, offer_id), forms.SeenForm(request.POST)
    if not form.is_valid():
        raise Http404
    by, words = _actor_in(request, offer.receiver_id, "case.do"), _("Your office holds case %(number)s from now on.")
    try:
        handing.accept_case(by=by, offer=offer, today=clock.today(), at=clock.now(), **form.cleaned_data)
    except (handing.HandOverRefused, *MOVED) as refusal:
        messages.error(request, _words_of(refusal))
        return redirect("cases:hand-overs")
    messages.success(request, words % {"number": offer.file.number})
    return redirect("cases:case", offer.file_id)


def _words_of(refusal: Exception) -> str:
    return words_of_move(refusal) if isinstance(refusal, MOVED) else str(refusal)


@allow("case.do", methods=("POST",))
def decline(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    offer = _offer(request, offer_id)
    form = _declining(request, offer, request.POST)
    if not form.is_valid():
        return _show_offers(request, [(offer, form)], status=422)
    by = _actor_in(request, offer.receiver_id, "case.do")
    try:
        handing.decline_case(by=by, offer=offer, today=clock.today(), at=clock.now(), **form.cleaned_data)
    except (handing.HandOverRefused, *MOVED) as refusal:
        form.see(sign_for(request, offer.file))
        form.add_error(None, _words_of(refusal))
        return _show_offers(request, [(offer, form)], status=422)
    return redirect("cases:hand-overs")


@allow("case.read", "case.join", methods=POST)
def glass(request: HttpRequest) -> HttpResponse:
    """A sealed case opens for a reason, for some hours; those who seal are told at once."""
    form = forms.Glass(request.POST or None)
    if form.is_valid():
        file = get_sealed(scope=request.scope, number=form.cleaned_data["number"])
        if file is not None:
            return _break(request, file, form.cleaned_data["reason"])
        form.add_error("number", _("There is no sealed case of this number in your places."))
    context = {"form": form, "title": _("Open a sealed case in an emergency"), "warning": True}
    return show(request, "cases/form.html", context, status=422 if form.is_bound else 200)


def _break(request: HttpRequest, file: Any, reason: str) -> HttpResponse:
    grant = request.scope.grants_behind(file, "case.read")[0]
    actor = request.actor
    by = Actor(actor.county_id, actor.user_id, grant.post_id, grant.office_id, actor.name)
    break_glass(by=by, file=file, reason=reason, today=clock.today(), at=clock.now())
    note_reading(request, "glass", file=file, reason=reason)
    return redirect("cases:case", file.pk)
