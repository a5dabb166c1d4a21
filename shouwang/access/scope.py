"""What a post may see and do: rights x place x term. Nothing without a scope.

Rights stay tied to the place that they were given for: two posts never add up to the wider of both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

CASE = "case"
READ, JOIN = "case.read", "case.join"


def applies(right: str, kind: str) -> bool:
    """Rights on cases (and on who reported) hold on case files and nowhere else; all others on every other kind of file."""
    return right.startswith(("case.", "reporter.")) == (kind == CASE)


@dataclass(frozen=True)
class Grant:
    """What one post gives. `everywhere` is the whole county."""

    post_id: UUID
    office_id: UUID
    role: str
    title: str
    rights: frozenset[str]
    functions: frozenset[str]
    everywhere: bool
    townships: frozenset[int]
    villages: frozenset[int]
    schools: frozenset[UUID]

    @property
    def regions(self) -> frozenset[int]:
        return self.townships | self.villages

    def covers(self, *, village_id: int | None, township_id: int | None, school_id: UUID | None) -> bool:
        if self.everywhere:
            return True
        return village_id in self.villages or township_id in self.townships or school_id in self.schools


@dataclass(frozen=True)
class Scope:
    """`at` is the moment of asking, for what ends at an hour: without it nothing that ends is open."""

    county_id: int
    user_id: UUID
    grants: tuple[Grant, ...]
    at: datetime | None = None

    def may(self, right: str) -> bool:
        """Somewhere. Whether here, `condition` and `grant_for` say."""
        return any(right in grant.rights for grant in self.grants)

    @property
    def rights(self) -> frozenset[str]:
        """All that hold somewhere."""
        return frozenset().union(*(grant.rights for grant in self.grants))

    @property
    def office_ids(self) -> frozenset[UUID]:
        return frozenset(grant.office_id for grant in self.grants)

    @property
    def functions(self) -> frozenset[str]:
        return frozenset().union(*(grant.functions for grant in self.grants))

    def condition(self, *rights: str, prefix: str = "") -> Q:
        """The rows (with `village`, `township` and `school` columns) where one of `rights` holds; without one: no row."""
        return self.places_of([grant for grant in self.grants if grant.rights & set(rights)], prefix=prefix)

    def places_of(self, granted: Sequence[Grant], *, prefix: str = "") -> Q:
        """The rows that lie where one of these grants holds.

        A column is asked only where a grant names such a place: one column leads an index, an OR of three does not.
        """
        county = Q(**{f"{prefix}county_id": self.county_id})
        if any(grant.everywhere for grant in granted):
            return county
        here = Q()
        for column, places in (("village_id", "villages"), ("township_id", "townships"), ("school_id", "schools")):
            ids = sorted(frozenset().union(*(getattr(grant, places) for grant in granted)))
            here |= Q(**{f"{prefix}{column}__in": ids}) if ids else Q()
        return county & here if here else Q(**{f"{prefix}pk__in": []})

    def reading_cases(self, *rights: str) -> list[Grant]:
        """The posts that see every case of their place, and hold one of `rights` there."""
        return [grant for grant in self.grants if READ in grant.rights and grant.rights & set(rights)]

    def joining_cases(self, *rights: str) -> list[Grant]:
        """The posts that see the cases in which their office takes part, and hold one of `rights` there."""
        return [
            grant for grant in self.grants if JOIN in grant.rights and (READ in rights or grant.rights & set(rights))
        ]

    def grant_for(self, file: Any, *rights: str) -> Grant | None:
        """The grant by which one of `rights` holds on `file` (anything with village_id, township_id, school_id).

        On a case it is the place of a post that reads cases, or the part that an office takes; a sealed one is closed
        but to named people.
        """
        kind = getattr(file, "kind", "")
        wanted = [right for right in rights if applies(right, kind)]
        place = {"village_id": file.village_id, "township_id": file.township_id, "school_id": file.school_id}
        if kind != CASE:
            return next((one for one in self.grants if one.rights & set(wanted) and one.covers(**place)), None)
        if not wanted or file.is_closed_to(self):
            return None
        return next(self._grants_behind(file, *wanted), None)

    def grants_behind(self, case: Any, *rights: str) -> list[Grant]:
        """The grants by which one of `rights` holds on a case, sealed or not."""
        return list(self._grants_behind(case, *rights))

    def _grants_behind(self, case: Any, *rights: str) -> Iterator[Grant]:
        """By place first: who takes part is only asked when the place gives nothing."""
        place = {"village_id": case.village_id, "township_id": case.township_id, "school_id": case.school_id}
        yield from (grant for grant in self.reading_cases(*rights) if grant.covers(**place))
        yield from (grant for grant in self.joining_cases(*rights) if grant.office_id in case.offices_taking_part)


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which post. The system itself (nightly work) acts with user and post None."""

    county_id: int
    user_id: UUID | None = None
    post_id: UUID | None = None
    office_id: UUID | None = None
    name: str = ""

    @classmethod
    def of(cls, scope: Scope, *, file: Any = None, right: str = "duty.do", name: str = "") -> "Actor":
        """The actor for work on `file`: in the post that covers it, else in the first post that has the right."""
        grant = scope.grant_for(file, right) if file is not None else None
        grant = grant or next((grant for grant in scope.grants if right in grant.rights), None)
        post_id, office_id = (grant.post_id, grant.office_id) if grant else (None, None)
        return cls(county_id=scope.county_id, user_id=scope.user_id, post_id=post_id, office_id=office_id, name=name)
