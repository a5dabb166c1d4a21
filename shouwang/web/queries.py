"""What the shell's pages show, gathered for one call a view."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Subquery

from shouwang.access.models import County, Region
from shouwang.access.models.place import Level
from shouwang.access.queries import list_territory
from shouwang.access.scope import Scope
from shouwang.duties import queries as duties
from shouwang.duties.ladders import list_raised
from shouwang.duties.models import Duty, Flip
from shouwang.duties.queries import Heap
from shouwang.duties.state import LATE, OPEN, WARN
from shouwang.page.duty_rows import rule_of
from shouwang.policy.vocabulary import vocabulary
from shouwang.registry.models import File, FileKind
from shouwang.registry.queries import search_files

MANY, SEVERAL = 1000, 100
MOST_EXPORTED = 20_000
BY_MECHANISM = "rule__startswith"
FILTERS = {
    "mechanism": BY_MECHANISM,
    "rule": "rule",
    "village": "village_id",
    "township": "township_id",
    "owner": "owner",
    "office": "office_id",
}
FILE_FILTERS = {"village": "village_id", "township": "township_id"}
KINDS = (FileKind.CHILD, FileKind.VILLAGE, FileKind.TOWNSHIP, FileKind.SCHOOL, FileKind.OFFICE, FileKind.COUNTY)


def list_today(*, scope: Scope, today: date, view: str, state: str = "") -> QuerySet[Duty]:
    """The duties of one tab of the home page: the own ones, or what others owe on the own files."""
    if view == "waiting":
        return duties.list_waiting(scope=scope, today=today)
    return duties.list_own(scope=scope, today=today, state=state or None)


def narrow(rows: QuerySet[Any], asked: Mapping[str, str], *, filters: Mapping[str, str] = FILTERS) -> QuerySet[Any]:
    """Filters from the URL; `none` asks for rows without a value; what is no key of that column is left out."""
    for name, column in filters.items():
        value = asked.get(name, "")
        if value == "none" and column != BY_MECHANISM:
            rows = rows.filter(**{f"{column}__isnull": True})
        elif value and _fits(column, value):
            rows = rows.filter(**{column: f"{value}." if column == BY_MECHANISM else value})
    return rows


def _fits(column: str, value: str) -> bool:
    if column in ("village_id", "township_id"):
        return value.isdecimal() and len(value) < 10
    if column == "office_id":
        return is_uuid(value)
    return column != BY_MECHANISM or value in vocabulary().mechanisms


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def count_up_to(rows: QuerySet[Any], most: int = MANY) -> int:
    """The number of rows, counted no further than `most` + 1: «1000+» is enough for a heading."""
    return int(rows.order_by()[: most + 1].count())


class _CountUpTo(Subquery):
    """As `count_up_to`, beside others in one query."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    empty_result_set_value = 0

    def __init__(self, rows: QuerySet[Any], most: int) -> None:
        super().__init__(rows.order_by().values("pk")[: most + 1], output_field=IntegerField())


def count_tabs(*, scope: Scope, today: date) -> dict[str, int]:
    """What waits for others and what was raised to this post, counted no further than MANY + 1 and SEVERAL + 1.

    What was raised is held against the own duties one by one: that many are enough to know that it is much.
    """
    waiting, raised = list_today(scope=scope, today=today, view="waiting"), list_raised(scope=scope)
    county = County.objects.filter(pk=scope.county_id)
    return county.values(waiting=_CountUpTo(waiting, MANY), raised=_CountUpTo(raised, SEVERAL)).get()


def list_rule_choices(heaps: Iterable[Heap], *, state: str = "") -> list[tuple[str, str, int]]:
    """(rule, title, number) of the rules among the heaps, the most frequent first; a rule of two packs once."""
    times: Counter[tuple[str, str]] = Counter()
    for heap in heaps:
        times[heap.pack, heap.rule] += heap.size(state or None)
    chosen: dict[str, tuple[str, str, int]] = {}
    for (pack, rule), number in times.most_common(60):
        if number:
            chosen.setdefault(rule, (rule, _title_of(pack, rule), number))
    return list(chosen.values())


def _title_of(pack: str, rule: str) -> str:
    found = rule_of(Duty(pack=pack, rule=rule))
    return found.title if found else rule


def list_place_choices(heaps: Iterable[Heap], *, state: str = "") -> list[Region]:
    """The villages among the heaps, in the order of the tree, each with its township; empty where there is no choice."""
    ids = {heap.village_id for heap in heaps if heap.village_id and heap.size(state or None)}
    if len(ids) < 2:
        return []
    names = Region.objects.select_related("parent").only("short_name", "parent__short_name")
    return list(names.filter(pk__in=ids).order_by("path")[:600])


def kind_asked(asked: Mapping[str, str]) -> str:
    """The kind of file in the URL; children by default."""
    return asked["kind"] if asked.get("kind") in KINDS else FileKind.CHILD


def list_files(*, scope: Scope, text: str, kind: str, asked: Mapping[str, str]) -> QuerySet[File]:
    """The files that `text` finds, or all of a place; inside the scope."""
    found = search_files(scope=scope, text=text, kind=kind) if text else File.objects.within(scope).filter(kind=kind)
    return narrow(found, asked, filters=FILE_FILTERS)


def list_exported(*, scope: Scope, asked: Mapping[str, str]) -> list[UUID]:
    """The children of the list as filtered, where the right to export holds; one more than may be taken at once."""
    found = list_files(scope=scope, text=asked.get("q", "").strip(), kind=FileKind.CHILD, asked=asked)
    found = found.filter(scope.condition("roster.export")).order_by("township__path", "village__path", "pinyin", "id")
    return list(found.values_list("pk", flat=True)[: MOST_EXPORTED + 1])


def veil_numbers(text: str) -> str:
    """What was searched for, as it may stand in a log: never a whole identity number."""
    return f"{text[:6]}…" if any(letter.isdigit() for letter in text) else text


def list_territory_of(*, scope: Scope, township: str) -> dict[str, list[Region]]:
    """The townships, and the villages of the chosen one, that this scope reaches: for the filters of a list."""
    all_below = list_territory(county=County(pk=scope.county_id))
    regions = frozenset().union(*(grant.regions for grant in scope.grants))
    if not any(grant.everywhere for grant in scope.grants):
        all_below = all_below.filter(pk__in=regions) | all_below.filter(parent__in=regions)
    townships = list(all_below.filter(level=Level.TOWNSHIP).only("short_name"))
    chosen = (
        township if township.isdecimal() and len(township) < 10 else (townships[0].pk if len(townships) == 1 else None)
    )
    below = all_below.select_related("parent").only("short_name", "parent__short_name").filter(level=Level.VILLAGE)
    villages = list(below.filter(parent_id=chosen)) if chosen else []
    return {"townships": townships, "villages": villages if townships else list(below)}


def list_supervised(*, scope: Scope, today: date, asked: Mapping[str, str]) -> QuerySet[Duty]:
    """The duties behind one number of the supervision page, those without a date left out."""
    state = asked["state"] if asked.get("state") in (LATE, WARN, OPEN) else None
    found = duties.list_within(scope=scope, today=today, state=state)
    return narrow(found, asked).filter(due_on__isnull=False)


def list_done_rows(*, scope: Scope, today: date, asked: Mapping[str, str]) -> QuerySet[Flip]:
    days = int(asked["days"]) if asked.get("days") in ("30", "90", "365") else 90
    states = [asked["state"]] if asked.get("state") in ("done", "done_late") else ["done", "done_late"]
    found = duties.list_done(scope=scope, since=today - timedelta(days=days), until=today, new_state__in=states)
    return narrow(found, asked)


def as_done_lines(flips: Iterable[Flip], *, scope: Scope) -> list[tuple[Flip, File | None, str]]:
    """(flip, file, the rule's title)."""
    flips = list(flips)
    ids = {flip.file_id for flip in flips}
    files = File.objects.filter(county_id=scope.county_id, pk__in=ids).select_related("village", "township").in_bulk()
    return [(flip, files.get(flip.file_id), _title_of(flip.pack, flip.rule)) for flip in flips]


def list_regions(county: County) -> QuerySet[Region]:
    """The county's regions, the county itself first: for choosing where."""
    roots = Region.objects.filter(countyregion__county=county)
    return (roots | list_territory(county=county)).select_related("parent").distinct().order_by("path")
