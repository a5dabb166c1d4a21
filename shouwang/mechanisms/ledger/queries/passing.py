"""What goes with a child to another county: the facts as they are known, kin, the carer, the names of open duties.

Nothing of a case goes along: neither its duties nor those that only a case brings.
"""

import json
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from shouwang.access.models import Office, User
from shouwang.duties.models import Duty
from shouwang.duties.plan import get_plan
from shouwang.mechanisms.ledger.fact_fields import column_of
from shouwang.mechanisms.ledger.labels import CHILD, FATHER, GROUPS, MOTHER
from shouwang.mechanisms.ledger.queries.present import get_present
from shouwang.policy.condition import FactTest
from shouwang.policy.pack import Pack
from shouwang.policy.rule import DutyRule
from shouwang.policy.uses import parts_followed
from shouwang.registry.facts import CASE_TRACES
from shouwang.registry.models import CareSpell, File, Kin, Person

OF_THE_FAMILY = (
    *(key for key in CHILD if key != "child.address"),
    "child.rural",
    "child.has_land",
    "child.has_homestead",
    "child.schooling",
    "child.health",
    "child.disability_kind",
    "child.disability_grade",
    "child.illness",
    *FATHER,
    *MOTHER,
)
"""What is true of the child and its parents wherever they live. All else was true of the former place: it is shown to the
receiver, and asked anew."""
_KIN = ("name", "sex", "born_on", "citizen_id", "phone", "alive")


def pack_up(*, file: File, office_id: Any, user_id: Any, today: date) -> str:
    """The snapshot as JSON; `read_passed_on` reads it."""
    office, user = Office.objects.filter(pk=office_id).first(), User.objects.filter(pk=user_id).first()
    told = {
        "facts": {key: value for key, value in get_present(file=file).items() if value not in (None, [])},
        "kin": _kin(file),
        "carer": _carer(file),
        "duties": list_duty_names(file=file, today=today),
        "number": file.number,
        "place": "".join(str(part) for part in (file.county, file.township, file.village) if part),
        "from": " ".join(str(part) for part in (office, user) if part),
    }
    return json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False)


def _kin(file: File) -> list[dict[str, Any]]:
    rows = Kin.objects.filter(county_id=file.county_id, child=file.person_id).select_related("person")
    return [{"relation": row.relation} | _person(row.person) for row in rows.order_by("relation", "id")]


def _person(person: Person) -> dict[str, Any]:
    return {field: getattr(person, field) for field in _KIN if getattr(person, field) is not None}


def _carer(file: File) -> dict[str, Any]:
    spells = CareSpell.objects.filter(county_id=file.county_id, file=file, until_on=None).select_related("carer")
    spell = spells.first()
    if spell is None:
        return {}
    told = {"kind": spell.get_kind_display(), "relation": spell.get_relation_display(), "since": spell.from_on}
    return told | (_person(spell.carer) if spell.carer else {})


def list_duty_names(*, file: File, today: date) -> list[str]:
    """The titles of what is owed on the file today, the next due first."""
    plan = get_plan(county_id=file.county_id, on=today)
    packs = {pack.id: pack for pack in plan.packs}
    rows = Duty.objects.filter(county_id=file.county_id, file=file, opens_on__lte=today).order_by("due_on", "rule")
    rules = [(packs.get(row.pack), row.rule) for row in rows]
    told = [pack.duties[rule] for pack, rule in rules if pack and rule in pack.duties]
    return list(dict.fromkeys(rule.title for rule in told if not _tells_of_a_case(packs, rule)))


def _tells_of_a_case(packs: dict[str, Pack], rule: DutyRule) -> bool:
    pack = next(pack for pack in packs.values() if pack.duties.get(rule.key) is rule)
    parts = parts_followed(pack, rule.condition)
    asked = {part.key for part in parts if isinstance(part, FactTest)} | {
        one for one in rule.since if isinstance(one, str)
    }
    return bool(asked & CASE_TRACES)


def read_passed_on(text: str) -> dict[str, Any]:
    """As it was packed, days as days again."""
    told: dict[str, Any] = json.loads(text)
    told["facts"] = {key: _read(key, value) for key, value in told["facts"].items()}
    return told


def _read(key: str, value: Any) -> Any:
    column = column_of(key)
    return date.fromisoformat(value) if isinstance(column, models.DateField) else value


def facts_to_take(told: dict[str, Any]) -> dict[str, Any]:
    """The facts that the new file begins with."""
    return {key: value for key, value in told["facts"].items() if key in OF_THE_FAMILY}


def kin_to_take(told: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """(relation, values of the person)."""
    found = []
    for row in told["kin"]:
        values = {field: value for field, value in row.items() if field in _KIN}
        if values.get("born_on"):
            values["born_on"] = datetime.fromisoformat(values["born_on"]).date()
        found.append((row["relation"], values))
    return found


def group_facts(told: dict[str, Any]) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """(title, [(fact, value)]) as the receiver's page shows them, empty groups left out."""
    facts = told["facts"]
    groups = ((title, [(key, facts[key]) for key in group if key in facts]) for title, group in GROUPS)
    return [(title, rows) for title, rows in groups if rows]
