"""What a post may see and do: rights x place x term. Nothing without a scope.

Rights stay tied to the place that they were given for: two posts never add up to the wider of both.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q


def applies(right: str, kind: str) -> bool:
    """Rights on cases hold on case files and nowhere else; all others hold on every other kind of file."""
    return right.startswith("case.") == (kind == "case")


@dataclass(frozen=True)
class Grant:
    """What one post gives. `regions` are townships and villages; `everywhere` is the whole county."""

    post_id: UUID
    office_id: UUID
    role: str
    title: str
    rights: frozenset[str]
    functions: frozenset[str]
    everywhere: bool
    regions: frozenset[int]
    schools: frozenset[UUID]

    def covers(self, *, village_id: int | None, township_id: int | None, school_id: UUID | None) -> bool:
        if self.everywhere:
            return True
        return bool({village_id, township_id} & self.regions) or school_id in self.schools


@dataclass(frozen=True)
class Scope:
    county_id: int
    user_id: UUID
    grants: tuple[Grant, ...]

    def may(self, right: str) -> bool:
        """Somewhere. Whether here, `condition` and `grant_for` say."""
        return any(right in grant.rights for grant in self.grants)

    @property
    def office_ids(self) -> frozenset[UUID]:
        return frozenset(grant.office_id for grant in self.grants)

    @property
    def functions(self) -> frozenset[str]:
        return frozenset().union(*(grant.functions for grant in self.grants))

    def condition(self, *rights: str, prefix: str = "") -> Q:
        """The rows (with `village`, `township` and `school` columns) where one of `rights` holds; without one: no row."""
        granted = [grant for grant in self.grants if grant.rights & set(rights)]
        if not granted:
            return Q(**{f"{prefix}pk__in": []})
        county = Q(**{f"{prefix}county_id": self.county_id})
        if any(grant.everywhere for grant in granted):
            return county
        regions = sorted(frozenset().union(*(grant.regions for grant in granted)))
        schools = sorted(frozenset().union(*(grant.schools for grant in granted)))
        here = Q(**{f"{prefix}village_id__in": regions}) | Q(**{f"{prefix}township_id__in": regions})
        if schools:
            here |= Q(**{f"{prefix}school_id__in": schools})
        return county & here

    def grant_for(self, file: Any, *rights: str) -> Grant | None:
        """The grant by which one of `rights` holds on `file` (anything with village_id, township_id, school_id)."""
        wanted = {right for right in rights if applies(right, getattr(file, "kind", ""))}
        for grant in self.grants:
            place = {"village_id": file.village_id, "township_id": file.township_id, "school_id": file.school_id}
            if grant.rights & wanted and grant.covers(**place):
                return grant
        return None


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
