"""One closed list of words: the facts of the tables, the declarations of the rooms and the glossary say the same."""

import re

import pytest

from shouwang.page.mechanism import mechanisms
from shouwang.policy.vocabulary import KIND_NAMES, vocabulary
from shouwang.registry.facts import CASE_FACTS, CHILD_FACTS
from shouwang.registry.models import FileKind
from shouwang.registry.models.care import AGREEMENT, BANNED, FIT, KIND, RELATION
from shouwang.registry.models.case import PLACE_KIND, RISK_LEVEL, STAGE
from shouwang.registry.models.child import CARE_FORM, HEALTH, HUKOU, RATING, SCHOOLING
from shouwang.registry.models.person import Incapable
from shouwang.registry.queries import get_unit_facts
from tests.architecture.house import ROOT

WORDS = vocabulary()
_LATER = ("woman.", "elder.", "actor.")
"""Facts of files that no mechanism keeps yet, and of whoever writes something down: of no file."""

CHOICES = {
    "child.health": HEALTH,
    "child.schooling": SCHOOLING,
    "child.hukou_kind": HUKOU,
    "child.guardianship_rating": RATING,
    "child.care_form": CARE_FORM,
    "father.incapable": Incapable.choices,
    "mother.incapable": Incapable.choices,
    "carer.relation": RELATION,
    "carer.fit": FIT,
    "carer.banned": BANNED,
    "case.place_kind": PLACE_KIND,
    "case.risk_level": RISK_LEVEL,
    "case.stage": STAGE,
    "care.kind": KIND,
    "care.agreement": AGREEMENT,
}


def _glossary():
    """{code word: Chinese term} of every row of every table."""
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+?) \|", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    return dict(rows)


def test_every_fact_of_a_file_is_collected_and_every_collected_fact_is_a_word(county):
    from tests.factories import make_unit

    derived = {key for key, word in WORDS.facts.items() if word.derived}
    units = set(get_unit_facts(file=make_unit(county, kind="village", region=county.villages[0])))
    words = {key for key in WORDS.facts if not key.startswith(_LATER)}

    assert words - derived == set(CHILD_FACTS) | set(CASE_FACTS) | units
    assert {WORDS.facts[key].derived for key in derived} <= set(WORDS.facts)


@pytest.mark.parametrize("fact", sorted(CHOICES))
def test_a_choice_has_the_same_values_and_names_in_the_packs_and_in_the_tables(fact):
    assert WORDS.facts[fact].values == {value: str(name) for value, name in CHOICES[fact]}


def test_no_choice_is_left_out_of_this_comparison():
    asked = {key for key, word in WORDS.facts.items() if word.type == "choice" and not key.startswith(_LATER)}

    assert asked - {"child.sex"} == set(CHOICES)


def test_a_kind_of_file_is_one_word_in_both():
    assert set(WORDS.files) == set(FileKind.values)


def test_a_mechanism_is_a_word_of_the_catalogue():
    emits_only_others_events = {face.key for face in mechanisms().values() if not face.events}

    assert set(mechanisms()) - emits_only_others_events <= set(WORDS.mechanisms)


def test_an_event_begins_with_its_mechanisms_word():
    assert {what.partition(".")[0] for what in WORDS.events} <= set(WORDS.mechanisms)


def test_every_word_stands_in_the_glossary_with_its_one_term():
    glossary = _glossary()
    told = {
        word: name if isinstance(name, str) else name.name
        for kind in KIND_NAMES
        for word, name in getattr(WORDS, kind).items()
    }

    assert sorted(told.keys() - glossary.keys()) == []
    assert {word: (term, glossary[word]) for word, term in told.items() if term not in glossary[word]} == {}
