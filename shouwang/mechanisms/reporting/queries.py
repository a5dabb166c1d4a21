"""Reading reports: what a unit has to send, what waits for an answer, which copies are not signed for."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shouwang.access.scope import Scope
from shouwang.duties.models import Duty
from shouwang.duties.plan import Plan, get_plan
from shouwang.duties.queries import list_within
from shouwang.mechanisms.reporting.models import Receipt, Submission
from shouwang.mechanisms.reporting.summary import Figures, count_figures, place_child
from shouwang.policy.pack import Pack
from shouwang.policy.parameter import figure_on
from shouwang.policy.period import PERIODS, period_at
from shouwang.registry.models import CareSpell, File, FileKind

SEND = "report.submit"
RECEIVE = "report.receive"


QUARTER = "quarter"
_EVERY = {FileKind.VILLAGE: "reporting.village_every", FileKind.TOWNSHIP: "reporting.every"}


def get_period(*, county_id: int, kind: str, today: date, which: str = "") -> tuple[date, date]:
    """The running period of a village's or township's report, or with `which="last"` the one before it.

    As the plan or the county's choice has it; the quarter where neither names a calendar period.
    """
    plan = get_plan(county_id=county_id, on=today)
    every = next((found for pack in plan.packs if (found := _every(plan, pack, kind, today))), QUARTER)
    period = period_at(every, today, plan.calendar)
    if which == "last":
        period = period_at(every, period.first_on - timedelta(days=1), plan.calendar)
    return period.first_on, period.last_on


def _every(plan: Plan, pack: Pack, kind: str, today: date) -> str:
    key = _EVERY.get(FileKind(kind), "")
    if key not in pack.parameters:
        return ""
    every = figure_on(pack.parameters[key], key=key, day=today, choices=plan.choices_of(pack.id))
    return str(every) if every in PERIODS and every != "term" else ""


def list_units(*, scope: Scope) -> QuerySet[File]:
    """The villages and townships for which this post's offices send reports."""
    units = File.objects.within(scope, SEND).filter(kind__in=[FileKind.VILLAGE, FileKind.TOWNSHIP])
    villages = Q(kind=FileKind.VILLAGE) if "village" in scope.functions else Q(pk__in=[])
    townships = Q(kind=FileKind.TOWNSHIP) if "township" in scope.functions else Q(pk__in=[])
    return units.filter(villages | townships).select_related("village", "township").order_by("kind", "name")


def get_unit(*, scope: Scope, unit_id: Any) -> File:
    """Raises File.DoesNotExist for a unit whose reports this post does not send."""
    return list_units(scope=scope).get(pk=unit_id)


def list_children(*, unit: File) -> QuerySet[File]:
    children = File.objects.filter(
        county_id=unit.county_id, kind=FileKind.CHILD, withdrawn_at__isnull=True, child__listed_on__isnull=False,
        child__exited_on__isnull=True,
    )  # fmt: skip
    here = {"village_id": unit.village_id} if unit.kind == FileKind.VILLAGE else {"township_id": unit.township_id}
    return children.filter(**here)


FACTS = (
    "person__born_on", "person__sex", "child__schooling", "child__boarding", "child__hukou_registered",
    "child__guardianship_kind", "child__guardianship_rating",
)  # fmt: skip


def _facts(unit: File, on: date) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Each child with its facts, and with who looked after it on that day."""
    children = list_children(unit=unit)
    carers = _carers(children, unit.county_id, on)
    for key, *values in children.values_list("pk", *FACTS):
        facts = {f"child.{name.partition('__')[2]}": value for name, value in zip(FACTS, values, strict=True)}
        kind, relation = carers.get(key, (None, None))
        yield key, facts | {"care.kind": kind, "carer.relation": relation}


def _carers(children: QuerySet[File], county_id: int, on: date) -> dict[UUID, tuple[str, str | None]]:
    lasts = Q(until_on__isnull=True) | Q(until_on__gte=on)
    spells = CareSpell.objects.filter(lasts, county_id=county_id, from_on__lte=on, file__in=children.values("pk"))
    return {key: (kind, relation) for key, kind, relation in spells.values_list("file_id", "kind", "relation")}


def get_figures(*, unit: File, on: date) -> Figures:
    """The 32 columns of the unit at the cut-off day."""
    return count_figures((facts for _key, facts in _facts(unit, on)), on=on)


def list_rows(*, scope: Scope, unit: File, on: date, column: int = 0, gap: str = "") -> QuerySet[File]:
    """The children behind a column or a gap of the unit's figures, within the scope."""
    placed = ((key, place_child(facts, on=on)) for key, facts in _facts(unit, on))
    keys = [key for key, one in placed if column in one.columns or gap in one.gaps]
    files = File.objects.within(scope, "child.read", "child.share").filter(pk__in=keys)
    return files.select_related("village", "township", "school", "person", "child").order_by("pinyin", "id")


def get_receiving_unit(*, scope: Scope, unit_id: Any) -> File:
    """A unit whose report this post sends, signs for or has copies of. Raises File.DoesNotExist."""
    units = File.objects.within(scope, SEND, RECEIVE).filter(kind__in=[FileKind.VILLAGE, FileKind.TOWNSHIP])
    return units.select_related("village", "township").get(pk=unit_id)


def list_overdue(*, scope: Scope, today: date) -> QuerySet[Duty]:
    """Reports that are late by the plan's own clock, for whoever supervises those units."""
    plan = get_plan(county_id=scope.county_id, on=today)
    sending = {"reporting.village_submitted", "reporting.township_submitted"}
    rules = {rule.key for pack in plan.packs for rule in pack.duties.values() if sending & set(rule.done_by)}
    late = list_within(scope=scope, today=today, rule__in=sorted(rules), due_on__lt=today)
    return late.select_related("file__village", "file__township")


def get_submission(*, scope: Scope, submission_id: Any) -> Submission:
    """One report that the post sent, receives, or has a copy of. Raises Submission.DoesNotExist."""
    return _visible(scope).get(pk=submission_id)


def get_sent(*, unit: File) -> Submission | None:
    """The unit's report that stands: the last one that was not returned."""
    sent = Submission.objects.filter(county_id=unit.county_id, unit=unit, state__in=["submitted", "acknowledged"])
    return sent.order_by("-period_until", "-version").first()


def get_latest(*, scope: Scope, unit_id: Any) -> Submission | None:
    """The newest report of a unit, for whoever may see it."""
    return _visible(scope).filter(unit_id=unit_id).order_by("-submitted_at").first()


def _visible(scope: Scope) -> QuerySet[Submission]:
    here = scope.condition(SEND, RECEIVE, prefix="unit__")
    copies = Q(receipts__office_id__in=sorted(scope.office_ids))
    submissions = Submission.objects.filter(here | copies, county_id=scope.county_id)
    return submissions.select_related("unit__village", "unit__township", "office", "submitted_by").distinct()


def list_sent(*, scope: Scope) -> QuerySet[Submission]:
    return _visible(scope).filter(office_id__in=sorted(scope.office_ids)).order_by("-submitted_at")


def list_to_answer(*, scope: Scope) -> QuerySet[Submission]:
    """Reports that this post signs for: a township those of its villages, the county those of the townships."""
    waiting = _visible(scope).filter(state="submitted").exclude(office_id__in=sorted(scope.office_ids))
    villages = Q(unit__kind=FileKind.VILLAGE) if "township" in scope.functions else Q(pk__in=[])
    townships = Q(unit__kind=FileKind.TOWNSHIP) if "civil_affairs" in scope.functions else Q(pk__in=[])
    return waiting.filter(villages | townships).order_by("submitted_at")


def list_copies(*, scope: Scope) -> QuerySet[Receipt]:
    """Copies that wait for this post's office to sign."""
    open_copies = Receipt.objects.filter(county_id=scope.county_id, received_at__isnull=True)
    mine = open_copies.filter(office_id__in=sorted(scope.office_ids)).exclude(
        submission__state__in=["returned", "replaced"]
    )
    return mine.select_related("submission__unit").order_by("submission__submitted_at")
