"""Names of people: their normal form, and the keys by which a list is searched, compared and put in order.

A name may be 72 characters long, hold a middle dot, letters, or characters beyond the basic plane; nothing here minds.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from shouwang.access.pinyin import join, load_readings, load_syllables
from shouwang.registry.characters import fold, list_syllables
from shouwang.registry.surnames import SPELT, spell_surname

MOST_READINGS = 8
_DOTS = re.compile(r"\s*[·•‧∙⋅・．·᛫●]\s*|(?<=[\u3400-\u9fff])\s*[.。]\s*(?=[\u3400-\u9fff])")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\ufeff]+")
_BLANKS = re.compile(r"\s+")
_BLANKS_WITHIN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")


class NameKeys(NamedTuple):
    """`pinyin` wanglihua, `initials` wlh, `grams` the characters and their pairs, `readings` other possible pinyin."""

    pinyin: str
    initials: str
    grams: tuple[str, ...]
    readings: tuple[str, ...]


def normalise(name: str) -> str:
    """The name as it is stored and shown: NFKC, one kind of middle dot, no blanks inside Chinese."""
    if _PLAIN.fullmatch(name):
        return name
    before = None
    while name != before:  # a blank that falls away may let two characters combine
        before, name = name, _tidy(name)
    return name


def _tidy(name: str) -> str:
    name = _DOTS.sub("·", unicodedata.normalize("NFKC", _UNSEEN.sub("", name)))
    return _BLANKS.sub(" ", _BLANKS_WITHIN.sub("", name)).strip("· ")


def needs_repair(name: str) -> bool:
    """True where a character is a private one or a replacement: a person has to look at the paper."""
    return _PRIVATE.search(name) is not None


def bare(name: str) -> str:
    """What is searched and compared: present forms of the characters, lower case, no dots and blanks."""
    if not _PLAIN.fullmatch(name):
        name = normalise(name).replace("·", "").replace(" ", "").lower()
    return fold(name)


@lru_cache(maxsize=65536)
def keys(name: str) -> NameKeys:
    """All keys of a name; the same for 李 明, 李明 and 李　明."""
    plain = bare(name)
    syllables = list(map(load_syllables().get, plain))
    surname = spell_surname(plain)
    if surname:
        syllables[: len(surname)] = surname
    pinyin, initials = join(syllables)
    readings = () if load_ambiguous().isdisjoint(plain) else _list_readings(plain, pinyin, surname)
    return NameKeys(pinyin, initials, list_grams(plain), readings)


@cache
def load_ambiguous() -> frozenset[str]:
    """The characters that can be read in more than one way, in a name or elsewhere."""
    several = (character for character, toned in load_readings().items() if len(toned) > 1)
    return frozenset([*several, *(character for surname in SPELT for character in surname)])


def list_grams(plain: str) -> tuple[str, ...]:
    """The distinct characters and pairs of neighbours of a bare name."""
    pairs = [plain[place : place + 2] for place in range(len(plain) - 1)]
    return tuple(dict.fromkeys([*plain, *pairs]))


def list_query_grams(text: str) -> list[str]:
    """The grams that every name containing `text` must have: its pairs, or its only character."""
    plain = bare(text)
    if len(plain) < 2:
        return [plain] if plain else []
    return list(dict.fromkeys(plain[place : place + 2] for place in range(len(plain) - 1)))


def _list_readings(plain: str, pinyin: str, surname: tuple[str, ...]) -> tuple[str, ...]:
    """The other ways in which the name may be read, at most MOST_READINGS."""
    choices = [list_syllables(character) or (character if character.isascii() else "",) for character in plain]
    for place, syllable in enumerate(surname):
        choices[place] = tuple(dict.fromkeys((syllable, *choices[place])))
    found = dict.fromkeys("".join(spelt) for spelt in islice(product(*choices), MOST_READINGS + 1))
    found.pop(pinyin, None)
    return tuple(found)[:MOST_READINGS]


def order_key(name: str) -> str:
    """Sorts as a Chinese list does: by pinyin syllable by syllable, those of one character together."""
    plain = bare(name)
    syllables = list(map(load_syllables().get, plain))
    surname = spell_surname(plain)
    syllables[: len(surname)] = surname
    return " ".join([f"{syllable or '~'}{character}" for syllable, character in zip(syllables, plain, strict=True)])
