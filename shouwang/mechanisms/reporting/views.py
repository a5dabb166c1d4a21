"""Pages of reports."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from shouwang.mechanisms.reporting import forms, operations, queries
from shouwang.mechanisms.reporting.models import Receipt, Submission
from shouwang.mechanisms.reporting.summary import GROUP_TITLES, TITLES, find_broken
from shouwang.mechanisms.reporting.workbook import as_workbook
from shouwang.page import clock
from shouwang.page.guard import POST, actor_for, allow, note_reading
from shouwang.registry.models import File

SHOWN = 100
ANY = (queries.SEND, queries.RECEIVE)


@allow(*ANY)
def reports(request: HttpRequest) -> HttpResponse:
    """What I send, what waits for my signature, which copies are mine."""
    scope = request.scope
    context = {
        "units": queries.list_units(scope=scope)[:SHOWN] if scope.may(queries.SEND) else [],
        "to_answer": queries.list_to_answer(scope=scope)[:SHOWN],
        "copies": queries.list_copies(scope=scope)[:SHOWN],
        "sent": queries.list_sent(scope=scope)[:SHOWN],
        "period": queries.get_quarter(clock.today()),
    }
    return TemplateResponse(request, "reporting/list.html", context)


@allow(queries.SEND, methods=POST)
def summary(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The 32 columns with their checks; sending locks them."""
    unit, today = _unit(request, unit_id), clock.today()
    period, broken = queries.get_quarter(today), []
    if request.method == "POST":
        by = actor_for(request, unit, queries.SEND)
        note = request.POST.get("note", "")[:1000]
        try:
            sent = operations.submit_report(by=by, unit=unit, period=period, today=today, at=clock.now(), note=note)
            return redirect("reporting:submission", submission_id=sent.pk)
        except operations.ChecksBroken as refusal:
            broken = refusal.broken
        except operations.AlreadySent as refusal:
            messages.warning(request, str(refusal))
    return _summary_page(request, unit, period, broken)


def _summary_page(request: HttpRequest, unit: File, period: Any, broken: list[Any]) -> HttpResponse:
    figures = queries.get_figures(unit=unit, on=clock.today())
    plain = figures.as_json()
    context = {
        "unit": unit, "period": period, "broken": broken or find_broken(figures), "rows": list(zip(TITLES, plain["columns"], strict=True)),
        "uncollected": [(GROUP_TITLES[key], count) for key, count in plain["uncollected"].items() if count],
    }  # fmt: skip
    return TemplateResponse(request, "reporting/summary.html", context)


@allow(*ANY)
def submission(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """One report as it was sent."""
    found = _submission(request, submission_id)
    may_answer = queries.list_to_answer(scope=request.scope).filter(pk=found.pk).exists()
    context = {
        "submission": found, "rows": list(zip(TITLES, found.figures["columns"], strict=True)), "may_answer": may_answer,
        "uncollected": [(GROUP_TITLES[key], count) for key, count in found.figures["uncollected"].items() if count],
        "receipts": found.receipts.select_related("office"), "form": forms.Return(),
        "copies": queries.list_copies(scope=request.scope).filter(submission=found),
    }  # fmt: skip
    return TemplateResponse(request, "reporting/submission.html", context)


@allow(*ANY)
def latest(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Where a duty to sign for a unit's report leads: to the newest one, or to the list while there is none."""
    found = queries.get_latest(scope=request.scope, unit_id=unit_id)
    return redirect("reporting:submission", submission_id=found.pk) if found else redirect("reporting:list")


@allow(*ANY)
def spreadsheet(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """The summary as a spreadsheet."""
    found = _submission(request, submission_id)
    note_reading(request, "export", submission=str(found.pk), rows=1)
    return as_workbook(found)


@allow(queries.RECEIVE, methods=("POST",))
def acknowledge(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Signs for it."""
    found = _answerable(request, submission_id)
    by = actor_for(request, found.unit, queries.RECEIVE)
    return _answer(
        request, found, lambda at: operations.acknowledge_report(by=by, submission=found, today=clock.today(), at=at)
    )


@allow(queries.RECEIVE, methods=("POST",))
def give_back(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Returns it with a reason."""
    found, form = _answerable(request, submission_id), forms.Return(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.fields["because"].label))
        return redirect("reporting:submission", submission_id=found.pk)
    by, because = actor_for(request, found.unit, queries.RECEIVE), form.cleaned_data["because"]
    return _answer(
        request, found,
        lambda at: operations.return_report(by=by, submission=found, because=because, today=clock.today(), at=at),
    )  # fmt: skip


@allow(*ANY, methods=("POST",))
def sign(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """Signs for a copy."""
    receipt = queries.list_copies(scope=request.scope).filter(pk=receipt_id).first()
    if receipt is None:
        raise Http404
    return _answer(request, receipt.submission, lambda at: _sign(request, receipt, at))


def _sign(request: HttpRequest, receipt: Receipt, at: Any) -> None:
    operations.sign_copy(by=request.actor, receipt=receipt, today=clock.today(), at=at)


def _answer(request: HttpRequest, found: Submission, step: Any) -> HttpResponse:
    try:
        step(clock.now())
    except operations.AlreadyAnswered as refusal:
        messages.warning(request, str(refusal))
    return redirect("reporting:submission", submission_id=found.pk)


def _unit(request: HttpRequest, unit_id: UUID) -> File:
    try:
        return queries.get_unit(scope=request.scope, unit_id=unit_id)
    except File.DoesNotExist as unknown:
        raise Http404 from unknown


def _submission(request: HttpRequest, submission_id: UUID) -> Submission:
    try:
        return queries.get_submission(scope=request.scope, submission_id=submission_id)
    except Submission.DoesNotExist as unknown:
        raise Http404 from unknown


def _answerable(request: HttpRequest, submission_id: UUID) -> Submission:
    found = _submission(request, submission_id)
    is_mine = found.office_id in request.scope.office_ids
    level = "township" if found.unit.kind == "village" else "civil_affairs"
    if is_mine or level not in request.scope.functions:
        raise Http404
    return found
