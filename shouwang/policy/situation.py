"""What is known of one file on a day: facts, events, and the county's choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Happening:
    """Something was done: what, on which day, entered on which day; `by`: the functions that the office which did it held
    then, none when the system itself did it or nobody knows."""

    what: str
    on: date
    entered_on: date | None = None
    detail: Any = None
    by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Situation:
    """One file as the rules see it. A fact that is absent or None is not collected, which is never `no`.

    `choices` are the county's figures for local parameters; `opened_on` is the file's own day;
    `adopted_on` is the day from which the county counts duties (never before the pack is in force).
    `held_since`: rule -> the day on which its `while` was first found to hold, where it has held without a break since;
    a rule that holds and is not there begins to hold on the day that is asked about.
    `nobody_leads`: functions that no office leads where the file lies; what a rule asks of each function it asks of the others.
    """

    about: str = "child"
    facts: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[Happening, ...] = ()
    choices: Mapping[str, Any] = field(default_factory=dict)
    opened_on: date | None = None
    adopted_on: date | None = None
    held_since: Mapping[str, date] = field(default_factory=dict)
    nobody_leads: frozenset[str] = frozenset()
