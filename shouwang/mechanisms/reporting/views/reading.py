"""Reading a report: one as it was sent, as a spreadsheet, on paper, and the children behind a number."""

from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from shouwang.exchange.documents.pages import BASE, render_pdf
from shouwang.exchange.documents.paper_form import filled
from shouwang.exchange.documents.word_form import word_form
from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.reporting import forms, queries
from shouwang.mechanisms.reporting.documents import SUMMARY, summary_texts
from shouwang.mechanisms.reporting.leaving_school import PAPER
from shouwang.mechanisms.reporting.models import Submission
from shouwang.mechanisms.reporting.summary import EVERYTHING, TITLES, columns_for
from shouwang.mechanisms.reporting.views.finding import (
    ANY,
    find_readable_unit,
    find_submission,
    find_unit,
    tell_figures,
)
from shouwang.mechanisms.reporting.wording import column_words
from shouwang.mechanisms.reporting.workbook import as_workbook
from shouwang.page import clock
from shouwang.page.downloads import watermark_of
from shouwang.page.guard import allow, note_reading

SHOWN = 500
MEDIA = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@allow(*ANY)
def submission(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """One report as it was sent, cut to the task of whoever only has a copy."""
    found, scope = find_submission(request, submission_id), request.scope
    context = {
        "submission": found,
        "may_answer": queries.list_to_answer(scope=scope).filter(pk=found.pk).exists(),
        "receipts": found.receipts.select_related("office"),
        "form": forms.Return(),
        "copies": queries.list_copies(scope=scope).filter(submission=found),
    }
    told = tell_figures(found.figures, columns_for(scope.functions))
    return TemplateResponse(request, "reporting/submission.html", context | told)


@allow(*ANY)
def latest(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """Where a duty to sign for a unit's report leads: to the newest one, or to the list while there is none."""
    found = queries.get_latest(scope=request.scope, unit_id=unit_id)
    return redirect("reporting:submission", submission_id=found.pk) if found else redirect("reporting:list")


@allow(*ANY)
def spreadsheet(request: HttpRequest, submission_id: UUID) -> HttpResponse:
    """The summary as a spreadsheet."""
    found = find_submission(request, submission_id)
    note_reading(request, "export", submission=str(found.pk), rows=1)
    return as_workbook(found, columns=columns_for(request.scope.functions), watermark=watermark_of(request))


@allow(*ANY)
def paper(request: HttpRequest, submission_id: UUID, kind: str) -> HttpResponse:
    """The summary to print and sign: `pdf` or `docx`."""
    if kind not in MEDIA:
        raise Http404
    found = find_submission(request, submission_id)
    note_reading(request, "print", submission=str(found.pk), format=kind)
    response = HttpResponse(_print(request, found, kind), content_type=MEDIA[kind])
    name = quote(f"{found.unit.name}-{SUMMARY.title}.{kind}")
    response.headers["Content-Disposition"] = f"{'inline' if kind == 'pdf' else 'attachment'}; filename*=UTF-8''{name}"
    return response


def _print(request: HttpRequest, found: Submission, kind: str) -> bytes:
    texts = summary_texts(found, columns=columns_for(request.scope.functions))
    shown = filled(SUMMARY, texts, mark=watermark_of(request))
    return (
        word_form(shown)
        if kind == "docx"
        else render_pdf(template=BASE / "form.typ", values=shown, printed_on=clock.today())
    )


@allow(*ANY)
def rows(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """The children behind a number of the unit's figures of today: `?column=13`, or `?gap=hukou`."""
    unit, today = find_readable_unit(request, unit_id), clock.today()
    column, gap = request.GET.get("column", ""), request.GET.get("gap", "")
    number = int(column) if column.isdecimal() and 1 <= int(column) <= len(TITLES) else 0
    columns = columns_for(request.scope.functions)
    if (number and number not in columns) or (not number and (not gap or columns != EVERYTHING)):
        raise Http404
    files = queries.list_rows(scope=request.scope, unit=unit, on=today, column=number, gap=gap)
    found = list(files[:SHOWN])
    note_reading(request, "list", of=f"reporting:{column or gap}", rows=len(found))
    title = column_words(number) if number else ""
    context = {"unit": unit, "rows": found, "title": title, "number": number, "today": today, "shown": SHOWN}
    return TemplateResponse(request, "reporting/rows.html", context | {"columns": columns})


@allow("child.read")
def dropout_report(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The report that a child left school, to look at and to print."""
    return show_paper(request, file_id, PAPER)


@allow(queries.SEND)
def last_sent(request: HttpRequest, unit_id: UUID, kind: str) -> HttpResponse:
    """The report that stands, on paper (`pdf`) or as a spreadsheet (`xlsx`); before the first one the way to send it."""
    unit = find_unit(request, unit_id)
    sent = queries.get_sent(unit=unit)
    if sent is None:
        return redirect("reporting:summary", unit.pk)
    return redirect("reporting:paper", sent.pk, kind) if kind == "pdf" else redirect("reporting:spreadsheet", sent.pk)
