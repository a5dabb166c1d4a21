"""A file's page: who this is, who really looks after the child and since when, what is due, the whole story."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from shouwang.access.queries import list_readings
from shouwang.page import clock
from shouwang.page.guard import allow, get_file, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.registry.media import read_attachment
from shouwang.registry.models import Attachment
from shouwang.web import file_page, forms


@allow("child.read", "child.share")
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The reduced view for whoever only holds `child.share` here. `?as_of=2026-03-31` shows the record of that day."""
    found = get_file(request, file_id, reading="file")
    shown = file_page.gather(found, scope=request.scope, today=clock.today(), as_of=_get_day(request))
    return show(request, "web/file.html", shown)


def _get_day(request: HttpRequest) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return None
    return day if day < clock.today() else None


@allow("child.read", "child.share")
def story(request: HttpRequest, file_id: UUID) -> HttpResponse:
    found = get_file(request, file_id, reading="story")
    shown = file_page.gather(found, scope=request.scope, today=clock.today(), everything=True)
    return show(request, "web/story.html", shown)


@allow("child.read")
def readings(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Who looked at this file: for whoever may read it."""
    found = get_file(request, file_id, "child.read", reading="readings")
    rows = list_readings(county_id=found.county_id, file_id=found.pk).select_related("post__office")
    return show(request, "web/readings.html", {"file": found, "rows": page_of(rows, request, order=("-at", "-id"))})


@allow("child.unveil", methods=("POST",))
def unveil(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One sensitive value in clear, for a reason that stays on record."""
    found = get_file(request, file_id, "child.unveil")
    form = forms.Unveil(request.POST)
    context: dict[str, Any] = {"file": found, "form": form}
    if form.is_valid():
        field = form.cleaned_data["field"]
        try:
            context["title"], context["value"] = file_page.get_veiled(found, field)
        except file_page.NothingVeiled as unknown:
            raise Http404 from unknown
        note_reading(request, "unveil", file=found, field=field, reason=form.cleaned_data["reason"])
    template = "web/unveiled.html#value" if request.htmx else "web/unveiled.html"
    return show(request, template, context)


@allow("child.read")
def attachment(request: HttpRequest, file_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A photo, scan or recording; never run by the browser, whatever it holds."""
    found = get_file(request, file_id, "child.read", reading="attachment")
    kept = Attachment.objects.filter(county_id=found.county_id, file=found, pk=attachment_id, withdrawn_at=None).first()
    if kept is None:
        raise Http404
    response = HttpResponse(read_attachment(attachment=kept), content_type=kept.media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
