"""A child moves to another county: offered, withdrawn, acknowledged on paper. Nobody lets go before somebody holds.

The file stays open and goes on owing until the other county has accepted (`operations.taking`), or, where it is not on
this server, until somebody there has acknowledged the transfer slip.
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shouwang.access.database import across
from shouwang.access.models import County, Event
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations import facts as life
from shouwang.mechanisms.ledger.operations.refusals import TransferRefused
from shouwang.mechanisms.ledger.operations.telling import tell_receiver
from shouwang.mechanisms.ledger.queries.passing import pack_up
from shouwang.mechanisms.ledger.queries.transfers import OUTSIDE, find_township
from shouwang.registry.models import File

MOVED = "moved"


@transaction.atomic
def leave(*, because: str, to_county: str = "", **given: Any) -> Event:
    """退出台账: whoever moved to another county is offered to it first. Raises what `life.leave` and `offer` raise."""
    if because == MOVED:
        given.pop("home_since", None)
        return offer(to_county=to_county, **given)
    waiting = _lock(given["file"])
    if waiting is not None:
        _take_back(given["by"], waiting, given["file"], today=given["today"], at=given["at"])
    return life.leave(because=because, **given)


def _lock(file: File) -> Transfer | None:
    """The file's open offer, held to the end: of two who answer at once the second waits and sees the first."""
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("receiver")
    return rows.filter(sender_id=file.county_id, file_id=file.pk, state="open").first()


def _answer(transfer: Transfer, state: str, *, by_name: str, at: datetime, answer: str = "") -> None:
    transfer.state, transfer.answered_by, transfer.answered_at, transfer.answer = state, by_name, at, answer or None
    transfer.save(update_fields=["state", "answered_by", "answered_at", "answer"])


@transaction.atomic
def offer(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    to_county: str,
    moved_to: str,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """Offers the child to the county `to_county` (its key, or OUTSIDE). Raises TransferRefused, NotListed, LeftTheLedger."""
    life.require_listed(life.lock_child(file))
    receiver = None if to_county == OUTSIDE else County.objects.exclude(pk=file.county_id).filter(pk=to_county).first()
    if receiver is None and to_county != OUTSIDE:
        raise TransferRefused(_("Choose the county to which the child moved."))
    transfer = _write_offer(by=by, file=file, on=on, today=today, at=at, receiver=receiver, moved_to=moved_to)
    detail = {"county": transfer.receiver_name, "moved_to": moved_to, "note": note}
    told = {key: value for key, value in detail.items() if value}
    event = record_event(
        by=by, file=file, what="ledger.transfer_offered", on=on, at=at, today=today, detail=told, proof_of=proof_of
    )
    if receiver is not None:
        _reach(by, transfer, file, today=today, at=at)
    return event


def _write_offer(
    *, by: Actor, file: File, on: date, today: date, at: datetime, receiver: County | None, moved_to: str
) -> Transfer:
    given = {"sender_id": file.county_id, "receiver": receiver, "receiver_name": str(receiver or moved_to)}
    passed_on = pack_up(file=file, office_id=by.office_id, user_id=by.user_id, today=today)
    if receiver is not None:
        with across(receiver.pk, home=file.county_id, user_id=by.user_id):
            given["township_id"] = find_township(county=receiver, text=moved_to)
    try:
        with transaction.atomic():
            return Transfer.objects.create(
                **given,
                file_id=file.pk,
                giver_id=by.office_id,
                moved_to=moved_to,
                passed_on=passed_on,
                offered_on=on,
                offered_at=at,
            )
    except IntegrityError as waiting:
        raise TransferRefused(
            _("This child is offered to another county already, which has not answered yet.")
        ) from waiting


def _reach(by: Actor, transfer: Transfer, file: File, *, today: date, at: datetime) -> None:
    """In the receiving county: its own trail, and word to whoever may answer."""
    there, detail = transfer.receiver_id, {"county": str(file.county), "transfer": str(transfer.pk)}
    with across(there, home=file.county_id, user_id=by.user_id):
        append_event(by=Actor(there), what="ledger.transfer_received", on=today, at=at, detail=detail)
        words = _("%(county)s hands a child over to you: accept or decline")
        subject = words % {"county": file.county}
        tell_receiver(transfer=transfer, subject=subject, once_key=f"transfer:{transfer.pk}", today=today, at=at)


@transaction.atomic
def withdraw(
    *, by: Actor, file: File, on: date, today: date, at: datetime, note: str = "", proof_of: str = ""
) -> Event:
    """撤回: the family came back, or it was the wrong county. Raises TransferRefused."""
    transfer = _require_waiting(file)
    _take_back(by, transfer, file, today=today, at=at)
    detail = {"county": transfer.receiver_name} | ({"note": note} if note else {})
    return record_event(
        by=by, file=file, what="ledger.transfer_withdrawn", on=on, at=at, today=today, detail=detail, proof_of=proof_of
    )


def _take_back(by: Actor, transfer: Transfer, file: File, *, today: date, at: datetime) -> None:
    """The receiver loses sight of it, and its trail says why."""
    _answer(transfer, "withdrawn", by_name=by.name, at=at)
    if transfer.receiver_id is not None:
        there, told = transfer.receiver_id, {"county": str(file.county), "transfer": str(transfer.pk)}
        with across(there, home=file.county_id, user_id=by.user_id):
            append_event(by=Actor(there), what="ledger.transfer_withdrawn", on=today, at=at, detail=told)


@transaction.atomic
def acknowledge(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    acknowledged_by: str,
    how: str,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """Somebody in a county outside has taken the slip: only now the child leaves. Raises TransferRefused."""
    transfer = _require_waiting(file)
    if transfer.receiver_id is not None:
        words = _("%(county)s works on this server: it answers by itself. Withdraw the offer, or wait for its answer.")
        raise TransferRefused(words % {"county": transfer.receiver_name})
    _answer(transfer, "acknowledged", by_name=by.name, at=at, answer=acknowledged_by)
    detail = {"county": transfer.receiver_name, "acknowledged_by": acknowledged_by, "how": how, "note": note}
    told = {key: value for key, value in detail.items() if value}
    given: dict[str, Any] = {"by": by, "file": file, "on": on, "today": today, "at": at}
    record_event(what="ledger.transfer_acknowledged", detail=told, proof_of=proof_of, **given)
    return life.leave(because=MOVED, moved_to=transfer.moved_to or "", **given)


def _require_waiting(file: File) -> Transfer:
    transfer = _lock(file)
    if transfer is None:
        raise TransferRefused(_("This child is not offered to another county now, or the offer was answered by now."))
    return transfer
