"""Reading delegations."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shouwang.access.scope import Scope
from shouwang.duties.figures import list_ends
from shouwang.mechanisms.delegation.models import Agreement, Assessment
from shouwang.registry import questionnaires
from shouwang.registry.models import CareSpell, File, FileKind, Questionnaire

NOTICE = "delegation.renew_notice"


def get_running_care(*, file: File) -> CareSpell | None:
    spells = CareSpell.objects.filter(county_id=file.county_id, file=file, until_on__isnull=True)
    return spells.select_related("carer").first()


def get_agreement(*, file: File, state: str) -> Agreement | None:
    agreements = Agreement.objects.filter(county_id=file.county_id, file=file, state=state)
    return agreements.select_related("carer").order_by("-id").first()


def get_questionnaire(*, county_id: int, on: date) -> Questionnaire | None:
    """The version in use on that day."""
    return questionnaires.get_questionnaire(county_id=county_id, purpose="carer", on=on)


def get_notice(*, county_id: int, today: date) -> date | None:
    """Up to which last day an agreement is soon to be renewed: the longest notice that a plan has, or the county chose."""
    return max(list_ends(county_id=county_id, key=NOTICE, begins_on=today, on=today), default=None)


def list_agreements(*, scope: Scope, state: str, today: date) -> QuerySet[Agreement]:
    """`draft`, `signed`, `expiring` (within the county's notice), `expired` (signed, last day past) or `ended`."""
    agreements = Agreement.objects.filter(scope.condition("child.read", prefix="file__"), county_id=scope.county_id)
    soon = get_notice(county_id=scope.county_id, today=today) or today
    conditions = {
        "draft": Q(state="draft"),
        "signed": Q(state="signed", until_on__gte=today),
        "expiring": Q(state="signed", until_on__gte=today, until_on__lte=soon),
        "expired": Q(state="signed", until_on__lt=today),
        "ended": Q(state="ended"),
    }
    rows = agreements.filter(conditions[state]).select_related("file__village", "file__township", "carer")
    return rows.order_by("until_on", "id")


def list_without(*, scope: Scope) -> QuerySet[File]:
    """Children on the ledger for whom no signed agreement runs and no parent is at home as carer."""
    signed = Agreement.objects.filter(county_id=scope.county_id, file=OuterRef("pk"), state="signed")
    with_parents = CareSpell.objects.filter(
        county_id=scope.county_id, file=OuterRef("pk"), until_on__isnull=True, kind__in=["parents", "institution"]
    )
    children = File.objects.within(scope).filter(
        kind=FileKind.CHILD, child__listed_on__isnull=False, child__exited_on__isnull=True
    )
    rows = children.exclude(Exists(signed)).exclude(Exists(with_parents)).select_related("village", "township")
    return rows.order_by("township_id", "village_id", "pinyin", "id")


_SHOWN = ("assessed_on", "result", "points", "banned", "carer__name", "questionnaire__title", "questionnaire__version")


def list_assessments(*, county_id: int, file_id: UUID) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(county_id=county_id, file_id=file_id).select_related("carer", "questionnaire")
    return rows.only(*_SHOWN).order_by("-assessed_on")
