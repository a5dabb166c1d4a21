"""The ledger as a list: found, narrowed, paged, exported."""

import io

import openpyxl
import pytest

from shouwang.access.models import Reading
from shouwang.mechanisms.ledger.operations import facts as life
from shouwang.mechanisms.ledger.tests.conftest import BOTH_AWAY, RURAL
from shouwang.registry.operations import set_facts
from tests.factories import make_child, make_unit

pytestmark = pytest.mark.django_db


def _names(client, query=""):
    page = client.get(f"/ledger/{query}")
    assert page.status_code == 200
    return [file.name for file in page.context["rows"].items]


@pytest.fixture
def people(shenyang, listed, unlisted):
    """Besides 李小红 (on the ledger, fits) and 李小刚 (not listed): a child next door, one whose parents are home."""
    place = shenyang.place
    make_child(place, name="欧阳娜娜", village=place.villages[1], **RURAL, **BOTH_AWAY)
    home = make_child(place, name="王大力", **RURAL, father__away=False, mother__away=False)
    set_facts(
        file=home,
        facts={"child.schooling": "primary", "child.guardianship_rating": "good", "child.categories": ["hardship"]},
    )
    return shenyang


class TestFinding:
    def test_shows_who_is_on_the_ledger_within_the_scope(self, people):
        assert _names(people.client("supervisor")) == ["李小红", "李小明", "欧阳娜娜", "王大力"]
        assert _names(people.client("next_door")) == ["欧阳娜娜"]

    @pytest.mark.parametrize("text", ["娜娜", "ouyang", "oynn", "阳娜"])
    def test_finds_inside_the_name_by_pinyin_and_by_initials(self, people, text):
        assert _names(people.client("supervisor"), f"?q={text}") == ["欧阳娜娜"]

    def test_finds_by_identity_number(self, people, listed):
        set_facts(file=listed, facts={"child.citizen_id": "210123201605010018"})

        assert _names(people.client("supervisor"), "?q=210123201605010018") == ["李小红"]

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("state=never", ["李小刚"]),
            ("schooling=primary", ["王大力"]),
            ("rating=good", ["王大力"]),
            ("category=hardship", ["王大力"]),
            ("answer=no", ["王大力"]),
            ("answer=yes", ["李小红", "欧阳娜娜"]),
            ("answer=unknown", ["李小明"]),
            ("missing=child.has_land", ["李小明"]),
            ("missing=father.away", ["李小明"]),
            ("missing=child.sex", []),
            ("missing=child.case_reported_on", ["李小红", "李小明", "欧阳娜娜", "王大力"]),
            ("state=left", []),
            ("rating=nonsense&village=x", ["李小红", "李小明", "欧阳娜娜", "王大力"]),
        ],
    )
    def test_narrows(self, people, query, names):
        assert _names(people.client("supervisor"), f"?{query}") == names

    def test_the_list_and_the_file_give_the_same_answer_of_the_plan(self, people):
        page = people.client("supervisor").get("/ledger/?state=all")

        told = {file.name: page.context["told"][file.pk][0].answer.outcome for file in page.context["rows"].items}
        assert told == {"李小红": "yes", "李小刚": "yes", "欧阳娜娜": "yes", "王大力": "no", "李小明": "unknown"}

    def test_who_left_stands_among_those_who_left(self, people, listed, doing):
        life.leave(**doing(listed, because="moved", moved_to="河北省"))

        assert _names(people.client("supervisor"), "?state=left") == ["李小红"]

    def test_pages_forwards_and_backwards(self, people):
        for number in range(60):
            make_child(people.place, name=f"张{chr(0x4E00 + number)}")
        client = people.client("supervisor")
        first = client.get("/ledger/").context["rows"]

        second = client.get(f"/ledger/?after={first.last_key}").context["rows"]
        last = client.get("/ledger/?at=end").context["rows"]

        assert (len(first.items), first.has_after) == (50, True)
        assert not {one.pk for one in first.items} & {one.pk for one in second.items}
        assert last.items[-1].pk == second.items[-1].pk


class TestExport:
    @pytest.mark.proves("SY-3.1.2-v", "SX-3.1.2-n", "YY-3.2-o", "BH-3.3-f")
    def test_exports_the_list_as_filtered_with_a_watermark_and_writes_it_down(self, people):
        answer = people.client("supervisor").get("/ledger/export/?rating=good")

        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
        assert "王大力" in cells and "欧阳娜娜" not in cells and "家庭生活困难" in cells
        assert any("孙督导" in cell for cell in cells)
        people.enter()
        assert Reading.objects.get(what="download").detail["rows"] == 1

    def test_asks_for_the_second_factor(self, people, settings):
        settings.SECOND_FACTOR = True

        assert "/second-factor/" in people.client("supervisor").get("/ledger/export/").url

    @pytest.mark.parametrize(("who", "status"), [("reader", 403), ("police", 403), ("school", 403), ("director", 200)])
    def test_only_who_may(self, people, who, status):
        assert people.client(who).get("/ledger/export/").status_code == status


class TestSurveys:
    @pytest.fixture
    def villages(self, shenyang):
        return [make_unit(shenyang.place, kind="village", region=one) for one in shenyang.place.villages]

    @pytest.mark.proves("SY-3.1.2-l", "JP-2.2.1-a", "SX-3.1.2-g", "YY-3.2-h", "BH-3.3-j", "SY-3.1.2-t")
    def test_says_which_villages_were_surveyed_and_the_rate(self, shenyang, villages):
        client = shenyang.client("supervisor")
        given = {"on": "2026-11-22", "asked": ["数量"], "households": "30", "found_none": "on"}
        client.post(f"/files/{villages[0].pk}/do/ledger.surveyed/", given)

        page = client.get("/ledger/survey/")

        assert (page.context["surveyed"], page.context["all"]) == (1, 2)
        assert page.context["rates"][0].share == 0.5
        assert [row.pk for row in client.get("/ledger/survey/?only=no").context["rows"]] == [villages[1].pk]

    def test_the_villages_page_shows_its_surveys(self, shenyang, villages):
        assert shenyang.client("director").get(f"/files/{villages[0].pk}/").status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("director", 200), ("reader", 200), ("police", 200), ("school", 403), ("audit_admin", 403), ("system_admin", 403)],
)
@pytest.mark.parametrize("address", ["/ledger/", "/ledger/survey/"])
def test_who_may_read_the_lists(shenyang, who, status, address):
    assert shenyang.client(who).get(address).status_code == status
    assert shenyang.client(who).post(address).status_code == (405 if status == 200 else 403)
