"""Pages for whoever comes: no account, no name, no script needed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from shouwang.access.database import enter_county
from shouwang.access.models import County
from shouwang.mechanisms.mandatory_report import forms
from shouwang.mechanisms.mandatory_report.operations.counting import count_attempt
from shouwang.mechanisms.mandatory_report.queries import place
from shouwang.mechanisms.mandatory_report.queries.receipts import Progress, find_report, get_progress
from shouwang.mechanisms.mandatory_report.receipt_codes import read_code
from shouwang.mechanisms.mandatory_report.views import sending
from shouwang.page import clock
from shouwang.page.guard import POST, public

TRIES_AN_HOUR, ALL_TRIES_AN_HOUR = 10, 1000


@public(traceless=True)
def door(request: HttpRequest) -> HttpResponse:
    """Where a report is made: at once, or after choosing the county."""
    counties = place.list_counties()
    if len(counties) == 1:
        return redirect("mandatory_report:report", counties[0].code)
    return render(request, "mandatory_report/door.html", {"counties": counties, "shell": None})


@csrf_exempt  # a phone that keeps no cookies reports all the same; the page knows no account that could be abused
@public(methods=POST, uploads=sending.UPLOADS, traceless=True)
def report(request: HttpRequest, county_code: str) -> HttpResponse:
    """A report by whoever comes. An account that is logged in here is not looked at."""
    try:
        county = place.get_county(code=county_code)
    except County.DoesNotExist as unknown:
        raise Http404 from unknown
    enter_county(county.pk)
    return sending.answer(request, county, sending.build_form(request, county), "mandatory_report/report.html")


@public(methods=POST, traceless=True)
def receipt(request: HttpRequest) -> HttpResponse:
    """What became of a report. A wrong code, an unknown one and one of another county get the same words."""
    form = forms.ReceiptCode(request.POST or None)
    context = {"form": form, "progress": None, "is_asked": form.is_valid(), "shell": None}
    if form.is_valid():
        if _is_guessing(request):
            return render(request, "mandatory_report/too_many.html", {"shell": None}, status=429)
        context["progress"] = _look_up(form.cleaned_data["code"])
    is_unknown = context["is_asked"] and context["progress"] is None
    return render(request, "mandatory_report/receipt.html", context, status=422 if is_unknown else 200)


def _is_guessing(request: HttpRequest) -> bool:
    """Every try counts, the right ones too: how many are left tells nothing."""
    at = clock.now()
    here = count_attempt(what="receipt", whence=sending.whence(request), at=at)
    everywhere = count_attempt(what="receipt", whence="", at=at)
    return here > TRIES_AN_HOUR or everywhere > ALL_TRIES_AN_HOUR


def _look_up(code: str) -> Progress | None:
    county = County.objects.filter(code=read_code(code)[0]).first()
    enter_county(county.pk if county else None)
    found = find_report(code=code)
    return get_progress(report=found) if found else None
