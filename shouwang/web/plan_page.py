"""Plans as pages: their clauses in order, what serves each, how it stands here today; two plans side by side."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from shouwang.access.scope import Scope
from shouwang.duties.models import Adoption
from shouwang.duties.plan import get_choices
from shouwang.duties.queries import list_own, list_rates
from shouwang.page.duty_rows import get_pack
from shouwang.page.law_words import say_condition, say_duty, say_parameter
from shouwang.page.mechanism import event_title, mechanisms
from shouwang.page.words import right_words
from shouwang.policy.clause import Clause
from shouwang.policy.compare import Difference, compare_packs
from shouwang.policy.coverage import is_served
from shouwang.policy.loading import list_pack_ids
from shouwang.policy.pack import Pack
from shouwang.policy.served import Serving
from shouwang.web.supervision import Rate


@dataclass(frozen=True)
class Served:
    """One thing that serves a clause: a rule, a figure, a page; `rate` when it is a duty that stands here today."""

    by: str
    title: str
    words: str = ""
    rate: Rate | None = None


@dataclass(frozen=True)
class ClauseLine:
    clause: Clause
    served: tuple[Served, ...]
    waits_for: tuple[Serving, ...]


@dataclass(frozen=True)
class Side:
    """What one of two plans says, and where; no words where it says nothing."""

    pack: Pack
    words: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    kind: str
    title: str
    sides: tuple[Side, Side]


@dataclass(frozen=True)
class PackLine:
    """A plan in the list of plans."""

    pack: Pack
    adopted_on: date | None
    must: int
    served_must: int

    @property
    def share(self) -> float:
        return self.served_must / self.must if self.must else 1.0


def list_packs() -> list[Pack]:
    """Every pack that lies in the packs folder and can be read."""
    found = (get_pack(pack_id) for pack_id in list_pack_ids(folder=Path(settings.PACKS_DIR)))
    return [pack for pack in found if pack is not None]


@lru_cache(maxsize=1)
def _prefixes(folder: str) -> dict[str, str]:
    """{prefix of the clause ids: pack id}, read from the heads alone."""
    return {pack.head.prefix: pack.id for pack in list_packs()}


def find_clause(clause_id: str, *, pack_id: str = "") -> tuple[Pack, Clause] | None:
    """The clause, and the pack whose own it is; `pack_id` says where to look first."""
    asked = get_pack(pack_id) if pack_id in list_pack_ids(folder=Path(settings.PACKS_DIR)) else None
    if asked and clause_id in asked.clauses:
        return asked, asked.clauses[clause_id]
    owner = get_pack(_prefixes(str(settings.PACKS_DIR)).get(clause_id.split("-")[0], ""))
    return (owner, owner.clauses[clause_id]) if owner and clause_id in owner.clauses else None


def list_plans(*, county_id: int, on: date) -> list[PackLine]:
    """Those that the county has adopted first."""
    rows = Adoption.objects.filter(county_id=county_id, from_on__lte=on).exclude(until_on__lt=on)
    adopted = {row.pack: row.from_on for row in rows}
    lines = [_pack_line(pack, adopted.get(pack.id)) for pack in list_packs()]
    return sorted(lines, key=lambda line: (line.adopted_on is None, line.pack.id))


def _pack_line(pack: Pack, adopted_on: date | None) -> PackLine:
    must = [clause for clause in pack.clauses.values() if clause.is_must]
    served = sum(is_served(pack, clause.id) for clause in must)
    return PackLine(pack, adopted_on, len(must), served)


def list_clauses(*, pack: Pack, scope: Scope, today: date, asked: Mapping[str, str]) -> list[ClauseLine]:
    """The clauses of a plan in its order, with what serves each; filtered by mechanism, weight and service."""
    rates = _rates(pack, scope, today)
    choices = get_choices(county_id=scope.county_id, on=today).get(pack.id, {})
    lines = [_clause_line(pack, clause, rates, choices) for clause in pack.clauses.values()]
    return [line for line in lines if _wanted(line, asked)]


def _wanted(line: ClauseLine, asked: Mapping[str, str]) -> bool:
    mechanism, weight, service = asked.get("mechanism"), asked.get("weight"), asked.get("service")
    if mechanism and line.clause.mechanism != mechanism:
        return False
    if weight and line.clause.weight != weight:
        return False
    return {"served": bool(line.served), "waiting": not line.served}.get(service or "", True)


def _rates(pack: Pack, scope: Scope, today: date) -> dict[str, Rate]:
    """How each duty stands here: over the supervised places, else over the own duties."""
    if scope.may("supervise"):
        rows = list_rates(scope=scope, today=today, by="rule", pack=pack.id)
        found = {row["rule"]: {state: row[state] for state in ("late", "warn", "open")} for row in rows}
    else:
        found = _own_rates(pack, scope, today)
    return {key: Rate(key, f"rule={key}", "", done=0, done_late=0, **counts) for key, counts in found.items()}


def _own_rates(pack: Pack, scope: Scope, today: date) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {}
    for state in ("late", "warn", "open"):
        rules = list_own(scope=scope, today=today, state=state).filter(pack=pack.id).order_by()
        for rule, times in Counter(rules.values_list("rule", flat=True)).items():
            counted.setdefault(rule, {"late": 0, "warn": 0, "open": 0})[state] = times
    return counted


def _clause_line(pack: Pack, clause: Clause, rates: Mapping[str, Rate], choices: Mapping[str, Any]) -> ClauseLine:
    servings = pack.service.get(clause.id, ())
    served = [_served(pack, one, name, rates, choices) for one in servings if one.serves for name in one.name]
    return ClauseLine(clause, tuple(served), tuple(one for one in servings if not one.serves))


def _served(pack: Pack, one: Serving, name: str, rates: Mapping[str, Rate], choices: Mapping[str, Any]) -> Served:
    by = str(one.by)
    if by == "duty" and name in pack.duties:
        return Served(by, pack.duties[name].title, say_duty(pack, pack.duties[name]), rates.get(name))
    if by == "condition" and name in pack.conditions:
        condition = pack.conditions[name]
        return Served(by, condition.title or name, say_condition(pack, condition.node))
    if by == "gate" and name in pack.gates:
        gates = pack.gates[name]
        return Served(
            by, _("; ").join(gate.title for gate in gates), _("; ").join(say_condition(pack, g.require) for g in gates)
        )
    if by == "parameter" and name in pack.parameters:
        return Served(by, pack.parameters[name].title, say_parameter(pack, name, choices))
    if by == "list" and name in pack.lists:
        return Served(by, pack.lists[name].title, "、".join(item.name for item in pack.lists[name].items))
    title = pack.standards[name].title if by == "standard" and name in pack.standards else _program_title(by, name)
    return Served(by, title, one.note or "")


def _program_title(by: str, name: str) -> str:
    """A document, report or sheet by the title that its mechanism gives; a record by its event's, a right in words."""
    if by == "record":
        return event_title(name)
    if by == "right":
        return right_words(name)
    for mechanism in mechanisms().values():
        for part in (*mechanism.documents, *mechanism.reports, *mechanism.sheets):
            address = getattr(part, "url_name", "")
            if name in (getattr(part, "key", None), address.rpartition(":")[2], address.replace(":", "_")):
                return str(part.title)
        if name == mechanism.key:
            return str(mechanism.title)
    return name


COMPARED = ("condition", "duty", "gate", "list", "standard", "parameter")


def compare(first: Pack, second: Pack) -> list[Compared]:
    """Where two plans differ, rules before figures. A figure that neither text fixes is no difference of the texts."""
    found = [_compared(one, first, second) for one in compare_packs(first, second) if _is_said(one, first, second)]
    differing = [one for one in found if one.sides[0].words != one.sides[1].words]
    return sorted(differing, key=lambda one: COMPARED.index(one.kind))


def _is_said(one: Difference, first: Pack, second: Pack) -> bool:
    if one.kind != "parameter":
        return True
    sides = [pack.parameters[one.key] for pack in (first, second) if one.key in pack.parameters]
    return any(not parameter.is_local for parameter in sides)


def _compared(one: Difference, first: Pack, second: Pack) -> Compared:
    sides = (
        Side(first, _say_side(first, one.kind, one.key), one.first_clauses),
        Side(second, _say_side(second, one.kind, one.key), one.second_clauses),
    )
    return Compared(one.kind, one.title, sides)


def _say_side(pack: Pack, kind: str, key: str) -> str:
    if key not in getattr(pack, {"duty": "duties"}.get(kind, f"{kind}s")):
        return ""
    served = _served(pack, Serving(by=kind, name=(key,)), key, {}, {})
    return f"{served.title}: {served.words}" if kind in ("duty", "gate") else served.words or served.title
