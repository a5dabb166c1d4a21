"""Write shouwang/access/data/pinyin.tsv (the readings of each character).

Source: the package pypinyin (MIT). A second reading is kept only where some phrase really uses it, so that the archaic
ones do not blur a search.

Run: uv run --with pypinyin python tools/make_pinyin.py
"""

from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import Style, pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_tone3

FOLDER = Path(__file__).resolve().parent.parent / "shouwang/access/data"
FIRST_OTHERWISE = {"长": "chang2", "都": "du1", "曾": "zeng1", "行": "xing2"}
FEWEST_PHRASES = 2


def count_phrases() -> dict[str, Counter]:
    """How many phrases read each character in each way, tones dropped."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        for character, reading in zip(phrase, readings, strict=False):
            counts[character][to_tone3(reading[0]).rstrip("12345")] += 1
    return counts


def list_readings(character: str, counts: Counter) -> list[str]:
    """The readings of a character, the usual one first, one a syllable."""
    usual = FIRST_OTHERWISE.get(character) or pinyin(character, style=Style.TONE3, neutral_tone_with_five=True)[0][0]
    kept = {usual.rstrip("12345"): usual}
    for reading in PINYIN_DICT[ord(character)].split(","):
        toned = to_tone3(reading, neutral_tone_with_five=True)
        syllable = toned.rstrip("12345")
        if counts[syllable] >= FEWEST_PHRASES:
            kept.setdefault(syllable, toned)
    return list(kept.values())


def write_readings() -> None:
    """One line a syllable with tone: characters whose usual reading it is, then those of which it is another one."""
    counts = count_phrases()
    usual, other = defaultdict(list), defaultdict(list)
    for code in sorted(PINYIN_DICT):
        first, *rest = list_readings(chr(code), counts[chr(code)])
        usual[first].append(chr(code))
        for reading in rest:
            other[reading].append(chr(code))
    with open(FOLDER / "pinyin.tsv", "w", encoding="utf-8", newline="\n") as file:
        for syllable in sorted({*usual, *other}):
            file.write(f"{syllable}\t{''.join(usual[syllable])}\t{''.join(other[syllable])}\n")


if __name__ == "__main__":
    write_readings()
