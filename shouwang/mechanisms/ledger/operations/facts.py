"""Listing, confirming, changing and leaving: the life of a child on the ledger."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.duties.plan import get_plan
from shouwang.duties.reckoning import reckon_file
from shouwang.mechanisms.ledger.operations.refusals import (
    AlreadyListed,
    ChangedMeanwhile,
    LeftTheLedger,
    NothingChanged,
    NotListed,
    ReasonDoesNotHold,
)
from shouwang.mechanisms.ledger.queries.present import get_present, is_said_by_all, mark_of
from shouwang.registry.locking import lock_files
from shouwang.registry.models import Child, File
from shouwang.registry.operations import set_facts
from shouwang.registry.queries import list_siblings

Changes = dict[str, tuple[Any, Any]]


def lock_child(file: File) -> Child:
    """The child's record, held to the end of the transaction with the brothers' and sisters' files, which are reckoned
    with it: of two writers the second waits and sees the first."""
    child = Child.objects.get(pk=file.pk)
    lock_files([file.pk, *(sibling.pk for sibling in list_siblings(child=child))])
    child.refresh_from_db()
    return child


def require_listed(child: Child) -> None:
    """Raises LeftTheLedger, NotListed."""
    require_not_left(child)
    if child.listed_on is None:
        raise NotListed(_("The child is not on the ledger. List the child first."))


def require_not_left(child: Child) -> None:
    """Raises LeftTheLedger."""
    if child.exited_on is not None:
        words = _("The child left the ledger on %(day)s; the record is read only. List the child again to go on.")
        raise LeftTheLedger(words % {"day": date_format(child.exited_on, "DATE_FORMAT")})


def reckon_siblings(*, file: File, changed: Mapping[str, Any], today: date, at: datetime) -> int:
    """Brothers and sisters have the same parents: when a parent's facts changed, their duties are reckoned too."""
    if not any(key.startswith(("father.", "mother.")) for key in changed):
        return 0
    siblings = list(list_siblings(child=Child.objects.get(pk=file.pk)))
    for sibling in siblings:
        reckon_file(file=sibling, today=today, at=at)
    return len(siblings)


@transaction.atomic
def open_on_ledger(
    *, by: Actor, file: File, on: date, today: date, at: datetime, note: str = "", proof_of: str = ""
) -> Event:
    """列入台账, the first time or again. Raises AlreadyListed, and what the plan's gate says."""
    child = lock_child(file)
    if child.listed_on is not None and child.exited_on is None:
        words = _("The child has been on the ledger since %(day)s.")
        raise AlreadyListed(words % {"day": date_format(child.listed_on, "DATE_FORMAT")})
    is_again = child.exited_on is not None
    set_facts(file=file, facts={"child.listed_on": on, "child.exited_on": None, "child.exited_because": None})
    detail = {"again": True, "note": note} if is_again else {"note": note}
    return record_event(
        by=by, file=file, what="ledger.opened", on=on, at=at, today=today, detail=_filled(detail), proof_of=proof_of
    )


@transaction.atomic
def confirm(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    seen: str,
    is_unchanged: bool,
    verified_by: str,
    facts: Mapping[str, Any],
    note: str = "",
    proof_of: str = "",
) -> Event:
    """核对更新: nothing changed, or exactly `facts` did. Raises NotListed, LeftTheLedger, ChangedMeanwhile, NothingChanged."""
    require_listed(lock_child(file))
    if not is_unchanged and not facts:
        raise NothingChanged(_("Tick «nothing changed», or enter what is different now."))
    if not is_unchanged:
        _change(by=by, file=file, on=on, today=today, at=at, seen=seen, facts=facts, proof_of=proof_of)
    detail = {"verified_by": verified_by, "is_unchanged": is_unchanged, "note": note}
    return record_event(
        by=by, file=file, what="ledger.confirmed", on=on, at=at, today=today, detail=_filled(detail), proof_of=proof_of
    )


@transaction.atomic
def change(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    seen: str,
    facts: Mapping[str, Any],
    note: str = "",
    proof_of: str = "",
) -> Event:
    """变更: facts are put right or became different. Raises LeftTheLedger, ChangedMeanwhile, NothingChanged."""
    require_not_left(lock_child(file))
    if not facts:
        raise NothingChanged(_("Nothing is different from what the file says. Change a field, or go back."))
    return _change(by=by, file=file, on=on, today=today, at=at, seen=seen, facts=facts, note=note, proof_of=proof_of)


def _change(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    seen: str,
    facts: Mapping[str, Any],
    note: str = "",
    proof_of: str = "",
) -> Event:
    if seen != mark_of(get_present(file=file)):
        raise ChangedMeanwhile(
            _("Somebody else changed this record while you were writing. Open it again and look what is different.")
        )
    changed = set_facts(file=file, facts=facts)
    file.refresh_from_db()
    event = record_event(
        by=by,
        file=file,
        what="ledger.changed",
        on=on,
        at=at,
        today=today,
        detail=_filled({"changed": sorted(changed), "note": note}),
        proof_of=proof_of,
    )
    reckon_siblings(file=file, changed=changed, today=today, at=at)
    return event


@transaction.atomic
def leave(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    because: str,
    home_since: date | None = None,
    moved_to: str = "",
    note: str = "",
    proof_of: str = "",
) -> Event:
    """退出台账. What the reason says becomes a fact first. Raises NotListed, LeftTheLedger, ReasonDoesNotHold."""
    require_listed(lock_child(file))
    facts = _facts_of_leaving(file=file, because=because, on=on, home_since=home_since)
    _check_age(file=file, because=because, today=today)
    changed = set_facts(file=file, facts=facts | {"child.exited_on": on, "child.exited_because": because})
    detail = {
        "because": because,
        "home_since": home_since and home_since.isoformat(),
        "moved_to": moved_to,
        "note": note,
    }
    event = record_event(
        by=by, file=file, what="ledger.exited", on=on, at=at, today=today, detail=_filled(detail), proof_of=proof_of
    )
    reckon_siblings(file=file, changed=changed, today=today, at=at)
    return event


def _facts_of_leaving(*, file: File, because: str, on: date, home_since: date | None) -> dict[str, Any]:
    if because == "parents_back":
        return _facts_of_return(file, home_since or on)
    if because == "died":
        return {"child.alive": False, "child.died_on": on}
    return {}


def _facts_of_return(file: File, home_since: date) -> dict[str, Any]:
    """Whoever was away is at home now."""
    child = Child.objects.select_related("father", "mother").get(pk=file.pk)
    back = [who for who in ("father", "mother") if getattr(child, who) is not None and getattr(child, who).away]
    return {f"{who}.away": False for who in back} | {f"{who}.home_since": home_since for who in back}


def _check_age(*, file: File, because: str, today: date) -> None:
    if because != "sixteen":
        return
    plan = get_plan(county_id=file.county_id, on=today)
    if is_said_by_all(plan=plan, file=file, condition="under_age", today=today):
        raise ReasonDoesNotHold(_("By the birth date the child is still under the plan's age. Choose another reason."))


def _filled(detail: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in detail.items() if value not in ("", None, [])}
