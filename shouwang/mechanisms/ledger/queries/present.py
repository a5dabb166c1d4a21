"""What a child's file says now: the facts that forms show and change, and a mark by which a second writer is noticed."""

import hashlib
from datetime import date
from typing import Any

from shouwang.duties.cases import get_case
from shouwang.duties.plan import Plan, get_plan
from shouwang.mechanisms.ledger.labels import LABELS
from shouwang.policy.evaluate import Case, ask_named, items_of
from shouwang.registry.fields import CHILD_FIELDS
from shouwang.registry.models import Child, File


def get_present(*, file: File) -> dict[str, Any]:
    """{fact: value} of every fact in LABELS, fresh from the database; a parent without a record has none."""
    child = Child.objects.select_related("father", "mother", "file__person").get(pk=file.pk)
    rows = {"father": child.father, "mother": child.mother}
    return {key: _value(child, rows, key) for key in LABELS}


def _value(child: Child, parents: dict[str, Any], key: str) -> Any:
    subject, _dot, name = key.partition(".")
    if subject in parents:
        row = parents[subject]
    else:
        row = child if name in CHILD_FIELDS else child.file.person
    value = getattr(row, name, None)
    return None if value == "" else value


def mark_of(present: dict[str, Any]) -> str:
    """The same for the same facts. Says whether a form still speaks of the record as it stands."""
    text = repr(sorted((key, repr(value)) for key, value in present.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


PRIORITY_LISTS = ("ledger.priority", "visit.focus")


def list_priority_keys(*, file: File, today: date) -> list[str]:
    """The priority categories whose circumstances the facts of the file show."""
    plan, case = get_plan(county_id=file.county_id, on=today), get_case(file=file)
    found: dict[str, None] = {}
    for pack in plan.packs:
        opened = Case.open(pack, case.situation(plan=plan, pack=pack), today, plan.calendar)
        for key in PRIORITY_LISTS:
            shown = items_of(opened, key) if key in pack.lists else ()
            found |= dict.fromkeys(item.key for item in shown if item.when is not None)
    return list(found)


def is_said_by_all(*, plan: Plan, file: File, condition: str, today: date) -> bool:
    """Every adopted pack that has the condition answers yes, and one of them has it."""
    case = get_case(file=file)
    asked = [pack for pack in plan.packs if condition in pack.conditions]
    opened = (Case.open(pack, case.situation(plan=plan, pack=pack), today, plan.calendar) for pack in asked)
    return bool(asked) and all(ask_named(one, condition).is_yes for one in opened)
