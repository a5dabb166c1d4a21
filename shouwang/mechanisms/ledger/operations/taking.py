"""The receiving county answers: takes the child up in a file of its own, or declines with a reason.

Both counties' files change in one transaction: at no moment does neither hold the child, and none is held twice.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.database import across
from shouwang.access.models import County, Region
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.duties.operations import GateClosed, record_event
from shouwang.duties.reckoning import reckon_file
from shouwang.mechanisms.ledger.models import Transfer
from shouwang.mechanisms.ledger.operations import facts as life
from shouwang.mechanisms.ledger.operations.entry import open_file
from shouwang.mechanisms.ledger.operations.moving import MOVED
from shouwang.mechanisms.ledger.operations.refusals import NotListedByPlan, TransferRefused
from shouwang.mechanisms.ledger.operations.telling import tell_people
from shouwang.mechanisms.ledger.queries.passing import facts_to_take, kin_to_take, read_passed_on
from shouwang.mechanisms.ledger.queries.present import get_present
from shouwang.mechanisms.ledger.queries.transfers import list_people_of, name_of
from shouwang.registry.models import File, Kin
from shouwang.registry.operations import new_person, set_facts


@transaction.atomic
def note_opened(*, by: Actor, transfer: Transfer, at: datetime, today: date) -> None:
    """The first time that somebody of the receiver reads what was passed on stands in the sender's file too."""
    if transfer.opened_at is not None or transfer.state != "open":
        return
    row = _lock(by, transfer)
    if row.opened_at is None and row.state == "open":
        row.opened_at = at
        row.save(update_fields=["opened_at"])
        detail = {"county": row.receiver_name, "by": name_of(office_id=by.office_id, name=by.name)}
        _write_home(by, row, lambda file: _note(row, file, "ledger.transfer_read", detail, today=today, at=at))


@transaction.atomic
def accept(
    *,
    by: Actor,
    transfer: Transfer,
    village: Region,
    is_listed: bool,
    today: date,
    at: datetime,
    join: File | None = None,
) -> File:
    """The child has a file here from now on (`join`: the one that it had already), and leaves the sender's ledger.

    Raises TransferRefused, AlreadyFiled, NotListedByPlan.
    """
    row = _require_open(_lock(by, transfer))
    told = read_passed_on(row.passed_on)
    given: dict[str, Any] = {"by": by, "today": today, "at": at}
    facts = {key: value for key, value in facts_to_take(told).items() if value is not None}
    if join is None:
        county = County.objects.get(pk=by.county_id)
        file = open_file(county=county, village=village, facts=facts, is_listed=is_listed, on=today, **given)
    else:
        file = _take_up(join, facts, is_listed=is_listed, **given)
    _add_kin(file, told)
    detail = {"county": str(row.sender), "number": told["number"], "from": told["place"]}
    append_event(by=by, what="ledger.transfer_accepted", on=today, at=at, file_id=file.pk, detail=detail)
    row.state, row.answered_at, row.taken_file_id = "accepted", at, file.pk
    row.answered_by = name_of(office_id=by.office_id, name=by.name)
    row.save(update_fields=["state", "answered_at", "answered_by", "taken_file_id"])
    _write_home(by, row, lambda sent: _let_go(row, sent, number=file.number, today=today, at=at))
    return file


def _take_up(file: File, facts: dict[str, Any], *, by: Actor, is_listed: bool, today: date, at: datetime) -> File:
    """What the file that is here already lacks comes in; what it knows stays."""
    child = life.lock_child(file)
    if is_listed and (child.listed_on is None or child.exited_on is not None):
        try:
            life.open_on_ledger(by=by, file=file, on=today, today=today, at=at)
        except GateClosed as closed:
            words = _("The plan does not list this child. Take the tick away to take the child up without listing.")
            raise NotListedByPlan(words, closed.refusals) from closed
    if is_listed or child.exited_on is None:
        present = get_present(file=file)
        set_facts(file=file, facts={key: value for key, value in facts.items() if present.get(key) is None})
    reckon_file(file=file, today=today, at=at)
    return file


def _add_kin(file: File, told: dict[str, Any]) -> None:
    known = set(Kin.objects.filter(county_id=file.county_id, child=file.person_id).values_list("relation", flat=True))
    for relation, values in kin_to_take(told):
        if relation not in known:
            person = new_person(county_id=file.county_id, **values)
            Kin.objects.create(county_id=file.county_id, child=file.person, person=person, relation=relation)


@transaction.atomic
def decline(*, by: Actor, transfer: Transfer, reason: str, today: date, at: datetime) -> None:
    """退回: the sender goes on holding the child, and is told why. Raises TransferRefused."""
    row = _require_open(_lock(by, transfer))
    row.state, row.answered_at, row.answer = "declined", at, reason
    row.answered_by = name_of(office_id=by.office_id, name=by.name)
    row.save(update_fields=["state", "answered_at", "answered_by", "answer"])
    detail = {"county": str(row.sender), "transfer": str(row.pk), "reason": reason}
    append_event(by=by, what="ledger.transfer_declined", on=today, at=at, detail=detail)
    told = {"county": row.receiver_name, "reason": reason, "by": row.answered_by}
    _write_home(by, row, lambda file: _note(row, file, "ledger.transfer_declined", told, today=today, at=at))


def _lock(by: Actor, transfer: Transfer) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("sender")
    return rows.get(pk=transfer.pk, receiver_id=by.county_id)


def _require_open(transfer: Transfer) -> Transfer:
    if transfer.state != "open":
        words = _("This was answered by now: %(state)s (%(who)s).")
        who = transfer.answered_by or str(transfer.sender)
        raise TransferRefused(words % {"state": transfer.get_state_display(), "who": who})
    return transfer


def _write_home(by: Actor, transfer: Transfer, write: Callable[[File], None]) -> None:
    """In the sender's county: what happens there with the file."""
    with across(transfer.sender_id, home=by.county_id, user_id=by.user_id):
        write(File.objects.select_related("county", "village", "township").get(pk=transfer.file_id))


def _note(transfer: Transfer, file: File, what: str, detail: dict[str, Any], *, today: date, at: datetime) -> None:
    """An event on the sender's file, in nobody's post there; the office that offered is told of an answer."""
    record_event(by=Actor(file.county_id), file=file, what=what, on=today, at=at, today=today, detail=detail)
    if transfer.state != "open" and transfer.giver_id is not None:
        words = _("%(county)s answered the hand-over of a child: %(state)s")
        subject = words % {"county": transfer.receiver_name, "state": transfer.get_state_display()}
        people = list_people_of(office_ids=[transfer.giver_id], today=today)
        tell_people(
            people=people, subject=subject, once_key=f"answered:{transfer.pk}", at=at, link=f"/files/{file.pk}/"
        )


def _let_go(transfer: Transfer, file: File, *, number: str, today: date, at: datetime) -> None:
    told = {"county": transfer.receiver_name, "number": number, "by": transfer.answered_by}
    _note(transfer, file, "ledger.transfer_accepted", told, today=today, at=at)
    child = life.lock_child(file)
    if child.listed_on is not None and child.exited_on is None:
        by = Actor(file.county_id)
        life.leave(by=by, file=file, on=today, today=today, at=at, because=MOVED, moved_to=transfer.receiver_name)
