"""From a file to rows with a verdict. Nothing is written into the registry here.

Work goes piece by piece, each in a transaction of its own, so that progress is seen; begun again from the start when
the process died, since nothing was promised yet.
"""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from shouwang.access.copying import cells_of_bytes, cells_of_figures, cells_of_texts, fill_table
from shouwang.access.database import enter_county
from shouwang.access.keys import new_ids
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
from shouwang.mechanisms.roster.models import Batch, LearnedHeading
from shouwang.mechanisms.roster.places import Found, Gazetteer
from shouwang.mechanisms.roster.sealing import marked_day, seal_changes, seal_rows
from shouwang.mechanisms.roster.uploads import read_upload
from shouwang.page import clock

Columns = dict[str, list[Any]]
LINE_COLUMNS = {
    "number": cells_of_figures, "sealed": cells_of_bytes, "verdict": cells_of_texts, "file_id": cells_of_texts,
    "changes": cells_of_bytes, "problems": cells_of_texts,
}  # fmt: skip
LINE_TYPES = {
    "number": "integer", "sealed": "bytea", "verdict": "text", "file_id": "uuid", "changes": "bytea", "problems": "jsonb",
}  # fmt: skip


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
        self.places: dict[tuple[str | None, str | None], _Place] = {}
        self.counts = {"new": 0, "same": 0, "changed": 0, "perhaps": 0, "refused": 0}
        self.read = 0

    def take(self, piece: Piece) -> None:
        at = {position: place for place, position in enumerate(self.positions)}
        cells = {key: piece.columns[at[position]] for key, position in self.columns.items()}
        cleaned = self.cleaner.clean(rows=piece.rows, columns=cells)
        columns, problems = self._judge(cleaned)
        bad = {row for row, found in problems.items() if not all(one.is_warning for one in found)}
        good = [place for place, row in enumerate(cleaned.rows) if row not in bad]
        if len(good) < len(cleaned.rows):
            columns = {key: [values[place] for place in good] for key, values in columns.items()}
        numbers = [cleaned.rows[place] for place in good]
        sealed = seal_rows(_as_rows(columns))
        with in_county(self.batch.county_id):
            matches = match_rows(county_id=self.batch.county_id, columns=columns, count=len(good))
            self._write(numbers, sealed, matches, problems)
            self._write_refused(sorted(bad), piece.rows, cells, problems)
            self.read += len(cleaned.rows)
            Batch.objects.filter(pk=self.batch.pk).update(rows_read=self.read, counts=self.counts, beat_at=clock.now())

    def _judge(self, cleaned: Cleaned) -> tuple[Columns, dict[int, list[Problem]]]:
        """The columns with the places that were found, and what is wrong, by row number."""
        problems: dict[int, list[Problem]] = {}
        for problem in cleaned.problems:
            problems.setdefault(problem.row, []).append(problem)
        nothing = [None] * len(cleaned.rows)
        townships, villages = cleaned.columns.get("township", nothing), cleaned.columns["village"]
        found = [self._place(*asked) for asked in zip(townships, villages, strict=True)]
        columns = cleaned.columns | {
            "village_id": [one.village_id for one in found], "township_id": [one.township_id for one in found],
        }  # fmt: skip
        doubled = self._doubled(cleaned.rows, columns, found)
        for place, number in enumerate(cleaned.rows):
            if found[place].code:
                more = Problem(number, "village", found[place].code, found[place].details)
                problems.setdefault(number, []).append(more)
            if number in doubled:
                problems.setdefault(number, []).append(doubled[number])
        return columns, problems

    def _place(self, township: str | None, village: str | None) -> "_Place":
        asked = (township, village)
        if asked not in self.places:
            self.places[asked] = self._look(township, village)
        return self.places[asked]

    def _look(self, township: str | None, village: str | None) -> "_Place":
        if village is None:
            return _Place()  # «required» is said already
        found = self.gazetteer.find(township=township, village=village)
        if not isinstance(found, Found):
            return _Place(code=found.code, details=found.details)
        place = {"village_id": found.village_id, "township_id": found.township_id, "school_id": None}
        if not any(grant.covers(**place) for grant in self.grants):
            return _Place(code="outside_scope", details={"village": village})
        return _Place(found.village_id, found.township_id)

    def _doubled(self, numbers: Sequence[int], columns: Columns, places: Sequence["_Place"]) -> dict[int, Problem]:
        """Rows of which the file has spoken before: the same number, or the same name, day and village."""
        nothing = [None] * len(numbers)
        others = zip(columns["name"], columns["child.born_on"], columns["village_id"], strict=True)
        ids = columns.get("child.citizen_id", nothing)
        found = {}
        for number, place, own, other in zip(numbers, places, ids, others, strict=True):
            first = number if place.code else self.seen.setdefault(own or other, number)
            if first != number:
                found[number] = Problem(number, "name", "doubled_in_file", {"row": first})
        return found

    def _write(
        self,
        numbers: Sequence[int],
        sealed: Sequence[Any],
        matches: Sequence[Match],
        problems: dict[int, list[Problem]],
    ) -> None:
        for match in matches:
            self.counts[match.verdict] += 1
        fresh = new_ids(len(matches))
        told = [_told(number, match, problems.get(number, [])) for number, match in zip(numbers, matches, strict=True)]
        self._copy(
            number=numbers,
            sealed=sealed,
            verdict=[match.verdict for match in matches],
            file_id=[match.file_id.hex if match.file_id else new for match, new in zip(matches, fresh, strict=True)],
            changes=[seal_changes(match.changes) if match.changes else None for match in matches],
            problems=told,
        )

    def _write_refused(
        self, bad: Sequence[int], rows: Sequence[int], cells: Any, problems: dict[int, list[Problem]]
    ) -> None:
        """As they were typed, with what is wrong."""
        if not bad:
            return
        self.counts["refused"] += len(bad)
        typed = {row: place for place, row in enumerate(rows)}
        raw = [{"raw": {key: as_typed(column[typed[row]]) for key, column in cells.items()}} for row in bad]
        nothing = [None] * len(bad)
        self._copy(
            number=bad,
            sealed=seal_rows(raw),
            verdict=["refused"] * len(bad),
            file_id=nothing,
            changes=nothing,
            problems=[_shown_problems(problems[row]) for row in bad],
        )

    def _copy(self, **columns: Any) -> None:
        cells = {name: LINE_COLUMNS[name](values) for name, values in columns.items()}
        fill_table(table="checked_lines", columns=LINE_TYPES, cells=cells)
        names = ", ".join(LINE_COLUMNS)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO roster_line (county_id, batch_id, decision, {names})"
                f" SELECT %s, %s, '', {names} FROM checked_lines ORDER BY number",
                [self.batch.county_id, self.batch.pk],
            )


@dataclass(frozen=True)
class _Place:
    """Where a row's village is, or why it is not found; neither when the row names none."""

    village_id: int | None = None
    township_id: int | None = None
    code: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def _as_rows(columns: Columns) -> list[dict[str, Any]]:
    """Rows with their days behind their sign, as they are sealed."""
    shown = [_marked(key, values) for key, values in columns.items()]
    return [dict(zip(columns, values, strict=True)) for values in zip(*shown, strict=True)]


def _marked(key: str, values: Sequence[Any]) -> Sequence[Any]:
    if key not in ROSTER or ROSTER[key].kind != "date":
        return values
    marked = {day: day and marked_day(day) for day in set(values)}
    return [marked[day] for day in values]


def _told(number: int, match: Match, problems: list[Problem]) -> str:
    if match.code:
        problems = [*problems, Problem(number, "name", match.code, match.details, is_warning=True)]
    return _shown_problems(problems) if problems else "[]"


def _shown_problems(problems: list[Problem]) -> str:
    shown = [[one.column, one.code, one.details, one.is_warning] for one in problems]
    return json.dumps(shown, ensure_ascii=False)
