"""Writing guardianship: pledges, notices, supervision, and who holds the child after an appointment."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.policy.duration import years_between
from shouwang.registry.models import File
from shouwang.registry.operations import CareOverlaps as CareOverlaps
from shouwang.registry.operations import begin_care, new_person, set_facts

ADULT_YEARS = 18


class NotAnAdult(Exception):
    """A guardian or carer is of full age (民法典 17)."""


def _plain(detail: dict[str, Any]) -> dict[str, Any]:
    filled = {key: value for key, value in detail.items() if value not in ("", None, [])}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in filled.items()}


@transaction.atomic
def sign_pledge(
    *, by: Actor, file: File, on: date, today: date, at: datetime, proof_of: str = "", **detail: Any
) -> Event:
    """监护责任书: valid until the guardianship changes."""
    set_facts(file=file, facts={"child.pledge_signed_on": on})
    return record_event(
        by=by, file=file, what="guardianship.pledge_signed", on=on, at=at, today=today, detail=_plain(detail), proof_of=proof_of
    )  # fmt: skip


@transaction.atomic
def record_leave_notice(
    *,
    what: str,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    parent: str,
    leaves_on: date,
    work_place: str,
    phone: str,
    proof_of: str = "",
    **detail: Any,
) -> Event:
    """外出告知: what the parents tell becomes what is known of them. A notice after the leaving day is marked late."""
    facts: dict[str, Any] = {}
    for who in ("father", "mother") if parent == "both" else (parent,):
        facts |= {f"{who}.work_place": work_place, f"{who}.phone": phone}
        facts |= {f"{who}.away": leaves_on <= today, f"{who}.away_since": leaves_on}
    set_facts(file=file, facts=facts)
    told = detail | {"parent": parent, "leaves_on": leaves_on, "work_place": work_place, "is_late": on > leaves_on}
    return record_event(by=by, file=file, what=what, on=on, at=at, today=today, detail=_plain(told), proof_of=proof_of)


@transaction.atomic
def appoint_guardian(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    name: str,
    born_on: date,
    relation: str,
    ground: str,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """另行指定监护人: the running care and its agreement end with it. Raises NotAnAdult."""
    _take_over(file=file, name=name, born_on=born_on, relation=relation, on=on)
    detail = {"name": name, "relation": relation, "ground": ground, "note": note}
    return record_event(
        by=by, file=file, what="guardianship.guardian_appointed", on=on, at=at, today=today, detail=_plain(detail),
        proof_of=proof_of,
    )  # fmt: skip


@transaction.atomic
def resolve_alone(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    carer_name: str,
    relation: str,
    born_on: date,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """独居解除: an adult lives with the child from now on. Raises NotAnAdult."""
    _take_over(file=file, name=carer_name, born_on=born_on, relation=relation, on=on)
    set_facts(file=file, facts={"child.lives_alone": False})
    detail = {"name": carer_name, "relation": relation, "note": note}
    return record_event(
        by=by, file=file, what="guardianship.alone_resolved", on=on, at=at, today=today, detail=_plain(detail),
        proof_of=proof_of,
    )  # fmt: skip


def _take_over(*, file: File, name: str, born_on: date, relation: str, on: date) -> None:
    if years_between(born_on, on) < ADULT_YEARS:
        raise NotAnAdult(_("This person is not 18 years old yet. Only an adult can look after the child."))
    carer = new_person(county_id=file.county_id, name=name, born_on=born_on)
    begin_care(file=file, kind="informal", carer=carer, relation=relation, from_on=on)


@transaction.atomic
def set_care_form(
    *, by: Actor, file: File, on: date, today: date, at: datetime, care_form: str, note: str = "", proof_of: str = ""
) -> Event:
    """管护形式: boarding, social, family, or parents back."""
    set_facts(file=file, facts={"child.care_form": care_form})
    return record_event(
        by=by, file=file, what="guardianship.care_form_set", on=on, at=at, today=today,
        detail=_plain({"care_form": care_form, "note": note}), proof_of=proof_of,
    )  # fmt: skip
