"""Typing in a child, and finding the file that is there already."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shouwang.access.models import County, Region
from shouwang.mechanisms.ledger.forms.entry import NewChild
from shouwang.mechanisms.ledger.operations.entry import open_file
from shouwang.mechanisms.ledger.operations.refusals import NotListedByPlan, Refused
from shouwang.mechanisms.ledger.queries.listing import list_villages_to_write
from shouwang.page import clock
from shouwang.page.guard import POST, allow, note_reading
from shouwang.page.rendering import show
from shouwang.registry.alike import Alike, list_alike, record_of_facts


def _form(request: HttpRequest, given: Any) -> NewChild:
    villages = list_villages_to_write(scope=request.scope)
    initial = {"village": villages[0]} if len(villages) == 1 else {}
    return NewChild(given, today=clock.today(), villages=villages, initial=initial)


@allow("child.write", methods=POST)
def new(request: HttpRequest) -> HttpResponse:
    """One child typed in."""
    form = _form(request, request.POST or None)
    alike = _alike(request, form) if form.is_valid() else []
    if form.is_valid() and _is_settled(form, alike):
        file = _open(request, form)
        if file is not None:
            messages.success(request, _("The file of %(name)s is opened.") % {"name": file.name})
            return redirect("file", file.pk)
    context = {"form": form, "alike": alike}
    return show(request, "ledger/new.html", context, status=422 if form.is_bound else 200)


def _alike(request: HttpRequest, form: NewChild) -> list[Alike]:
    typed = record_of_facts(facts=form.cleaned_data["facts"], village=form.cleaned_data.get("village"))
    return list_alike(scope=request.scope, typed=typed) if typed.name else []


def _is_settled(form: NewChild, alike: list[Alike]) -> bool:
    """Nobody alike; or somebody looked and says that this is another child. A number that is taken settles itself."""
    if alike and not any(one.match.is_certain for one in alike) and not form.cleaned_data["is_another"]:
        form.add_error(
            "is_another", _("Somebody alike has a file. Compare, open that file, or say that this is another.")
        )
    return not form.errors


def _open(request: HttpRequest, form: NewChild) -> Any:
    given, today = form.cleaned_data, clock.today()
    village: Region = given["village"]
    try:
        return open_file(
            by=request.actor,
            county=County.objects.get(pk=request.scope.county_id),
            village=village,
            facts=given["facts"],
            is_listed=given["is_listed"],
            on=given["on"],
            today=today,
            at=clock.now(),
        )
    except NotListedByPlan as closed:
        form.gate = closed.refusals
        form.add_error("is_listed", str(closed))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


@allow("child.write")
def alike(request: HttpRequest) -> HttpResponse:
    """The part of the page that shows, while somebody types, who is there already."""
    form = _form(request, request.GET)
    form.is_valid()
    found = _alike(request, form) if form.cleaned_data.get("facts") else []
    note_reading(request, "alike", rows=len(found))
    return show(request, "ledger/alike.html", {"alike": found})
