"""Rosters from the command line: the same steps as on the screen, in this process instead of the worker."""

from datetime import date
from pathlib import Path

from shouwang.access.models import Post, User
from shouwang.access.operations import append_reading
from shouwang.access.queries import get_scope
from shouwang.access.scope import Actor
from shouwang.exchange.writing import write_list
from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.mechanisms.roster.exporting import list_roster_rows
from shouwang.mechanisms.roster.models import Batch
from shouwang.mechanisms.roster.operations import keep_roster
from shouwang.page import clock
from shouwang.registry.models import File, FileKind


def _post(user: User, right: str, on: date) -> Post | None:
    grants = get_scope(user=user, on=on).grants
    held = next((grant.post_id for grant in grants if right in grant.rights), None)
    return Post.objects.filter(pk=held).first()


def receive_for(*, user: User, path: Path) -> Batch:
    """The file as if the account had sent it; nothing is handed to the worker."""
    post = _post(user, "roster.import", clock.today())
    return keep_roster(user=user, post=post, file_name=path.name, content=path.read_bytes(), at=clock.now())


def release(*, batch: Batch) -> None:
    """From checked to saving: the person at the command line says so by calling it."""
    Batch.objects.filter(pk=batch.pk, state="checked").update(state="saving", beat_at=clock.now())


def export_for(*, user: User, path: Path) -> int:
    """Writes the children that the account may export; returns their number."""
    today, scope = clock.today(), get_scope(user=user, on=clock.today())
    files = (
        File.objects.within(scope, "roster.export")
        .filter(kind=FileKind.CHILD)
        .order_by("township", "village", "pinyin")
    )
    ids = list(files.values_list("pk", flat=True))
    by = Actor.of(scope, right="roster.export", name=user.name)
    append_reading(by=by, what="export", at=clock.now(), detail={"rows": len(ids)})
    rows = list_roster_rows(county_id=user.county_id, file_ids=ids)
    return write_list(sheet=ROSTER, rows=rows, into=path, watermark=f"{user.name} {today.isoformat()}")
