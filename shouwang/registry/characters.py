"""How alike two characters of a name are: the same, a variant form, sounding alike, looking alike.

Officials type 小 for 晓, 婷 for 亭, leave ? for what their input method lacks, or write the pinyin instead.
"""

from functools import cache, lru_cache
from pathlib import Path

from shouwang.access.pinyin import load_readings

DATA = Path(__file__).parent / "data"
WILDCARDS = frozenset("?？*＊□〇○_")

# What share of a full agreement each kind of likeness is worth.
SAME, VARIANT, SAME_SOUND, OTHER_READING, NEAR_SOUND, LOOK_ALIKE, UNKNOWN = 1.0, 0.98, 0.85, 0.75, 0.65, 0.6, 0.5


@cache
def load_simplified() -> dict[int, str]:
    """Translation table of traditional and variant characters (峯, 曉) into the form of today (峰, 晓)."""
    table = {}
    for line in (DATA / "simplified.tsv").read_text(encoding="utf-8").splitlines():
        new, old = line.split("\t")
        table.update({ord(character): new for character in old})
    return table


@cache
def load_look_alikes() -> frozenset[str]:
    """Pairs of characters that are mistaken for one another, as two-character strings in both orders."""
    pairs = set((DATA / "mistaken_characters.txt").read_text(encoding="utf-8").split())
    for line in (DATA / "similar_characters.tsv").read_text(encoding="utf-8").splitlines():
        one, others = line.split("\t")
        pairs.update(one + other for other in others)
    return frozenset(pairs | {pair[::-1] for pair in pairs})


def fold(text: str) -> str:
    """The text with every traditional or variant character in its present form."""
    return text.translate(load_simplified())


def blur(syllable: str) -> str:
    """The syllable as many speakers hear it: n and l, zh and z, ing and in are one."""
    for told, heard in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(told):
            syllable = heard + syllable[2:]
    if syllable.startswith("n") and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith(("ang", "eng", "ing")) else syllable


@lru_cache(maxsize=65536)
def list_syllables(character: str) -> tuple[str, ...]:
    """All readings of a character, tones dropped, the usual one first."""
    return tuple(dict.fromkeys(toned[:-1] for toned in load_readings().get(character, ())))


@lru_cache(maxsize=262144)
def compare(one: str, other: str) -> float:
    """How alike two single characters are, from 0 to 1."""
    if one == other:
        return SAME
    if fold(one) == fold(other):
        return VARIANT
    if one in WILDCARDS or other in WILDCARDS:
        return UNKNOWN
    first, second = list_syllables(fold(one)), list_syllables(fold(other))
    if first and second and first[0] == second[0]:
        return SAME_SOUND
    if set(first) & set(second):
        return OTHER_READING
    if one + other in load_look_alikes():
        return LOOK_ALIKE
    if first and second and blur(first[0]) == blur(second[0]):
        return NEAR_SOUND
    return 0.0
