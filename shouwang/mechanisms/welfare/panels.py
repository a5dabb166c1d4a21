"""What the pages show of welfare, and what the forms need to know."""

from datetime import date
from typing import Any

from shouwang.access.scope import Scope
from shouwang.mechanisms.welfare.queries import list_claims, list_entitlements
from shouwang.registry.models import File, FileKind


def welfare_panel(file: File, scope: Scope, today: date) -> dict[str, Any] | None:
    """What was claimed, and what the facts say the family may be entitled to; on a case's page nothing when there is none."""
    claims = list(list_claims(file=file))
    claimed = {claim.benefit for claim in claims}
    entitled = [one for one in list_entitlements(file=file, today=today) if one.name not in claimed]
    is_empty = file.kind == FileKind.CASE and not claims and not entitled
    return None if is_empty else {"claims": claims, "entitled": entitled}


def claims_to_decide(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {"claims": list_claims(file=file).filter(state__in=["offered", "applied"])}


def claims_to_deliver(file: File, scope: Scope, today: date) -> dict[str, Any]:
    return {"claims": list_claims(file=file).filter(state__in=["granted", "delivered"])}
