"""Duties: a rebuild against a bare insert of its rows, a day's changes against a rebuild, today's list against keys."""

import random
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bench import database
from bench.county import Place
from bench.figures import Figures, Stopwatch
from shouwang.access.database import county as inside
from shouwang.access.models import Office
from shouwang.access.scope import Grant, Scope
from shouwang.duties.bulk import rebuild_county, reckon_children
from shouwang.duties.models import Duty
from shouwang.duties.queries import list_own
from shouwang.duties.reckoning import reckon_file
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.saving import append_events
from shouwang.page import clock
from shouwang.registry.models import File

COLUMNS = (
    "file_id",
    "pack",
    "rule",
    "owner",
    "trigger",
    "office_id",
    "village_id",
    "township_id",
    "school_id",
    "opens_on",
    "warn_on",
    "due_on",
    "last_done_on",
    "note",
)
SHARE, SAMPLE, READS = 0.03, 200, 100


def measure(figures: Figures, *, place: Place, batch: Batch, rounds: int) -> None:
    county_id, today = place.county.pk, clock.today()
    with inside(county_id):
        files = list(File.objects.filter(county_id=county_id, kind="child").values_list("pk", flat=True))
    for number in range(rounds):
        _rebuild(figures, county_id, today)
        database.vacuum()
        figures.add("duties: bare insert of the same rows", _bare(county_id))
        _one_day(figures, batch, random.Random(number).sample(files, int(len(files) * SHARE)), today)
        _incremental_is_rebuilt(county_id, today)
        database.vacuum()
    _pure_is_sql(county_id, random.Random(7).sample(files, SAMPLE), today)
    _read(figures, county_id, today)
    with inside(county_id):
        figures.note("duties: rows", Duty.objects.filter(county_id=county_id).count())
    figures.ratio("rebuild / bare insert", "duties: rebuild", "duties: bare insert of the same rows", "at most 2")
    figures.ratio("a day's changes / rebuild", "duties: 3 % of the files", "duties: rebuild", "at most 0.125")
    figures.ratio("today list / primary keys", "duties: today list", "duties: the same rows by key", "at most 2")


def _rebuild(figures: Figures, county_id: int, today: date) -> None:
    watch = Stopwatch()
    with watch("rebuild"), inside(county_id):
        rebuild_county(county_id=county_id, today=today, at=datetime.now(UTC))
    figures.add("duties: rebuild", watch["rebuild"])


def _bare(county_id: int) -> float:
    watch = Stopwatch()
    with database.connect() as owner:
        owner.execute("SELECT set_config('shouwang.county', %s, false)", [str(county_id)])
        owner.execute("DROP TABLE IF EXISTS twin_duties_duty")
        owner.execute("CREATE TABLE twin_duties_duty (LIKE duties_duty INCLUDING ALL)")
        with watch("bare"):
            owner.execute("INSERT INTO twin_duties_duty SELECT * FROM duties_duty")
    return watch["bare"]


def _one_day(figures: Figures, batch: Batch, files: list[UUID], today: date) -> None:
    """A day on which these files were visited: written first, unmeasured; then their duties."""
    watch = Stopwatch()
    with inside(batch.county_id):
        append_events(batch, "visit.done", [(file_id, {}) for file_id in files], on=today, at=datetime.now(UTC))
    with watch("day"), inside(batch.county_id):
        reckon_children(county_id=batch.county_id, file_ids=files, today=today, at=datetime.now(UTC))
    figures.add("duties: 3 % of the files", watch["day"])


def _rows(county_id: int, **filters: Any) -> list[tuple[Any, ...]]:
    found = Duty.objects.filter(county_id=county_id, **filters).values_list(*COLUMNS)
    return sorted(found.iterator(), key=str)


def _incremental_is_rebuilt(county_id: int, today: date) -> None:
    with inside(county_id):
        before = _rows(county_id)
        rebuild_county(county_id=county_id, today=today, at=datetime.now(UTC))
        assert before == _rows(county_id), "incremental and rebuilt differ"


def _pure_is_sql(county_id: int, sample: list[UUID], today: date) -> None:
    with inside(county_id):
        for file in File.objects.filter(county_id=county_id, pk__in=sample):
            by_sql = _rows(county_id, file=file)
            Duty.objects.filter(county_id=county_id, file=file).delete()
            reckon_file(file=file, today=today, at=datetime.now(UTC))
            assert by_sql == _rows(county_id, file=file), f"pure and SQL differ on {file.pk}"
        transaction.set_rollback(True)


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
        regions=nothing,
        schools=nothing,
    )
    return Scope(county_id=county_id, user_id=nobody, grants=(grant,))
