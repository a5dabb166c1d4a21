"""What a reckoning says: duties with their days, duties without a clock, and duties of which nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["ahead", "open", "warn", "late", "undated"]


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty of one owner on one file. `trigger` is the event's day as YYYY-MM-DD, or empty.

    Without `due_on` the figure exists but the calendar of its year does not: `note` says `calendar:YEAR`.
    """

    pack: str
    rule: str
    clauses: tuple[str, ...]
    owner: str
    trigger: str = ""
    opens_on: date | None = None
    warn_on: date | None = None
    due_on: date | None = None
    late_on: date | None = None
    last_done_on: date | None = None
    note: str = ""

    def state(self, today: date) -> State:
        """How it stands on a day."""
        if self.due_on is None:
            return "undated"
        if today > self.due_on:
            return "late"
        if self.warn_on is not None and today >= self.warn_on:
            return "warn"
        return "ahead" if self.opens_on is not None and today < self.opens_on else "open"


@dataclass(frozen=True, slots=True)
class Undated:
    """A duty that holds but has no clock: `reason` is `parameter:KEY` (not chosen) or `since:WORDS` (no day known)."""

    pack: str
    rule: str
    clauses: tuple[str, ...]
    owner: str
    reason: str


@dataclass(frozen=True, slots=True)
class Open:
    """A duty of which is not known whether it holds; `missing` says what to find out."""

    pack: str
    rule: str
    clauses: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What is owed, what has no clock, and what cannot be told.

    `holding`: of the rules that count from the day on which their `while` began to hold, those that hold, with the day.
    """

    obligations: tuple[Obligation, ...] = ()
    undated: tuple[Undated, ...] = ()
    unknown: tuple[Open, ...] = ()
    holding: tuple[tuple[str, date], ...] = ()
