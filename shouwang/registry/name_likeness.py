"""How alike two names are, character by character: a slip of the input method is one thing, another name another."""

import re
from dataclasses import dataclass
from functools import lru_cache

from shouwang.registry.characters import SAME, SAME_SOUND, compare, list_syllables
from shouwang.registry.names import bare
from shouwang.registry.surnames import split_surname

MISSING_CHARACTER = -0.1
ALIKE = 0.6
_UNITS = re.compile(r"[a-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """`surname`, `given`, `whole`: 0 to 1; `differing`: characters that nothing explains; `kind` of the worst slip."""

    surname: float
    given: float
    whole: float
    differing: int
    kind: str

    @property
    def is_alike(self) -> bool:
        """No character is simply another one."""
        return self.differing == 0 and self.whole >= ALIKE


@lru_cache(maxsize=65536)
def compare_names(one: str, other: str) -> NameLikeness:
    """Compare two names as they were written; the order does not matter."""
    first, second = bare(one), bare(other)
    if first == second:
        return NameLikeness(SAME, SAME, SAME, 0, "same")
    (surname, given), (other_surname, other_given) = split_surname(first), split_surname(second)
    if not surname or not other_surname:
        surname, given, other_surname, other_given = "", first, "", second
    surnames = _align(_split(surname), _split(other_surname)) if surname else [SAME]
    givens = _align(_split(given), _split(other_given))
    surname_score, given_score = _mean(surnames), _mean(givens)
    differing = sum(score <= 0 for score in (*surnames, *givens))
    whole = 0.35 * surname_score + 0.65 * given_score if surname else given_score
    return NameLikeness(surname_score, given_score, whole, differing, _kind(differing, min(*surnames, *givens, SAME)))


def _split(text: str) -> tuple[str, ...]:
    return tuple(_UNITS.findall(text))


def _mean(scores: list[float]) -> float:
    return max(sum(scores) / len(scores), 0.0) if scores else 0.0


def _kind(differing: int, worst: float) -> str:
    if differing:
        return "different"
    return "sound" if worst >= SAME_SOUND else "look"


def compare_units(one: str, other: str) -> float:
    """Two characters, or a character and the pinyin that stands for it."""
    if one == other:
        return SAME
    if one.isascii() and one.isalpha():
        return SAME_SOUND if one in list_syllables(other) or other == one else 0.0
    if other.isascii() and other.isalpha():
        return SAME_SOUND if other in list_syllables(one) else 0.0
    return compare(one, other)


def _align(one: tuple[str, ...], other: tuple[str, ...]) -> list[float]:
    """The scores of the best alignment of two short texts, a missing character counting MISSING_CHARACTER."""
    if len(one) == len(other):
        straight = [compare_units(a, b) for a, b in zip(one, other, strict=True)]
        if min(straight, default=SAME) > 0:
            return straight
    rows: list[list[list[float]]] = [[[MISSING_CHARACTER] * width for width in range(len(other) + 1)]]
    for height, unit in enumerate(one, start=1):
        row = [[MISSING_CHARACTER] * height]
        for width, opposite in enumerate(other, start=1):
            choices = (
                [*rows[-1][width - 1], compare_units(unit, opposite)],
                [*rows[-1][width], MISSING_CHARACTER],
                [*row[-1], MISSING_CHARACTER],
            )
            row.append(max(choices, key=lambda scores: (sum(scores), -len(scores))))
        rows.append(row)
    return rows[-1][-1]
