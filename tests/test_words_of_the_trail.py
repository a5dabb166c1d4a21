"""The trail speaks to its reader: whatever the house writes into it has words in both languages."""

import ast

import pytest

from shouwang.page.mechanism import declared
from shouwang.page.words import OWN_EVENTS, READINGS
from shouwang.policy.vocabulary import vocabulary
from tests.architecture.house import HOUSE, walk

NOTES = {"append_event": "what", "record_event": "what", "record_case_event": "what", "_note": 1}
SOURCES = [path for path in HOUSE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts)]


def list_calls(name):
    """(node) of every call of a function of this name, in the whole house."""
    for path in SOURCES:
        for node in walk(path):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
                yield node


def text_of(node, where):
    """The text given by keyword, or at a place."""
    found = node.args[where] if isinstance(where, int) and len(node.args) > where else None
    found = found or next((one.value for one in node.keywords if one.arg == where), None)
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def test_every_event_that_is_written_has_its_words():
    written = {text_of(node, where) for name, where in NOTES.items() for node in list_calls(name)} - {None}

    assert len(written) > 20
    assert "account.opened" in written
    assert written - set(declared()) - set(vocabulary().events) - set(OWN_EVENTS) == set()


def test_every_look_has_its_words():
    noted = {text_of(node, 1) for node in list_calls("note_reading")}
    noted |= {text_of(node, "reading") for node in list_calls("get_file")}
    noted |= {text_of(node, "reading") for node in list_calls("get_file_to_act")}

    assert {one for one in noted if one} - set(READINGS) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_audit_administrator_reads_words_and_no_keys(cast, language):
    office = cast.office("civil_affairs")
    given = {"function": "rescue_station", "region": cast.place.region.pk}
    cast.client("security_admin").post(f"/offices/{office.pk}/", given)
    page = cast.client("audit_admin")
    page.cookies["language"] = language

    text = page.get("/trail/?what=office.").text

    assert {"en": "Jurisdiction given", "zh-hans": "已划定管辖"}[language] in text
