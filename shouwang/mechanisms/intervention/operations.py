"""The rungs that leave more than an event: a refusal's months, a ruling, another guardian.

`step` is what every step of a case carries: `by at today`, and `proof_of seen at_time` of the form
(`duties.operations.record_case_event`, whose refusals they all raise too).
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.access.sealing import SealedText
from shouwang.duties.operations import record_case_event, record_event
from shouwang.registry.models import Case, File
from shouwang.registry.operations import CareOverlaps as CareOverlaps
from shouwang.registry.operations import begin_care, new_person

TAUGHT = ("intervention.urged", "intervention.educated", "intervention.admonished")
REMOVED = frozenset({"removed", "removed_only"})


class NeverTaught(Exception):
    """«Taught without effect» needs an urging, an education or an admonition that was recorded before."""


@transaction.atomic
def record_relapse(*, file: File, on: date, happened: str, note: str = "", **fields: Any) -> Event:
    """再次发生. Raises NeverTaught unless the guardian was taught on this case on that day or before."""
    answers = {name: fields.pop(name, None) for name in ("unattended", "in_danger", "gravely_harmed")}
    taught = Event.objects.filter(county_id=file.county_id, file_id=file.pk, what__in=TAUGHT, done_on__lte=on)
    if not taught.exists():
        words = _(
            "No urging, education or admonition stands in this case before that day. Record it first, with its paper."
        )
        raise NeverTaught(words)
    facts = {f"case.{name}": answer for name, answer in answers.items() if answer is not None}
    facts |= {"case.relapsed_on": on, "case.neglect_continues": True}
    detail = {"happened": happened, "note": note}
    return record_case_event(file=file, what="intervention.relapsed", on=on, facts=facts, detail=detail, **fields)


@transaction.atomic
def record_refusal(
    *, file: File, on: date, seen_as: str, shown_by: str, destitute: bool | None = None, note: str = "", **step: Any
) -> Event:
    """拒不履行 as it was seen on a day. The clock begins on the earliest such day and ends when guardianship is resumed."""
    since = Case.objects.values_list("refused_since", flat=True).get(county_id=file.county_id, pk=file.pk)
    is_refused = seen_as == "refused"
    facts: dict[str, Any] = {"case.neglect_continues": is_refused}
    facts["case.refused_since"] = min(since or on, on) if is_refused else None
    if destitute is not None:
        facts["case.destitute"] = destitute
    detail = {"seen_as": seen_as, "shown_by": shown_by, "note": note}
    return record_case_event(file=file, what="intervention.refusal_recorded", on=on, facts=facts, detail=detail, **step)


@transaction.atomic
def record_ruling(*, file: File, on: date, ruling: str, court: str, number: str, note: str = "", **step: Any) -> Event:
    """裁判: the child's own file hears only that the guardian was removed."""
    is_removed = ruling in REMOVED
    facts = {"case.guardian_removed": is_removed}
    detail = {"ruling": ruling, "court": court, "number": number, "note": note}
    event = record_case_event(file=file, what="intervention.ruled", on=on, facts=facts, detail=detail, **step)
    child_file = _child_of(file)
    if is_removed and child_file is not None:
        told = {name: step[name] for name in ("by", "at", "today")}
        record_event(file=child_file, what="intervention.guardian_removed", on=on, **told)
    return event


@transaction.atomic
def appoint_guardian(
    *, file: File, on: date, guardian: str, is_institution: bool, number: str, note: str = "", **step: Any
) -> Event:
    """另行指定监护人: who holds the child from that day on stands in the chain of care. Raises CareOverlaps.

    When a court may appoint, after a removal alone or also where nobody guards the child, is the plans' gate.
    """
    detail = {"guardian": guardian, "is_institution": is_institution, "number": number, "note": note}
    facts = {"case.neglect_continues": False}
    event = record_case_event(
        file=file, what="intervention.guardian_appointed", on=on, facts=facts, detail=detail, **step
    )
    child_file = _child_of(file)
    if child_file is not None and is_institution:
        begin_care(file=child_file, kind="institution", from_on=on, relation="institution")
    elif child_file is not None:
        carer = new_person(county_id=file.county_id, name=guardian)
        begin_care(file=child_file, kind="informal", from_on=on, carer=carer, relation="other")
    return event


def note_dossier(*, file: File, reason: str, on: date, at: datetime, today: date) -> Event:
    """The dossier was made at the command line, where no account says who it is; also of a closed case."""
    told = {"what": "intervention.dossier_made", "on": on, "at": at, "today": today}
    detail = {"reason": SealedText(reason)} if reason else {}
    return record_case_event(by=Actor(file.county_id), file=file, detail=detail, is_after_closing=True, **told)


def _child_of(file: File) -> File | None:
    return Case.objects.select_related("child_file").get(county_id=file.county_id, pk=file.pk).child_file
