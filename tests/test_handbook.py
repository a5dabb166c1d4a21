"""The handbook: a page a post in both languages, with pictures; what it quotes stands on the screen in just these words."""

import re

import pytest

from shouwang.access import rights
from tests.architecture.house import ROOT
from tests.browser.test_handbook_pictures import PICTURES
from tools import messages

HANDBOOK = ROOT / "docs" / "handbook"
PAGES = sorted([*HANDBOOK.glob("zh/*.md"), *HANDBOOK.glob("en/*.md")])
CASE_RIGHTS = {rights.CASE_READ, rights.CASE_JOIN, rights.CASE_TASK, rights.CASE_WATCH}
QUOTED = {"zh": re.compile(r"“([^”]+)”"), "en": re.compile(r'"([^"]+)"')}


def roles_of(page):
    return re.search(r"<!-- roles: (.+) -->", page.read_text("utf-8")).group(1).split()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_post_that_meets_cases_has_its_page(language):
    written = {role for page in PAGES if page.parent.name == language for role in roles_of(page)}

    assert written == {key for key, role in rights.ROLES.items() if role.rights & CASE_RIGHTS} | {"township_lead"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_a_page_fits_one_screen_and_shows_pictures(page):
    text = page.read_text("utf-8")

    assert "../../pictures/" in text
    assert len(text.splitlines()) <= 35
    assert f"({page.parent.name}/{page.name})" in (HANDBOOK / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_what_a_page_quotes_stands_on_the_screen(page):
    shown = set()
    for room in messages.list_rooms():
        for entry in messages.read_po(room):
            shown |= {entry.msgid, entry.msgstr}

    assert [word for word in QUOTED[page.parent.name].findall(page.read_text("utf-8")) if word not in shown] == []


def test_every_picture_that_is_taken_is_shown_and_there():
    taken = {name for name, *_rest in PICTURES}
    text = "".join(page.read_text("utf-8") for page in HANDBOOK.rglob("*.md"))

    assert {name for name in taken if not (ROOT / "docs" / "pictures" / f"{name}.png").exists()} == set()
    assert {name for name in taken if f"{name}.png" not in text} == set()
