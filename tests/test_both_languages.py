"""Every page speaks one language, whichever is chosen: nothing of the other but what people and plans have written."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings as house

from shouwang.access.models import County, Event, Office, Post, Region, User
from shouwang.mechanisms.assessment.questionnaire import STARTING as ABOUT_CHILDREN
from shouwang.mechanisms.delegation.questionnaire import STARTING as ABOUT_CARERS
from shouwang.policy.yaml_source import read
from shouwang.registry.codes import ETHNICITIES
from shouwang.registry.models import File, Person, Questionnaire
from tests.architecture.house import HOUSE, walk
from tests.crawl import Crawl, furnish
from tests.factories import adopt_plan

pytestmark = pytest.mark.django_db
PLAN, LAW = "jinpu-2017-28", "minors-law-2021"
HAN = re.compile(r"[\u3400-\u9fff]")
AGREEMENT = "mechanisms/delegation/panels.py"
PAPERS = re.compile(r"/dossier/|/registration_form/|/print/")
"""A paper is Chinese, also where a page shows it."""
NO_READING = re.compile(r"^/trail/|^/second-factor/")
"""The audit administrator searches by keys, and sees them beside the words; a device's secret is no word."""
NAMED = (
    (County, ("name",)),
    (Region, ("name", "short_name")),
    (Office, ("name",)),
    (User, ("name", "username")),
    (Post, ("title",)),
    (File, ("name",)),
    (Person, ("name", "work_place", "ethnicity")),
)


class Written:
    """What people and plans have written, to be taken out of a text."""

    def __init__(self, words: Iterable[str]) -> None:
        words = set(words)
        self._single = {one for one in words if len(one) == 1}
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for word in sorted((one for one in words if one), key=len, reverse=True):
            self._by_start[word[:2]].append(word)

    def take_out(self, text: str) -> str:
        if text in self._single:
            return ""
        left, at = [], 0
        while at < len(text):
            word = next((one for one in self._by_start.get(text[at : at + 2], ()) if text.startswith(one, at)), "")
            left.append("" if word else text[at])
            at += len(word) or 1
        return "".join(left)


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from strings_in(key)
            yield from strings_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_in(one)


def list_written() -> Iterator[str]:
    """Packs, names, what was filled in, questionnaires, the peoples as the standard calls them, the agreement's own text."""
    for path in house.PACKS_DIR.glob("*/*.yaml"):
        for one in strings_in(read(path)):
            yield one if len(one) > 1 else f"{one} ·"  # the number of a chapter
    for model, columns in NAMED:
        for row in model.objects.values_list(*columns):
            yield from (one for one in row if one)
    for event in Event.objects.all():
        yield from strings_in({key: str(one) for key, one in event.opened.items()})
    for items in (ABOUT_CHILDREN, ABOUT_CARERS, *Questionnaire.objects.values_list("items", flat=True)):
        yield from (form for one in strings_in(items) for form in (one, f"{one}="))
    yield from (name for _code, name in ETHNICITIES)
    texts = (node.value for node in walk(HOUSE / AGREEMENT) if isinstance(node, ast.Constant))
    yield from (one for one in texts if isinstance(one, str) and HAN.search(one))


LATIN = re.compile(r"[A-Za-z]{3,}")
ALSO_CHINESE = {
    "TOTP",
    "xls",
    "csv",
    "PDF",
    "Word",
    "docx",
    "xlsx",
    "Excel",
    "SHA",
    "CSV",
    "XLSX",
    "DOCX",
    "GB",
    "JPEG",
    "PNG",
    "WebP",
}
KEY = re.compile(r"\b[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*\b|\b[a-z]+_[a-z_]+\b")


def read_all(cast, language):
    """Every page, the pieces of it that hold no paper."""
    for pack in (PLAN, LAW):
        adopt_plan(cast.place, pack)
    crawl = Crawl(cast, furnish(cast, language=language), language)
    pages = [page for page in crawl.walk() if not PAPERS.search(page.address)]
    cast.enter()
    assert len(pages) > 500
    return pages


def test_in_english_nothing_is_chinese_but_what_people_and_plans_have_written(cast):
    pages = read_all(cast, "en")
    written = Written(list_written())

    found = {
        text: f"{page.who} {page.address}"
        for page in pages
        for text in page.texts
        if HAN.search(text) and HAN.search(written.take_out(text))
    }
    assert found == {}


def test_in_chinese_nothing_is_english_and_no_key_is_shown(cast):
    pages = read_all(cast, "zh-hans")
    written = Written(list_written())

    found = {
        text: f"{page.who} {page.address}"
        for page in pages
        for text in page.texts
        if not NO_READING.search(page.address)
        and (KEY.search(written.take_out(text)) or set(LATIN.findall(written.take_out(text))) - ALSO_CHINESE)
    }
    assert found == {}
