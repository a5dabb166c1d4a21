"""The papers of guardianship: looked at, printed as PDF and Word, each print written down."""

import io

import docx
import pytest

from shouwang.access.models import Event, Reading
from shouwang.mechanisms.guardianship.documents import PAPERS
from shouwang.registry.operations import set_facts
from tests.factories import TODAY, actor_of

pytestmark = pytest.mark.django_db
NUMBER = "210123201605010018"


def _address(file, key):
    return f"/guardianship/{file.pk}/{key}/"


def _words(answer):
    document = docx.Document(io.BytesIO(answer.content))
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)


@pytest.mark.proves("SY-3.1.1-e", "SY-3.1.2-p", "JP-2.1.1-a")
@pytest.mark.parametrize("key", sorted(PAPERS))
def test_every_paper_is_shown_and_printed_both_ways(cast, key):
    client = cast.client("director")

    page, pdf, word = (client.get(_address(cast.child, key) + how) for how in ("", "?as=pdf", "?as=docx"))

    assert page.status_code == 200
    assert pdf.content.startswith(b"%PDF")
    assert "李小明" in _words(word)


def test_the_file_links_to_its_papers(cast):
    page = cast.client("director").get(f"/files/{cast.child.pk}/")

    assert _address(cast.child, "pledge") in page.content.decode()


def test_each_print_is_written_down_and_counted(cast):
    client = cast.client("director")
    client.get(_address(cast.child, "pledge") + "?as=pdf")
    client.get(_address(cast.child, "pledge") + "?as=docx")

    page = client.get(_address(cast.child, "pledge"))

    assert page.context["printed"] == 2
    cast.enter()
    assert Reading.objects.filter(file_id=cast.child.pk, what="print", detail__document="pledge").count() == 2


def test_numbers_are_masked_until_a_reason_is_given_which_stays_on_record(cast):
    set_facts(file=cast.child, facts={"child.citizen_id": NUMBER})
    client = cast.client("director")

    masked = _words(client.get(_address(cast.child, "pledge") + "?as=docx"))
    full = _words(client.get(_address(cast.child, "pledge") + "?as=docx&reason=签订责任书"))

    assert (NUMBER in masked, NUMBER in full) == (False, True)
    cast.enter()
    assert Reading.objects.get(file_id=cast.child.pk, what="unveil").detail["reason"] == "签订责任书"


def test_a_reason_opens_nothing_for_whoever_may_not_unveil(cast):
    set_facts(file=cast.child, facts={"child.citizen_id": NUMBER})

    words = _words(cast.client("reader").get(_address(cast.child, "pledge") + "?as=docx&reason=看看"))

    assert NUMBER not in words


@pytest.mark.proves("BH-3.3-n", "JP-2.1.2-c")
def test_the_urging_slip_carries_the_last_urging(cast):
    detail = {"urged": "father", "problem": "三个月未联系", "demand": "每周通话", "until": "2026-12-10"}
    Event.objects.create(
        county_id=cast.place.id,
        file_id=cast.child.pk,
        what="guardianship.urged",
        done_on=TODAY,
        entered_at="2026-11-22T09:00+08:00",
        office_id=actor_of(cast.users["director"]).office_id,
        detail=detail,
    )

    words = _words(cast.client("director").get(_address(cast.child, "urging_slip") + "?as=docx"))

    assert all(part in words for part in ("三个月未联系", "每周通话", "2026年12月10日", "北台村村委会"))


@pytest.mark.parametrize(
    ("who", "status"), [("next_door", 404), ("stranger", 404), ("school", 403), ("audit_admin", 403)]
)
def test_nobody_else_sees_a_paper(cast, who, status):
    assert cast.client(who).get(_address(cast.child, "pledge")).status_code == status


def test_a_paper_is_not_posted_to(cast):
    assert cast.client("director").post(_address(cast.child, "pledge")).status_code == 405
