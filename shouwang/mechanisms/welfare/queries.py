"""Reading claims, and finding by the plan's rules what a family may be entitled to."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from shouwang.access.scope import Scope
from shouwang.duties.cases import get_case
from shouwang.duties.plan import get_plan
from shouwang.mechanisms.welfare.models import Claim
from shouwang.policy.evaluate import Case, question_of
from shouwang.registry.models import File

BENEFITS = "welfare.benefits"


@dataclass(frozen=True)
class Entitlement:
    """A benefit of an adopted pack: `outcome` yes or unknown, by `clause`; `missing`: facts that nobody has asked."""

    name: str
    outcome: str
    clause: str
    pack: str
    missing: tuple[str, ...] = ()


def list_claims(*, file: File) -> QuerySet[Claim]:
    """Of a child or a case, the latest first."""
    return Claim.objects.filter(county_id=file.county_id, file=file).order_by("-id")


def list_claims_within(*, scope: Scope, state: str = "") -> QuerySet[Claim]:
    """Claims of the children and cases within the scope, the oldest application first."""
    files = File.objects.within(scope, "child.read", "case.read", "case.join")
    claims = Claim.objects.filter(county_id=scope.county_id, file__in=files)
    if state:
        claims = claims.filter(state=state)
    return claims.select_related("file__township", "file__village").order_by("applied_on", "id")


def list_entitlements(*, file: File, today: date) -> list[Entitlement]:
    """What the facts say by each adopted pack's list of benefits: those that hold, and those that cannot be told yet."""
    plan, seen = get_plan(county_id=file.county_id, on=today), get_case(file=file)
    found = []
    for pack in plan.packs:
        if BENEFITS not in pack.lists:
            continue
        opened = Case.open(pack, seen.situation(plan=plan, pack=pack), today, plan.calendar)
        for item in pack.lists[BENEFITS].items:
            answer = question_of(opened.law, item.when)(opened) if item.when is not None else None
            if answer is not None and not answer.is_no:
                clause = item.clause or ""
                found.append(Entitlement(item.name, answer.outcome, clause, pack.id, answer.missing))
    return found
