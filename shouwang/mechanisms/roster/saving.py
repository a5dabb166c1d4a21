"""Saving a checked roster, piece by piece. A piece is one transaction: its files, events, marks and how far the batch is.

Killed at any moment, the work goes on behind the last piece that is whole; no row is lost, none written twice. While the
database writes one piece, the next is drafted beside it: from when the database has all of this one, since two threads
that both have something to do in Python keep each other from the wire.
"""

import json
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from shouwang.access.copying import copy_rows
from shouwang.access.database import refresh_statistics
from shouwang.access.keys import new_id
from shouwang.access.models import Event
from shouwang.duties.bulk import reckon_children
from shouwang.duties.bulk_gate import list_new_refused_by_gate
from shouwang.mechanisms.roster.changing import write_changes
from shouwang.mechanisms.roster.checking import in_county
from shouwang.mechanisms.roster.drafting import Draft, name_files
from shouwang.mechanisms.roster.matching import read_current
from shouwang.mechanisms.roster.models import Batch, Line
from shouwang.mechanisms.roster.opening import (
    RECORDS,
    Opening,
    fill_opening,
    stage_children,
    write_openings,
    write_records,
)
from shouwang.mechanisms.roster.sealing import unseal, unseal_rows
from shouwang.mechanisms.roster.uploads import drop_upload
from shouwang.page import clock
from shouwang.registry.locking import lock_files

PIECE = 5000
LINE = ("pk", "number", "verdict", "decision", "file_id", "sealed", "changes")
EVENT = (
    "id", "county_id", "file_id", "what", "done_on", "entered_at", "user_id", "post_id", "office_id", "detail", "proof_of",
    "batch_id",
)  # fmt: skip

_MARK = """
INSERT INTO duties_mark (county_id, file_id, what, first_on, last_on, times)
SELECT %(county)s, file_id, %(what)s, %(on)s, %(on)s, count(*) FROM unnest(%(files)s::uuid[]) file_id GROUP BY file_id
ON CONFLICT (county_id, file_id, what) DO UPDATE SET last_on = greatest(duties_mark.last_on, excluded.last_on),
  first_on = least(duties_mark.first_on, excluded.first_on), times = duties_mark.times + excluded.times
"""
ASKED_OF_EACH = (
    "registry_file",
    "registry_child",
    "registry_person",
    "registry_carespell",
    "duties_mark",
    "access_event",
)
"""What the reckoning reads by the file's key: with statistics of other counties alone the planner reads all of it for each."""


@dataclass
class _Piece:
    """Some lines on their way in. draft: of the new ones, being made beside; None before it is begun."""

    after: int
    new: list[Any]
    known: list[Any]
    draft: Future[Draft] | None = None

    @property
    def count(self) -> int:
        return len(self.new) + len(self.known)

    @property
    def last(self) -> int:
        return max(line.number for line in (*self.new[-1:], *self.known[-1:]))


def save_batch(*, county_id: int, batch_id: Any) -> None:
    """Writes everything that is not refused, skipped or still in doubt; then the duties of all its files."""
    save_rows(county_id=county_id, batch_id=batch_id)
    with in_county(county_id):
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        if batch.state != "saving":
            return
        ids = list(batch.lines.saved().values_list("file_id", flat=True))
        refresh_statistics(*ASKED_OF_EACH, columns=("county_id",))
    for start in range(0, len(ids), PIECE * 4):
        with in_county(county_id):
            reckon_children(
                county_id=county_id, file_ids=ids[start : start + PIECE * 4], today=clock.today(), at=clock.now()
            )
            Batch.objects.filter(pk=batch_id).update(beat_at=clock.now())
    with in_county(county_id):
        Batch.objects.filter(pk=batch_id, state="saving").update(
            state="saved", saved_at=clock.now(), beat_at=clock.now()
        )
    drop_upload(batch=batch)


def save_rows(*, county_id: int, batch_id: Any) -> None:
    """The rows alone, without their duties."""
    with ThreadPoolExecutor(1) as beside:
        piece = None
        while True:
            with in_county(county_id):
                batch = Batch.objects.select_for_update().select_related("county").get(pk=batch_id)
                if batch.state != "saving":
                    return
                if piece is None or piece.after != batch.saved_up_to:
                    piece = _begin(_read_piece(batch, batch.saved_up_to), beside)
                if not piece.count:
                    return
                following = _read_piece(batch, piece.last)
                _save_piece(batch, piece, following, beside)
            piece = following


def _read_piece(batch: Batch, after: int) -> _Piece:
    found = batch.lines.to_be_saved().filter(number__gt=after).values_list(*LINE, named=True)
    lines = list(found[:PIECE])
    new = [line for line in lines if "new" in (line.verdict, line.decision)]
    known = [line for line in lines if "new" not in (line.verdict, line.decision)]
    return _Piece(after, new, known)


def _begin(piece: _Piece, beside: ThreadPoolExecutor) -> _Piece:
    piece.draft = beside.submit(_draft, piece.new)
    return piece


def _draft(lines: Sequence[Any]) -> Draft:
    """Needs no database. A row that seemed to be another child's does not take that child's file."""
    given = [line.file_id.hex if line.file_id and line.verdict == "new" else None for line in lines]
    return Draft(unseal_rows([line.sealed for line in lines]), name_files(given))


def _save_piece(batch: Batch, piece: _Piece, following: _Piece, beside: ThreadPoolExecutor) -> None:
    moment, today = clock.now(), clock.today()
    draft = piece.draft.result() if piece.draft and piece.new else None
    if draft:
        fill_opening(county=batch.county, draft=draft)
    _begin(following, beside)
    if draft:
        _save_new(batch, piece.new, draft, today, moment)
    _save_changed(batch, piece.known, today, moment)
    Batch.objects.filter(pk=batch.pk).update(
        rows_saved=batch.rows_saved + piece.count, saved_up_to=piece.last, beat_at=moment
    )


def _save_new(batch: Batch, lines: Sequence[Any], draft: Draft, today: date, moment: datetime) -> None:
    opening = Opening(batch.county, today, batch.pk)
    stage_children(opening=opening, draft=draft)
    if not batch.saved_up_to:  # else the planner takes a new county for empty, and reads all of it for each key
        refresh_statistics("registry_person", "registry_file", "registry_carespell", columns=("county_id", "id"))
    if batch.is_lists_opened:
        what = "ledger.opened"
        refused = list(list_new_refused_by_gate(county_id=batch.county_id, what=what, records=RECORDS, today=today))
        by = {"user": batch.sent_by_id, "post": batch.post_id, "office": batch.office_id}
        write_records(opening=opening, draft=draft, refused=refused)
        write_openings(what=what, opening=opening, at=moment, by=by, refused=refused)
    else:
        write_records(opening=opening, draft=draft, refused=None)
    for line, file_id in zip(lines, draft.file_ids, strict=True):
        if line.file_id is None or line.verdict != "new":
            Line.objects.filter(county_id=batch.county_id, pk=line.pk).update(file_id=file_id)


def _save_changed(batch: Batch, lines: Sequence[Any], today: date, moment: datetime) -> None:
    changes = []
    for line in lines:
        facts = {key: pair[1] for key, pair in unseal(line.changes).items()} if line.changes else {}
        if facts:
            changes.append((line.file_id, facts))
    lock_files(file_id for file_id, _ in changes)
    write_changes(county_id=batch.county_id, changes=changes, on=today)
    details = [(file_id, {"facts": sorted(facts)}) for file_id, facts in changes]
    append_events(batch, "ledger.changed", details, on=today, at=moment)


def append_events(
    batch: Batch, what: str, details: Sequence[tuple[UUID, dict[str, Any]]], *, on: date, at: datetime
) -> None:
    """`details`: (file, what the event says). Events and marks, in the same transaction as what they speak of."""
    rows = [
        (
            new_id(), batch.county_id, file_id, what, on, at, batch.sent_by_id, batch.post_id, batch.office_id,
            json.dumps(detail), f"roster.batch:{batch.pk}", batch.pk,
        )
        for file_id, detail in details
    ]  # fmt: skip
    if not rows:
        return
    copy_rows(model=Event, columns=EVENT, rows=rows)
    files = [file_id for file_id, _ in details]
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {"county": batch.county_id, "what": what, "on": on, "files": files})


def withdraw_batch(*, county_id: int, batch_id: Any) -> None:
    """Takes a saved roster back as a whole: its new files are withdrawn, changed facts get their old value again.

    A fact that somebody changed since keeps the newer value. Runs in one transaction: all or nothing.
    """
    with in_county(county_id):
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        if batch.state != "withdrawing":
            return
        moment, today = clock.now(), clock.today()
        lines = list(batch.lines.saved().values_list(*LINE, named=True))
        lock_files(line.file_id for line in lines)
        opened = {line.file_id for line in lines if "new" in (line.verdict, line.decision)}
        because = f"roster {batch.pk} withdrawn"
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE registry_file SET withdrawn_at = %s, withdrawn_because = %s"
                " WHERE county_id = %s AND batch_id = %s AND id = ANY(%s)",
                [moment, because, county_id, batch.pk, list(opened)],
            )
        _restore(county_id, [line for line in lines if line.file_id not in opened], today)
        details = [(line.file_id, {"withdrawn": str(batch.pk)}) for line in lines]
        append_events(batch, "ledger.changed", details, on=today, at=moment)
        ids = [line.file_id for line in lines]
        reckon_children(county_id=county_id, file_ids=ids, today=today, at=moment)
        Batch.objects.filter(pk=batch.pk).update(state="withdrawn", withdrawn_at=moment, beat_at=moment)


def _restore(county_id: int, lines: Sequence[Any], today: date) -> None:
    sealed = {line.file_id: unseal(line.changes) for line in lines if line.changes}
    current = read_current(county_id=county_id, file_ids=list(sealed))
    changes = []
    for file_id, pairs in sealed.items():
        back = {key: old for key, (old, new) in pairs.items() if current[file_id].get(key) == new}
        if back:
            changes.append((file_id, back))
    write_changes(county_id=county_id, changes=changes, on=today)
