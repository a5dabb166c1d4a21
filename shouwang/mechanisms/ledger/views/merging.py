"""A child's versions, its second file, and the two made one or taken apart."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shouwang.mechanisms.ledger.forms.entry import Merged
from shouwang.mechanisms.ledger.operations.merging import list_differences, merge_children, separate_children
from shouwang.mechanisms.ledger.operations.refusals import Refused
from shouwang.mechanisms.ledger.queries.history import list_versions
from shouwang.mechanisms.ledger.words import title_of_step
from shouwang.page import clock
from shouwang.page.guard import POST, actor_for, allow, get_file
from shouwang.page.rendering import show
from shouwang.registry.alike import list_alike, list_merges, record_of_file
from shouwang.registry.models import File, FileKind


def _child(request: HttpRequest, file_id: UUID, right: str, reading: str = "") -> File:
    file = get_file(request, file_id, right, reading=reading)
    if file.kind != FileKind.CHILD:
        raise Http404
    return file


@allow("child.read")
def versions(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """What changed in the record, old and new, by whom."""
    file = _child(request, file_id, "child.read", reading="versions")
    template = "ledger/versions.html#steps" if request.htmx else "ledger/versions.html"
    return show(request, template, {"file": file, "versions": list_versions(file=file)})


@allow("child.write")
def same(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Files that may be of the same child, and those that were merged into this one."""
    file = _child(request, file_id, "child.write", reading="same")
    alike = list_alike(scope=request.scope, typed=record_of_file(file), but=file)
    return show(request, "ledger/same.html", {"file": file, "alike": alike, "merges": list_merges(file=file)})


@allow("child.write", methods=POST)
def merge(request: HttpRequest, file_id: UUID, other_id: UUID) -> HttpResponse:
    """The two side by side; this one is kept."""
    kept, absorbed = (_child(request, one, "child.write", reading="merge") for one in (file_id, other_id))
    changes = list_differences(kept=kept, absorbed=absorbed)
    both = [(key, title_of_step(key)) for key, (ours, _theirs) in changes.items() if ours not in (None, [], "")]
    form = Merged(request.POST or None, differing=both)
    if form.is_valid() and _merge(request, kept, absorbed, form):
        messages.success(request, _("The two files are one now. It can be undone on this page."))
        return redirect("ledger:same", kept.pk)
    context = {"file": kept, "other": absorbed, "form": form, "changes": changes.items()}
    return show(request, "ledger/merge.html", context, status=422 if form.is_bound else 200)


def _merge(request: HttpRequest, kept: File, absorbed: File, form: Merged) -> bool:
    given: dict[str, Any] = form.cleaned_data
    by, today, at = actor_for(request, kept, "child.write"), clock.today(), clock.now()
    take = frozenset(given["take"])
    try:
        merge_children(by=by, kept=kept, absorbed=absorbed, reason=given["reason"], take=take, today=today, at=at)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


@allow("child.write", methods=("POST",))
def separate(request: HttpRequest, file_id: UUID, merge_id: UUID) -> HttpResponse:
    """Undo a merge."""
    kept = _child(request, file_id, "child.write")
    found = list_merges(file=kept).filter(pk=merge_id).first()
    if found is None:
        raise Http404
    try:
        separate_children(by=actor_for(request, kept, "child.write"), merge=found, today=clock.today(), at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The two files stand apart again."))
    return redirect("ledger:same", kept.pk)
