"""From a file to rows with a verdict. Nothing is written into the registry here.

Work goes piece by piece, each in a transaction of its own, so that progress is seen; begun again from the start when
the process died, since nothing was promised yet.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction

from shouwang.access.copying import copy_rows
from shouwang.access.database import enter_county
from shouwang.access.models import County
from shouwang.access.queries import get_scope
from shouwang.exchange.cleaning.columns import Cleaned, Cleaner
from shouwang.exchange.headers import Header, find_header
from shouwang.exchange.problem import Problem
from shouwang.exchange.reading import Batch as Piece
from shouwang.exchange.reading import Spreadsheet, SpreadsheetRefused, open_spreadsheet
from shouwang.exchange.returning import as_typed
from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.mechanisms.roster.matching import Match, match_rows
from shouwang.mechanisms.roster.models import Batch, LearnedHeading, Line
from shouwang.mechanisms.roster.places import Found, Gazetteer
from shouwang.mechanisms.roster.sealing import seal, seal_changes
from shouwang.mechanisms.roster.uploads import read_upload
from shouwang.page import clock

LINE_COLUMNS = (
    "county_id", "batch_id", "number", "sealed", "verdict", "file_id", "changes", "problems", "decision",
)  # fmt: skip


@contextmanager
def in_county(county_id: int) -> Iterator[None]:
    with transaction.atomic():
        enter_county(county_id)
        yield


def check_batch(*, county_id: int, batch_id: Any) -> None:
    """Reads the batch's file and says of every row: new, same, changed, perhaps the same, refused."""
    with in_county(county_id):
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        if batch.state not in ("waiting", "reading", "mapping"):
            return
        batch.lines.all().delete()
        Batch.objects.filter(pk=batch.pk).update(state="reading", rows_read=0, trouble="", beat_at=clock.now())
        content = read_upload(batch=batch)
    with tempfile.NamedTemporaryFile(suffix=Path(batch.file_name).suffix) as copy:
        copy.write(content)
        copy.flush()
        try:
            with open_spreadsheet(Path(copy.name)) as book:
                _check_book(batch, book)
        except SpreadsheetRefused as refusal:
            _end(batch, state="refused", trouble=str(refusal))


def _end(batch: Batch, **values: Any) -> None:
    with in_county(batch.county_id):
        Batch.objects.filter(pk=batch.pk).update(beat_at=clock.now(), **values)


def _learned(batch: Batch) -> dict[str, str]:
    rows = LearnedHeading.objects.filter(county_id=batch.county_id, office_id=batch.office_id)
    return dict(rows.values_list("heading", "column"))


def _check_book(batch: Batch, book: Spreadsheet) -> None:
    with in_county(batch.county_id):
        header = find_header(sheet=ROSTER, looks=book.looks, learned=_learned(batch))
        checker = _Checker(batch, header, book)
    if not header.mapping.is_complete:
        _end(
            batch,
            state="mapping",
            missing=list(header.mapping.missing),
            unmatched=[_shown(one.heading, one.suggestion) for one in header.mapping.unmatched]
            + [_shown(one, key) for key, those in header.mapping.doubled.items() for one in those],
        )
        return
    for piece in book.batches(look=header.look, after_row=header.after_row, positions=checker.positions):
        checker.take(piece)
    ignored = [_shown(one.heading, one.suggestion) for one in header.mapping.unmatched]
    _end(batch, state="checked", counts=checker.counts, unmatched=ignored, missing=[])


def _shown(heading: Any, suggestion: str) -> dict[str, str]:
    return {"title": heading.label, "learned_as": heading.learned_as, "suggestion": suggestion}


class _Checker:
    """One file being checked: what has been seen so far."""

    def __init__(self, batch: Batch, header: Header, book: Spreadsheet) -> None:
        self.batch = batch
        self.county = County.objects.get(pk=batch.county_id)
        self.gazetteer = Gazetteer(county=self.county)
        scope = get_scope(user=batch.sent_by, on=clock.today())
        self.grants = [grant for grant in scope.grants if "roster.import" in grant.rights]
        self.columns = dict(header.mapping.columns)
        self.positions = sorted(set(self.columns.values()))
        self.cleaner = Cleaner(sheet=ROSTER, is_1904=book.is_1904)
        self.seen: dict[Any, int] = {}
        self.counts = {"new": 0, "same": 0, "changed": 0, "perhaps": 0, "refused": 0}
        self.read = 0

    def take(self, piece: Piece) -> None:
        at = {position: place for place, position in enumerate(self.positions)}
        cells = {key: piece.columns[at[position]] for key, position in self.columns.items()}
        cleaned = self.cleaner.clean(rows=piece.rows, columns=cells)
        rows = [
            dict(zip(cleaned.columns, values, strict=True)) for values in zip(*cleaned.columns.values(), strict=True)
        ]
        problems = self._problems(cleaned, rows)
        good = [
            place for place, row in enumerate(cleaned.rows) if not any(not p.is_warning for p in problems.get(row, ()))
        ]
        with in_county(self.batch.county_id):
            found = match_rows(county_id=self.batch.county_id, rows=[rows[place] for place in good])
            matches = dict(zip(good, found, strict=True))
            typed = {row: place for place, row in enumerate(piece.rows)}
            lines = [
                self._line(row, rows[place], matches.get(place), problems.get(row, []), cells, typed[row])
                for place, row in enumerate(cleaned.rows)
            ]
            copy_rows(model=Line, columns=LINE_COLUMNS, rows=lines)
            self.read += len(lines)
            Batch.objects.filter(pk=self.batch.pk).update(rows_read=self.read, counts=self.counts, beat_at=clock.now())

    def _problems(self, cleaned: Cleaned, rows: list[dict[str, Any]]) -> dict[int, list[Problem]]:
        problems: dict[int, list[Problem]] = {}
        for problem in cleaned.problems:
            problems.setdefault(problem.row, []).append(problem)
        for number, row in zip(cleaned.rows, rows, strict=True):
            more = self._place(number, row) or self._doubled(number, row)
            if more is not None:
                problems.setdefault(number, []).append(more)
        return problems

    def _place(self, number: int, row: dict[str, Any]) -> Problem | None:
        if row.get("village") is None:
            return None  # «required» is said already
        found = self.gazetteer.find(township=row.get("township"), village=row["village"])
        if not isinstance(found, Found):
            return Problem(number, "village", found.code, found.details)
        row["village_id"], row["township_id"] = found.village_id, found.township_id
        place = {"village_id": found.village_id, "township_id": found.township_id, "school_id": None}
        if not any(grant.covers(**place) for grant in self.grants):
            return Problem(number, "village", "outside_scope", {"village": row["village"]})
        return None

    def _doubled(self, number: int, row: dict[str, Any]) -> Problem | None:
        key = row.get("child.citizen_id") or (row.get("name"), row.get("child.born_on"), row.get("village_id"))
        first = self.seen.setdefault(key, number)
        return None if first == number else Problem(number, "name", "doubled_in_file", {"row": first})

    def _line(
        self, number: int, row: dict[str, Any], match: Match | None, problems: list[Problem], cells: Any, place: int
    ) -> tuple[Any, ...]:
        verdict = match.verdict if match else "refused"
        self.counts[verdict] += 1
        if match and match.code:
            problems = [*problems, Problem(number, "name", match.code, match.details, is_warning=True)]
        values = row if match else {"raw": {key: as_typed(column[place]) for key, column in cells.items()}}
        shown = [[one.column, one.code, one.details, one.is_warning] for one in problems]
        return (
            self.batch.county_id, self.batch.pk, number, seal(values), verdict, match.file_id if match else None,
            seal_changes(match.changes) if match else None, json.dumps(shown, ensure_ascii=False), "",
        )  # fmt: skip
