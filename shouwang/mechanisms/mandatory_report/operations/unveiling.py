"""Who made a report: told for a reason, and written down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from shouwang.access.models import User
from shouwang.access.operations import append_reading
from shouwang.access.scope import Actor
from shouwang.mechanisms.mandatory_report.models import Report, Reporter
from shouwang.registry.joining import list_joined
from shouwang.registry.models import File


@dataclass(frozen=True)
class Revealed:
    """One report's sender, in clear. `account` is the name of the account, or empty."""

    report: Report
    reporter: Reporter
    account: str
    typed_by: str


@transaction.atomic
def reveal_reporters(*, by: Actor, file: File, reason: str, at: datetime, address: str | None) -> list[Revealed]:
    """The only reader of `Reporter`'s sealed columns. The reading names the case and the reason, never whom it showed."""
    append_reading(
        by=by, what="unveil", at=at, file_id=file.pk, address=address, detail={"field": "reporter", "reason": reason}
    )
    rows = Reporter.objects.filter(county_id=file.county_id, report__file__in=list_joined(file=file)).select_related(
        "report"
    )
    return [
        Revealed(row.report, row, _name_of(row.account), _name_of(row.typed_by))
        for row in rows.order_by("report__received_at")
    ]


def _name_of(account: str | None) -> str:
    user = User.objects.filter(pk=UUID(account)).first() if account else None
    return f"{user.name} {user.username}" if user else ""
