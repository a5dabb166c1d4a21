"""Import: a roster from workbook to files, against the reader with COPY (the limit) and against django-import-export."""

import resource
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import python_calamine

from bench import database
from bench.county import Place, make_county, make_roster
from bench.figures import Figures, Stopwatch
from bench.peer_import import import_with_peer
from shouwang.access.database import county as inside
from shouwang.mechanisms.roster import saving
from shouwang.mechanisms.roster.checking import check_batch
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.operations import keep_roster
from shouwang.registry.models import File


def take_in(place: Place, path: Path, watch: Stopwatch) -> Batch:
    """The program's way, in the pieces and transactions of the background's worker."""
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
    with watch("reckon"):
        saving.save_batch(county_id=county_id, batch_id=batch.pk)
    with inside(county_id):
        return Batch.objects.get(pk=batch.pk)


def measure(figures: Figures, *, rows: int, rounds: int) -> None:
    path = make_roster(rows=rows)
    for number in range(rounds):
        place = make_county(code=f"9101{number:02d}")
        first, again = Stopwatch(), Stopwatch()
        saved = take_in(place, path, first)
        assert saved.counts["new"] == rows and saved.rows_saved == rows, saved.counts
        unchanged = take_in(place, path, again)
        assert unchanged.counts["same"] == rows, unchanged.counts
        with inside(place.county.pk):
            assert File.objects.filter(county_id=place.county.pk, kind="child").count() == rows
        for step in ("check", "save", "reckon"):
            figures.add(f"import: {step}", first[step])
        figures.add("import: first", first["check"] + first["save"])
        figures.add("import: same file again", again["check"] + again["save"])
        figures.add("import: limit (reader + COPY)", _limit(path, place.county.pk))
        figures.add("import: django-import-export", import_with_peer(path, rows=rows))
    figures.note("import: peak memory, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    figures.ratio("import / limit", "import: first", "import: limit (reader + COPY)", "at most 2")
    figures.ratio("django-import-export / import", "import: django-import-export", "import: first", "at least 25")
    figures.ratio("same file again / first", "import: same file again", "import: first", "at most 0.8")
    figures.ratio("reckoning / import", "import: reckon", "import: first", "no goal")


def _limit(path: Path, county_id: int) -> float:
    """Reading the cells, and COPY of the very rows that the import left, into tables with the same indexes."""
    rows = database.make_twins(county_id=county_id, tables=database.list_filled(county_id=county_id))
    watch = Stopwatch()
    with watch("limit"):
        cells: list[list[Any]] = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        with database.connect() as connection:
            for table, content in rows.items():
                with connection.cursor().copy(f"COPY twin_{table} FROM STDIN (FORMAT binary)") as copy:
                    copy.write(content)
    assert len(cells) > 2
    return watch["limit"]
