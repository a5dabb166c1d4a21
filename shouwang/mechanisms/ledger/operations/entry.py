"""One child typed in: one child, one file. Two people who type the same child at once do not both succeed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.encryption import blind_index
from shouwang.access.models import County, Region
from shouwang.access.operations import append_event
from shouwang.access.scope import Actor
from shouwang.duties.operations import GateClosed
from shouwang.duties.reckoning import reckon_file
from shouwang.mechanisms.ledger.operations.facts import open_on_ledger
from shouwang.mechanisms.ledger.operations.refusals import AlreadyFiled, NotListedByPlan
from shouwang.registry.models import File, FileKind
from shouwang.registry.operations import open_child_file


@transaction.atomic
def open_file(
    *,
    by: Actor,
    county: County,
    village: Region,
    facts: Mapping[str, Any],
    is_listed: bool,
    on: date,
    today: date,
    at: datetime,
    note: str = "",
) -> File:
    """一人一档. A child without a number is taken with the reason. Raises AlreadyFiled, NotListedByPlan."""
    County.objects.select_for_update(no_key=True).get(pk=county.pk)
    _refuse_second(county_id=county.pk, number=facts.get("child.citizen_id"))
    given = {key: value for key, value in facts.items() if value not in (None, "", [])}
    name = given.pop("child.name")
    file = open_child_file(county=county, village=village, name=name, opened_on=on, facts=given)
    append_event(by=by, what="ledger.file_opened", on=on, at=at, file_id=file.pk, detail={"note": note} if note else {})
    if is_listed:
        _list(by=by, file=file, on=on, today=today, at=at)
    else:
        reckon_file(file=file, today=today, at=at)
    return file


def _list(*, file: File, **done: Any) -> None:
    try:
        open_on_ledger(file=file, **done)
    except GateClosed as closed:
        words = _("The plan does not list this child. Take the tick away to open the file without listing.")
        raise NotListedByPlan(words, closed.refusals) from closed


def _refuse_second(*, county_id: int, number: str | None) -> None:
    if not number:
        return
    index = blind_index(number, purpose="citizen_id")
    files = File.objects.filter(county_id=county_id, kind=FileKind.CHILD, withdrawn_at__isnull=True)
    file = files.filter(person__citizen_id_index=index).select_related("township").first()
    if file is not None:
        words = _(
            "A child with this identity number has a file already: %(number)s in %(township)s. Open that file; if the"
            " number belongs to another child, leave it empty here and choose why."
        )
        raise AlreadyFiled(words % {"number": file.number, "township": file.township}, file)
