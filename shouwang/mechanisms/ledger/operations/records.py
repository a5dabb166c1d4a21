"""Categories, incapacity, households, and the school's and the bureau's own entries about one child."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from shouwang.access.models import Event
from shouwang.access.scope import Actor
from shouwang.duties.operations import record_event
from shouwang.duties.plan import list_pack_items
from shouwang.mechanisms.ledger.operations.facts import lock_child, reckon_siblings, require_listed, require_not_left
from shouwang.mechanisms.ledger.queries.present import PRIORITY_LISTS
from shouwang.registry.models import File, FileKind, Membership, Person
from shouwang.registry.operations import open_unit_file, set_facts
from shouwang.registry.queries import list_siblings


@transaction.atomic
def set_category(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    categories: list[str],
    told: list[str] | None = None,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """确定重点类别; an empty list says that the child is in none. Raises NotListed, LeftTheLedger."""
    require_listed(lock_child(file))
    set_facts(file=file, facts={"child.categories": sorted(categories)})
    words = dict(list_pack_items(county_id=file.county_id, on=today, keys=PRIORITY_LISTS))
    detail = {"categories": [words.get(key, key) for key in categories], "told": told or [], "note": note}
    return record_event(
        by=by, file=file, what="ledger.category_set", on=on, at=at, today=today, detail=detail, proof_of=proof_of
    )


@transaction.atomic
def confirm_incapacity(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    parent: str,
    incapable: str,
    basis: str,
    review_on: date | None = None,
    note: str = "",
    proof_of: str = "",
) -> Event:
    """核实无监护能力: which parent, on which ground, by which paper, to be looked at again when. Raises LeftTheLedger."""
    require_not_left(lock_child(file))
    facts = {
        f"{parent}.incapable": incapable,
        f"{parent}.incapable_confirmed": True,
        f"{parent}.incapable_basis": basis,
        f"{parent}.incapable_review_on": review_on,
    }
    changed = set_facts(file=file, facts=facts)
    detail = {"parent": parent, "incapable": incapable, "basis": basis, "note": note}
    if review_on:
        detail["review_on"] = review_on.isoformat()
    event = record_event(
        by=by,
        file=file,
        what="ledger.incapacity_confirmed",
        on=on,
        at=at,
        today=today,
        detail=detail,
        proof_of=proof_of,
    )
    reckon_siblings(file=file, changed=changed, today=today, at=at)
    return event


@transaction.atomic
def record_household(
    *,
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    head: str,
    members: int,
    conditions: str = "",
    note: str = "",
    proof_of: str = "",
) -> Event:
    """一户一档: brothers and sisters in the same village come into the same household. Raises LeftTheLedger."""
    child = lock_child(file)
    require_not_left(child)
    siblings = [one for one in list_siblings(child=child) if one.village_id == file.village_id]
    household = _household_of(file, siblings, head=head, on=on)
    joined = [one for one in (file, *siblings) if one.household_id is None]
    _link(joined, household)
    _note_members(household, [*(one.person for one in (file, *siblings)), child.father, child.mother], on=on)
    detail = {"household": household.number, "head": head, "members": members, "conditions": conditions, "note": note}
    for one in joined:
        if one.pk != file.pk:
            record_event(
                by=by,
                file=one,
                what="ledger.household_recorded",
                on=max(on, one.opened_on),
                at=at,
                today=today,
                detail={"household": household.number, "with": file.number},
            )
    return record_event(
        by=by, file=file, what="ledger.household_recorded", on=on, at=at, today=today, detail=detail, proof_of=proof_of
    )


def _household_of(file: File, siblings: Iterable[File], *, head: str, on: date) -> File:
    known = [one.household_id for one in (file, *siblings) if one.household_id is not None]
    if known:
        return File.objects.get(county_id=file.county_id, pk=known[0])
    return open_unit_file(
        county=file.county, kind=FileKind.HOUSEHOLD, name=f"{head}家", opened_on=on, region=file.village
    )


def _link(files: Iterable[File], household: File) -> None:
    for one in files:
        one.household = household
        one.save(update_fields=["household"])


def _note_members(household: File, people: Iterable[Person | None], *, on: date) -> None:
    here = Membership.objects.filter(county_id=household.county_id, household_id=household.pk, until_on__isnull=True)
    known = set(here.values_list("person_id", flat=True))
    new = {person.pk: person for person in people if person is not None and person.pk not in known and not person.away}
    Membership.objects.bulk_create(
        Membership(county_id=household.county_id, household_id=household.pk, person_id=key, from_on=on) for key in new
    )


@transaction.atomic
def record_with_facts(
    *,
    what: str,
    facts: dict[str, str],
    by: Actor,
    file: File,
    on: date,
    today: date,
    at: datetime,
    proof_of: str = "",
    **detail: Any,
) -> Event:
    """An event whose fields are facts at the same time: `facts` says which field goes where (`on`: the day itself)."""
    given = {fact: on if field == "on" else detail.get(field) for field, fact in facts.items()}
    set_facts(file=file, facts={fact: value for fact, value in given.items() if value not in (None, "")})
    filled = {key: value for key, value in detail.items() if value not in ("", None, [])}
    return record_event(by=by, file=file, what=what, on=on, at=at, today=today, detail=filled, proof_of=proof_of)
