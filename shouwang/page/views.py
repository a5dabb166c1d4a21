"""The one page of all acts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.duties.gates import list_unasked
from shouwang.page import clock
from shouwang.page.acting import build_form, list_objections, try_act
from shouwang.page.asked import get_file_to_act
from shouwang.page.forms import ActForm
from shouwang.page.guard import POST, allow
from shouwang.page.mechanism import Act, address_of, find_act
from shouwang.page.rendering import show
from shouwang.page.returning import back_to
from shouwang.registry.models import File


@allow(
    "duty.do",
    "child.write",
    "report.submit",
    "report.receive",
    "roster.import",
    "case.do",
    "case.task",
    "case.seal",
    methods=POST,
)
def do(request: HttpRequest, file_id: UUID, event: str) -> HttpResponse:
    """An act's form, and its doing."""
    act = _get_act(event)
    file = get_file_to_act(request, file_id, act, reading="act" if request.method == "GET" else "")
    if file.kind not in act.about:
        raise Http404
    if act.url_name:
        return redirect(act.url_name, file.pk)
    form = build_form(request, act, file)
    return _done(request, act, file) if try_act(request, act, file, form) else _ask(request, act, file, form)


def _get_act(event: str) -> Act:
    act = find_act(event)
    if act is None:
        raise Http404
    return act


def _done(request: HttpRequest, act: Act, file: File) -> HttpResponse:
    messages.success(request, _("Recorded: %(act)s, %(name)s.") % {"act": act.title, "name": file.name})
    return redirect(_back(request, file))


def _back(request: HttpRequest, file: File) -> str:
    return back_to(request, address_of(file, request.scope) or reverse("today"))


def _ask(request: HttpRequest, act: Act, file: File, form: ActForm) -> HttpResponse:
    objections = list_objections(request, form, act, file)
    nobody = list_unasked(file=file, what=act.event, today=clock.today())
    context = {"act": act, "file": file, "form": form, "back": _back(request, file), "objections": objections}
    context["nobody_leads"] = nobody
    return show(request, act.template, context, status=422 if form.is_bound else 200)
