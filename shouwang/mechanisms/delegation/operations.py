"""Writing delegations: a carer is named, assessed, signed for, renewed, and never let go before somebody holds.

What the plan says of a step (an adult, able, none of the four bars) is a gate of its pack; the database keeps one signed
agreement a child.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from shouwang.access.models import County, Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.mechanisms.delegation.models import Agreement, Assessment
from shouwang.mechanisms.delegation.queries import get_agreement, get_running_care
from shouwang.mechanisms.delegation.questionnaire import RESULTS, STARTING
from shouwang.registry import questionnaires
from shouwang.registry.models import CareSpell, File, Questionnaire
from shouwang.registry.operations import CareOverlaps as CareOverlaps
from shouwang.registry.operations import amend_care, begin_care, new_person, set_facts
from shouwang.registry.scoring import count_points, judge


class NoCarer(Exception):
    """No carer has been named yet."""


class NotSigned(Exception):
    """There is no signed agreement to renew or end."""


class EndsTooEarly(Exception):
    """The new last day does not lie after the day of renewal."""


class AlreadySigned(Exception):
    """A signed agreement runs; it is renewed or ended first."""


def _carer_of(file: File) -> CareSpell:
    spell = get_running_care(file=file)
    if spell is None or spell.carer is None:
        raise NoCarer(_("Nobody has been named as carer yet. Name the carer first."))
    return spell


def _carer_facts(spell: CareSpell) -> dict[str, Any]:
    return {
        "carer.known": spell.carer is not None,
        "carer.born_on": spell.carer.born_on if spell.carer else None,
        "carer.relation": spell.relation,
        "carer.fit": spell.fit,
        "carer.willing": spell.willing,
        "carer.banned": spell.banned,
    }


@transaction.atomic
def plan_leave(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    parent: str,
    leaves_on: date,
    work_place: str,
    phone: str = "",
    note: str = "",
    proof_of: str = "",
) -> Event:
    """外出登记: from the leaving day on the parent counts as away."""
    facts: dict[str, Any] = {}
    for who in ("father", "mother") if parent == "both" else (parent,):
        facts |= {f"{who}.work_place": work_place, f"{who}.away": leaves_on <= today, f"{who}.away_since": leaves_on}
        facts |= {f"{who}.phone": phone} if phone else {}
    set_facts(file=file, facts=facts)
    detail = {"parent": parent, "leaves_on": leaves_on.isoformat(), "work_place": work_place, "note": note}
    return record_event(
        by=by, file=file, what="delegation.leave_planned", on=on, at=at, today=today, detail=detail, proof_of=proof_of
    )  # fmt: skip


@transaction.atomic
def name_carer(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    name: str,
    born_on: date,
    relation: str,
    is_willing: bool | None,
    citizen_id: str = "",
    phone: str = "",
    note: str = "",
    proof_of: str = "",
) -> Event:
    """受委托人登记: looks after the child from `on`, without an agreement yet; the former carer's ends with it.

    Raises CareOverlaps, GateClosed.
    """
    extra = {"carer.known": True, "carer.born_on": born_on, "carer.relation": relation, "carer.willing": is_willing}
    carer = new_person(
        county_id=file.county_id, name=name, born_on=born_on, citizen_id=citizen_id or None, phone=phone or None
    )
    begin_care(file=file, kind="informal", carer=carer, relation=relation, from_on=on, willing=is_willing)
    former = Agreement.objects.filter(county_id=file.county_id, file=file, state__in=["draft", "signed"])
    former.update(state="ended", ended_on=on, ended_because="replaced")
    Agreement.objects.create(
        county_id=file.county_id, file=file, carer=carer, relation=relation, is_carer_willing=is_willing
    )
    detail = {"carer": str(carer.pk), "relation": relation, "note": note}
    return record_event(
        by=by, file=file, what="delegation.carer_named", on=on, at=at, today=today, detail=detail, proof_of=proof_of,
        extra=extra,
    )  # fmt: skip


@transaction.atomic
def assess_carer(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    banned: str,
    questionnaire: Questionnaire,
    answers: Mapping[str, str],
    note: str = "",
    proof_of: str = "",
) -> Event:
    """受委托人能力评估: by the scale whose questions were asked. A county without one begins with the first.

    The result and the bars become facts of the carer. Raises NoCarer.
    """
    spell = _carer_of(file)
    if questionnaire._state.adding:
        questionnaire = install_questionnaire(county=file.county, on=questionnaire.in_use_from)
    points = count_points(questionnaire.items, answers)
    limits = {"upper_from": questionnaire.upper_from, "lower_from": questionnaire.lower_from}
    result = judge(points, words=RESULTS, **limits)
    assessment = Assessment.objects.create(
        county_id=file.county_id, file=file, carer=spell.carer, questionnaire=questionnaire, answers=dict(answers), points=points,
        result=result, banned=banned, assessed_on=on,
    )  # fmt: skip
    amend_care(spell=spell, fit=result, banned=banned)
    return record_event(
        by=by, file=file, what="delegation.carer_assessed", on=on, at=at, today=today,
        detail={"result": result, "banned": banned, "points": points, "note": note},
        proof_of=proof_of or f"delegation.assessment:{assessment.pk}",
    )  # fmt: skip


@transaction.atomic
def sign_agreement(
    *, by: Actor, file: File, on: date, today: date, at: datetime, note: str = "", proof_of: str = "", **terms: Any
) -> Event:
    """委托协议签订. Raises NoCarer, AlreadySigned, and GateClosed where the plan bars this carer."""
    spell = _carer_of(file)
    if get_agreement(file=file, state="signed") is not None:
        raise AlreadySigned(_("A signed agreement is running. Renew it, or end it first."))
    agreement = get_agreement(file=file, state="draft") or Agreement(
        county_id=file.county_id, file=file, carer=spell.carer, relation=spell.relation or "other"
    )
    for field, value in terms.items():
        setattr(agreement, field, value)
    agreement.carer, agreement.is_carer_willing = spell.carer, spell.willing
    agreement.state, agreement.signed_on = "signed", on
    agreement.save()
    extra = _carer_facts(spell)
    _mirror(spell, agreement)
    return record_event(
        by=by, file=file, what="delegation.signed", on=on, at=at, today=today,
        detail={"until_on": agreement.until_on.isoformat(), "note": note},
        proof_of=proof_of or f"delegation.agreement:{agreement.pk}", extra=extra,
    )  # fmt: skip


def _mirror(spell: CareSpell, agreement: Agreement) -> None:
    """The chain of care says by which agreement the carer holds the child."""
    amend_care(
        spell=spell, kind="agreement", agreement=agreement.state, agreed_from=agreement.from_on,
        agreed_until=agreement.until_on,
    )  # fmt: skip


@transaction.atomic
def renew_agreement(
    *, by: Actor, file: File, on: date, today: date, at: datetime, until_on: date, note: str = "", proof_of: str = ""
) -> Event:
    """续签: the former agreement ends, a new one with the same terms runs on. Raises NotSigned, EndsTooEarly."""
    if until_on <= on:
        raise EndsTooEarly(_("The new last day must lie after the day on which it is renewed."))
    former = get_agreement(file=file, state="signed")
    if former is None:
        raise NotSigned(_("There is no signed agreement to renew. Sign one first."))
    former.state, former.ended_on, former.ended_because = "ended", on, "expired"
    former.save(update_fields=["state", "ended_on", "ended_because"])
    renewed = Agreement.objects.get(pk=former.pk)
    renewed.pk, renewed.renews, renewed.state = None, former, "signed"
    renewed.id = Agreement._meta.pk.get_default()
    renewed.signed_on, renewed.from_on, renewed.until_on = on, on, until_on
    renewed.ended_on = renewed.ended_because = None
    renewed.save(force_insert=True)
    _mirror(_carer_of(file), renewed)
    return record_event(
        by=by, file=file, what="delegation.renewed", on=on, at=at, today=today,
        detail={"until_on": until_on.isoformat(), "note": note}, proof_of=proof_of or f"delegation.agreement:{renewed.pk}",
    )  # fmt: skip


@transaction.atomic
def end_agreement(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    because: str,
    next_holder: str,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """协议终止: who holds the child from now on is part of ending it. Raises NotSigned, CareOverlaps."""
    agreement = get_agreement(file=file, state="signed")
    if agreement is None:
        raise NotSigned(_("There is no signed agreement to end."))
    agreement.state, agreement.ended_on, agreement.ended_because = "ended", on, because
    agreement.save(update_fields=["state", "ended_on", "ended_because"])
    amend_care(spell=_carer_of(file), agreement="ended")
    begin_care(file=file, kind="parents" if next_holder == "parents" else "none", from_on=on)
    return record_event(
        by=by, file=file, what="delegation.ended", on=on, at=at, today=today,
        detail={"because": because, "next_holder": next_holder, "note": note}, proof_of=proof_of,
    )  # fmt: skip


def install_questionnaire(*, county: County, on: date) -> Questionnaire:
    """The scale that a new county starts with; called when the county is set up, harmless the second time."""
    return questionnaires.install_questionnaire(county=county, purpose="carer", starting=STARTING, on=on)
