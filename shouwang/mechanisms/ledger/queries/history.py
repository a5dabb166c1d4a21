"""What changed in a child's record, when, by whom: read back from the rows that the database's triggers kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any
from uuid import UUID

from shouwang.access.models import User
from shouwang.mechanisms.ledger.labels import LABELS, MORE, VEILED
from shouwang.registry.fields import CHILD_FIELDS
from shouwang.registry.models import Child, File

KEYS = (*LABELS, *MORE)


@dataclass(frozen=True)
class Step:
    """One fact from one value to the next. `old` and `new` are None for numbers: those are never quoted."""

    key: str
    old: Any
    new: Any

    @property
    def is_veiled(self) -> bool:
        return self.key in VEILED


@dataclass(frozen=True)
class Version:
    """What changed at one moment, and who was logged in; None for nightly work and imports."""

    at: datetime
    user: User | None
    steps: tuple[Step, ...]


def list_versions(*, file: File, most: int = 20) -> list[Version]:
    """The latest first."""
    child = Child.objects.select_related("father", "mother", "file__person").get(pk=file.pk)
    subjects = (("child", child), ("child", child.file.person), ("father", child.father), ("mother", child.mother))
    found = [step for subject, row in (*subjects, ("file", child.file)) if row for step in _steps(subject, row)]
    found.sort(key=lambda one: (one[0], str(one[1])), reverse=True)
    grouped = [
        (at, user, [step for *_, step in steps]) for (at, user), steps in groupby(found, key=lambda one: one[:2])
    ]
    users = User.objects.in_bulk([user for _at, user, _steps in grouped[:most] if user])
    return [Version(at, users.get(user), tuple(steps)) for at, user, steps in grouped[:most]]


def _steps(subject: str, row: Any) -> Iterator[tuple[datetime, UUID | None, Step]]:
    former = list(row.history.filter(county_id=row.county_id).order_by("pgh_created_at", "pgh_id"))
    keys = [key for key in KEYS if _belongs(key, subject, row)]
    for kept, after in pairwise([*former, row]):
        for key in keys:
            name = key.partition(".")[2]
            old, new = getattr(kept, name), getattr(after, name)
            if old != new:
                shown = (None, None) if key in VEILED else (old, new)
                yield kept.pgh_created_at, _user_of(kept), Step(key, *shown)


def _belongs(key: str, subject: str, row: Any) -> bool:
    """A fact of the child stands on the record, or on the person where the record has no such column."""
    head, _dot, name = key.partition(".")
    return (
        head == subject
        and hasattr(row, name)
        and (subject != "child" or (name in CHILD_FIELDS) is isinstance(row, Child))
    )


def _user_of(kept: Any) -> UUID | None:
    user = (kept.pgh_context or {}).get("user")
    return UUID(user) if user else None
