"""A report is taken at once, with whatever is there; twice is once; nothing holds it up."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from shouwang.access.models import Event
from shouwang.mechanisms.mandatory_report.models import Report, Reporter
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender
from shouwang.mechanisms.mandatory_report.queries.place import find_place
from shouwang.mechanisms.mandatory_report.queries.receipts import find_report, get_progress
from shouwang.mechanisms.mandatory_report.tests import pictures
from shouwang.registry.media import read_attachment
from shouwang.registry.models import Attachment, Case, CasePart, File, FileKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.proves("SY-3.1.4-f", "BH-4.1-f", "G13-3-b", "SX-3.1.4-b", "YY-4.1-b")
def test_a_suspicion_alone_opens_a_case_with_its_circumstance_as_a_fact(report):
    received = report(circumstances=["violence", "harm"])

    case = Case.objects.get(pk=received.report.file_id)
    assert (case.violence, case.harm, case.missing) == (True, True, None)
    assert (case.stage, case.reported_on, case.child_file) == ("received", factories.TODAY, None)
    assert received.report.file.kind == FileKind.CASE


def test_a_circumstance_of_a_plan_that_is_no_fact_of_its_own_is_another_circumstance(report):
    received = report(circumstances=["organised_begging"])

    assert Case.objects.get(pk=received.report.file_id).other_circumstance is True
    assert received.report.circumstances == ["organised_begging"]


@pytest.mark.proves("SY-3.1.4-h", "BH-4.1-h", "SX-3.1.4-c", "YY-4.1-c", "G13-3-a", "JP-3.1.1-a")
def test_the_police_who_lead_there_hold_it_from_the_first_moment(report, cast, place):
    here = report(place=place.villages[0])
    nowhere = report(place=None, place_text="镇上菜市场边上")

    for received in (here, nowhere):
        part = CasePart.objects.get(file_id=received.report.file_id, is_holder=True)
        assert (part.office_id, part.part) == (cast.office("police").pk, "police")
    assert here.report.file.village == place.villages[0]
    assert nowhere.report.file.village is None
    assert nowhere.report.place == "镇上菜市场边上"


def test_the_event_of_receiving_is_nobodys(report):
    received = report(Sender(name="张桂芳", phone="13800001111"))

    for event in Event.objects.filter(file_id=received.report.file_id):
        assert (event.user_id, event.post_id, event.office_id) == (None, None, None)
    assert Event.objects.filter(file_id=received.report.file_id, what="mandatory_report.received").count() == 1


@pytest.mark.proves("SY-3.1.4-i", "JP-3.1.1-c")
def test_kind_of_harm_course_and_gravity_are_kept_and_may_be_unknown_or_missing(report):
    full = report(harm="bodily", gravity="injured", course="背上有棍子打的伤")
    unknown = report(harm="unknown", gravity="unknown")
    empty = report()

    assert (full.report.harm, full.report.gravity, full.report.course) == ("bodily", "injured", "背上有棍子打的伤")
    assert (unknown.report.harm, unknown.report.gravity) == ("unknown", "unknown")
    assert (empty.report.harm, Report.objects.get(pk=empty.report.pk).course) == ("", None)


@pytest.mark.proves("SY-3.1.4-d", "BH-4.1-c", "SY-3.1.4-ea", "BH-4.1-e")
def test_where_a_missing_child_was_last_seen_and_since_when_it_is_neglected_are_kept(report):
    received = report(
        circumstances=["missing", "neglect"],
        looks="红棉袄，最后在学校门口",
        since="去年冬天起",
        found_on=date(2026, 11, 21),
        found_at=time(16, 40),
    )

    kept = Report.objects.get(pk=received.report.pk)
    assert (kept.looks, kept.since) == ("红棉袄，最后在学校门口", "去年冬天起")
    assert (kept.found_on, kept.found_at) == (date(2026, 11, 21), time(16, 40))
    case = Case.objects.get(pk=received.report.file_id)
    assert (case.missing, case.neglect) == (True, True)


def test_a_nervous_thumb_sends_one_report_and_gets_one_code(report):
    first, second = report(form_key="one form"), report(form_key="one form")

    assert (first.is_new, second.is_new) == (True, False)
    assert (first.code, first.report.pk) == (second.code, second.report.pk)
    assert Report.objects.count() == File.objects.filter(kind=FileKind.CASE).count() == 1


def test_a_form_that_is_sent_again_with_other_words_is_another_report(report):
    first = report(form_key="one form", course="一")
    second = report(form_key="one form", course="二")

    assert first.code != second.code
    assert Report.objects.count() == 2


@pytest.mark.proves("JP-3.1.3-d", "SY-3.1.4-o")
def test_who_reported_lies_sealed_and_apart(report):
    from django.db import connection

    report(Sender(name="张桂芳", phone="13800001111", unit="北台村卫生室", account="", kind="medical_institution"))

    reporter = Reporter.objects.get()
    assert (reporter.name, reporter.phone, reporter.unit) == ("张桂芳", "13800001111", "北台村卫生室")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mandatory_report_reporter")
        stored = b"".join(
            bytes(cell) for row in cursor.fetchall() for cell in row if isinstance(cell, memoryview | bytes)
        )
    for text in ("张桂芳", "13800001111", "北台村卫生室"):
        assert text.encode() not in stored


def test_a_name_of_72_characters_is_kept_whole(report):
    name = "阿" * 72

    assert Report.objects.get(pk=report(child_name=name).report.pk).child_name == name


def test_twenty_photos_and_a_recording_are_taken_without_names_and_metadata(report):
    photos = [SimpleUploadedFile(f"张桂芳拍的{at}.jpg", pictures.jpeg()) for at in range(20)]
    with translation.override("zh-hans"):
        received = report(files=[*photos, SimpleUploadedFile("张桂芳的录音.ogg", pictures.voice())])

    kept = list(Attachment.objects.filter(file_id=received.report.file_id).order_by("pk"))
    assert (received.taken, received.refused, len(kept)) == (21, 0, 21)
    for one in kept:
        assert "张桂芳" not in one.file_name + one.title
        assert one.added_by_id is None
    assert all(pictures.SECRET not in read_attachment(attachment=one) for one in kept)


def test_a_file_that_is_neither_photo_nor_recording_is_left_out_and_the_report_stands(report):
    files = [SimpleUploadedFile("a.exe", b"MZ" + bytes(99)), SimpleUploadedFile("a.jpg", b"\xff\xd8\xff no")]
    received = report(files=[*files, SimpleUploadedFile("b.png", pictures.png())])

    assert (received.taken, received.refused) == (1, 2)
    assert Report.objects.get(pk=received.report.pk).refused_files == 2


def test_the_receipt_code_finds_the_report_and_is_written_nowhere(report):
    received = report()

    assert find_report(code=received.code).pk == received.report.pk
    assert find_report(code=received.code[:-1] + ("0" if received.code[-1] != "0" else "1")) is None
    kept = {str(value) for value in Report.objects.filter(pk=received.report.pk).values()[0].values()}
    assert not any(received.code in text or received.code.replace("-", "") in text for text in kept)


def test_the_receipt_tells_steps_and_nothing_else(report):
    received = report(Sender(name="张桂芳"))

    progress = get_progress(report=received.report)

    assert progress.received_on == factories.TODAY
    assert progress.steps == [("received", True), ("accepted", False), ("handled", False), ("closed", False)]
    assert progress.answers == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("北台村（张强镇）", 0),
        ("大李家村", 1),
        ("康平县张强镇北台村三组", 0),
        ("方家屯镇北台村东头", 2),
        ("北台村", None),
        ("某个地方", None),
        ("", None),
    ],
)
def test_a_place_is_understood_when_it_can_mean_only_one(place, text, found):
    where = find_place(county=place.county, text=text)

    assert where == (place.villages[found] if found is not None else None)


def test_a_township_is_a_place_too(place):
    assert find_place(county=place.county, text="张强镇") == place.townships[0]
