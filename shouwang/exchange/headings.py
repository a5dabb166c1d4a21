"""Titles of columns as people write them, brought to one form."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from shouwang.exchange.cells import Cell

_BRACKETS = re.compile(r"[(（\[【<《][^)）\]】>》]*[)）\]】>》]")
_NUMBERING = re.compile(r"^\s*\d{1,2}\s*[.、．)）:：]\s*")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """The title over one column of a file; `group` is the upper line of a two-line header."""

    position: int
    title: str
    group: str = ""

    @property
    def label(self) -> str:
        """As messages show it: 父亲·姓名."""
        return f"{self.group}·{self.title}" if self.group else self.title

    @property
    def learned_as(self) -> str:
        """The key under which a sender's own mapping of this heading is remembered."""
        return f"{plain(self.group)}/{plain(self.title)}"


def plain(title: str) -> str:
    """A title without blanks, punctuation and numbering, half-width, lower case: `1. 出生 日期（年）` -> 出生日期年."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return _NOT_LETTERS.sub("", _NUMBERING.sub("", folded))


def bare(title: str) -> str:
    """As `plain`, and without what stands in brackets: units and hints."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return plain(_BRACKETS.sub("", folded))


def headings_of(lower: Sequence[Cell], upper: Sequence[Cell] = ()) -> list[Heading]:
    """The headings of a header of one line, or of two: an upper title reaches right as long as it is followed by
    columns that have only a lower one; a title with nothing under it stands for both lines."""
    found = []
    group = ""
    for position in range(max(len(lower), len(upper))):
        above, below = _text(upper, position), _text(lower, position)
        if above or not below:
            group = above
        if below:
            found.append(Heading(position, below, group))
        elif above:
            found.append(Heading(position, above))
    return found


def _text(cells: Sequence[Cell], position: int) -> str:
    cell = cells[position] if position < len(cells) else ""
    return " ".join(cell.split()) if isinstance(cell, str) else ""
