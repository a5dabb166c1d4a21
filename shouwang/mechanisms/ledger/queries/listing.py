"""The ledger as a list: found, narrowed, counted, exported. Filters come from the URL and say nothing when unreadable."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shouwang.access.models import County, Office, Region
from shouwang.access.models.place import Level
from shouwang.access.queries import list_territory
from shouwang.access.scope import Scope
from shouwang.duties.models import Mark
from shouwang.mechanisms.ledger.queries.eligibility import ANSWERS, narrow_by_answer, narrow_by_missing
from shouwang.policy.vocabulary import vocabulary
from shouwang.registry.facts import CASE_TRACES, CHILD_FACTS
from shouwang.registry.models import File, FileKind
from shouwang.registry.models.child import RATING, SCHOOLING
from shouwang.registry.queries import search_files

ORDER = ("pinyin", "id")
MANY = 1000
STATES = ("listed", "left", "never", "all")
_ON_LEDGER = Q(child__listed_on__isnull=False, child__exited_on__isnull=True)
_STATES = {
    "listed": _ON_LEDGER,
    "left": Q(child__exited_on__isnull=False),
    "never": Q(child__listed_on__isnull=True, child__exited_on__isnull=True),
    "all": Q(),
}


@dataclass(frozen=True)
class Asked:
    """What the URL asks for; empty: not narrowed."""

    q: str = ""
    state: str = "listed"
    township: str = ""
    village: str = ""
    school: str = ""
    category: str = ""
    schooling: str = ""
    rating: str = ""
    answer: str = ""
    missing: str = ""
    without: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Only what can be asked; anything else is left out."""
        given = {field.name: str(query.get(field.name, "")).strip()[:72] for field in fields(cls)}
        checks = {
            "state": lambda value: value in STATES,
            "township": str.isdecimal,
            "village": str.isdecimal,
            "school": _is_uuid,
            "schooling": lambda value: value in dict(SCHOOLING),
            "rating": lambda value: value in (*dict(RATING), "unasked"),
            "answer": lambda value: value in ANSWERS,
            "missing": lambda value: value in CHILD_FACTS.keys() - CASE_TRACES,
            "without": lambda value: "child" in getattr(vocabulary().events.get(value), "about", ()),
        }
        return cls(**{name: value for name, value in given.items() if value and checks.get(name, bool)(value)})


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def list_children(*, scope: Scope, asked: Asked, today: date) -> QuerySet[File]:
    """The children within the scope that the URL asks for, without an order."""
    files = _find(scope, asked.q).filter(_STATES[asked.state])
    columns = {
        "village_id": asked.village,
        "township_id": asked.township,
        "school_id": asked.school,
        "child__schooling": asked.schooling,
    }
    files = files.filter(**{column: value for column, value in columns.items() if value})
    if asked.rating:
        rating = {"isnull": True} if asked.rating == "unasked" else {"exact": asked.rating}
        files = files.filter(**{f"child__guardianship_rating__{how}": value for how, value in rating.items()})
    if asked.category:
        files = files.filter(child__categories__contains=[asked.category])
    if asked.answer:
        files = narrow_by_answer(files, county_id=scope.county_id, answer=asked.answer, today=today)
    if asked.without:
        done = Mark.objects.filter(county_id=scope.county_id, file_id=OuterRef("pk"), what=asked.without)
        files = files.exclude(Exists(done))
    return narrow_by_missing(files, fact=asked.missing) if asked.missing else files


def _find(scope: Scope, text: str) -> QuerySet[File]:
    if text:
        return search_files(scope=scope, text=text).filter(scope.condition("child.read"))
    return File.objects.within(scope, "child.read").filter(kind=FileKind.CHILD)


def with_places(files: QuerySet[File]) -> QuerySet[File]:
    """With everything that a row of the list shows."""
    return files.select_related("village", "township", "school", "person", "child__father", "child__mother")


def count_up_to(files: QuerySet[Any], most: int = MANY) -> int:
    """Counted no further than `most` + 1."""
    return int(files.order_by()[: most + 1].count())


def list_places(*, scope: Scope, township: str) -> dict[str, list[Region]]:
    """The townships, and the villages of the chosen one, in which this scope may read children's files."""
    every = list_territory(county=County(pk=scope.county_id)).select_related("parent")
    grants = [grant for grant in scope.grants if "child.read" in grant.rights]
    if not any(grant.everywhere for grant in grants):
        regions = frozenset().union(*(grant.regions for grant in grants))
        every = every.filter(Q(pk__in=regions) | Q(parent__in=regions))
    townships = list(every.filter(level=Level.TOWNSHIP))
    villages = every.filter(level=Level.VILLAGE)
    if townships:
        chosen = township or (str(townships[0].pk) if len(townships) == 1 else "0")
        villages = villages.filter(parent_id=int(chosen))
    return {"townships": townships, "villages": list(villages)}


def list_villages_to_write(*, scope: Scope) -> list[Region]:
    """The villages in which this scope may open files."""
    grants = [grant for grant in scope.grants if "child.write" in grant.rights]
    every = list_territory(county=County(pk=scope.county_id)).filter(level=Level.VILLAGE).select_related("parent")
    if not any(grant.everywhere for grant in grants):
        regions = frozenset().union(*(grant.regions for grant in grants))
        every = every.filter(Q(pk__in=regions) | Q(parent__in=regions))
    return list(every)


def list_schools(*, scope: Scope, most: int = 300) -> list[Office]:
    """The county's schools, for the filter."""
    schools = Office.objects.filter(county_id=scope.county_id, kind="school", closed_on__isnull=True)
    return list(schools.order_by("name")[:most])
