"""Children on their way between counties: what was offered to us, what we offered, and one offer with its answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shouwang.access.scope import Actor
from shouwang.exchange.papers.printing import show_paper
from shouwang.mechanisms.ledger.documents import TRANSFER_SLIP
from shouwang.mechanisms.ledger.forms.moving import Accepted, Declined
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations import taking
from shouwang.mechanisms.ledger.operations.refusals import NotListedByPlan, Refused
from shouwang.mechanisms.ledger.queries import passing, transfers
from shouwang.mechanisms.ledger.queries.listing import list_villages_to_write
from shouwang.page import clock
from shouwang.page.guard import POST, allow, note_reading
from shouwang.page.lists import page_of
from shouwang.page.rendering import show
from shouwang.registry.alike import Alike, list_alike, record_of_facts


@allow("child.transfer")
def listing(request: HttpRequest) -> HttpResponse:
    """Offered to us, or by us."""
    is_out = request.GET.get("way") == "out"
    find = transfers.list_outgoing if is_out else transfers.list_incoming
    rows = page_of(find(scope=request.scope), request, order=("-offered_at", "-id"))
    county_id, today = request.scope.county_id, clock.today()
    lines = [
        (row, transfers.get_due_on(county_id=county_id, offered_on=row.offered_on, today=today)) for row in rows.items
    ]
    note_reading(request, "transfers", rows=len(lines))
    return show(request, "ledger/transfers.html", {"rows": rows, "lines": lines, "is_out": is_out, "today": today})


def _find(request: HttpRequest, transfer_id: UUID) -> Transfer:
    found = transfers.list_incoming(scope=request.scope).filter(pk=transfer_id).first()
    if found is None:
        raise Http404
    return found


def _actor(request: HttpRequest) -> Actor:
    """The person in the first post that may answer."""
    grant = next(one for one in request.scope.grants if "child.transfer" in one.rights)
    actor = request.actor
    return Actor(actor.county_id, actor.user_id, grant.post_id, grant.office_id, actor.name)


def _page(request: HttpRequest, transfer: Transfer, **forms: Any) -> dict[str, Any]:
    told = passing.read_passed_on(transfer.passed_on)
    return {"transfer": transfer, "told": told, "groups": passing.group_facts(told), **forms}


def _accepting(request: HttpRequest, transfer: Transfer, given: Any) -> tuple[Accepted, list[Alike]]:
    facts = passing.read_passed_on(transfer.passed_on)["facts"]
    alike = list_alike(scope=request.scope, typed=record_of_facts(facts=facts, village=None))
    villages = list_villages_to_write(scope=request.scope)
    return Accepted(given, villages=villages, alike=alike), alike


@allow("child.transfer")
def transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """What was passed on, who is alike here, and the two answers."""
    found, today, at = _find(request, transfer_id), clock.today(), clock.now()
    note_reading(request, "transfer", transfer=str(found.pk), county=str(found.sender))
    taking.note_opened(by=_actor(request), transfer=found, at=at, today=today)
    form, alike = _accepting(request, found, None)
    return show(request, "ledger/transfer.html", _page(request, found, form=form, alike=alike, declined=Declined()))


@allow("child.transfer", methods=POST)
def accept(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """The child has a file here from now on."""
    found = _find(request, transfer_id)
    form, alike = _accepting(request, found, request.POST or None)
    file = _accept(request, found, form) if form.is_valid() else None
    if file is not None:
        messages.success(request, _("%(name)s has a file here from now on.") % {"name": file.name})
        return redirect("file", file.pk)
    note_reading(request, "transfer", transfer=str(found.pk), county=str(found.sender))
    context = _page(request, found, form=form, alike=alike, declined=Declined())
    return show(request, "ledger/transfer.html", context, status=422 if form.is_bound else 200)


def _accept(request: HttpRequest, found: Transfer, form: Accepted) -> Any:
    by, given = _actor(request), form.cleaned_data
    try:
        return taking.accept(by=by, transfer=found, today=clock.today(), at=clock.now(), **given)
    except NotListedByPlan as closed:
        form.gate = closed.refusals
        form.add_error("is_listed", str(closed))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


@allow("child.transfer", methods=("POST",))
def decline(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """Back to the sender, with the reason."""
    found, declined = _find(request, transfer_id), Declined(request.POST)
    if not declined.is_valid():
        form, alike = _accepting(request, found, None)
        context = _page(request, found, form=form, alike=alike, declined=declined)
        return show(request, "ledger/transfer.html", context, status=422)
    try:
        given = {"reason": declined.cleaned_data["reason"], "today": clock.today(), "at": clock.now()}
        taking.decline(by=_actor(request), transfer=found, **given)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("ledger:transfers")


@allow("child.read")
def slip(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The transfer slip, to go by post where the other county is not on this server."""
    return show_paper(request, file_id, TRANSFER_SLIP)
