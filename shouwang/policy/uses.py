"""How parameters are used: which kind of figure each must be, and what a county may choose for a local one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from shouwang.policy.condition import FactTest, FigureTest, Happened, Named, Node, Ref, parts_of
from shouwang.policy.duration import parse_duration
from shouwang.policy.pack import Pack
from shouwang.policy.period import PERIODS
from shouwang.policy.rule import Birthday
from shouwang.policy.vocabulary import vocabulary

UseKind = Literal["rhythm", "span", "number", "date", "choice", "choices", "text"]
_NAMES = {
    "rhythm": "周期（week、month、quarter、half_year、year、term，或 3 months 这样的时长）",
    "span": "时长（15 days、10 working days、3 months 这样）",
    "number": "整数",
    "date": "日期",
    "choice": "可选值之一",
    "choices": "可选值的列表",
    "text": "文字",
}


@dataclass(frozen=True)
class Use:
    """What a parameter must be; `values` are what there is to choose from (empty when it is open)."""

    kind: UseKind
    values: tuple[Any, ...] = ()

    def refusal(self, value: Any) -> str:
        """Why `value` cannot be the figure (Chinese), or an empty text."""
        if self._fits(value):
            return ""
        among = f"：{'、'.join(map(str, self.values))}" if self.values else ""
        return f"“{value}”不是{_NAMES[self.kind]}{among}"

    def _fits(self, value: Any) -> bool:
        if self.kind in ("rhythm", "span"):
            return self.kind == "rhythm" and value in PERIODS or _is_span(value)
        if self.kind in ("choice", "choices"):
            several = value if isinstance(value, (list, tuple)) else [value]
            is_one_allowed = self.kind == "choices" or len(several) == 1
            return is_one_allowed and all(not self.values or one in self.values for one in several)
        types: dict[str, tuple[type, ...]] = {"number": (int,), "date": (date,), "text": (str, int, date, list, tuple)}
        return isinstance(value, types[self.kind]) and not (self.kind == "number" and isinstance(value, bool))


def _is_span(value: Any) -> bool:
    try:
        parse_duration(value)
    except ValueError:
        return False
    return True


def list_uses(pack: Pack) -> dict[str, Use]:
    """Every parameter of the pack that some rule reads, with what it must be."""
    uses: dict[str, Use] = {}
    for key, use in _find_uses(pack):
        known = uses.get(key)
        if known is not None and known.kind == use.kind:
            use = Use(use.kind, tuple(dict.fromkeys((*known.values, *use.values))))
        uses[key] = use
    return uses


def refuse_choice(pack: Pack, key: str, value: Any) -> str:
    """Why a county cannot choose `value` for the parameter (Chinese), or an empty text."""
    parameter = pack.parameters.get(key)
    if parameter is None:
        return f"没有参数“{key}”"
    if not any(figure.source == "local" for figure in parameter.values.values()):
        return f"参数“{key}”由{'、'.join(parameter.clauses) or '法律'}定，不由县里选"
    use = list_uses(pack).get(key)
    return use.refusal(value) if use else ""


def _find_uses(pack: Pack) -> Iterator[tuple[str, Use]]:
    for duty in pack.duties.values():
        spans = (duty.within, duty.warn, duty.ladder_step)
        yield from ((span.parameter, Use("span")) for span in spans if isinstance(span, Ref))
        if isinstance(duty.every, Ref):
            yield duty.every.parameter, Use("rhythm")
        ages = [one.age for one in duty.since if isinstance(one, Birthday)]
        yield from ((age.parameter, Use("number")) for age in ages if isinstance(age, Ref))
    for node in all_nodes(pack):
        if isinstance(node, FigureTest):
            yield node.parameter, _use_of_choice(pack, node)
        elif isinstance(node, Happened) and isinstance(node.since, Ref):
            yield node.since.parameter, Use("span")
        elif isinstance(node, FactTest) and isinstance(node.operand, Ref):
            yield node.operand.parameter, _use_of_fact(node)


def _use_of_choice(pack: Pack, node: FigureTest) -> Use:
    """Yes or no, one of the parameter's options, or (without options) any word."""
    if all(isinstance(value, bool) for value in node.values):
        return Use("choice", (True, False))
    return Use("choice", tuple(pack.parameters[node.parameter].options))


def _use_of_fact(node: FactTest) -> Use:
    word = vocabulary().facts[node.key]
    if node.test in ("within", "older_than"):
        return Use("span")
    if word.type in ("int", "date") and node.test != "in":
        return Use("number" if word.type == "int" else "date")
    return Use("choices" if node.test == "in" else "choice", tuple(word.values))


def all_nodes(pack: Pack) -> Iterator[Node]:
    """Every part of every condition of the pack."""
    roots = [condition.node for condition in pack.conditions.values()]
    roots += [duty.condition for duty in pack.duties.values() if duty.condition]
    roots += [gate.require for gates in pack.gates.values() for gate in gates]
    roots += [item.when for listed in pack.lists.values() for item in listed.items if item.when]
    for root in roots:
        yield from parts_of(root)


def parts_followed(pack: Pack, node: Node | None) -> Iterator[Node]:
    """The parts of a condition, those of the conditions that it names included."""
    for part in parts_of(node) if node else ():
        yield part
        if isinstance(part, Named):
            yield from parts_followed(pack, pack.conditions[part.name].node)
