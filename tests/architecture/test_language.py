"""Two languages, both complete: msgids are English, and no page holds Chinese of its own that an English reader would see.

That every msgid has its Chinese `tests/test_templates.py` asks.
"""

import ast
import re

import pytest

from tests.architecture.house import HOUSE, list_templates, named, walk
from tools import messages

HAN = re.compile(r"[\u3400-\u9fff]")
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
IN_ITS_OWN_LANGUAGE = {"shouwang/page/templates/page/language.html"}
QUOTES_A_CELL = {"Choose 是 or 否."}
DISPLAY = re.compile(r"\bget_\w+_display\b")


@pytest.mark.parametrize("room", messages.list_rooms(), ids=lambda room: room.name)
def test_what_is_translated_is_written_in_english(room):
    assert not [
        msgid for pair in messages.collect(room) for msgid in pair if HAN.search(msgid) and msgid not in QUOTES_A_CELL
    ]


@pytest.mark.parametrize("path", list_templates(), ids=named)
def test_a_page_takes_its_words_from_the_translations(path):
    text = COMMENT.sub("", path.read_text("utf-8"))

    assert named(path) in IN_ITS_OWN_LANGUAGE or not HAN.search(text)
    assert not DISPLAY.search(text), 'a column\'s Chinese name; `row|choice:"column"` speaks both languages'


def test_forms_ask_in_both_languages():
    forms = [path for path in HOUSE.rglob("*forms*.py") if "tests" not in path.parts]
    labels = {
        f"{named(path)}:{key.value.lineno}"
        for path in forms
        for node in walk(path)
        if isinstance(node, ast.Call)
        for key in node.keywords
        if key.arg in {"label", "help_text", "empty_label"} and isinstance(key.value, ast.Constant) and key.value.value
    }

    assert not labels
