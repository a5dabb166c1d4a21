"""The state of a duty is a function of the day: nothing is stored that goes stale overnight."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

AHEAD, OPEN, WARN, LATE, UNDATED = "ahead", "open", "warn", "late", "undated"
COLOURS = {AHEAD: "grey", OPEN: "green", WARN: "yellow", LATE: "red", UNDATED: "grey"}


class Dated(Protocol):
    opens_on: date
    warn_on: date | None
    due_on: date | None


def state_of(duty: Dated, *, today: date) -> str:
    """ahead | open | warn | late | undated (the calendar of its year is not published)."""
    if duty.due_on is None:
        return UNDATED
    if today > duty.due_on:
        return LATE
    if duty.warn_on is not None and today >= duty.warn_on:
        return WARN
    return AHEAD if today < duty.opens_on else OPEN


@dataclass(frozen=True)
class Counts:
    """How many duties stand in each state."""

    open: int = 0
    warn: int = 0
    late: int = 0
    waiting: int = 0

    @property
    def all(self) -> int:
        return self.open + self.warn + self.late
