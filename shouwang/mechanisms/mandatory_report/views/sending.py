"""What the three ways of sending a report have in common: the form, its key, and what is answered."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shouwang.access.database import enter_county
from shouwang.access.models import County
from shouwang.mechanisms.mandatory_report import forms
from shouwang.mechanisms.mandatory_report.operations.counting import count_attempt
from shouwang.mechanisms.mandatory_report.operations.receiving import Received, Sender, Sighting, receive_report
from shouwang.mechanisms.mandatory_report.queries import place, plan
from shouwang.page import clock
from shouwang.page.uploads import MEBIBYTE, Uploads

UPLOADS = Uploads(file_bytes=20 * MEBIBYTE, total_bytes=160 * MEBIBYTE)
REPORTS_AN_HOUR = 60
_LEFT_OUT = {*forms.Report.ABOUT_THE_REPORTER, "photos", "voice", "place"}


def whence(request: HttpRequest) -> str:
    """The address that counts tries. It is digested, never kept."""
    return str(request.META.get("REMOTE_ADDR", ""))


def build_form(
    request: HttpRequest, county: County, *, hidden: tuple[str, ...] = (), functions: frozenset[str] = frozenset()
) -> forms.Report:
    """The form of the county's plans, bound when it was sent. `functions` are those of the reporter's office."""
    today = clock.today()
    return forms.Report(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        circumstances=plan.list_circumstances(county_id=county.pk, on=today, functions=functions),
        kinds=plan.list_reporter_kinds(county_id=county.pk, on=today),
        content=plan.list_content(county_id=county.pk, on=today),
        places=[place.label_of(one) for one in place.list_places(county=county)],
        hidden=hidden,
        initial={"found_on": today},
    )


def answer(request: HttpRequest, county: County, form: forms.Report, template: str, **sender: Any) -> HttpResponse:
    """Takes a valid report and shows its receipt; asks again when nothing was said; refuses a flood."""
    if request.method == "POST" and form.is_valid():
        if count_attempt(what="report", whence=whence(request), at=clock.now()) > REPORTS_AN_HOUR:
            return render(request, "mandatory_report/too_many.html", {"shell": None}, status=429)
        return _told(request, county, send(request, county, form, **sender))
    key = request.POST.get("form_key") or secrets.token_urlsafe(18)
    context = {"form": form, "county": county, "form_key": key, "most_megabytes": UPLOADS.file_bytes // MEBIBYTE}
    return render(request, template, context | _frame(request, sender), status=422 if form.is_bound else 200)


def _frame(request: HttpRequest, sender: dict[str, Any]) -> dict[str, Any]:
    """A public page shows nothing of an account that happens to be logged in."""
    return {"shell": None} if sender.get("way", "public") == "public" else {}


def send(request: HttpRequest, county: County, form: forms.Report, **sender: Any) -> Received:
    """From here on the transaction is nobody's: what the triggers keep names no account either."""
    child_file = getattr(form, "child_file", None)
    enter_county(county.pk)
    given = form.cleaned_data
    seen = {key: value for key, value in given.items() if key not in _LEFT_OUT and value not in (None, "")}
    where = place.find_place(county=county, text=given["place"])
    told = {key: given[key] for key in ("kind", "unit", "name", "phone") if given.get(key)}
    return receive_report(
        county=county,
        seen=Sighting(place=where, place_text=given["place"], wants_protection=given["wants_protection"], **seen),
        sender=Sender(**told, **sender),
        form_key=request.POST.get("form_key", "")[:64],
        files=[*given["photos"], *given["voice"]],
        refused=getattr(request, "refused_uploads", 0),
        child_file=child_file,
        today=clock.today(),
        at=clock.now(),
    )


def _told(request: HttpRequest, county: County, received: Received) -> HttpResponse:
    """A form that was cut short is answered 413: only then a browser reads the answer before it has sent everything."""
    context = {"received": received, "county": county, "shell": None, "hide_language": True}
    status = 413 if getattr(request, "is_cut_short", False) else 200
    return render(request, "mandatory_report/received.html", context, status=status)
