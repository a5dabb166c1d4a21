"""The reporter is invisible: every side door is tried. What a reporter's account, name, phone or unit left behind is
looked for in every table, every page, every message and every log line."""

import logging
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import URLPattern

from shouwang.access.models import Event, Reading, User
from shouwang.mechanisms.mandatory_report.models import Report, Reporter
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender
from shouwang.mechanisms.mandatory_report.tests import pictures
from shouwang.registry.models import Case
from tests.test_guards import EVERY

pytestmark = [pytest.mark.django_db, pytest.mark.proves("JP-3.1.3-d", "SY-3.1.4-o")]
NAME, PHONE, UNIT = "诸葛报恩", "13998887766", "秘密诊所"
FORM = {
    "circumstances": ["violence"],
    "form_key": "one form",
    "course": "听见哭声",
    "phone": PHONE,
    "wants_protection": "on",
}
EVERYBODY = (
    "director",
    "colleague",
    "next_door",
    "supervisor",
    "civil_affairs",
    "reader",
    "police",
    "school",
    "audit_admin",
    "security_admin",
    "system_admin",
)


def snapshot():
    """(table, all its rows as text) of every table; what is sealed is shown as its bytes."""
    tables = [name for name in connection.introspection.table_names() if not name.startswith("django_migrations")]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            yield table, [row[0] for row in cursor.fetchall()]


def rows_naming(*words):
    return {
        (table, row) for table, rows in snapshot() for row in rows if any(str(word) in row for word in words if word)
    }


@pytest.fixture
def by_account(cast, place):
    """The director of village A reports by account; what the database held of the account before and after."""
    user = cast.users["director"]
    client = cast.client("director")
    client.get("/mandatory_report/new/")
    cast.enter()
    before = rows_naming(user.pk)
    answer = client.post("/mandatory_report/new/", FORM | {"place": "北台村（张强镇）"})
    cast.enter()
    return user, answer, before


def test_after_a_report_by_account_no_row_of_any_table_names_the_account_that_did_not_before(by_account):
    user, answer, before = by_account
    office = user.posts.get().office_id

    assert answer.status_code == 200
    fresh = rows_naming(user.pk) - before
    assert fresh == set()
    new = {
        row for table, row in rows_naming(office, user.posts.get().pk) if "mandatory_report" in table or "case" in table
    }
    assert new == set()


def test_the_reporter_is_known_to_the_seal_alone(by_account):
    user, _answer, _before = by_account

    reporter = Reporter.objects.get()
    assert reporter.account == str(user.pk)
    assert reporter.unit == "张强镇北台村村委会"
    assert not rows_naming(PHONE)


def test_no_event_no_reading_no_history_no_session_names_the_account(by_account):
    user, _answer, _before = by_account

    assert not Event.objects.filter(user=user).exists()
    assert not Reading.objects.filter(user=user).exists()
    assert {event.detail.get("circumstances", ["violence"])[0] for event in Event.objects.all()} == {"violence"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_caseevent WHERE pgh_context::text LIKE %s", [f"%{user.pk}%"])
        assert cursor.fetchone() == (0,)
    for session in Session.objects.all():
        kept = str(session.get_decoded())
        assert "report" not in kept
        assert PHONE not in kept


def test_history_of_the_case_is_kept_with_no_account(by_account, cast):
    case = Case.objects.get()

    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_context::text FROM registry_caseevent WHERE file_id = %s", [case.pk])
        contexts = {row[0] for row in cursor.fetchall()}

    assert contexts <= {None, "{}", "null"}


def test_a_report_is_no_sign_of_life_of_its_account(cast, place):
    user = cast.users["director"]
    client = cast.client("director")
    client.get("/")
    before = User.objects.filter(pk=user.pk).values().get()
    session = client.session.session_key
    kept = Session.objects.get(pk=session).get_decoded()

    client.post("/mandatory_report/new/", FORM)

    cast.enter()
    assert User.objects.filter(pk=user.pk).values().get() == before
    assert Session.objects.get(pk=session).get_decoded() == kept


def test_the_answer_leaves_no_message_for_the_next_page(by_account, cast):
    client = cast.client("director")
    client.post("/mandatory_report/new/", FORM | {"form_key": "another"})

    page = client.get("/messages/").content.decode()

    assert 'role="status"' not in page
    assert "报告已经收到" not in page


def test_no_log_line_names_anybody(cast, place, caplog):
    caplog.set_level(logging.DEBUG)
    files = [
        SimpleUploadedFile(f"{NAME}.jpg", b"\xff\xd8\xff broken"),
        SimpleUploadedFile(f"{NAME}.ogg", pictures.voice()),
    ]
    client = cast.client("director")

    client.post("/mandatory_report/new/", FORM | {"photos": files})
    client.post(f"/mandatory_report/{place.county.code}/", FORM | {"name": NAME, "phone": PHONE, "unit": UNIT})
    client.post("/mandatory_report/new/", {"form_key": "empty", "phone": PHONE})
    client.post("/mandatory_report/receipt/", {"code": "wrong"})

    said = [line for line in caplog.text.splitlines() if "django.db.backends" not in line]
    for word in (NAME, PHONE, UNIT, cast.users["director"].username, str(cast.users["director"].pk)):
        assert not [line for line in said if word in line]


def _pages(case):
    """Every address that can be opened with a case's id alone, or with nothing."""
    for address, pattern in EVERY:
        if not isinstance(pattern, URLPattern) or "GET" not in pattern.callback.mark.methods:
            continue
        filled = re.sub(r"<uuid:\w+>", str(case.pk), address).replace("<str:event>", "mandatory_report.answered")
        if "<" not in filled and not filled.startswith("language"):
            yield f"/{filled}"


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_shows_the_reporter_to_anybody(cast, place, report, who):
    received = report(
        Sender(
            name=NAME,
            phone=PHONE,
            unit=UNIT,
            way="account",
            kind="medical_institution",
            account=str(cast.users["school"].pk),
        ),
        place=place.villages[0],
        course="听见哭声",
        files=[SimpleUploadedFile(f"{NAME}.jpg", pictures.jpeg()), SimpleUploadedFile(f"{NAME}.ogg", pictures.voice())],
    )
    case = received.report.file
    client = cast.client(who)
    hidden = [NAME, PHONE, PHONE[:3] + "****" + PHONE[-4:], UNIT]
    own = {cast.users[who].name}
    seen = {}
    for address in _pages(case):
        answer = client.get(address)
        page = (answer.content if not answer.streaming else b"".join(answer.streaming_content)).decode(
            "utf-8", "replace"
        )
        seen[address] = [word for word in hidden if word in page and word not in own]
        if str(case.pk) in address and "units" not in address and who != "school":
            seen[address] += ["周老师"] if "周老师" in page else []

    assert {address: words for address, words in seen.items() if words} == {}


@pytest.mark.parametrize("way", ["pdf", "docx"])
@pytest.mark.parametrize("paper", ["report_slip", "acceptance_receipt"])
def test_no_paper_names_the_reporter(cast, place, report, paper, way):
    from io import BytesIO

    from docx import Document

    received = report(Sender(name=NAME, phone=PHONE, unit=UNIT), place=place.villages[0], course="听见哭声")
    answer = cast.client("police").get(f"/mandatory_report/{received.report.file_id}/{paper}/?as={way}")

    assert answer.status_code == 200
    assert NAME not in answer.headers["Content-Disposition"]
    if way == "docx":
        tables = Document(BytesIO(answer.content)).tables
        words = "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
        assert "听见哭声" in words or paper == "acceptance_receipt"
        assert NAME not in words + UNIT * 0 and PHONE not in words and UNIT not in words


@pytest.mark.parametrize("word", [NAME, PHONE, UNIT, NAME[:2], "zhugebaoen", "zgbe"])
def test_no_search_finds_a_case_by_its_reporter(cast, place, report, word):
    received = report(Sender(name=NAME, phone=PHONE, unit=UNIT), place=place.villages[0])

    for who in ("police", "civil_affairs", "supervisor"):
        page = cast.client(who).get("/files/", {"q": word}).content.decode()
        assert received.report.file.number not in page


def test_an_account_finds_no_list_of_its_own_reports(by_account, cast):
    client = cast.client("director")
    number = Report.objects.get().file.number

    for address in ("/", "/account/", "/messages/", "/files/", "/mandatory_report/new/", "/mandatory_report/units/"):
        assert number not in client.get(address).content.decode()


def test_the_receipt_is_the_reporters_only_way_back(by_account, cast):
    _user, answer, _before = by_account
    code = re.search(r'class="report-code"[^>]*>([^<]+)<', answer.content.decode()).group(1)

    told = cast.client("director").post("/mandatory_report/receipt/", {"code": code})

    assert "已收到" in told.content.decode()
    cast.enter()
    assert not Reading.objects.filter(user=cast.users["director"]).exists()


def test_what_the_desk_types_in_keeps_the_caller_and_the_typist_under_one_seal(cast, place):
    client = cast.client("civil_affairs")
    answer = client.post("/mandatory_report/intake/", FORM | {"name": NAME, "phone": PHONE, "kind": "citizen"})

    assert answer.status_code == 200
    cast.enter()
    reporter = Reporter.objects.get()
    assert (reporter.name, reporter.typed_by, reporter.account) == (NAME, str(cast.users["civil_affairs"].pk), None)
    assert not rows_naming(NAME, PHONE)
    assert not Event.objects.filter(user=cast.users["civil_affairs"]).exists()


def test_the_villages_account_cannot_type_in_for_others_and_a_reader_cannot_report(cast, place):
    assert cast.client("director").get("/mandatory_report/intake/").status_code == 403
    assert cast.client("reader").get("/mandatory_report/new/").status_code == 403


def test_an_account_that_is_turned_away_while_reporting_leaves_no_trace_either(cast, place):
    user = cast.users["director"]
    client = cast.client("director")
    client.handler.enforce_csrf_checks = True
    before = rows_naming(user.pk)

    answers = [client.post("/mandatory_report/new/", FORM), client.get("/mandatory_report/999999/")]

    cast.enter()
    assert [answer.status_code for answer in answers] == [403, 404]
    assert rows_naming(user.pk) - before == set()
    client.get("/files/00000000-0000-7000-8000-000000000000/")
    cast.enter()
    assert rows_naming(user.pk) - before != set()
