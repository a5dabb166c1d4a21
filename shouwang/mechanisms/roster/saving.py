"""Saving a checked roster, piece by piece. A piece is one transaction: its files, events, marks and its lines' ticks.

Killed at any moment, the work goes on with the lines that have no tick; none is lost, none written twice.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from shouwang.access.copying import copy_rows
from shouwang.access.keys import new_id
from shouwang.access.models import Event
from shouwang.duties.bulk import list_refused_by_gate, reckon_children
from shouwang.mechanisms.roster.changing import write_changes
from shouwang.mechanisms.roster.checking import in_county
from shouwang.mechanisms.roster.matching import read_current
from shouwang.mechanisms.roster.models import Batch, Line
from shouwang.mechanisms.roster.opening import open_children
from shouwang.mechanisms.roster.sealing import unseal
from shouwang.mechanisms.roster.uploads import drop_upload
from shouwang.page import clock

PIECE = 5000
EVENT = (
    "id", "county_id", "file_id", "what", "done_on", "entered_at", "user_id", "post_id", "office_id", "detail", "proof_of",
    "batch_id",
)  # fmt: skip

_MARK = """
INSERT INTO duties_mark (county_id, file_id, what, first_on, last_on, times)
SELECT %(county)s, file_id, %(what)s, %(on)s, %(on)s, 1 FROM unnest(%(files)s::uuid[]) file_id
ON CONFLICT (county_id, file_id, what) DO UPDATE SET last_on = greatest(duties_mark.last_on, excluded.last_on),
  first_on = least(duties_mark.first_on, excluded.first_on), times = duties_mark.times + 1
"""


def save_batch(*, county_id: int, batch_id: Any) -> None:
    """Writes everything that is not refused, skipped or still in doubt; then the duties of all its files."""
    while _save_piece(county_id, batch_id):
        pass
    with in_county(county_id):
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        if batch.state != "saving":
            return
        ids = list(batch.lines.filter(saved_at__isnull=False).values_list("file_id", flat=True))
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


def _save_piece(county_id: int, batch_id: Any) -> bool:
    with in_county(county_id):
        batch = Batch.objects.select_for_update().select_related("county").get(pk=batch_id)
        if batch.state != "saving":
            return False
        waiting = (
            batch.lines.filter(saved_at__isnull=True).exclude(verdict__in=("refused", "same")).exclude(decision="skip")
        )
        lines = list(waiting.exclude(verdict="perhaps", decision="").order_by("number")[:PIECE])
        if not lines:
            return False
        moment, today = clock.now(), clock.today()
        new = [
            line for line in lines if line.verdict == "new" or (line.verdict == "perhaps" and line.decision == "new")
        ]
        known = [line for line in lines if "new" not in (line.verdict, line.decision)]
        _save_new(batch, new, today, moment)
        _save_changed(batch, known, today, moment)
        _tick(lines, moment)
        saved = batch.rows_saved + len(lines)
        Batch.objects.filter(pk=batch.pk).update(rows_saved=saved, beat_at=moment)
        return True


def _tick(lines: Sequence[Line], moment: datetime) -> None:
    """These rows are in: with the files that they became."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE roster_line l SET file_id = t.file_id, saved_at = %s"
            " FROM unnest(%s::bigint[], %s::uuid[]) AS t(id, file_id) WHERE l.id = t.id",
            [moment, [line.pk for line in lines], [line.file_id for line in lines]],
        )


def _save_new(batch: Batch, lines: Sequence[Line], today: date, moment: datetime) -> None:
    rows = [unseal(line.sealed) for line in lines]
    ids = open_children(county=batch.county, rows=rows, opened_on=today, batch_id=batch.pk)
    for line, file_id in zip(lines, ids, strict=True):
        line.file_id = file_id
    if not batch.is_lists_opened or not ids:
        return
    refused = list_refused_by_gate(county_id=batch.county_id, what="ledger.opened", file_ids=ids, today=today)
    listed = [file_id for file_id in ids if file_id not in refused]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_child SET listed_on = %s WHERE county_id = %s AND file_id = ANY(%s)",
            [today, batch.county_id, listed],
        )
    _append(batch, listed, "ledger.opened", today, moment, {})


def _save_changed(batch: Batch, lines: Sequence[Line], today: date, moment: datetime) -> None:
    changes = []
    for line in lines:
        facts = {key: pair[1] for key, pair in unseal(line.changes).items()} if line.changes else {}
        if facts:
            changes.append((line.file_id, facts))
    write_changes(county_id=batch.county_id, changes=changes, on=today)
    for file_id, facts in changes:
        _append(batch, [file_id], "ledger.changed", today, moment, {"facts": sorted(facts)})


def _append(
    batch: Batch, file_ids: Iterable[UUID], what: str, on: date, moment: datetime, detail: dict[str, Any]
) -> None:
    """The events and their marks, in the same transaction as what they speak of."""
    files = list(file_ids)
    rows = [
        (
            new_id(), batch.county_id, file_id, what, on, moment, batch.sent_by_id, batch.post_id, batch.office_id,
            json.dumps(detail), f"roster.batch:{batch.pk}", batch.pk,
        )
        for file_id in files
    ]  # fmt: skip
    copy_rows(model=Event, columns=EVENT, rows=rows)
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
        lines = list(batch.lines.filter(saved_at__isnull=False))
        opened = [line.file_id for line in lines if "new" in (line.verdict, line.decision)]
        because = f"roster {batch.pk} withdrawn"
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE registry_file SET withdrawn_at = %s, withdrawn_because = %s"
                " WHERE county_id = %s AND batch_id = %s AND id = ANY(%s)",
                [moment, because, county_id, batch.pk, opened],
            )
        restored = [line for line in lines if line.file_id not in set(opened)]
        _restore(county_id, restored, today)
        _append(batch, [line.file_id for line in lines], "ledger.changed", today, moment, {"withdrawn": str(batch.pk)})
        ids = [line.file_id for line in lines]
        reckon_children(county_id=county_id, file_ids=ids, today=today, at=moment)
        Batch.objects.filter(pk=batch.pk).update(state="withdrawn", withdrawn_at=moment, beat_at=moment)


def _restore(county_id: int, lines: Sequence[Line], today: date) -> None:
    sealed = {line.file_id: unseal(line.changes) for line in lines if line.changes}
    current = read_current(county_id=county_id, file_ids=list(sealed))
    changes = []
    for file_id, pairs in sealed.items():
        back = {key: old for key, (old, new) in pairs.items() if current[file_id].get(key) == new}
        if back:
            changes.append((file_id, back))
    write_changes(county_id=county_id, changes=changes, on=today)
