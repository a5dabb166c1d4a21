"""Who made a report: one page, one right, a reason each time."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from shouwang.mechanisms.mandatory_report import forms
from shouwang.mechanisms.mandatory_report.operations.unveiling import reveal_reporters
from shouwang.page import clock
from shouwang.page.guard import POST, actor_for, allow, get_file

UNVEIL = "reporter.unveil"


@allow(UNVEIL, methods=POST)
def reporter(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Asks for the reason; shows the reporter in the answer to the post alone, which no address repeats."""
    file = get_file(request, file_id, "case.read", "case.join")
    if request.scope.grant_for(file, UNVEIL) is None:
        raise Http404
    form = forms.Unveil(request.POST or None)
    context = {"file": file, "form": form}
    if form.is_valid():
        by, address = actor_for(request, file, UNVEIL), request.META.get("REMOTE_ADDR")
        context["revealed"] = reveal_reporters(
            by=by, file=file, reason=form.cleaned_data["reason"], at=clock.now(), address=address
        )
    return render(request, "mandatory_report/reporter.html", context, status=422 if form.errors else 200)
