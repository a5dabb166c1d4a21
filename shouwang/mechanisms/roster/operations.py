"""What a person does with a roster: send, choose columns, decide, save, withdraw. The heavy work runs behind."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import Post, User
from shouwang.mechanisms.roster import tasks
from shouwang.mechanisms.roster.columns import ROSTER
from shouwang.mechanisms.roster.models import Batch, LearnedHeading, Line
from shouwang.mechanisms.roster.uploads import write_upload

MAX_BYTES = 64 * 2**20


class TooLarge(Exception):
    """More than MAX_BYTES."""


class WrongState(Exception):
    """The batch is not in the state that the step needs; somebody else may have done it already."""


@transaction.atomic
def receive_roster(
    *, user: User, post: Post | None, file_name: str, content: bytes, at: datetime, is_listing: bool = True
) -> Batch:
    """Takes the file in and has it checked behind. Raises TooLarge."""
    batch = keep_roster(user=user, post=post, file_name=file_name, content=content, at=at, is_listing=is_listing)
    tasks.begin(batch, "check")
    return batch


@transaction.atomic
def keep_roster(
    *, user: User, post: Post | None, file_name: str, content: bytes, at: datetime, is_listing: bool = True
) -> Batch:
    """Takes the file in, sealed; whoever calls has it checked. Raises TooLarge."""
    if len(content) > MAX_BYTES:
        raise TooLarge(_("The file is larger than 64 MB. Split it by township and send the parts."))
    batch = Batch.objects.create(
        county_id=user.county_id,
        sent_by=user,
        post=post,
        office_id=post.office_id if post else None,
        file_name=file_name[-120:],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        sent_at=at,
        is_lists_opened=is_listing,
    )
    write_upload(batch=batch, content=content)
    return batch


@transaction.atomic
def choose_columns(*, batch: Batch, chosen: dict[str, str]) -> Batch:
    """`chosen`: heading -> column key, empty to ignore it. Learned for this sender; the file is checked again."""
    batch = _locked(batch, "mapping")
    for heading, column in chosen.items():
        if column and column not in ROSTER:
            continue
        LearnedHeading.objects.update_or_create(
            county_id=batch.county_id, office_id=batch.office_id, heading=heading, defaults={"column": column}
        )
    _to(batch, "waiting")
    tasks.begin(batch, "check")
    return batch


@transaction.atomic
def decide_line(*, batch: Batch, line_id: int, decision: str) -> Line:
    """Is a doubtful row the same child, another one, or to be left out?"""
    _locked(batch, "checked")
    line = Line.objects.select_for_update().get(county_id=batch.county_id, batch=batch, pk=line_id, verdict="perhaps")
    line.decision = decision
    line.save(update_fields=["decision"])
    return line


@transaction.atomic
def save_roster(*, batch: Batch) -> Batch:
    """The sender says so: from here on the rows go into the registry. Raises WrongState."""
    batch = _locked(batch, "checked")
    _to(batch, "saving")
    tasks.begin(batch, "save")
    return batch


@transaction.atomic
def withdraw_roster(*, batch: Batch) -> Batch:
    """Takes a saved roster back as a whole. Raises WrongState."""
    batch = _locked(batch, "saved")
    _to(batch, "withdrawing")
    tasks.begin(batch, "withdraw")
    return batch


def _locked(batch: Batch, state: str) -> Batch:
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != state:
        raise WrongState(_("This roster has moved on meanwhile (%(state)s).") % {"state": locked.get_state_display()})
    return locked


def _to(batch: Batch, state: str) -> None:
    batch.state = state
    batch.save(update_fields=["state"])
