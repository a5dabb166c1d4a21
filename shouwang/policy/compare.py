"""Comparing two packs: what one says and the other does not, and what both say differently."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shouwang.policy.condition import FactTest, FigureTest, Happened, Joined, Named, Negated, Node, Ref
from shouwang.policy.pack import Pack
from shouwang.policy.parameter import Parameter
from shouwang.policy.rule import DutyRule, Gate, NamedCondition, Standard, WordList


@dataclass(frozen=True)
class Difference:
    """One thing that differs; `first` or `second` is None where that pack says nothing.

    `kind` is parameter, list, condition, duty, gate or standard.
    """

    kind: str
    key: str
    title: str
    first: str | None
    second: str | None
    first_clauses: tuple[str, ...] = ()
    second_clauses: tuple[str, ...] = ()


def compare_packs(first: Pack, second: Pack) -> list[Difference]:
    """Every difference in figures and rules, by kind and then in the first pack's order."""
    found: list[Difference] = []
    for kind, shelf, describe in _KINDS:
        found.extend(_compare(kind, getattr(first, shelf), getattr(second, shelf), describe))
    return found


def _compare(
    kind: str, first: Mapping[str, Any], second: Mapping[str, Any], describe: Callable[[Any], str]
) -> Iterator[Difference]:
    for key in dict.fromkeys((*first, *second)):
        one, other = first.get(key), second.get(key)
        texts = [describe(thing) if thing is not None else None for thing in (one, other)]
        if texts[0] != texts[1]:
            title = _title(one if one is not None else other)
            yield Difference(kind, key, title, texts[0], texts[1], _clauses(one), _clauses(other))


def _title(thing: Any) -> str:
    return "；".join(gate.title for gate in thing) if isinstance(thing, tuple) else str(thing.title)


def _clauses(thing: Any) -> tuple[str, ...]:
    things = thing if isinstance(thing, tuple) else () if thing is None else (thing,)
    return tuple(dict.fromkeys(clause for one in things for clause in one.clauses))


def _describe_parameter(parameter: Parameter) -> str:
    return "；".join(
        f"{day} 起 {'由县里选定' if figure.source == 'local' else show_operand(figure.value)}"
        for day, figure in sorted(parameter.values.items())
    )


def _describe_list(listed: WordList) -> str:
    return "、".join(item.name + (f"（{describe_node(item.when)}）" if item.when else "") for item in listed.items)


def _describe_condition(condition: NamedCondition) -> str:
    return describe_node(condition.node)


def _describe_duty(duty: DutyRule) -> str:
    clock = [f"every {show_operand(duty.every)}"] if duty.every else []
    clock += [f"on {', '.join(duty.on)}"] if duty.on else []
    clock += [f"within {show_operand(duty.within)}"] if duty.within else []
    clock += ["each"] if duty.done_by_each else []
    clock += [f"on by {', '.join(duty.on_by)}"] if duty.on_by else []
    holds = [f"while {describe_node(duty.condition)}"] if duty.condition else []
    ladder = [f"late → {' → '.join(duty.late_goes_to)}"] if duty.late_goes_to else []
    return "；".join([f"{', '.join(duty.owner)}: {', '.join(duty.done_by) or duty.title}", *clock, *holds, *ladder])


def _describe_gates(gates: tuple[Gate, ...]) -> str:
    return "；".join(describe_node(gate.require) for gate in gates)


def _describe_standard(standard: Standard) -> str:
    return f"{show_operand(standard.value)}{standard.unit or ''}"


_KINDS: tuple[tuple[str, str, Callable[[Any], str]], ...] = (
    ("parameter", "parameters", _describe_parameter),
    ("list", "lists", _describe_list),
    ("condition", "conditions", _describe_condition),
    ("duty", "duties", _describe_duty),
    ("gate", "gates", _describe_gates),
    ("standard", "standards", _describe_standard),
)


def describe_node(node: Node) -> str:
    """A condition in one line, as it is written."""
    if isinstance(node, Named):
        return node.name
    if isinstance(node, Joined):
        return f"{node.how}({', '.join(describe_node(part) for part in node.parts)})"
    if isinstance(node, Negated):
        return f"not {describe_node(node.part)}"
    if isinstance(node, FactTest):
        return f"{node.key} {node.test} {show_operand(node.operand)}"
    if isinstance(node, FigureTest):
        return f"parameter {node.parameter} in {show_operand(node.values)}"
    assert isinstance(node, Happened)
    since = f" since {show_operand(node.since)}" if node.since else ""
    after = f" after {', '.join(node.after)}" if node.after else ""
    after += f" by {', '.join(node.after_by)}" if node.after_by else ""
    each = f" by each of {', '.join(node.by_each)}" if node.by_each else ""
    return f"event {', '.join(node.events)}{since}{after}{each}"


def show_operand(operand: Any) -> str:
    """A figure, a list of figures or the name of a parameter."""
    if isinstance(operand, Ref):
        return operand.parameter
    if isinstance(operand, tuple):
        return "/".join(show_operand(one) for one in operand)
    return str(operand).lower() if isinstance(operand, bool) else str(operand)
