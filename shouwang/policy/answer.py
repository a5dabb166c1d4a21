"""Yes, no or not known, with the clauses that decided and the facts that are missing (Kleene's logic)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Answer:
    """`because`: clauses of the decisive branches; `missing`: fact keys, `parameter:KEY` or `calendar:YEAR`."""

    outcome: Outcome
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_yes(self) -> bool:
        """Known to hold."""
        return self.outcome == "yes"

    @property
    def is_no(self) -> bool:
        """Known not to hold."""
        return self.outcome == "no"

    @property
    def is_unknown(self) -> bool:
        """Not known; `missing` says what to find out."""
        return self.outcome == "unknown"


_FLIPPED: dict[Outcome, Outcome] = {"yes": "no", "no": "yes", "unknown": "unknown"}


def negate(answer: Answer) -> Answer:
    """No for yes, yes for no; not known stays so."""
    return Answer(_FLIPPED[answer.outcome], answer.because, answer.missing)


def join_all(answers: Sequence[Answer]) -> Answer:
    """One no decides; else one unknown keeps it open; else yes (also for nothing at all)."""
    return _decide(answers, stronger="no", weaker="yes")


def join_any(answers: Sequence[Answer]) -> Answer:
    """One yes decides; else one unknown keeps it open; else no (also for nothing at all)."""
    return _decide(answers, stronger="yes", weaker="no")


def _decide(answers: Sequence[Answer], *, stronger: Outcome, weaker: Outcome) -> Answer:
    outcomes = [answer.outcome for answer in answers]
    outcome = stronger if stronger in outcomes else "unknown" if "unknown" in outcomes else weaker
    decisive = [answer for answer in answers if answer.outcome == outcome]
    if len(decisive) == 1:
        return decisive[0]
    missing = unique(key for answer in decisive for key in answer.missing) if outcome == "unknown" else ()
    return Answer(outcome, unique(clause for answer in decisive for clause in answer.because), missing)


def citing(answer: Answer, clauses: tuple[str, ...]) -> Answer:
    """The same answer, with `clauses` named first among its reasons."""
    return Answer(answer.outcome, unique((*clauses, *answer.because)), answer.missing) if clauses else answer


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """The items once each, in their order."""
    return tuple(dict.fromkeys(items))
