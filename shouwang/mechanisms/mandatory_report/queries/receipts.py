"""What a receipt code tells: neutral steps and the answer. Nothing about who, where, or which office."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shouwang.access.models import Event
from shouwang.mechanisms.mandatory_report.models import Report
from shouwang.mechanisms.mandatory_report.queries.joined import find_going_on
from shouwang.mechanisms.mandatory_report.receipt_codes import is_same, key_of
from shouwang.registry.models import Case

ANSWERED = "mandatory_report.answered"
STEPS = ("received", "accepted", "handled", "closed")
_REACHED = {"received": 1, "accepted": 2, "handled": 3, "assessed": 3, "closed": 4}


@dataclass(frozen=True)
class Progress:
    """`reached`: how many of STEPS are done. `answers`: (day, text), the latest first."""

    received_on: date
    reached: int
    answers: tuple[tuple[date, str], ...]

    @property
    def steps(self) -> list[tuple[str, bool]]:
        return [(step, at < self.reached) for at, step in enumerate(STEPS)]


def find_report(*, code: str) -> Report | None:
    """The report of this code, within the county that is entered."""
    key = key_of(code)
    found = Report.objects.filter(receipt_key=key).select_related("file").first()
    return found if found is not None and is_same(found.receipt_key, key) else None


def get_progress(*, report: Report) -> Progress:
    """Of the case in which the report goes on, when it was joined with another."""
    going_on = find_going_on(county_id=report.county_id, file_id=report.file_id)
    case = Case.objects.get(county_id=report.county_id, pk=going_on)
    answers = Event.objects.filter(county_id=report.county_id, file_id__in={report.file_id, going_on}, what=ANSWERED)
    told = tuple((row.done_on, _text_of(row.opened)) for row in answers.order_by("-done_on", "-entered_at"))
    return Progress(received_on=report.file.opened_on, reached=_REACHED.get(case.stage or "", 1), answers=told)


def _text_of(detail: dict[str, Any]) -> str:
    return str(detail.get("answer", ""))
