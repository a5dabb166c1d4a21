"""Reading guardianship: who has no pledge, who lives alone, whom nobody looks after."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shouwang.access.models import Event
from shouwang.access.scope import Scope
from shouwang.duties.models import Mark
from shouwang.registry.models import CareSpell, File, FileKind

VIEWS = ("pledge", "alone", "unattended", "untold")
TOLD = ("guardianship.leave_told_village", "guardianship.leave_told_school", "delegation.leave_planned")


def list_listed(*, scope: Scope) -> QuerySet[File]:
    """The children on the ledger within the scope."""
    return File.objects.within(scope).filter(
        kind=FileKind.CHILD, child__listed_on__isnull=False, child__exited_on__isnull=True
    )


def list_children(*, scope: Scope, only: str) -> QuerySet[File]:
    """Children on the ledger: `pledge` without a signed pledge, `alone` living alone, `unattended` nobody's, `untold` with
    a parent away who has told nobody."""
    children = list_listed(scope=scope)
    told = Mark.objects.filter(county_id=scope.county_id, file_id=OuterRef("pk"), what__in=TOLD)
    running = CareSpell.objects.filter(county_id=scope.county_id, file=OuterRef("pk"), until_on__isnull=True)
    conditions = {
        "pledge": Q(child__pledge_signed_on__isnull=True),
        "alone": Q(child__lives_alone=True),
        "untold": (Q(child__father__away=True) | Q(child__mother__away=True)) & ~Exists(told),
        "unattended": Q(Exists(running.filter(kind="none"))) | ~Exists(running),
    }
    rows = children.filter(conditions[only]).select_related("child", "village", "township")
    return rows.order_by("township_id", "village_id", "pinyin", "id")


def list_supervision(*, county_id: int, file_id: UUID, limit: int = 20) -> QuerySet[Event]:
    """One time line of supervision: checks, guidance, demands, admonitions."""
    events = Event.objects.filter(county_id=county_id, file_id=file_id, what__startswith="guardianship.")
    events = events.select_related("office").only("what", "done_on", "detail", "office__name")
    return events.order_by("-done_on", "-entered_at")[:limit]


def get_pledge_day(*, file: File) -> date | None:
    return file.child.pledge_signed_on
