"""Why a gate is open or closed: each of its conditions with its own answer, as far as it matters in this situation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from shouwang.policy.answer import Answer
from shouwang.policy.calendar import BARE, Calendar
from shouwang.policy.condition import FactTest, Happened, Joined, Named, Negated, Node
from shouwang.policy.evaluate import Case, ask_of_one, question_of
from shouwang.policy.pack import Pack
from shouwang.policy.situation import Situation


@dataclass(frozen=True, slots=True)
class Explained:
    """A condition and its answer. `parts` are what it rests on where that says more: `all` of them are needed, or one
    (`any`). Of an event that each function has to answer there is one line a function; `is_unled`: nobody leads it here.
    `is_moot`: it asks nothing in this situation (of a child that does not live alone, what a child that does would need).
    """

    node: Node
    answer: Answer
    title: str = ""
    how: Literal["", "all", "any"] = ""
    parts: tuple[Explained, ...] = ()
    function: str = ""
    is_unled: bool = False
    is_moot: bool = False


def explain(
    pack: Pack, gate: str, situation: Situation, today: date, calendar: Calendar = BARE
) -> tuple[Explained, ...]:
    """What each gate of the event asks of this file, with the answers on the day. The same answers as `gate.ask`."""
    case = Case.open(pack, situation, today, calendar)
    gates = [one for one in pack.gates.get(gate, ()) if one.about == situation.about]
    return tuple(_explain(case, one.require) for one in gates if pack.is_in_force(today))


def _explain(case: Case, node: Node) -> Explained:
    answer = question_of(case.law, node)(case)
    if isinstance(node, Named):
        named = case.law.conditions[node.name]
        found = _explain(case, named.node)
        if found.node is not named.node and not answer.is_yes:
            found = Explained(node, answer, how="all", parts=(found,))
        return replace(found, node=node, answer=answer, title=node.title or named.title)
    if isinstance(node, Joined) and not _asks_one_fact(node):
        explain = _explain_all if node.how == "all" else _explain_any
        found = explain(case, node, answer)
        return replace(found, title=node.title or found.title)
    if isinstance(node, Happened) and node.by_each:
        return _explain_each(case, node, answer)
    return Explained(node, answer, node.title)


def _asks_one_fact(node: Joined) -> bool:
    """A fact that is asked for its value and for being known is one question."""
    keys = {part.key if isinstance(part, FactTest) else "" for part in node.parts}
    return len(keys) == 1 and "" not in keys


def _explain_all(case: Case, node: Node, answer: Answer) -> Explained:
    assert isinstance(node, Joined)
    parts: list[Explained] = []
    for one in (_explain(case, part) for part in node.parts):
        is_loose = one.how == "all" and not one.title
        parts += one.parts if is_loose else [] if one.is_moot else [one]
    if len(parts) == 1 and not node.title:
        return parts[0]
    return Explained(node, answer, how="all", parts=tuple(parts), is_moot=not parts)


def _explain_any(case: Case, node: Node, answer: Answer) -> Explained:
    """Of what would do the one that does; else what could still do: nobody can undo what the child is in."""
    assert isinstance(node, Joined)
    parts = [_explain(case, part) for part in node.parts]
    fitting = next((one for one in parts if one.answer.is_yes), None)
    if answer.is_yes and fitting is not None:
        return replace(fitting, parts=(), how="", is_moot=_is_bare_no(fitting))
    question = next((one for one in parts if _is_bare_no(one) and one.answer.is_unknown), None)
    if question is not None and isinstance(question.node, Negated):
        return _explain(case, question.node.part)  # whether it is so is to be found out before all that would follow
    open_ = [one for one in parts if not (_is_bare_no(one) and one.answer.is_no)] or parts
    return open_[0] if len(open_) == 1 else Explained(node, answer, how="any", parts=tuple(open_))


def _is_bare_no(one: Explained) -> bool:
    """`not X` beside what X asks for: nobody gives it a name, and nobody can bring it about."""
    return isinstance(one.node, Negated) and not one.title


def _explain_each(case: Case, node: Happened, answer: Answer) -> Explained:
    lines = []
    for function in node.by_each:
        is_unled = function in case.situation.nobody_leads
        lines.append(Explained(node, ask_of_one(case, node, function), function=function, is_unled=is_unled))
    return Explained(node, answer, node.title, "all", tuple(lines))
