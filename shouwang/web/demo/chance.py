"""Chance that can be repeated: everything in the demo follows from one seed."""

from bisect import bisect
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any


class Weighted:
    """A choice with weights: `pick(rng)` gives one of the values."""

    def __init__(self, pairs: Sequence[tuple[Any, float]]) -> None:
        self.values = [value for value, _ in pairs]
        self.ends = list(accumulate(weight for _, weight in pairs))
        self.total = self.ends[-1]

    def pick(self, rng: Random) -> Any:
        """One value, as often as its weight says."""
        return self.values[bisect(self.ends, rng.random() * self.total)]


def some_day(rng: Random, first: date, last: date) -> date:
    """Any day from `first` to `last`; `first` where the span is empty."""
    span = (last - first).days
    return first + timedelta(days=int(rng.random() * (span + 1))) if span > 0 else first


def known(rng: Random, value: Any, missing: float) -> Any:
    """The value, or None (not collected) in that share of cases."""
    return None if rng.random() < missing else value


def add_years(day: date, years: int) -> date:
    """The same day in another year, 1 March for a missing 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
