"""Writing claims. `step` is what every step carries: `by at today`, `proof_of`, of a case `seen at_time`.

All raise what `duties.operations.record_case_event` and `record_event` raise.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import Event
from shouwang.duties.operations import record_case_event, record_event
from shouwang.mechanisms.welfare.models import Claim
from shouwang.registry.models import File, FileKind


class NotApplied(Exception):
    """A benefit is decided after somebody has applied for it."""


class NotGranted(Exception):
    """A benefit is delivered after it was granted."""


@transaction.atomic
def offer_benefits(*, file: File, on: date, benefits: list[str], note: str = "", **step: Any) -> Event:
    """告知: what the family may be entitled to; a claim for each, so that nobody forgets what became of it."""
    event = _record(file, "welfare.offered", on, {"benefits": benefits, "note": note}, step)
    for benefit in benefits:
        if not _running(file, benefit).exists():
            _new(file, benefit, state="offered", offered_on=on)
    return event


@transaction.atomic
def apply_for_benefit(*, file: File, on: date, benefit: str, note: str = "", **step: Any) -> Event:
    """申请: of a benefit that was offered, or that the family asks for itself."""
    event = _record(file, "welfare.applied", on, {"benefit": benefit, "note": note}, step)
    claim = _running(file, benefit).first() or _new(file, benefit, state="offered")
    claim.state, claim.applied_on = "applied", on
    claim.save(update_fields=["state", "applied_on"])
    return event


@transaction.atomic
def decide_claim(
    *,
    file: File,
    on: date,
    claim: Claim,
    is_granted: bool,
    number: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    note: str = "",
    **step: Any,
) -> Event:
    """审批. Raises NotApplied."""
    if claim.state != "applied":
        raise NotApplied(
            _("Nobody has applied for «%(benefit)s» yet. Record the application first.") % {"benefit": claim}
        )
    detail = {"benefit": claim.benefit, "is_granted": is_granted, "number": number, "note": note}
    event = _record(file, "welfare.decided", on, detail, step)
    claim.state, claim.decided_on, claim.number = "granted" if is_granted else "refused", on, number
    claim.from_on, claim.until_on = from_on, until_on
    claim.save(update_fields=["state", "decided_on", "number", "from_on", "until_on"])
    return event


@transaction.atomic
def deliver_benefit(*, file: File, on: date, claim: Claim, result: str, note: str = "", **step: Any) -> Event:
    """落实. Raises NotGranted."""
    if claim.state not in ("granted", "delivered"):
        raise NotGranted(_("«%(benefit)s» was not granted. Record the decision first.") % {"benefit": claim})
    event = _record(file, "welfare.delivered", on, {"benefit": claim.benefit, "result": result, "note": note}, step)
    claim.state, claim.delivered_on = "delivered", on
    claim.save(update_fields=["state", "delivered_on"])
    return event


def _record(file: File, what: str, on: date, detail: dict[str, Any], step: dict[str, Any]) -> Event:
    record = record_case_event if file.kind == FileKind.CASE else record_event
    return record(file=file, what=what, on=on, detail=detail, **step)


def _running(file: File, benefit: str) -> Any:
    claims = Claim.objects.filter(county_id=file.county_id, file=file, benefit=benefit)
    return claims.filter(state__in=["offered", "applied"]).order_by("-id")


def _new(file: File, benefit: str, **fields: Any) -> Claim:
    return Claim.objects.create(
        county_id=file.county_id, file=file, benefit=benefit, is_synthetic=file.is_synthetic, **fields
    )
