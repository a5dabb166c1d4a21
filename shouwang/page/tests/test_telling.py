"""What was written down with an event is read under the labels of its form."""

from datetime import date

import pytest

from shouwang.access.models import Event
from shouwang.access.sealing import SealedText, seal
from shouwang.page.telling import Wordless, list_answers, title_of

pytestmark = pytest.mark.django_db


def _told(what, **detail):
    return {one.key: one for one in list_answers(Event(what=what, detail=seal(detail)))}


def test_answers_have_the_forms_labels_choices_and_days():
    told = _told("visit.missed", because="weather", planned_on="2026-11-02")

    assert (told["because"].title, told["because"].value) == ("未能走访的原因", "道路或天气")
    assert told["planned_on"].value == date(2026, 11, 2)


def test_no_is_an_answer_and_a_gap_is_none():
    told = _told("visit.done", is_child_seen=False, met="", findings=[])

    assert told.keys() == {"is_child_seen"}
    assert told["is_child_seen"].value is False


def test_what_an_operation_added_has_words_of_the_mechanism_and_a_bare_key_is_not_said():
    told = _told("delegation.carer_assessed", result="fit", points=80)

    assert [told["result"].title, told["result"].value, told["points"].value] == ["结果", "合格", 80]
    assert "carer" not in _told(
        "delegation.carer_named", carer="01999999-0000-7000-8000-000000000000", relation="parent"
    )


def test_a_number_keeps_its_veil():
    assert _told("visit.assigned", phone=SealedText("13800000000", veil="phone"))["phone"].veil == "phone"


def test_a_key_without_words_is_a_mistake_of_ours():
    with pytest.raises(Wordless, match="colour"):
        title_of("visit.done", "colour")


def test_what_an_earlier_version_wrote_stays_readable_by_its_key():
    told = _told("visit.done", is_child_seen=True, hue="red")

    assert (told["hue"].title, told["hue"].value) == ("hue", "red")
