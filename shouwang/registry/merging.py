"""Two files of one child become one. Both sides are kept as they were, so a merge can be undone.

The absorbed file is withdrawn, its duties go with it; facts that only it knows move over. What points at the absorbed
file (events, care, attachments) stays there and is shown with the kept one, so undoing is exact; its cases move over, since
rules about them ask the facts of the child.
"""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from shouwang.registry.fields import CHILD_FIELDS
from shouwang.registry.locking import lock_files
from shouwang.registry.models import Case, Child, File, Merge
from shouwang.registry.operations import restore_file, set_facts, withdraw_file


class NotMergeable(Exception):
    """A file cannot be merged into itself, into another county's, or twice."""


def get_planned_changes(*, kept: File, absorbed: File) -> dict[str, tuple[Any, Any]]:
    """{fact: (kept file's value, absorbed file's value)} where the two differ."""
    ours, theirs = Child.objects.get(pk=kept.pk), Child.objects.get(pk=absorbed.pk)
    return {
        f"child.{field}": (getattr(ours, field), getattr(theirs, field))
        for field in CHILD_FIELDS
        if getattr(ours, field) != getattr(theirs, field) and getattr(theirs, field) not in (None, [], "")
    }


@transaction.atomic
def merge_files(
    *, kept: File, absorbed: File, at: datetime, user_id: UUID | None, reason: str, take: frozenset[str] = frozenset()
) -> Merge:
    """Facts that `kept` lacks come over; of those where both have one, the facts in `take`. Raises NotMergeable."""
    if kept.pk == absorbed.pk or kept.county_id != absorbed.county_id or absorbed.withdrawn_at is not None:
        raise NotMergeable
    lock_files([kept.pk, absorbed.pk])
    changes = get_planned_changes(kept=kept, absorbed=absorbed)
    facts = {key: new for key, (old, new) in changes.items() if old in (None, [], "") or key in take}
    before = {key: changes[key][0] for key in facts}
    cases = Case.objects.filter(county_id=kept.county_id, child_file=absorbed)
    snapshot = {"before": before, "taken": facts, "cases": [str(pk) for pk in cases.values_list("pk", flat=True)]}
    merge = Merge.objects.create(
        county_id=kept.county_id,
        kept=kept,
        absorbed=absorbed,
        snapshot=json.loads(json.dumps(snapshot, cls=DjangoJSONEncoder)),
        merged_at=at,
        merged_by_id=user_id,
        reason=reason,
    )
    cases.update(child_file=kept)
    set_facts(file=kept, facts=facts)
    withdraw_file(file=absorbed, at=at, because=f"merged into {kept.number}")
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, at: datetime) -> Merge:
    """Both files stand again as before; a fact changed by hand since the merge keeps its new value.

    Raises NotMergeable when it was undone already.
    """
    if merge.undone_at is not None:
        raise NotMergeable
    lock_files([merge.kept_id, merge.absorbed_id])
    kept = File.objects.get(pk=merge.kept_id)
    child = Child.objects.get(pk=kept.pk)
    taken, before = merge.snapshot["taken"], merge.snapshot["before"]
    untouched = {key: old for key, old in before.items() if _as_json(child, key) == taken[key]}
    set_facts(file=kept, facts={key: _from_json(child, key, old) for key, old in untouched.items()})
    moved = Case.objects.filter(county_id=kept.county_id, pk__in=merge.snapshot.get("cases", []), child_file=kept)
    moved.update(child_file=merge.absorbed_id)
    restore_file(file=File.objects.get(pk=merge.absorbed_id))
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    return merge


def _as_json(child: Child, key: str) -> Any:
    value = getattr(child, key.removeprefix("child."))
    return value.isoformat() if isinstance(value, date) else value


def _from_json(child: Child, key: str, value: Any) -> Any:
    field = child._meta.get_field(key.removeprefix("child."))
    return field.to_python(value) if value is not None else None
