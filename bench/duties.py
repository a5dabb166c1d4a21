"""Duties: a rebuild against a bare insert of its rows, a day's changes against a rebuild, today's list against keys."""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from bench import database
from bench.county import Place
from bench.figures import Figures, Stopwatch
from shouwang.access.database import county as inside
from shouwang.access.models import Office
from shouwang.access.scope import Grant, Scope
from shouwang.duties.bulk import rebuild_county, reckon_children
from shouwang.duties.cases import get_cases
from shouwang.duties.models import Duty
from shouwang.duties.plan import get_plan
from shouwang.duties.queries import list_own
from shouwang.duties.reckoning import list_wanted
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.saving import append_events
from shouwang.page import clock
from shouwang.registry.models import File

COLUMNS = (
    "file_id, pack, rule, owner, trigger, office_id, village_id, township_id, school_id, opens_on, warn_on, due_on,"
    " last_done_on, note"
)
SHARE, SAMPLE, PIECE, READS = 0.03, 10_000, 1000, 100


def measure(figures: Figures, *, place: Place, batch: Batch, rounds: int) -> None:
    county_id, today = place.county.pk, clock.today()
    with inside(county_id):
        files = list(File.objects.filter(county_id=county_id, kind="child").values_list("pk", flat=True))
    sample = random.Random(7).sample(files, min(SAMPLE, len(files)))
    for number in range(rounds):
        _rebuild_from_nothing(figures, county_id, sample, today)
        database.vacuum()
        figures.add("duties: bare insert of the same rows", _bare(county_id))
        _one_day(figures, batch, random.Random(number).sample(files, int(len(files) * SHARE)), today)
        database.vacuum()
    _rebuild_over(figures, county_id, sample, today)
    figures.note("duties: files as the pure function has them", _count_pure(county_id, sample, today))
    _read(figures, county_id, today)
    with inside(county_id):
        figures.note("duties: rows", Duty.objects.filter(county_id=county_id).count())
    figures.ratio("rebuild / bare insert", "duties: rebuild", "duties: bare insert of the same rows", "at most 2")
    figures.ratio("a day's changes / rebuild", "duties: 3 % of the files", "duties: rebuild", "at most 0.125")
    figures.ratio("rebuild of right rows / rebuild", "duties: rebuild of right rows", "duties: rebuild", "no goal")
    figures.ratio("today list / primary keys", "duties: today list", "duties: the same rows by key", "at most 2")


def _rebuild_from_nothing(figures: Figures, county_id: int, sample: list[UUID], today: date) -> None:
    """What stood (in the second round: what a day's changes left) is thrown away first, and has to come back."""
    with _the_same(county_id, sample):
        with inside(county_id):
            Duty.objects.filter(county_id=county_id).delete()
        database.vacuum()
        _rebuild(figures, "duties: rebuild", county_id, today)


def _rebuild_over(figures: Figures, county_id: int, sample: list[UUID], today: date) -> None:
    with _the_same(county_id, sample):
        _rebuild(figures, "duties: rebuild of right rows", county_id, today)


def _rebuild(figures: Figures, name: str, county_id: int, today: date) -> None:
    watch = Stopwatch()
    with watch("rebuild"), inside(county_id):
        rebuild_county(county_id=county_id, today=today, at=datetime.now(UTC))
    figures.add(name, watch["rebuild"])


@contextmanager
def _the_same(county_id: int, sample: list[UUID]) -> Iterator[None]:
    """The duties of these files are, row for row, the same after it as before."""
    mine = "SELECT {columns} FROM duties_duty WHERE county_id = %(county)s AND file_id = ANY(%(sample)s)"
    mine, given = mine.format(columns=COLUMNS), {"county": county_id, "sample": sample}
    with database.connect() as owner:
        owner.execute("SELECT set_config('shouwang.county', %s, false)", [str(county_id)])
        owner.execute(f"CREATE TEMP TABLE before AS {mine}", given)
        yield
        differ = f"(TABLE before EXCEPT ALL {mine}) UNION ALL ({mine} EXCEPT ALL TABLE before)"
        found = owner.execute(f"SELECT * FROM ({differ}) rows LIMIT 1", given).fetchone()
        assert found is None, f"incremental and rebuilt differ: {found}"


def _bare(county_id: int) -> float:
    watch = Stopwatch()
    with database.connect() as owner:
        owner.execute("SELECT set_config('shouwang.county', %s, false)", [str(county_id)])
        owner.execute("DROP TABLE IF EXISTS twin_duties_duty")
        owner.execute("CREATE TABLE twin_duties_duty (LIKE duties_duty INCLUDING ALL)")
        with watch("bare"):
            owner.execute("INSERT INTO twin_duties_duty SELECT * FROM duties_duty")
        owner.execute("DROP TABLE twin_duties_duty")
    return watch["bare"]


def _one_day(figures: Figures, batch: Batch, files: list[UUID], today: date) -> None:
    """A day on which these files were visited: written first, unmeasured; then their duties."""
    watch = Stopwatch()
    with inside(batch.county_id):
        append_events(batch, "visit.done", [(file_id, {}) for file_id in files], on=today, at=datetime.now(UTC))
    with watch("day"), inside(batch.county_id):
        reckon_children(county_id=batch.county_id, file_ids=files, today=today, at=datetime.now(UTC))
    figures.add("duties: 3 % of the files", watch["day"])


def _count_pure(county_id: int, sample: list[UUID], today: date) -> int:
    """Of how many files the rows that stand, written by SQL, are those of the pure function: all of the sample."""
    with inside(county_id):
        plan = get_plan(county_id=county_id, on=today)
        for first in range(0, len(sample), PIECE):
            files = list(File.objects.filter(county_id=county_id, pk__in=sample[first : first + PIECE]))
            pure = list_wanted(plan=plan, cases=get_cases(files=files), today=today)
            by_sql = Duty.objects.filter(county_id=county_id, file__in=files)
            differ = _as_rows(row for rows in pure for row in rows.values()) ^ _as_rows(by_sql)
            assert not differ, f"pure and SQL differ: {sorted(differ, key=str)[:2]}"
    return len(sample)


def _as_rows(duties: Iterable[Duty]) -> set[tuple[Any, ...]]:
    return {tuple(getattr(duty, name) for name in COLUMNS.split(", ")) for duty in duties}


def _read(figures: Figures, county_id: int, today: date) -> None:
    """The first 50 of a worker's open duties, and 50 rows by their keys; one connection, one transaction a read."""
    with inside(county_id):
        offices = list(Office.objects.filter(county_id=county_id, kind="village").values_list("pk", flat=True))
        keys = list(Duty.objects.filter(county_id=county_id).values_list("pk", flat=True)[:50_000])
    chance, watch = random.Random(3), Stopwatch()
    for _ in range(READS):
        scope = _scope(county_id, chance.choice(offices))
        some = chance.sample(keys, 50)
        with inside(county_id):
            with watch("list"):
                list(list_own(scope=scope, today=today)[:50])
            with watch("keys"):
                list(Duty.objects.filter(pk__in=some))
    figures.add("duties: today list", watch["list"] / READS)
    figures.add("duties: the same rows by key", watch["keys"] / READS)


def _scope(county_id: int, office_id: UUID) -> Scope:
    nobody, nothing = UUID(int=0), frozenset()
    grant = Grant(
        post_id=nobody,
        office_id=office_id,
        role="village_director",
        title="",
        rights=nothing,
        functions=nothing,
        everywhere=False,
        townships=nothing,
        villages=nothing,
        schools=nothing,
    )
    return Scope(county_id=county_id, user_id=nobody, grants=(grant,))
