"""Sending reports, signing for them, giving them back, signing for copies."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from shouwang.mechanisms.reporting import forms, operations, queries
from shouwang.mechanisms.reporting.models import Submission
from shouwang.mechanisms.reporting.summary import EVERYTHING, find_broken
from shouwang.mechanisms.reporting.views.finding import ANY, find_answerable, find_unit, tell_figures
from shouwang.page import clock
from shouwang.page.guard import POST, actor_for, allow
from shouwang.registry.models import File

SHOWN = 100


@allow(*ANY)
def reports(request: HttpRequest) -> HttpResponse:
    """What I send, what waits for my signature, which copies are mine, who is late."""
    scope, today = request.scope, clock.today()
    units = queries.list_units(scope=scope)[:SHOWN] if scope.may(queries.SEND) else []
    context = {
        "units": [(unit, _period(unit, today)) for unit in units],
        "to_answer": queries.list_to_answer(scope=scope)[:SHOWN],
        "copies": queries.list_copies(scope=scope)[:SHOWN],
        "sent": queries.list_sent(scope=scope)[:SHOWN],
        "overdue": queries.list_overdue(scope=scope, today=today)[:SHOWN],
        "today": today,
    }
    return TemplateResponse(request, "reporting/list.html", context)


def _period(unit: File, today: date, which: str = "") -> tuple[date, date]:
    return queries.get_period(county_id=unit.county_id, kind=unit.kind, today=today, which=which)


@allow(queries.SEND, methods=POST)
def summary(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The 32 columns with their checks; sending locks them. `?period=last`: the period before the running one."""
    unit = find_unit(request, unit_id)
    period = _period(unit, clock.today(), request.GET.get("period", ""))
    broken: list[Any] = []
    if request.method == "POST":
        try:
            return redirect("reporting:submission", submission_id=_send(request, unit, period).pk)
        except operations.ChecksBroken as refusal:
            broken = refusal.broken
        except operations.AlreadySent as refusal:
            messages.warning(request, str(refusal))
    return _summary_page(request, unit, period, broken)


def _send(request: HttpRequest, unit: File, period: tuple[date, date]) -> Submission:
    by, note = actor_for(request, unit, queries.SEND), request.POST.get("note", "")[:1000]
    return operations.submit_report(by=by, unit=unit, period=period, today=clock.today(), at=clock.now(), note=note)


def _summary_page(request: HttpRequest, unit: File, period: Any, broken: list[Any]) -> HttpResponse:
    figures = queries.get_figures(unit=unit, on=clock.today())
    context = {
        "unit": unit,
        "period": period,
        "is_last": request.GET.get("period") == "last",
        "broken": broken or find_broken(figures),
    }
    return TemplateResponse(request, "reporting/summary.html", context | tell_figures(figures.as_json(), EVERYTHING))


@allow(queries.RECEIVE, methods=("POST",))
def acknowledge(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Signs for it."""
    found = find_answerable(request, submission_id)
    by, today = actor_for(request, found.unit, queries.RECEIVE), clock.today()
    return _answer(
        request, found, lambda at: operations.acknowledge_report(by=by, submission=found, today=today, at=at)
    )


@allow(queries.RECEIVE, methods=("POST",))
def give_back(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """Returns it with a reason."""
    found, form = find_answerable(request, submission_id), forms.Return(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.fields["because"].label))
        return redirect("reporting:submission", submission_id=found.pk)
    by, given = actor_for(request, found.unit, queries.RECEIVE), form.cleaned_data
    return _answer(
        request,
        found,
        lambda at: operations.return_report(by=by, submission=found, **given, today=clock.today(), at=at),
    )


@allow(*ANY, methods=("POST",))
def sign(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """Signs for a copy."""
    receipt = queries.list_copies(scope=request.scope).filter(pk=receipt_id).first()
    if receipt is None:
        raise Http404
    by, today = request.actor, clock.today()
    return _answer(
        request, receipt.submission, lambda at: operations.sign_copy(by=by, receipt=receipt, today=today, at=at)
    )


def _answer(request: HttpRequest, found: Submission, step: Callable[[datetime], Any]) -> HttpResponse:
    try:
        step(clock.now())
    except operations.AlreadyAnswered as refusal:
        messages.warning(request, str(refusal))
    return redirect("reporting:submission", submission_id=found.pk)
