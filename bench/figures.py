"""Readings, their medians and their ratios."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median


class Stopwatch(dict[str, float]):
    """`with watch("save"): ...` adds the seconds to `watch["save"]`."""

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self[name] = self.get(name, 0.0) + time.perf_counter() - began


class Figures:
    def __init__(self) -> None:
        self.readings: dict[str, list[float]] = {}
        self.notes: dict[str, float] = {}
        self.ratios: list[tuple[str, float, float, float, str]] = []

    def add(self, name: str, seconds: float) -> None:
        self.readings.setdefault(name, []).append(seconds)
        print(f"  {name:44} {seconds:10.4f} s", flush=True)

    def note(self, name: str, value: float) -> None:
        self.notes[name] = value

    def ratio(self, name: str, over: str, under: str, goal: str) -> None:
        """Round by round where there are rounds; the middle one is reported, with the least and the greatest."""
        rounds = [one / other for one, other in zip(self.readings[over], self.readings[under], strict=False)]
        self.ratios.append((name, median(rounds), min(rounds), max(rounds), goal))

    def median(self, name: str) -> float:
        return median(self.readings[name])

    def report(self) -> str:
        lines = [f"{name:46} {self.median(name):10.4f} s  of {len(them)}" for name, them in self.readings.items()]
        lines += [f"{name:46} {value:10.1f}" for name, value in self.notes.items()]
        lines += [""]
        for name, middle, least, most, goal in self.ratios:
            lines.append(f"{name:52} {middle:8.3f}  ({least:.3f} - {most:.3f})   goal: {goal}")
        return "\n".join(lines)
