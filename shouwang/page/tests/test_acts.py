"""An act from form to event."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from shouwang.access.models import Event, Reading
from shouwang.page import mechanism
from shouwang.page.forms import ActForm
from shouwang.page.mechanism import Act, Declared, Mechanism

pytestmark = pytest.mark.django_db
PHOTO = b"\x89PNG\r\n\x1a\n" + b"0" * 64


class TooQuiet(Exception):
    """A refusal of the example's own operation."""


class Example(ActForm):
    mood = forms.ChoiceField(choices=[("good", "好"), ("bad", "差")])


def refuse(**everything):
    raise TooQuiet("孩子没有说话，请换个时间再来")


@pytest.fixture
def example(monkeypatch):
    """A mechanism with one plain act and one that refuses."""
    acts = (
        Act("visit.done", "登记走访", form=Example),
        Act("visit.missed", "未能走访", operation=refuse, refusals=(TooQuiet,)),
        Act("visit.patrolled", "登记巡查", about=("village",)),
    )
    made = Mechanism("visit", "走访", events=(Declared("visit.done", "入户走访"),), acts=acts)
    monkeypatch.setattr(mechanism, "mechanisms", lambda: {"visit": made})
    return made


def address(cast, event="visit.done"):
    return f"/files/{cast.child.pk}/do/{event}/"


class TestDo:
    def test_records_the_event_with_its_fields_and_goes_back(self, cast, example):
        given = {"on": "2026-11-20", "note": "在家", "mood": "good", "back": "/?state=late"}

        done = cast.client("director").post(address(cast), given)

        assert done.url == "/?state=late"
        event = Event.objects.get(file_id=cast.child.pk, what="visit.done")
        assert event.done_on == date(2026, 11, 20)
        assert event.opened == {"mood": "good", "note": "在家"}
        assert event.user == cast.users["director"]
        assert event.office.name == "张强镇北台村村委会"

    def test_never_goes_back_to_another_host(self, cast, example):
        given = {"on": "2026-11-20", "mood": "good", "back": "//evil.example/"}

        done = cast.client("director").post(address(cast), given)

        assert done.url == f"/files/{cast.child.pk}/"

    def test_refuses_a_day_that_has_not_come(self, cast, example):
        answer = cast.client("director").post(address(cast), {"on": "2026-11-23", "mood": "good"})

        assert answer.status_code == 422
        assert "这一天还没有到" in answer.content.decode()

    def test_refuses_a_day_before_the_file_was_opened_and_says_which(self, cast, example):
        answer = cast.client("director").post(address(cast), {"on": "2025-01-01", "mood": "good"})

        assert "档案建立于2026年1月5日" in answer.content.decode()

    def test_shows_an_operations_own_refusal_and_saves_nothing(self, cast, example):
        answer = cast.client("director").post(address(cast, "visit.missed"), {"on": "2026-11-20"})

        assert answer.status_code == 422
        assert "请换个时间再来" in answer.content.decode()
        assert not Event.objects.filter(file_id=cast.child.pk).exists()

    def test_keeps_a_photo_sealed_and_named_by_the_event(self, cast, example, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        photo = SimpleUploadedFile("visit.png", PHOTO, content_type="image/png")

        cast.client("director").post(address(cast), {"on": "2026-11-20", "mood": "good", "proof": photo})

        event = Event.objects.get(file_id=cast.child.pk, what="visit.done")
        kept = next(path for path in tmp_path.rglob("*") if path.is_file())
        assert event.proof_of.startswith("registry.attachment:")
        assert PHOTO not in kept.read_bytes()
        opened = cast.client("supervisor").get(
            f"/files/{cast.child.pk}/attachments/{event.proof_of.partition(':')[2]}/"
        )
        assert opened.content == PHOTO

    def test_refuses_a_program_that_calls_itself_a_photo(self, cast, example):
        program = SimpleUploadedFile("photo.jpg", b"MZ\x90\x00 not a photo", content_type="image/jpeg")

        answer = cast.client("director").post(address(cast), {"on": "2026-11-20", "mood": "good", "proof": program})

        assert "这不是照片" in answer.content.decode()

    def test_an_act_about_villages_is_not_there_on_a_child(self, cast, example):
        assert cast.client("director").get(address(cast, "visit.patrolled")).status_code == 404

    def test_an_unknown_event_is_not_there(self, cast, example):
        assert cast.client("director").get(address(cast, "no.such")).status_code == 404

    def test_opening_the_form_of_a_childs_file_is_written_down(self, cast, example):
        cast.client("director").get(address(cast))

        assert Reading.objects.filter(file_id=cast.child.pk, what="act", user=cast.users["director"]).count() == 1
