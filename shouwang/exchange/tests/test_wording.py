"""Every sentence exists in Chinese, with the same values in it, and every code that is used has a sentence."""

import re
from pathlib import Path

import polib

from shouwang.exchange.wording import PROBLEMS, REFUSALS, problem_words, refusal_words

ROOM = Path(__file__).parent.parent
PLACE = re.compile(r"%\((\w+)\)[sd]")


def test_every_sentence_is_translated_with_the_same_values() -> None:
    for entry in polib.pofile(str(ROOM / "locale/zh_Hans/LC_MESSAGES/django.po")):
        chinese = entry.msgstr or entry.msgstr_plural.get(0, "")
        assert chinese, entry.msgid
        assert set(PLACE.findall(chinese)) == set(PLACE.findall(entry.msgid + entry.msgid_plural))


def test_every_code_has_words() -> None:
    source = "".join(path.read_text() for path in ROOM.rglob("*.py") if "tests" not in path.parts)
    refused = set(re.findall(r'(?:Refused|SpreadsheetRefused)\(\s*"(\w+)"', source))
    faults = set(re.findall(r'Fault\("(\w+)"', source))
    assert refused <= set(REFUSALS) and faults <= set(PROBLEMS)


def test_a_code_from_the_future_still_gets_words() -> None:
    assert refusal_words("strange", {}) == refusal_words("unreadable", {})
    assert problem_words("citizen_id.digits_lost", {})[0]
