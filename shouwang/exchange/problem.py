"""What is wrong with one cell of one row, said so that the person who typed it can put it right."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from shouwang.exchange.sheet import Sheet
from shouwang.exchange.wording import joined_words, problem_words


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is not taken, or taken with a warning. details: plain JSON, the values of the sentence."""

    code: str
    details: dict[str, Any] = field(default_factory=dict)
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at its place. row: as the person sees it, from 1; column: key of the column, "" for the whole row."""

    row: int
    column: str
    code: str
    details: dict[str, Any] = field(default_factory=dict)
    is_warning: bool = False

    @property
    def message(self) -> str:
        """What is wrong."""
        return problem_words(self.code, self.details)[0]

    @property
    def advice(self) -> str:
        """What to do."""
        return problem_words(self.code, self.details)[1]

    def sentence(self, sheet: Sheet) -> str:
        """Which column, why, what to do."""
        words = joined_words(self.message, self.advice)
        if self.column not in sheet:
            return words
        return gettext("[%(column)s] %(words)s") % {"column": sheet[self.column].full_title, "words": words}
