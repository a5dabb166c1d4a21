"""Holding the words of a pack against what they name: conditions, parameters, lists, clauses, actors, mechanisms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shouwang.policy.condition import FactTest, FigureTest, Happened, Named, Node, Place, Ref, parts_of
from shouwang.policy.pack import Pack
from shouwang.policy.pack_error import PackError, nearest
from shouwang.policy.rule import Birthday, DutyRule
from shouwang.policy.vocabulary import vocabulary

_NAMES = {"conditions": "条件", "parameters": "参数", "lists": "列表", "clauses": "条款"}


def find_broken_references(pack: Pack) -> list[PackError]:
    """Every word of the pack's own entries that names nothing, with file, line and the nearest word."""
    found: list[PackError] = []
    for place, kind, word in _references(pack):
        if kind not in _NAMES:
            refusal = vocabulary().refusal(kind, word)
            if refusal:
                found.append(place.error(*refusal.split("，", 1)))
            continue
        known = _known(pack, kind)
        if word not in known:
            found.append(place.error(f"没有{_NAMES[kind]}“{word}”", nearest(word, known) or "核对名字，或补上它"))
    return found or _find_circles(pack)


def _known(pack: Pack, kind: str) -> Iterable[str]:
    if kind == "clauses":
        return {**pack.clauses, **pack.base_clauses}
    known: Iterable[str] = getattr(pack, kind)
    return known


def _references(pack: Pack) -> Iterator[tuple[Place, str, Any]]:
    own = {pair: pack.places[pair] for pair in sorted(pack.own)}
    for (kind, key), place in own.items():
        if kind == "clause":
            clause = pack.clauses[key]
            yield place, "mechanisms", clause.mechanism
            yield from ((place, "actors", word) for word in (*clause.who, *clause.with_whom))
        elif kind == "parameter":
            yield from ((place, "clauses", clause) for clause in pack.parameters[key].clauses)
        elif kind == "service":
            yield place, "clauses", key
            waiting = (one.not_yet for one in pack.service[key] if one.not_yet)
            yield from ((place, "mechanisms", word) for word in waiting)
        else:
            yield from _references_of_rule(pack, kind, key, place)


def _references_of_rule(pack: Pack, kind: str, key: str, place: Place) -> Iterator[tuple[Place, str, Any]]:
    if kind == "list":
        listed = pack.lists[key]
        yield from ((place, "clauses", clause) for clause in listed.clauses)
        for item in listed.items:
            yield from [(place, "clauses", item.clause)] if item.clause else []
            yield from references_of_node(item.when)
    elif kind == "gate":
        for gate in pack.gates[key]:
            yield from ((gate.place, "clauses", clause) for clause in gate.clauses)
            yield from references_of_node(gate.require)
    elif kind == "duty":
        yield from _references_of_duty(pack.duties[key])
    elif kind == "standard":
        standard = pack.standards[key]
        yield from ((place, "clauses", clause) for clause in standard.clauses)
        yield from _figures(place, standard.value)
    else:
        yield from ((place, "clauses", clause) for clause in pack.conditions[key].clauses)
        yield from references_of_node(pack.conditions[key].node)


def _references_of_duty(duty: DutyRule) -> Iterator[tuple[Place, str, Any]]:
    yield from ((duty.place, "clauses", clause) for clause in duty.clauses)
    yield from _figures(duty.place, duty.every, duty.within, duty.warn, duty.ladder_step)
    yield from _figures(duty.place, *(one.age for one in duty.since if isinstance(one, Birthday)))
    yield from references_of_node(duty.condition)


def _figures(place: Place, *operands: Any) -> Iterator[tuple[Place, str, Any]]:
    yield from ((place, "parameters", operand.parameter) for operand in operands if isinstance(operand, Ref))


def references_of_node(node: Node | None) -> Iterator[tuple[Place, str, Any]]:
    """What a condition names: (where, `conditions|parameters|lists|clauses`, word)."""
    for part in parts_of(node) if node else ():
        yield from ((part.place, "clauses", clause) for clause in part.clauses)
        if isinstance(part, Named):
            yield part.place, "conditions", part.name
        elif isinstance(part, FigureTest):
            yield part.place, "parameters", part.parameter
        elif isinstance(part, Happened):
            yield from _figures(part.place, part.since)
        elif isinstance(part, FactTest):
            yield from _figures(part.place, part.operand)
            if part.test == "in_list":
                yield part.place, "lists", part.operand


def _find_circles(pack: Pack) -> list[PackError]:
    """Conditions that name themselves, directly or by way of others."""
    names = {
        key: {part.name for part in parts_of(condition.node) if isinstance(part, Named)}
        for key, condition in pack.conditions.items()
    }
    circular = [key for key in names if key in _reachable(names, key)]
    return [pack.conditions[key].place.error(f"条件“{key}”绕回到自己", "断开其中一处") for key in circular]


def _reachable(names: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(names[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(names[name])
    return seen
