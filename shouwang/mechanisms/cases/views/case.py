"""The page of one case, its papers, whose case it is, and two cases of one child."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shouwang.access.queries import list_readings
from shouwang.mechanisms.cases import forms
from shouwang.mechanisms.cases.operations.identity import identify_child, join_cases
from shouwang.mechanisms.cases.queries import board, page
from shouwang.mechanisms.cases.queries import story as stories
from shouwang.mechanisms.cases.queries.children import list_children
from shouwang.page import clock
from shouwang.page.acting import MOVED, sign_for, words_of_move
from shouwang.page.guard import POST, actor_for, allow, get_file, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.registry.joining import list_joined
from shouwang.registry.media import read_attachment
from shouwang.registry.models import Attachment, File


@allow("case.read", "case.join")
def case(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Number, stage, holder, the next step and its clock, the picture, the whole story."""
    found = get_file(request, file_id, "case.read", reading="case")
    return show(request, "cases/case.html", page.gather(found, scope=request.scope, at=clock.now()))


@allow("case.read", "case.join")
def story(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Everything that was done, to look at and to print."""
    found = get_file(request, file_id, "case.read", reading="story")
    told = stories.list_told(found)
    has_veiled = any(line.veiled for one in told for line in one.lines)
    may_unveil = request.scope.grant_for(found, "case.do") is not None
    context = {"file": found, "story": told, "has_veiled": has_veiled, "may_unveil": may_unveil}
    return show(request, "cases/story.html", context)


@allow("case.do", methods=("POST",))
def unveil(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One number of the story in clear, for a reason that stays on record. Who reported has a right of its own."""
    found = get_file(request, file_id, "case.do")
    form = forms.Unveil(request.POST)
    context: dict[str, Any] = {"file": found, "form": form}
    if form.is_valid():
        field, reason = form.cleaned_data["field"], form.cleaned_data["reason"]
        try:
            context["title"], context["value"] = stories.get_veiled(found, field)
        except stories.NothingVeiled as unknown:
            raise Http404 from unknown
        note_reading(request, "unveil", file=found, field=field, reason=reason)
    return show(request, "cases/unveiled.html", context, status=422 if form.errors else 200)


@allow("case.read", "case.join")
def readings(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Who looked at this case."""
    found = get_file(request, file_id, "case.read", reading="readings")
    rows = list_readings(county_id=found.county_id, file_id=found.pk)
    return show(request, "cases/readings.html", {"file": found, "rows": page_of(rows, request, order=("-at", "-id"))})


@allow("case.read", "case.join")
def attachment(request: HttpRequest, file_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A photo, scan or recording; never run by the browser, whatever it holds."""
    found = get_file(request, file_id, "case.read", reading="attachment")
    kept = Attachment.objects.filter(file__in=list_joined(file=found), pk=attachment_id, withdrawn_at=None).first()
    if kept is None:
        raise Http404
    response = HttpResponse(read_attachment(attachment=kept), content_type=kept.media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@allow("case.do", methods=POST)
def child(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Whose case it is: looked for by likeness among the files of the county, chosen among those that one may read."""
    found = get_file(request, file_id, "case.do", reading="act" if request.method == "GET" else "")
    form = forms.WhoseCase(request.GET or None)
    if request.method == "POST" and _name_child(request, found):
        return redirect("cases:case", found.pk)
    asked = {"scope": request.scope, "case": found}
    alike = list_children(**asked, known=form.cleaned_data) if form.is_bound and form.is_valid() else None
    context = {"file": found, "form": form, "alike": alike, "today": clock.today(), "seen": sign_for(request, found)}
    return show(request, "cases/child.html", context, status=409 if request.method == "POST" else 200)


def _name_child(request: HttpRequest, file: File) -> bool:
    """False, and a message, when something happened on the case since the page was opened."""
    form = forms.ThisChild(request.POST)
    readable = File.objects.within(request.scope, "child.read").filter(kind="child")
    chosen = readable.filter(pk=form.cleaned_data["child_file"]).first() if form.is_valid() else None
    if chosen is None:
        raise Http404
    today, by = clock.today(), actor_for(request, file, "case.do")
    given = {"child_file": chosen, "on": today, "today": today, "at": clock.now(), "seen": form.cleaned_data["seen"]}
    try:
        identify_child(by=by, file=file, **given)
    except MOVED as moved:
        messages.error(request, words_of_move(moved))
        return False
    messages.success(request, _("Recorded whose case %(number)s is.") % {"number": file.number})
    return True


@allow("case.do", methods=POST)
def join(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Another report about the same child is joined into this case."""
    found = get_file(request, file_id, "case.do")
    others, sign = board.list_others(scope=request.scope, file=found), sign_for(request, found)
    form = forms.Joining(request.POST or None, others=others, seen=sign)
    if form.is_valid() and _join(request, found, form):
        return redirect("cases:case", found.pk)
    context = {"file": found, "form": form, "title": _("Join another case with this one")}
    return show(request, "cases/form.html", context, status=422 if form.is_bound else 200)


def _join(request: HttpRequest, file: File, form: forms.Joining) -> bool:
    today, given = clock.today(), dict(form.cleaned_data)
    by, absorbed = actor_for(request, file, "case.do"), given.pop("other")
    try:
        join_cases(by=by, file=file, absorbed=absorbed, on=today, today=today, at=clock.now(), **given)
    except MOVED as moved:
        form.see(sign_for(request, file))
        form.add_error(None, words_of_move(moved))
        return False
    messages.success(request, _("The two cases go on as one."))
    return True
