"""Pages of rosters: choose, check, preview, save, result. Each shows one batch of the sender's own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from shouwang.access.models import Post
from shouwang.exchange.returning import write_returned
from shouwang.exchange.template import write_template
from shouwang.mechanisms.roster import forms, operations, queries
from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.mechanisms.roster.downloads import as_spreadsheet
from shouwang.mechanisms.roster.models import VERDICT, Batch, Line
from shouwang.page import clock
from shouwang.page.guard import POST, allow, note_reading

RIGHT = "roster.import"
SHOWN = 100
WORKING = ("waiting", "reading", "saving", "withdrawing")


def _get(request: HttpRequest, batch_id: UUID) -> Batch:
    try:
        return queries.get_batch(user=request.user, batch_id=batch_id)
    except Batch.DoesNotExist as unknown:
        raise Http404 from unknown


@allow(RIGHT, methods=POST)
def batches(request: HttpRequest) -> HttpResponse:
    """Send a roster; the ones sent before."""
    form = forms.Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _receive(request, form)
        except operations.TooLarge as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("roster:batch", batch_id=batch.pk)
    rows = queries.list_batches(user=request.user)[:50]
    return TemplateResponse(request, "roster/list.html", {"form": form, "rows": rows})


def _receive(request: HttpRequest, form: forms.Upload) -> Batch:
    upload = form.cleaned_data["file"]
    post = Post.objects.filter(pk=request.actor.post_id).first()
    for grant in request.scope.grants:
        if RIGHT in grant.rights:
            post = Post.objects.get(pk=grant.post_id)
    return operations.receive_roster(
        user=request.user, post=post, file_name=upload.name, content=upload.read(), at=clock.now(),
        is_listing=form.cleaned_data["is_listing"],
    )  # fmt: skip


@allow(RIGHT)
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Where the roster stands: progress, columns to choose, counts to open, or the result."""
    found = _get(request, batch_id)
    verdicts = [(key, title, found.counts.get(key, 0)) for key, title in VERDICT]
    done = found.rows_read if found.state in ("waiting", "reading") else found.rows_saved
    context = {
        "batch": found, "verdicts": verdicts, "is_working": found.state in WORKING, "done": done,
        "columns": ROSTER.columns, "undecided": found.lines.filter(verdict="perhaps", decision="").count(),
        "missing": [ROSTER[key].full_title for key in found.missing],
    }  # fmt: skip
    template = "roster/progress.html" if request.htmx else "roster/batch.html"
    return TemplateResponse(request, template, context)


@allow(RIGHT, methods=("POST",))
def columns(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The sender says which heading is which column; it is remembered."""
    found = _get(request, batch_id)
    chosen = {one["learned_as"]: request.POST.get(f"heading-{place}", "") for place, one in enumerate(found.unmatched)}
    return _step(request, found, lambda: operations.choose_columns(batch=found, chosen=chosen))


@allow(RIGHT, methods=("POST",))
def save(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The sender says so."""
    found = _get(request, batch_id)
    return _step(request, found, lambda: operations.save_roster(batch=found))


@allow(RIGHT, methods=("POST",))
def withdraw(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """Takes the whole roster back."""
    found = _get(request, batch_id)
    return _step(request, found, lambda: operations.withdraw_roster(batch=found))


def _step(request: HttpRequest, found: Batch, step: Any) -> HttpResponse:
    try:
        step()
    except operations.WrongState as refusal:
        messages.warning(request, str(refusal))
    return redirect("roster:batch", batch_id=found.pk)


@allow(RIGHT)
def lines(request: HttpRequest, batch_id: UUID, verdict: str) -> HttpResponse:
    """The rows of one verdict; a changed row shows old and new."""
    found = _get(request, batch_id)
    if verdict not in dict(VERDICT):
        raise Http404
    after = int(request.GET["after"]) if request.GET.get("after", "").isdecimal() else 0
    rows = queries.list_lines(batch=found, verdict=verdict, after=after, count=SHOWN)
    more = rows[-1]["line"].number if len(rows) == SHOWN else None
    note_reading(request, "roster", batch=str(found.pk), verdict=verdict, rows=len(rows))
    context = {"batch": found, "verdict": verdict, "title": dict(VERDICT)[verdict], "rows": rows, "more": more}
    return TemplateResponse(request, "roster/lines.html", context)


@allow(RIGHT, methods=("POST",))
def decide(request: HttpRequest, batch_id: UUID, line_id: int) -> HttpResponse:
    """The same child, another, or leave out."""
    found, form = _get(request, batch_id), forms.Decision(request.POST)
    if form.is_valid():
        try:
            operations.decide_line(batch=found, line_id=line_id, decision=form.cleaned_data["decision"])
        except Line.DoesNotExist as unknown:
            raise Http404 from unknown
        except operations.WrongState as refusal:
            messages.warning(request, str(refusal))
    return redirect("roster:lines", batch_id=found.pk, verdict="perhaps")


@allow(RIGHT)
def template(request: HttpRequest) -> HttpResponse:
    """The blank roster."""
    return as_spreadsheet(_("blank roster"), lambda into: write_template(sheet=ROSTER, into=into))


@allow(RIGHT)
def refused(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """The refused rows in the same template, with a red column of reasons, ready to send again."""
    found = _get(request, batch_id)
    note_reading(request, "export", batch=str(found.pk), rows=found.counts.get("refused", 0))
    rows = queries.list_refused(batch=found)
    return as_spreadsheet(_("refused rows"), lambda into: write_returned(sheet=ROSTER, rows=rows, into=into))
