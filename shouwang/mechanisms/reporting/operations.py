"""Writing reports: sent, signed for, copied, returned. Two people at once: one wins, the other is told."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import Event
from shouwang.access.queries import list_leads
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.duties.plan import get_plan
from shouwang.mechanisms.reporting.models import Receipt, Submission
from shouwang.mechanisms.reporting.queries import get_figures
from shouwang.mechanisms.reporting.summary import Broken, find_broken
from shouwang.registry.models import File, FileKind

COPIED_TO = "reporting.copied_to"
COPIED = {"education_bureau": "reporting.copied_education", "police": "reporting.copied_police"}


class ChecksBroken(Exception):
    """The figures contradict themselves; `broken` says which columns and what to do."""

    def __init__(self, broken: list[Broken]) -> None:
        super().__init__(broken)
        self.broken = broken


class AlreadySent(Exception):
    """A valid report of this period stands already."""


class AlreadyAnswered(Exception):
    """Somebody signed for it or returned it meanwhile."""


@transaction.atomic
def submit_report(
    *, by: Actor, unit: File, period: tuple[date, date], today: date, at: datetime, note: str = ""
) -> Submission:
    """Sends the unit's report with the figures of today, copies to whom the plan names. Raises ChecksBroken, AlreadySent."""
    figures = get_figures(unit=unit, on=today)
    broken = find_broken(figures)
    if broken:
        raise ChecksBroken(broken)
    version = _replace_former(unit, period)
    submission = Submission.objects.create(
        county_id=unit.county_id, unit=unit, period_from=period[0], period_until=period[1], version=version,
        figures=figures.as_json(), note=note, submitted_on=today, submitted_at=at, submitted_by_id=by.user_id,
        office_id=by.office_id,
    )  # fmt: skip
    is_village = unit.kind == FileKind.VILLAGE
    if not is_village:
        _copy(submission, today)
    what = "reporting.village_submitted" if is_village else "reporting.township_submitted"
    _record(by, submission, what, today, at)
    return submission


def _replace_former(unit: File, period: tuple[date, date]) -> int:
    """The next version of this period's report. One that waits for an answer is not overtaken; what was signed for may
    be brought up to date (a second survey, a second check in the period), what was returned has to be. Raises AlreadySent.
    """
    File.objects.select_for_update(no_key=True).get(pk=unit.pk)
    former = Submission.objects.filter(county_id=unit.county_id, unit=unit, period_until=period[1])
    if former.filter(state="submitted").exists():
        raise AlreadySent(
            _("This period's report was sent and waits for its signature. It can be sent anew after it was answered.")
        )
    version = former.count() + 1
    former.filter(state__in=["acknowledged", "returned"]).update(state="replaced")
    return version


def _copy(submission: Submission, today: date) -> None:
    """A receipt for each office that leads a function which the plan copies; nobody leading is a receipt without office."""
    plan = get_plan(county_id=submission.county_id, on=today)
    functions = {key for pack in plan.packs if COPIED_TO in pack.lists for key in pack.lists[COPIED_TO].keys}
    for function in sorted(functions):
        offices = list_leads(function=function, region=submission.unit.township_id) or [None]
        for office_id in offices:
            Receipt.objects.create(
                county_id=submission.county_id, submission=submission, function=function, office_id=office_id
            )


def _record(by: Actor, submission: Submission, what: str, today: date, at: datetime, **detail: str) -> Event:
    return record_event(
        by=by, file=submission.unit, what=what, on=today, at=at, today=today,
        detail={"period_until": submission.period_until.isoformat(), "version": submission.version} | detail,
        proof_of=f"reporting.submission:{submission.pk}",
    )  # fmt: skip


def _locked(submission: Submission) -> Submission:
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.state != "submitted":
        raise AlreadyAnswered(_("Meanwhile: %(state)s.") % {"state": locked.get_state_display()})
    return locked


@transaction.atomic
def acknowledge_report(*, by: Actor, submission: Submission, today: date, at: datetime) -> Submission:
    """Signs for it. Raises AlreadyAnswered."""
    locked = _locked(submission)
    locked.state, locked.answered_at, locked.answered_by_id = "acknowledged", at, by.user_id
    locked.save(update_fields=["state", "answered_at", "answered_by"])
    is_village = locked.unit.kind == FileKind.VILLAGE
    _record(by, locked, "reporting.village_accepted" if is_village else "reporting.township_acknowledged", today, at)
    return locked


@transaction.atomic
def return_report(*, by: Actor, submission: Submission, because: str, today: date, at: datetime) -> Submission:
    """Gives it back for correction, with the reason; what was sent stays as it was. Raises AlreadyAnswered."""
    locked = _locked(submission)
    locked.state, locked.answered_at, locked.answered_by_id = "returned", at, by.user_id
    locked.returned_because = because
    locked.save(update_fields=["state", "answered_at", "answered_by", "returned_because"])
    _record(by, locked, "reporting.returned", today, at, because=because)
    return locked


@transaction.atomic
def sign_copy(*, by: Actor, receipt: Receipt, today: date, at: datetime) -> Receipt:
    """The copy counts when every office that got one has signed. Raises AlreadyAnswered."""
    locked = Receipt.objects.select_for_update().select_related("submission__unit").get(pk=receipt.pk)
    if locked.received_at is not None:
        raise AlreadyAnswered(_("Somebody in your office has signed for it already."))
    locked.received_at, locked.received_by_id = at, by.user_id
    locked.save(update_fields=["received_at", "received_by"])
    same = Receipt.objects.filter(county_id=locked.county_id, submission=locked.submission, function=locked.function)
    if locked.function in COPIED and not same.filter(received_at__isnull=True).exists():
        _record(by, locked.submission, COPIED[locked.function], today, at)
    return locked
