"""From a duty's button to a report that is sent, copied and signed for."""

import io
from datetime import date

import docx
import openpyxl
import pytest

from shouwang.access.scope import Actor
from shouwang.duties.adopting import adopt_pack
from shouwang.duties.reckoning import reckon_file
from shouwang.mechanisms.reporting.models import Receipt, Submission
from shouwang.page import clock
from shouwang.registry.operations import set_facts
from tests.factories import make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def township(cast):
    place = cast.place
    by, at = Actor(place.id), clock.now()
    adopt_pack(county=place.county, pack_id="jinpu-2017-28", from_on=date(2026, 1, 1), by=by, at=at)
    return make_unit(place, kind="township", region=place.townships[0])


def _do(cast, who, township, event):
    return cast.client(who).get(f"/files/{township.pk}/do/{event}/")


def _send(cast, township):
    answer = cast.client("supervisor").post(f"/reporting/units/{township.pk}/", {"note": ""})
    cast.enter()
    return answer


def test_the_duty_to_send_leads_to_the_summary_where_it_is_sent(cast, township):
    led = _do(cast, "supervisor", township, "reporting.township_submitted")
    page = cast.client("supervisor").get(led.url)
    sent = _send(cast, township)

    assert led.url == f"/reporting/units/{township.pk}/"
    assert page.status_code == 200
    assert sent.url == f"/reporting/{Submission.objects.get(unit=township).pk}/"


def test_the_duty_to_sign_leads_to_the_newest_report(cast, township):
    before = _do(cast, "civil_affairs", township, "reporting.township_acknowledged")
    waiting = cast.client("civil_affairs").get(before.url)
    _send(cast, township)
    page = cast.client("civil_affairs").get(before.url, follow=True)
    cast.enter()

    assert waiting.url == "/reporting/"
    assert page.redirect_chain[-1][0] == f"/reporting/{Submission.objects.get(unit=township).pk}/"
    assert "/acknowledge/" in page.content.decode()


def test_the_police_sign_for_their_copy_where_the_report_is_read(cast, township):
    _send(cast, township)
    copy = Receipt.objects.get(function="police", submission__unit=township)
    page = cast.client("police").get(f"/reporting/units/{township.pk}/latest/", follow=True)
    cast.client("police").post(f"/reporting/copies/{copy.pk}/sign/")
    cast.enter()

    assert f"/reporting/copies/{copy.pk}/sign/" in page.content.decode()
    assert Receipt.objects.get(pk=copy.pk).received_at is not None


def test_a_post_of_another_township_finds_no_report_here(cast, township):
    _send(cast, township)

    assert _do(cast, "stranger", township, "reporting.township_acknowledged").status_code == 404
    assert cast.client("director").get(f"/reporting/units/{township.pk}/").status_code == 404


class TestReading:
    @pytest.fixture
    def sent(self, cast, township):
        facts = {"child.schooling": "primary", "child.boarding": True, "child.hukou_registered": True}
        set_facts(file=cast.child, facts=facts)
        _send(cast, township)
        return Submission.objects.get(unit=township)

    def _columns(self, cast, who, sent):
        page = cast.client(who).get(f"/reporting/{sent.pk}/")
        return {number for number, _title, _value in page.context["figures"]}

    @pytest.mark.proves("JP-2.2.1-e", "SY-3.1.2-za", "JP-2.2.3-d")
    def test_a_copy_shows_what_the_task_needs_and_no_more(self, cast, sent):
        assert self._columns(cast, "civil_affairs", sent) == set(range(1, 33))
        assert self._columns(cast, "police", sent) == {*range(1, 11), 19, 20, *range(26, 33)}

    @pytest.mark.proves("SY-3.1.2-z", "SX-3.4-m")
    @pytest.mark.parametrize("form", ["summary.pdf", "summary.docx", "summary.xlsx"])
    def test_is_printed_and_exported(self, cast, sent, form):
        answer = cast.client("supervisor").get(f"/reporting/{sent.pk}/{form}")

        assert answer.status_code == 200
        assert answer.content[:4] in (b"%PDF", b"PK\x03\x04")

    def test_what_is_cut_is_not_in_the_spreadsheet_either(self, cast, sent):
        answer = cast.client("police").get(f"/reporting/{sent.pk}/summary.xlsx")

        row = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(answer.content)).active[5]]
        assert (row[0], row[12], row[18]) == ("1", "—", "1")

    def test_a_number_opens_its_children(self, cast, township, sent):
        client = cast.client("supervisor")

        primary = client.get(f"/reporting/units/{township.pk}/rows/?column=13")
        unasked = client.get(f"/reporting/units/{township.pk}/rows/?gap=rating")

        assert [file.name for file in primary.context["rows"]] == ["李小明"]
        assert [file.name for file in unasked.context["rows"]] == ["李小明"]

    @pytest.mark.parametrize("query", ["column=13", "gap=rating", "column=99", ""])
    def test_a_number_that_is_cut_opens_nothing(self, cast, township, sent, query):
        assert cast.client("police").get(f"/reporting/units/{township.pk}/rows/?{query}").status_code == 404

    def test_a_broken_check_refuses_and_opens_the_children_behind_it(self, cast, township):
        set_facts(file=cast.child, facts={"child.sex": None})

        page = _send(cast, township)

        assert page.status_code == 200
        assert f"/reporting/units/{township.pk}/rows/?gap=sex5" in page.content.decode()
        assert not Submission.objects.exists()

    def test_the_period_before_can_still_be_reported(self, cast, township):
        cast.client("supervisor").post(f"/reporting/units/{township.pk}/?period=last", {"note": ""})
        cast.enter()

        assert Submission.objects.get().period_until == date(2026, 9, 30)

    def test_late_reports_stand_on_the_list_of_who_supervises(self, cast, township):
        reckon_file(file=township, today=date(2026, 11, 22), at=clock.now())

        page = cast.client("civil_affairs").get("/reporting/")

        assert [duty.file_id for duty in page.context["overdue"]][:1] == [township.pk]


@pytest.mark.parametrize(
    ("who", "status"),
    [("director", 200), ("supervisor", 200), ("civil_affairs", 200), ("police", 200), ("reader", 403)],
)
def test_who_opens_the_page_of_reports(cast, who, status):
    assert cast.client(who).get("/reporting/").status_code == status


def test_the_file_of_a_township_leads_to_the_report_that_stands_or_to_sending_it(cast, township):
    before = cast.client("supervisor").get(f"/reporting/units/{township.pk}/report/")
    _send(cast, township)
    paper, sheet = (
        cast.client("supervisor").get(f"/reporting/units/{township.pk}/{one}/") for one in ("report", "summary")
    )

    assert before.url == f"/reporting/units/{township.pk}/"
    assert paper.url.endswith("/summary.pdf")
    assert cast.client("supervisor").get(paper.url).content.startswith(b"%PDF")
    assert sheet.url.endswith("/summary.xlsx")


def test_the_report_of_leaving_school_says_what_was_reported(cast):
    given = {"on": "2026-11-22", "receiver": "张强镇政府", "means": "paper", "content": "连续七天未到校，家访未果"}
    cast.client("director").post(f"/files/{cast.child.pk}/do/reporting.dropout_reported/", given)

    answer = cast.client("director").get(f"/reporting/{cast.child.pk}/dropout_report/?as=docx")

    tables = docx.Document(io.BytesIO(answer.content)).tables
    words = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "李小明" in words
    assert "连续七天未到校，家访未果" in words
