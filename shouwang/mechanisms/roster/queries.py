"""Reading rosters: the sender's own, and the rows of one by verdict."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from shouwang.access.models import User
from shouwang.exchange.returning import RefusedRow
from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.mechanisms.roster.models import Batch, Line
from shouwang.mechanisms.roster.sealing import unseal
from shouwang.mechanisms.roster.wording import RowProblem
from shouwang.registry.models import File


def list_batches(*, user: User) -> QuerySet[Batch]:
    return Batch.objects.filter(county_id=user.county_id, sent_by=user).order_by("-sent_at")


def get_batch(*, user: User, batch_id: UUID) -> Batch:
    """The sender's own batch. Raises Batch.DoesNotExist for anybody else's."""
    return list_batches(user=user).select_related("office", "sent_by", "county").get(pk=batch_id)


def list_problems(line: Line) -> list[RowProblem]:
    return [RowProblem(line.number, column, code, details, warning) for column, code, details, warning in line.problems]


def list_lines(*, batch: Batch, verdict: str, after: int, count: int) -> list[dict[str, Any]]:
    """Rows of one verdict from row number `after` on, opened for the sender's eyes: values, old and new, problems."""
    lines = batch.lines.filter(county_id=batch.county_id, verdict=verdict, number__gt=after).order_by("number")[:count]
    found = [_shown(line) for line in lines]
    ids = [row["line"].file_id for row in found if row["line"].file_id]
    names = File.objects.filter(county_id=batch.county_id, pk__in=ids).select_related("village", "township").in_bulk()
    for row in found:
        row["file"] = names.get(row["line"].file_id)
    return found


def _shown(line: Line) -> dict[str, Any]:
    values = unseal(line.sealed)
    changes = unseal(line.changes) if line.changes else {}
    raw = values.get("raw", values)
    return {
        "line": line,
        "name": raw.get("name", ""),
        "village": raw.get("village", ""),
        "born_on": raw.get("child.born_on"),
        "changes": [(_title(key), pair[0], pair[1]) for key, pair in changes.items()],
        "problems": [problem.sentence(ROSTER) for problem in list_problems(line)],
    }


def _title(key: str) -> str:
    return ROSTER[key].full_title if key in ROSTER else key


def list_refused(*, batch: Batch) -> Iterator[RefusedRow]:
    """The refused rows as they were typed, for the file that goes back."""
    for line in (
        batch.lines.filter(county_id=batch.county_id, verdict="refused").order_by("number").iterator(chunk_size=2000)
    ):
        yield RefusedRow(line.number, unseal(line.sealed).get("raw", {}), list_problems(line))
