"""Two files of one child become one, and apart again. What the kept file lacks comes over, parents included."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.duties.reckoning import reckon_file
from shouwang.mechanisms.ledger.operations.refusals import Refused
from shouwang.registry import merging
from shouwang.registry.fields import PERSON_FIELDS
from shouwang.registry.models import Child, File, Merge, Person
from shouwang.registry.operations import FileClosed, set_facts

PARENTS = ("father", "mother")


class CannotMerge(Refused):
    """The two files cannot be made one, or two again: the same file, done already, or read only."""


def list_differences(*, kept: File, absorbed: File) -> dict[str, tuple[Any, Any]]:
    """{fact of the record: (kept file's value, absorbed file's value)} where the two differ."""
    return merging.get_planned_changes(kept=kept, absorbed=absorbed)


@transaction.atomic
def merge_children(
    *, by: Actor, kept: File, absorbed: File, reason: str, take: frozenset[str], today: Any, at: datetime
) -> Merge:
    """`take`: facts of the absorbed file that win where both have one. Raises CannotMerge."""
    try:
        merge = merging.merge_files(
            kept=kept, absorbed=absorbed, at=at, user_id=by.user_id, reason=reason, take=take - {"child.listed_on"}
        )
        merge.snapshot |= {"parents": _adopt_parents(kept, absorbed), "filled": _fill(kept, absorbed)}
    except (merging.NotMergeable, FileClosed) as refusal:
        raise CannotMerge(
            _("These two files cannot be merged: one of them is closed, or was merged before.")
        ) from refusal
    merge.save(update_fields=["snapshot"])
    detail = {"absorbed": absorbed.number, "reason": reason}
    append_event(by=by, what="ledger.file_merged", on=today, at=at, file_id=kept.pk, detail=detail)
    _reckon(kept, absorbed, today=today, at=at)
    return merge


@transaction.atomic
def separate_children(*, by: Actor, merge: Merge, today: Any, at: datetime) -> Merge:
    """Both files as before; what was changed by hand since then stays. Raises CannotMerge."""
    kept, absorbed = merge.kept, merge.absorbed
    try:
        _empty(kept, absorbed, merge.snapshot.get("filled", []))
        _return_parents(kept, absorbed, merge.snapshot.get("parents", []))
        merging.undo_merge(merge=merge, at=at)
    except (merging.NotMergeable, FileClosed) as refusal:
        raise CannotMerge(
            _("These two cannot be separated now: it was done already, or the child has left the ledger.")
        ) from refusal
    absorbed.refresh_from_db()
    append_event(
        by=by, what="ledger.file_separated", on=today, at=at, file_id=kept.pk, detail={"absorbed": absorbed.number}
    )
    _reckon(kept, absorbed, today=today, at=at)
    return merge


def _reckon(*files: File, today: Any, at: datetime) -> None:
    for file in files:
        reckon_file(file=file, today=today, at=at)


def _people(file: File) -> dict[str, Person | None]:
    child = Child.objects.select_related("father", "mother", "file__person").get(pk=file.pk)
    return {"child": child.file.person, "father": child.father, "mother": child.mother}


def _adopt_parents(kept: File, absorbed: File) -> list[str]:
    """A parent that only the absorbed file knows becomes the kept file's parent too."""
    ours, theirs = Child.objects.get(pk=kept.pk), Child.objects.get(pk=absorbed.pk)
    adopted = [who for who in PARENTS if getattr(ours, f"{who}_id") is None and getattr(theirs, f"{who}_id")]
    for who in adopted:
        setattr(ours, f"{who}_id", getattr(theirs, f"{who}_id"))
    ours.save(update_fields=[f"{who}_id" for who in adopted])
    return adopted


def _return_parents(kept: File, absorbed: File, adopted: list[str]) -> None:
    ours, theirs = Child.objects.get(pk=kept.pk), Child.objects.get(pk=absorbed.pk)
    for who in adopted:
        if getattr(ours, f"{who}_id") == getattr(theirs, f"{who}_id"):
            setattr(ours, who, None)
    ours.save(update_fields=list(adopted))


def _fill(kept: File, absorbed: File) -> list[str]:
    """Facts of the people that the kept file lacks; returns which. Their values are not copied anywhere else."""
    ours, theirs = _people(kept), _people(absorbed)
    facts = {
        f"{who}.{field}": getattr(theirs[who], field)
        for who, person in ours.items()
        if person is not None and theirs[who] is not None and person.pk != theirs[who].pk
        for field in PERSON_FIELDS
        if field != "name" and getattr(person, field) is None and getattr(theirs[who], field) is not None
    }
    set_facts(file=kept, facts=facts)
    return sorted(facts)


def _empty(kept: File, absorbed: File, filled: list[str]) -> None:
    """Takes back what came over, where it is still the same."""
    ours, theirs = _people(kept), _people(absorbed)
    same = [key for key in filled if _value(ours, key) == _value(theirs, key)]
    set_facts(file=kept, facts=dict.fromkeys(same))


def _value(people: dict[str, Person | None], key: str) -> Any:
    who, _dot, field = key.partition(".")
    return getattr(people[who], field, None)
