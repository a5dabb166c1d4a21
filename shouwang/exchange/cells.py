"""What a cell of a spreadsheet can be, once it has been read and before it is cleaned."""

import datetime
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell whose value must not be guessed.

    why: `error` (#REF!, #N/A ...), `formula` (no stored result), `characters` (NUL, control signs, half characters);
    shown: what the person sees in that cell, as far as it can be shown.
    """

    why: str
    shown: str = ""


Cell: TypeAlias = str | int | float | datetime.date | datetime.datetime | Unreadable
"""Text, a number, a day, a moment, or unreadable. An empty cell is "". Yes/no cells arrive as TRUE and FALSE."""

EMPTY = ""
