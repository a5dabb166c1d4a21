"""From the escort to the return or the next carer. The chain of care in the child's file has no hole meanwhile.

`step` is what every step of a case carries: `by at today`, and `proof_of seen at_time` of the form
(`duties.operations.record_case_event`, whose refusals they all raise too).
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import Event, Office
from shouwang.duties.operations import record_case_event, record_event
from shouwang.mechanisms.placement.models import DayNote, Stay
from shouwang.mechanisms.placement.queries import count_free_beds, get_running_stay
from shouwang.registry.models import Case, File
from shouwang.registry.operations import CareOverlaps as CareOverlaps
from shouwang.registry.operations import begin_care, new_person

IN_HOUSES = frozenset({"rescue_station", "welfare_institution", "shelter"})
_IN_CARE = {"case.placed": True, "case.long_term": False, "case.child_safe": True}
_RELATION = {"relative": "relative", "village": "other"}


class AlreadyPlaced(Exception):
    """The child of this case is in temporary care already: it has to be handed over, not received twice."""


class NotPlaced(Exception):
    """There is no running stay that this step could speak of."""


class NoBed(Exception):
    """The institution has reported its beds, and all of them are taken."""


class NotHandedOver(Exception):
    """A stay ends only when somebody named has taken the child over."""


@transaction.atomic
def receive_child(
    *,
    file: File,
    on: date,
    place_kind: str,
    place_name: str,
    keeper: str,
    keeper_phone: str = "",
    office: Office | None = None,
    note: str = "",
    **step: Any,
) -> Event:
    """接收临时监护照料: from now on somebody named answers for the child. Raises AlreadyPlaced, NoBed."""
    if get_running_stay(file=file) is not None:
        raise AlreadyPlaced(_("The child is in temporary care already. Record the hand-over first."))
    if office is not None and count_free_beds(office=office) == 0:
        raise NoBed(
            _("«%(place)s» has no free bed. Choose another place, or let it report its beds anew.") % {"place": office}
        )
    facts = _IN_CARE | {"case.place_kind": place_kind, "case.child_seen_on": on}
    detail = {"place_kind": place_kind, "place_name": place_name, "keeper": keeper, "note": note}
    event = record_case_event(file=file, what="placement.received", on=on, facts=facts, detail=detail, **step)
    Stay.objects.create(
        county_id=file.county_id,
        file=file,
        place_kind=place_kind,
        office=office,
        place_name=place_name,
        keeper=keeper,
        keeper_phone=keeper_phone or None,
        from_on=on,
        event=event,
        is_synthetic=file.is_synthetic,
    )
    _hold_in_file(file, on=on, place_kind=place_kind, keeper=keeper, step=step)
    return event


def _hold_in_file(file: File, *, on: date, place_kind: str, keeper: str, step: dict[str, Any]) -> None:
    """In the child's own file the care goes over too, if it is known whose case it is."""
    child_file = Case.objects.select_related("child_file").get(pk=file.pk).child_file
    if child_file is None:
        return
    if place_kind in IN_HOUSES:
        begin_care(file=child_file, kind="institution", from_on=on, relation="institution")
    else:
        carer = new_person(county_id=file.county_id, name=keeper)
        begin_care(file=child_file, kind="informal", from_on=on, carer=carer, relation=_RELATION[place_kind])
    _tell_file(child_file, "placement.started", on=on, detail={"place_kind": place_kind}, step=step)


def _tell_file(child_file: File, what: str, *, on: date, detail: dict[str, Any], step: dict[str, Any]) -> None:
    """The child's own file hears that the care changed hands, and nothing of the case."""
    by, at, today = step["by"], step["at"], step["today"]
    record_event(by=by, file=child_file, what=what, on=on, at=at, today=today, detail=detail)


@transaction.atomic
def note_day(
    *,
    file: File,
    on: date,
    state: str,
    text: str,
    note: str = "",
    **step: Any,
) -> Event:
    """照料日志. The words stay in the log, sealed; the event says only that it was written. Raises NotPlaced."""
    stay = _get_stay(file)
    detail = {"state": state, "note": note}
    event = record_case_event(file=file, what="placement.day_noted", on=on, detail=detail, **step)
    DayNote.objects.create(county_id=file.county_id, stay=stay, on=on, state=state, text=text, event=event)
    return event


def _get_stay(file: File) -> Stay:
    stay = get_running_stay(file=file)
    if stay is None:
        raise NotPlaced(_("No temporary care is running in this case. Record the reception first."))
    return stay


@transaction.atomic
def return_child(
    *,
    file: File,
    on: date,
    went_to: str,
    received_by: str,
    is_received: bool,
    note: str = "",
    **step: Any,
) -> Event:
    """送返或移交: the stay ends because somebody named has taken over. Raises NotPlaced, NotHandedOver."""
    stay = _get_stay(file)
    if not is_received:
        raise NotHandedOver(_("Until somebody has taken the child over, the stay goes on. Record it when it is done."))
    facts: dict[str, Any] = {"case.placed": False, "case.child_seen_on": on}
    if went_to in ("father", "mother"):
        facts |= {"case.parents_back": True}
    if went_to == "carer":
        facts |= {"case.carer_named": True}
    if went_to == "long_term":
        facts |= {"case.long_term": True}
    detail = {"went_to": went_to, "received_by": received_by, "note": note}
    event = record_case_event(file=file, what="placement.returned", on=on, facts=facts, detail=detail, **step)
    stay.until_on, stay.went_to, stay.received_by = on, went_to, received_by
    stay.save(update_fields=["until_on", "went_to", "received_by"])
    _hand_on_in_file(file, on=on, went_to=went_to, received_by=received_by, step=step)
    return event


def _hand_on_in_file(file: File, *, on: date, went_to: str, received_by: str, step: dict[str, Any]) -> None:
    child_file = Case.objects.select_related("child_file").get(pk=file.pk).child_file
    if child_file is None:
        return
    if went_to in ("father", "mother"):
        begin_care(file=child_file, kind="parents", from_on=on, relation="parent")
    elif went_to in ("place", "long_term"):
        begin_care(file=child_file, kind="institution", from_on=on, relation="institution")
    else:
        carer = new_person(county_id=file.county_id, name=received_by)
        begin_care(file=child_file, kind="informal", from_on=on, carer=carer, relation="other")
    _tell_file(child_file, "placement.ended", on=on, detail={"went_to": went_to}, step=step)
