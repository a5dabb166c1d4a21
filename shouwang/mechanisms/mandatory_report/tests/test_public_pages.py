"""A report by whoever comes: without an account, a name, a cookie, a script; and what its receipt code tells."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.html import escape

from shouwang.access.database import enter_county
from shouwang.mechanisms.mandatory_report.models import Report, Reporter
from shouwang.mechanisms.mandatory_report.tests import pictures
from shouwang.mechanisms.mandatory_report.tests.doing import code_of, sent
from shouwang.mechanisms.mandatory_report.views import public, sending
from shouwang.page.uploads import MEBIBYTE, Uploads
from shouwang.registry.models import Attachment, Case

pytestmark = pytest.mark.django_db


def test_the_page_opens_for_anybody_with_the_emergency_call_first(anybody, address):
    page = anybody.get(address).content.decode()

    assert page.index('href="tel:110"') < page.index("<form")
    assert "正在遭受危险？立即拨打110" in page
    assert "怀疑就可以报" in page
    assert "http-equiv" not in page.lower()


def test_a_tick_is_enough(anybody, address, cast):
    answer = anybody.post(address, sent())

    assert answer.status_code == 200
    cast.enter()
    assert Case.objects.get().violence is True
    assert code_of(answer)


def test_one_line_is_enough(anybody, address, cast):
    assert anybody.post(address, {"course": "隔壁孩子天天挨打"}).status_code == 200
    cast.enter()
    assert Report.objects.get().course == "隔壁孩子天天挨打"


def test_an_empty_form_asks_for_one_word_and_opens_nothing(anybody, address, cast):
    answer = anybody.post(address, {"form_key": "x", "name": "张桂芳"})

    assert answer.status_code == 422
    assert "勾一项情形，或者写一句话" in answer.content.decode()
    assert 'value="张桂芳"' in answer.content.decode()
    cast.enter()
    assert not Report.objects.exists()


def test_answers_that_cannot_be_understood_hold_nothing_up(anybody, address, cast):
    odd = {
        "child_age": "两百岁",
        "found_on": "昨天",
        "found_at": "25:70",
        "harm": "<x>",
        "kind": "nobody",
        "place": "长" * 900,
    }

    assert anybody.post(address, sent(**odd)).status_code == 200
    cast.enter()
    report = Report.objects.get()
    assert (report.child_age, report.found_on, report.found_at, report.harm) == (None, None, None, "")
    assert len(report.place) == 200


def test_the_same_form_sent_twice_is_one_report_with_one_code(anybody, address, cast):
    first, second = anybody.post(address, sent()), anybody.post(address, sent())

    assert code_of(first) == code_of(second)
    assert "只算一份" in second.content.decode()
    cast.enter()
    assert Report.objects.count() == 1


def test_photos_and_voice_come_with_it(anybody, address, cast):
    photos = [SimpleUploadedFile(f"{at}.jpg", pictures.jpeg(), "image/jpeg") for at in range(3)]
    answer = anybody.post(address, sent(photos=photos, voice=SimpleUploadedFile("v.ogg", pictures.voice())))

    assert "已收下4个照片、录音" in answer.content.decode()
    cast.enter()
    assert Attachment.objects.count() == 4


def test_a_county_that_is_not_there_is_not_found(anybody, place):
    assert anybody.get("/mandatory_report/999999/").status_code == 404


def test_the_short_address_leads_to_the_form_or_asks_where(anybody, place):
    door = anybody.get("/report/", follow=True)

    assert door.status_code == 200
    assert escape(place.county.name) in door.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_is_complete_in_both_languages(anybody, address, language, settings):
    anybody.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = anybody.get(address).content.decode()

    assert ("In danger now? Call 110 at once" in page) == (language == "en")
    assert ("提交报告" in page) == (language == "zh-hans")


class TestWhatIsTooLarge:
    """Bounds of some bytes stand for those of megabytes: the same lines run."""

    @pytest.fixture(autouse=True)
    def small_bounds(self):
        mark = public.report.mark
        real = mark.uploads
        object.__setattr__(mark, "uploads", Uploads(file_bytes=2000, total_bytes=9000))
        yield
        object.__setattr__(mark, "uploads", real)

    def test_a_recording_beyond_the_bound_is_left_out_and_the_report_stands(self, anybody, address, cast):
        large = SimpleUploadedFile("v.ogg", pictures.voice() + bytes(3000))
        answer = anybody.post(address, sent(voice=large, photos=SimpleUploadedFile("a.png", pictures.png())))

        assert answer.status_code == 200
        assert "有1个文件没有收下" in answer.content.decode()
        cast.enter()
        assert (Report.objects.count(), Attachment.objects.count()) == (1, 1)

    def test_of_a_huge_video_only_the_beginning_is_read_and_the_report_stands(self, anybody, address, cast):
        body = encode_multipart(BOUNDARY, sent(course="看视频", voice=SimpleUploadedFile("v.mp4", bytes(300_000))))
        stream = Counting(body)

        answer = anybody.generic(
            "POST",
            address,
            b"",
            MULTIPART_CONTENT,
            **{
                "wsgi.input": stream,
                "CONTENT_LENGTH": str(len(body)),
                "CONTENT_TYPE": MULTIPART_CONTENT,
            },
        )

        assert answer.status_code == 413
        assert "没有收下" in answer.content.decode()
        assert code_of(answer)
        assert stream.taken < 150_000
        cast.enter()
        assert Report.objects.get().course == "看视频"


class Counting:
    """A body that says how much of it was read."""

    def __init__(self, body):
        self.body, self.taken = body, 0

    def read(self, size=-1):
        part = self.body[self.taken : self.taken + size] if size >= 0 else self.body[self.taken :]
        self.taken += len(part)
        return part

    def readline(self, *size):
        raise AssertionError("a form is read in parts")


def test_the_real_bounds_refuse_a_video_of_300_megabytes():
    assert sending.UPLOADS.file_bytes <= 20 * MEBIBYTE
    assert sending.UPLOADS.total_bytes < 300 * MEBIBYTE
    assert public.report.mark.uploads == sending.UPLOADS


def test_a_flood_from_one_place_is_refused_with_the_number_to_call(anybody, address, monkeypatch, cast):
    monkeypatch.setattr(sending, "REPORTS_AN_HOUR", 2)
    answers = [anybody.post(address, sent(form_key=f"form {at}")) for at in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "110" in answers[-1].content.decode()
    cast.enter()
    assert Report.objects.count() == 2


def test_an_account_that_is_logged_in_is_not_looked_at_by_the_public_page(cast, address):
    client = cast.client("director")

    page = client.get(address).content.decode()
    client.post(address, sent())

    assert "王主任" not in page
    cast.enter()
    assert (Reporter.objects.get().account, Reporter.objects.get().kind) == (None, "citizen")


def test_nothing_of_it_may_be_kept_by_the_browser(anybody, address):
    answer = anybody.post(address, sent())

    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "shouwang" not in answer.cookies


def test_another_countys_report_is_not_found_by_its_code_here(anybody, cast, report):
    received = report()
    enter_county(cast.users["stranger"].county_id)

    assert not Report.objects.filter(pk=received.report.pk).exists()
