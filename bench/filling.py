"""The large county: 1,000,000 children, taken in by the program's own import, and 12,000,000 visits.

Ten rosters of 100,000 rows (30 columns) go one after the other through check and save, as a county would send them: people,
files, records, care, sealed fields, history triggers, names, events and marks are all the program's work. The duties of the
first 200,000 children are reckoned (3,000,000 rows, twice those of a county of 110,000), and it is their pages that are timed.
The visits are rows of the trail and their marks, made by one statement a month (`access_event`, `duties_mark`): each
child is visited on a day of each month of 2025 by the civil affairs bureau. Left out: `visit_visit`, the visits' own
records, and the duties of the other 800,000, to spare the disk and the hour.

What is there already stays: a filling that was broken off goes on with the next roster.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from django.db import connection
from django.db.models import Max

from bench import database
from bench.county import Place, find_county, make_county
from bench.figures import Stopwatch
from bench.importing import take_in
from bench.rosters import write_roster
from shouwang.access.database import county as inside
from shouwang.access.models import Event
from shouwang.mechanisms.roster import saving
from shouwang.mechanisms.roster.models import Batch

PIECE, MONTHS, RECKONED = 100_000, 12, 2
CODE = "920101"
VISITED = "visit.done"

_VISITS = """
INSERT INTO access_event (id, county_id, file_id, what, done_on, entered_at, user_id, post_id, office_id, detail, proof_of)
SELECT shouwang_new_id(), f.county_id, f.id, %(what)s, day, day + time '18:00' AT TIME ZONE 'UTC', %(user)s, %(post)s,
       %(office)s, '{}', ''
FROM registry_file f, LATERAL (SELECT %(month)s::date + abs(hashtext(f.number || %(month)s)) %% 28 AS day) AS visited
WHERE f.county_id = %(county)s AND f.kind = 'child'
"""
_MARKS = """
INSERT INTO duties_mark (county_id, file_id, what, first_on, last_on, times)
SELECT county_id, file_id, what, min(done_on), max(done_on), count(*) FROM access_event
WHERE county_id = %(county)s AND what = %(what)s GROUP BY county_id, file_id, what
"""


def fill(*, children: int, with_visits: bool) -> Place:
    """The county with so many children; what is there already stays."""
    place = find_county(code=CODE) or make_county(code=CODE)
    parts, done = -(-children // PIECE), len(_list_batches(place, "saving", "saved"))
    if done < parts:
        for number, path in enumerate(_list_rosters(min(children, PIECE), done, parts), done + 1):
            watch = Stopwatch()
            take_in(place, path, watch, reckoned=False)
            _say(f"roster {number} of {parts}", watch)
        database.vacuum()
    if with_visits:
        _visit(place)
    _reckon(place)
    return place


def _say(what: str, watch: Stopwatch) -> None:
    print(f"  {what}: {', '.join(f'{step} {seconds:.0f} s' for step, seconds in watch.items())}", flush=True)


def _list_batches(place: Place, *states: str) -> list[Batch]:
    with inside(place.county.pk):
        return list(Batch.objects.filter(county_id=place.county.pk, state__in=states).order_by("id"))


def _reckon(place: Place) -> None:
    """The duties of the first rosters, after the visits."""
    waiting = [batch for batch in _list_batches(place, "saving", "saved")[:RECKONED] if batch.state == "saving"]
    for batch in waiting:
        watch = Stopwatch()
        with watch("reckon"):
            saving.save_batch(county_id=place.county.pk, batch_id=batch.pk)
        _say(f"roster {batch.pk}", watch)
    if waiting:
        database.vacuum()


def _list_rosters(rows: int, first: int, parts: int) -> Iterator[Path]:
    """The next workbook is written beside, while one is taken in."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as beside:
        paths = [beside.submit(write_roster, rows=rows, part=part, parts=parts) for part in range(first, parts)]
        for path in paths:
            yield path.result()


def _visit(place: Place) -> None:
    """Twelve visits a child, a month a transaction, as far as they are not there. A quarter of an hour: each row's account,
    post and office are checked by foreign keys."""
    values = {"county": place.county.pk, "what": VISITED, "user": place.user.pk, "post": place.post.pk}
    values["office"] = place.post.office_id
    first = _count_months(place)
    for month in range(first + 1, MONTHS + 1):
        with inside(place.county.pk), connection.cursor() as cursor:
            cursor.execute(_VISITS, values | {"month": f"2025-{month:02d}-01"})
            if month == MONTHS:
                cursor.execute(_MARKS, values)
        print(f"  visits: month {month} of {MONTHS}", flush=True)
    if first < MONTHS:
        database.vacuum()


def _count_months(place: Place) -> int:
    with inside(place.county.pk):
        last = Event.objects.filter(county_id=place.county.pk, what=VISITED).aggregate(day=Max("done_on"))["day"]
    return last.month if last else 0
