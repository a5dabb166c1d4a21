"""Every template compiles, stays short, loads nothing from elsewhere, runs no inline script; every word has its Chinese."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tools import messages

HOUSE = Path(__file__).resolve().parent.parent / "shouwang"
TEMPLATES = sorted(HOUSE.glob("**/templates/**/*.html"))
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\son[a-z]+=\"|\sstyle=\"|javascript:", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:src|href)=\"(?:https?:)?//")


def name_of(path: Path) -> str:
    return str(path).rpartition("/templates/")[2]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_compiles_and_keeps_the_house_rules(path):
    text = path.read_text("utf-8")

    get_template(name_of(path))
    assert len(text.splitlines()) <= 150
    assert not INLINE.search(text), "the content security policy stops inline scripts and styles"
    assert not OUTSIDE.search(text), "nothing is loaded from another host"


@pytest.mark.parametrize("room", messages.list_rooms(), ids=lambda room: room.name)
def test_every_word_of_a_room_has_its_chinese(room):
    """`python tools/messages.py ROOM` adds what is missing; `fill` takes the translations."""
    po = messages.read_po(room)
    shared = set() if room == messages.SHARED else messages.collect(messages.SHARED)
    known = {(entry.msgid, entry.msgid_plural) for entry in po}

    assert messages.collect(room) - shared - known == set()
    assert messages.list_untranslated(po) == []


def test_a_word_has_one_chinese_in_the_whole_house():
    """All rooms' translations end in one catalogue: two meanings need two English words."""
    found: dict[str, dict[str, str]] = {}
    for room in messages.list_rooms():
        for entry in messages.read_po(room):
            found.setdefault(entry.msgid, {})[room.name] = entry.msgstr or entry.msgstr_plural.get(0, "")

    assert {word: rooms for word, rooms in found.items() if len(set(rooms.values())) > 1} == {}
