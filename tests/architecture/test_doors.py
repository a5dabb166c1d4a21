"""Every mechanism is found and shows what is there; every event is declared; every duty can be answered by an act.

That every address carries a guard `tests/test_guards.py` asks.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from shouwang.access import rights
from shouwang.page.mechanism import mechanisms
from shouwang.policy.loading import load_packs
from shouwang.policy.vocabulary import vocabulary
from tests.architecture.house import HOUSE

RIGHTS = {value for name, value in vars(rights).items() if name.isupper() and isinstance(value, str)}
FACES = list(mechanisms().values())
ACTS = {act.event: act for face in FACES for act in face.acts}
PACKS = list(load_packs(folder=Path(settings.PACKS_DIR)).values())


def list_names(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """`visit:list` and the like."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLPattern):
            yield f"{before}{one.name}"
        else:
            yield from list_names(one, f"{before}{one.namespace}:" if one.namespace else before)


def test_every_address_has_a_name_of_its_own():
    names = list(list_names())

    assert not [name for name in names if name.endswith("None") or names.count(name) > 1]


def test_every_mechanism_of_the_settings_is_there_and_found():
    folders = {path.parent.name for path in (HOUSE / "mechanisms").glob("*/mechanism.py")}

    assert set(settings.MECHANISMS) == folders == set(mechanisms())


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.key)
def test_a_mechanism_shows_what_is_there(face):
    parts = [*face.acts, *face.panels, *face.menu, *face.documents, *face.reports]
    urls = {item.url_name for item in (*face.acts, *face.menu, *face.documents, *face.reports) if item.url_name}

    assert {part.right for part in parts} <= RIGHTS
    assert urls <= set(list_names())
    for part in (*face.acts, *face.panels):
        assert get_template(part.template)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.key)
def test_a_mechanism_declares_the_events_of_the_vocabulary(face):
    ours = {event.what: set(event.about) for event in face.events}
    words = {what: set(word.about) for what, word in vocabulary().events.items() if what.startswith(f"{face.key}.")}

    assert ours == words
    assert {act.event for act in face.acts} <= set(ours)
    assert not [act.event for act in face.acts if not set(act.about) <= ours[act.event]]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_what_answers_a_duty_can_be_done_on_its_kind_of_file(pack):
    here = {one.what for face in FACES for one in face.events if not one.is_from_elsewhere}
    answers = {
        (event, duty.about) for duty in pack.duties.values() for event in {*duty.done_by, duty.act} if event in here
    }

    assert not {pair for pair in answers if pair[0] not in ACTS or pair[1] not in ACTS[pair[0]].about}


def test_rights_and_pages_of_the_packs_are_there():
    assert set(vocabulary().rights) <= RIGHTS
    assert set(vocabulary().pages) <= set(list_names())


def test_documents_and_reports_of_the_packs_are_there():
    papers = {
        name
        for face in FACES
        for one in face.documents
        for name in (one.url_name.replace(":", "_"), one.url_name.partition(":")[2])
    }

    assert set(vocabulary().documents) <= papers
    assert set(vocabulary().reports) == {report.key for face in FACES for report in face.reports}
