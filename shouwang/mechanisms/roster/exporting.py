"""Children of the registry as rows of the roster's own sheet: what is exported can be sent in again."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.mechanisms.roster.matching import read_current
from shouwang.registry.models import File

PIECE = 2000


def list_roster_rows(*, county_id: int, file_ids: Sequence[UUID]) -> Iterator[list[Any]]:
    """One row a file, values in the order of the sheet's columns; «not collected» stays empty."""
    for start in range(0, len(file_ids), PIECE):
        piece = list(file_ids[start : start + PIECE])
        current = read_current(county_id=county_id, file_ids=piece)
        files = File.objects.filter(county_id=county_id, pk__in=piece).select_related("village", "township").in_bulk()
        for file_id in piece:
            row, file = current[file_id], files[file_id]
            row |= {"township": file.township.short_name, "village": file.village.short_name}
            yield [row.get(column.key) for column in ROSTER.columns]
