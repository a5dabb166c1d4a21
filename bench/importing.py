"""Import: a roster from workbook to files, against the reader with COPY (the limit) and against django-import-export.

The limit writes what the import writes, byte for byte: people, files, records, care, events, marks and the sealed lines,
into tables of the same definition. django-import-export is measured twice: over one flat table of texts without any
check (what most would try first), and over the same tables, with the same encryption, keys, events and marks.
"""

import resource
from datetime import UTC, datetime
from pathlib import Path

import fastexcel

from bench import database
from bench.county import Place, make_county, make_roster
from bench.figures import Figures, Stopwatch
from bench.peer_import import import_with_peer
from bench.peer_tables import import_into_tables
from shouwang.access.database import county as inside
from shouwang.mechanisms.roster import saving
from shouwang.mechanisms.roster.checking import check_batch
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.operations import keep_roster
from shouwang.registry.models import File

KEYED, BARE = "import: limit (reader + COPY, keys)", "import: limit without foreign keys"
FLAT, TABLES = "import: peer, one flat table", "import: peer, the same tables"
SAMPLE, FEW = 10_000, 2_000  # rows of which the peer's time is taken; beyond, it is reckoned up


def take_in(place: Place, path: Path, watch: Stopwatch, *, reckoned: bool = True) -> Batch:
    """The program's way, in the pieces and transactions of the background's worker. Not `reckoned`: still to be saved."""
    county_id = place.county.pk
    with watch("check"):
        with inside(county_id):
            batch = keep_roster(
                user=place.user, post=place.post, file_name="a.xlsx", content=path.read_bytes(), at=datetime.now(UTC)
            )
        check_batch(county_id=county_id, batch_id=batch.pk)
    with inside(county_id):
        assert Batch.objects.get(pk=batch.pk).state == "checked"
        Batch.objects.filter(pk=batch.pk).update(state="saving")
    with watch("save"):
        saving.save_rows(county_id=county_id, batch_id=batch.pk)
    if reckoned:
        with watch("reckon"):
            saving.save_batch(county_id=county_id, batch_id=batch.pk)
    with inside(county_id):
        return Batch.objects.get(pk=batch.pk)


def measure(figures: Figures, *, rows: int, rounds: int) -> None:
    """Alternating: the program, its two limits, the peer in its two ways; results checked before a time counts."""
    path, sample = make_roster(rows=rows), min(rows, SAMPLE)
    small = make_roster(rows=sample)
    for number in range(rounds):
        place = make_county(code=f"9101{number:02d}")
        first, again = Stopwatch(), Stopwatch()
        saved = take_in(place, path, first)
        assert saved.counts["new"] == rows and saved.rows_saved == rows, saved.counts
        figures.note("import: peak memory, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        for step in ("check", "save", "reckon"):
            figures.add(f"import: {step}", first[step])
        figures.add("import: first", first["check"] + first["save"])
        _measure_limits(figures, path, place.county.pk, rows)
        unchanged = take_in(place, path, again)
        assert unchanged.counts["same"] == rows, unchanged.counts
        figures.add("import: same file again", again["check"] + again["save"])
        with inside(place.county.pk):
            assert File.objects.filter(county_id=place.county.pk, kind="child").count() == rows
        whole = rows / sample  # the peer's time grows with the rows, no slower: a sample of it stands for all
        figures.add(FLAT, import_with_peer(small, rows=sample) * whole)
        apart = make_county(code=f"9102{number:02d}")
        few = make_roster(rows=min(rows, FEW))
        figures.add(TABLES, import_into_tables(apart, few, rows=min(rows, FEW)) * rows / min(rows, FEW))
    _compare(figures)


def _compare(figures: Figures) -> None:
    figures.ratio("import / limit (reader, COPY, indexes, foreign keys)", "import: first", KEYED, "at most 2")
    figures.ratio("import / the same without foreign keys", "import: first", BARE, "no goal")
    figures.ratio("django-import-export, same tables / import", TABLES, "import: first", "at least 25")
    figures.ratio("django-import-export, one flat table / import", FLAT, "import: first", "no goal")
    figures.ratio("same file again / first", "import: same file again", "import: first", "at most 0.8")
    figures.ratio("reckoning / import", "import: reckon", "import: first", "no goal")


def _measure_limits(figures: Figures, path: Path, county_id: int, rows: int) -> None:
    """Reading the cells with the fastest reader, and COPY of the very rows that the import has left."""
    tables = database.list_filled(county_id=county_id)
    content = database.read_rows(county_id=county_id, tables=tables)
    for name, has_keys in ((KEYED, True), (BARE, False)):
        database.make_twins(tables=tables, has_keys=has_keys)
        watch = Stopwatch()
        with watch("limit"):
            sheet = fastexcel.read_excel(str(path)).load_sheet(0, header_row=1, dtypes="string")
            database.copy_in(content)
        assert sheet.height == rows
        with database.connect() as owner:
            assert owner.execute("SELECT count(*) FROM twin_registry_child").fetchone() == (rows,)
        figures.add(name, watch["limit"])
