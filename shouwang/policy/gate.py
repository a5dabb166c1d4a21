"""Asking the gates whether an operation may be done on a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shouwang.policy.answer import Answer, unique
from shouwang.policy.calendar import BARE, Calendar
from shouwang.policy.evaluate import Case, question_of
from shouwang.policy.pack import Pack
from shouwang.policy.rule import Gate
from shouwang.policy.situation import Situation


@dataclass(frozen=True, slots=True)
class Verdict:
    """`because`: clauses of what decided; `missing`: facts to find out first; `title`: the refusing gates' titles."""

    allowed: bool
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    title: str = ""


def ask(pack: Pack, gate: str, situation: Situation, today: date, calendar: Calendar = BARE) -> Verdict:
    """Whether the operation of event `gate` may be done: every gate of that event must allow it.

    Without a gate, and outside the time in which the pack is in force, everything is allowed.
    """
    gates = [one for one in pack.gates.get(gate, ()) if one.about == situation.about]
    if not gates or not pack.is_in_force(today):
        return Verdict(True)
    case = Case.open(pack, situation, today, calendar)
    answers = [(one, question_of(pack, one.require)(case)) for one in gates]
    refused = [(one, answer) for one, answer in answers if not _allows(one, answer)]
    decisive = refused or answers
    return Verdict(
        allowed=not refused,
        because=unique(clause for one, answer in decisive for clause in (answer.because or one.clauses)),
        missing=unique(key for _, answer in refused for key in answer.missing),
        title="；".join(one.title for one, _ in decisive),
    )


def _allows(gate: Gate, answer: Answer) -> bool:
    return answer.is_yes or (answer.is_unknown and gate.unknown == "allow")
