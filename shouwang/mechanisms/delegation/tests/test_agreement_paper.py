"""The agreement: what the form must have before it is signed, and the paper that is printed of it."""

import io
from datetime import date

import docx
import pytest

from shouwang.mechanisms.delegation.forms import Signed
from shouwang.mechanisms.delegation.models import Agreement
from shouwang.registry.operations import begin_care, new_person
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
TERMS = {
    "on": "2026-11-22",
    "from_on": "2026-11-22",
    "until_on": "2027-11-21",
    "rights": "随时联系",
    "responsibilities": "按月支付费用",
    "obligations": "不得转托",
    "schooling": "在中心小学就读，由受托人接送",
    "board": "食宿在受托人家中",
}


@pytest.mark.proves("JP-2.1.2-c", "SY-3.1.2-q", "SX-3.1.2-l", "YY-3.2-l")
@pytest.mark.parametrize("left_out", ["schooling", "board", "rights", "responsibilities", "obligations"])
def test_an_agreement_is_not_complete_without(left_out):
    form = Signed({key: value for key, value in TERMS.items() if key != left_out}, today=TODAY)

    assert list(form.errors) == [left_out]
    assert Signed(TERMS, today=TODAY).is_valid()


@pytest.fixture
def agreed(cast):
    carer = new_person(county_id=cast.place.id, name="李大爷", born_on=date(1960, 3, 1))
    begin_care(file=cast.child, kind="informal", carer=carer, relation="grandparent", from_on=TODAY)
    terms = {key: TERMS[key] for key in ("rights", "responsibilities", "obligations", "schooling", "board")}
    Agreement.objects.create(
        county_id=cast.place.id,
        file=cast.child,
        carer=carer,
        relation="grandparent",
        state="signed",
        signed_on=TODAY,
        from_on=TODAY,
        until_on=date(2027, 11, 21),
        is_carer_willing=True,
        **terms,
    )
    return cast


@pytest.mark.proves("BH-4.4-b", "SY-3.1.2-q", "SX-3.1.2-l", "YY-3.2-l", "JP-2.1.1-c")
def test_the_paper_says_what_was_agreed(agreed):
    client = agreed.client("director")
    address = f"/delegation/{agreed.child.pk}/agreement/"

    word = client.get(f"{address}?as=docx")

    cells = [
        cell.text
        for table in docx.Document(io.BytesIO(word.content)).tables
        for row in table.rows
        for cell in row.cells
    ]
    words = "\n".join(cells)
    assert all(part in words for part in ("李大爷", "祖父母/外祖父母", "在中心小学就读", "2027年11月21日", "☑是"))
    assert client.get(f"{address}?as=pdf").content.startswith(b"%PDF")


def test_without_an_agreement_the_paper_is_printed_to_be_filled_by_hand(cast):
    assert cast.client("director").get(f"/delegation/{cast.child.pk}/agreement/?as=pdf").status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("next_door", 404), ("stranger", 404), ("school", 403), ("audit_admin", 403)]
)
def test_nobody_else_sees_it(cast, who, status):
    assert cast.client(who).get(f"/delegation/{cast.child.pk}/agreement/").status_code == status
