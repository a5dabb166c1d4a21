"""What is wrong with a pack or scenario: a sentence that says where, what, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any


class PackError(Exception):
    """Something in a pack or scenario file is wrong: where, what, and what to do.

    `also` holds further errors of the same reading, so that an author sees all of them at once.
    """

    def __init__(
        self, file: str, line: int, what: str, what_to_do: str = "", *, also: tuple[PackError, ...] = ()
    ) -> None:
        super().__init__(file, line, what, what_to_do)
        self.file = file
        self.line = line
        self.what = what
        self.what_to_do = what_to_do
        self.also = also

    def __str__(self) -> str:
        place = f"{self.file} 第 {self.line} 行" if self.line else self.file
        advice = f"{self.what_to_do}。" if self.what_to_do else ""
        return f"{place}：{self.what}。{advice}"

    def everything(self) -> tuple[PackError, ...]:
        """This error and those found in the same reading, in order."""
        return (self, *self.also)


class Trouble:
    """Collects the errors of one reading; `stop_if_any` raises them as one."""

    def __init__(self) -> None:
        self.errors: list[PackError] = []

    def add(self, error: PackError) -> None:
        """Note one error (with those it carries) and go on reading."""
        self.errors.extend(error.everything())

    def attempt(self, act: Callable[..., Any], *args: Any, **options: Any) -> Any:
        """The result of calling `act`, or None when it raised a PackError, which is then noted."""
        try:
            return act(*args, **options)
        except PackError as error:
            self.add(error)
            return None

    def stop_if_any(self) -> None:
        """Raise the first error, carrying the others, unless there is none."""
        if self.errors:
            first, *others = self.errors
            raise PackError(first.file, first.line, first.what, first.what_to_do, also=tuple(others))


def nearest(word: object, known: Iterable[str]) -> str:
    """Advice for an unknown word: the nearest known one, or nothing."""
    close = get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return f"是不是“{close[0]}”" if close else ""
