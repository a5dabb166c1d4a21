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
        self.ratios: list[tuple[str, float, str]] = []

    def add(self, name: str, seconds: float) -> None:
        self.readings.setdefault(name, []).append(seconds)
        print(f"  {name:44} {seconds:10.4f} s", flush=True)

    def note(self, name: str, value: float) -> None:
        self.notes[name] = value

    def ratio(self, name: str, over: str, under: str, goal: str) -> None:
        self.ratios.append((name, self.median(over) / self.median(under), goal))

    def median(self, name: str) -> float:
        return median(self.readings[name])

    def report(self) -> str:
        lines = [f"{name:46} {self.median(name):10.4f} s  of {len(them)}" for name, them in self.readings.items()]
        lines += [f"{name:46} {value:10.1f}" for name, value in self.notes.items()]
        lines += ["", *(f"{name:46} {value:10.3f}   goal: {goal}" for name, value, goal in self.ratios)]
        return "\n".join(lines)
