"""The official registration form, filled from the file; and the plan's answer on the file's page."""

import io
from datetime import date

import docx
import pytest

from shouwang.registry.operations import begin_care, new_person, set_facts

pytestmark = pytest.mark.django_db


def _cells(answer):
    document = docx.Document(io.BytesIO(answer.content))
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


@pytest.mark.proves("SY-3.1.2-v", "JP-2.2.1-c", "SX-3.4-a", "SX-3.4-g", "YY-3.2-o", "BH-3.3-f")
def test_the_form_says_what_the_file_says(shenyang, listed):
    facts = {
        "child.health": "healthy",
        "child.schooling": "primary",
        "child.income": ["wages"],
        "child.ethnicity": "01",
    }
    set_facts(file=listed, facts=facts)
    address = f"/ledger/{listed.pk}/registration_form/"
    client = shenyang.client("director")

    cells = _cells(client.get(f"{address}?as=docx"))

    assert "李小红" in cells and "汉族" in cells
    assert any("☑小学" in cell for cell in cells) and any("☑打工" in cell for cell in cells)
    assert client.get(f"{address}?as=pdf").content.startswith(b"%PDF")
    assert client.get(address).status_code == 200


def test_one_away_and_the_other_unable_is_ticked(shenyang, listed):
    set_facts(file=listed, facts={"mother.away": False, "mother.incapable": "severe_illness"})

    cells = _cells(shenyang.client("director").get(f"/ledger/{listed.pk}/registration_form/?as=docx"))

    assert any("☑母亲" in cell for cell in cells)


TERM = {"agreed_from": date(2026, 11, 1), "agreed_until": date(2027, 6, 30)}


@pytest.mark.parametrize(("kind", "ticked", "terms"), [("agreement", "☑有", TERM), ("informal", "☑无", {})])
def test_whether_the_care_was_delegated_is_ticked(shenyang, listed, kind, ticked, terms):
    carer = new_person(county_id=listed.county_id, name="李奶奶")
    begin_care(file=listed, kind=kind, from_on=date(2026, 11, 1), carer=carer, relation="grandparent", **terms)

    cells = _cells(shenyang.client("director").get(f"/ledger/{listed.pk}/registration_form/?as=docx"))

    assert any(ticked in cell for cell in cells)


def test_an_empty_file_prints_an_empty_form(cast):
    assert cast.client("director").get(f"/ledger/{cast.child.pk}/registration_form/?as=pdf").status_code == 200


@pytest.mark.proves("SY-1-a", "SY-1-b", "SY-1-d")
def test_the_files_page_says_what_the_plan_answers_and_what_is_still_to_be_asked(shenyang, listed):
    set_facts(file=listed, facts={"child.has_land": None, "child.rural": None})

    page = shenyang.client("director").get(f"/files/{listed.pk}/").content.decode()

    assert "认定为农村留守儿童" in page
    assert "家庭有承包地" in page
