"""Every duty of a county anew while people work there: after a plan was adopted, a figure chosen, a calendar loaded.

In pieces, each a transaction that locks its files before it reads them (docs/adr/0035): whoever writes about a child
waits for one piece at most, and no piece reckons from what somebody is changing. Broken off, it is begun again; what is
right is left alone. A county in which nobody works yet is filled faster by `bulk.rebuild_county`.
"""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shouwang.access.database import county as in_county
from shouwang.duties.bulk import reckon_files
from shouwang.duties.models import Duty
from shouwang.duties.plan import get_plan
from shouwang.duties.reckoning import reckon_each
from shouwang.registry.facts import VIEWS
from shouwang.registry.models import File

PIECE, PIECE_OF_UNITS = 2000, 200


def reckon_county(*, county_id: int, today: date, at: datetime) -> int:
    """Returns the number of duty rows that stand afterwards. Opens its own transactions: call it outside of one."""
    for kind in VIEWS:
        for ids in _list_pieces(county_id, Q(kind=kind), PIECE, today):
            with in_county(county_id):
                reckon_files(county_id=county_id, kind=kind, file_ids=ids, today=today, at=at)
    for ids in _list_pieces(county_id, None, PIECE_OF_UNITS, today):
        with in_county(county_id):
            files = list(_files_of(county_id).filter(pk__in=ids))
            reckon_each(files=files, today=today, at=at, plan=get_plan(county_id=county_id, on=today))
    with in_county(county_id):
        return Duty.objects.filter(county_id=county_id).count()


def _files_of(county_id: int) -> QuerySet[File]:
    return File.objects.filter(county_id=county_id)


def _list_pieces(county_id: int, which: Q | None, size: int, today: date) -> Iterator[list[UUID]]:
    """The files in the order of their keys. Without `which`: those whose facts no view has, and that owe or owed something."""
    with in_county(county_id):
        if which is None:
            owes = Exists(Duty.objects.filter(county_id=county_id, file=OuterRef("pk")))
            kinds = get_plan(county_id=county_id, on=today).kinds_with_duties()
            which = ~Q(kind__in=list(VIEWS)) & Q(withdrawn_at=None) & (Q(kind__in=kinds) | Q(owes))
        ids = list(_files_of(county_id).filter(which).order_by("pk").values_list("pk", flat=True))
    return (ids[first : first + size] for first in range(0, len(ids), size))
