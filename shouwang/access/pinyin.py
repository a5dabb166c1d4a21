"""Pinyin by a table of characters: no dictionary call a name, so that hundreds of thousands pass in a second.

Syllables are without tones, ü is v (吕 lv). Names of people read their surnames otherwise: see `registry.names`.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@cache
def load_readings() -> dict[str, tuple[str, ...]]:
    """Every character we can read -> its readings with tone figures, the usual one first."""
    usual: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for line in (DATA / "pinyin.tsv").read_text(encoding="utf-8").splitlines():
        syllable, first, other = line.split("\t")
        usual.update(dict.fromkeys(first, syllable))
        others += [(character, syllable) for character in other]
    readings = {character: (syllable,) for character, syllable in usual.items()}
    for character, syllable in others:
        readings[character] += (syllable,)
    return readings


@cache
def load_syllables() -> dict[str, str]:
    """Every character -> its usual syllable without tone; letters and digits, full-width too -> themselves."""
    syllables = {character: toned[0][:-1] for character, toned in load_readings().items()}
    for code in range(0x21, 0x7F):
        if chr(code).isalnum():
            syllables[chr(code)] = syllables[chr(code + 0xFEE0)] = chr(code).lower()
    return syllables


@cache
def _load_places() -> tuple[re.Pattern, dict[str, str]]:
    lines = (DATA / "place_readings.tsv").read_text(encoding="utf-8").splitlines()
    places = dict(line.split("\t") for line in lines)
    return re.compile("|".join(sorted(places, key=len, reverse=True))), places


def spell_place(name: str) -> tuple[str, str]:
    """(pinyin, initials) of a place: 六安市 -> (luanshi, las). Characters without a reading are left out."""
    pattern, places = _load_places()
    found = pattern.search(name)
    if found is None:
        return join(list(map(load_syllables().get, name)))
    parts = [
        *map(load_syllables().get, name[: found.start()]),
        *places[found[0]].split(),
        *map(load_syllables().get, name[found.end() :]),
    ]
    return join(parts)


def join(syllables: list[str | None]) -> tuple[str, str]:
    """(whole, initials) of some syllables; None is passed over."""
    known = [syllable for syllable in syllables if syllable]
    return "".join(known), "".join([syllable[0] for syllable in known])


def normalise_query(text: str) -> str:
    """What somebody typed as pinyin, in the form that is stored: lower case, no blanks and tones, ü and lyu as lv."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("u\u0308", "v").replace("u:", "v")
    plain = re.sub(r"[\u0300-\u036f\s'’·-]+|(?<=[a-z])[1-5](?!\d)", "", plain.replace("u\u030c\u0308", "v"))
    return plain.replace("lyu", "lv").replace("nyu", "nv")
