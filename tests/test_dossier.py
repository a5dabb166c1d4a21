"""The dossier: everything about a case in the order of time, what proves it, who saw it; never who reported."""

import hashlib
from datetime import date

import pytest

from shouwang.access.models import Event, Reading
from shouwang.access.sealing import SealedText
from shouwang.exchange.papers.family import unveiled, veiled
from shouwang.exchange.papers.grounds import Term, get_refusal
from shouwang.mechanisms.cases.operations.identity import join_cases
from shouwang.mechanisms.intervention.dossier import gather_dossier
from shouwang.registry.models import Case
from shouwang.web.command_line import main
from tests.factories import TODAY, make_case
from tests.plugins.cases import LONG, PHONE, REPORTER, WOUND, Telling, address, words_of

pytestmark = pytest.mark.django_db
DOSSIER = "intervention/dossier"


def sections(file, veil=veiled):
    values = gather_dossier(file=file, veil=veil, today=TODAY, mark="")
    return {section["heading"][2:6]: section for section in values["sections"]}


def test_facts_stand_in_the_order_of_time_with_who_did_them_and_when_they_were_entered(full):
    rows = sections(full)["事实经过"]["rows"]
    told = ["\n".join(row) for row in rows]
    accepted = next(row for row in rows if "110-7" in row[1])

    assert len(rows) == Event.objects.filter(file_id=full.pk).count()
    assert accepted[0] == "2026年11月22日"
    assert "郑警官" in accepted[2]
    assert "公安局" in accepted[2]
    assert accepted[3] == "2026年11月22日\n10:00"
    assert [one.count("夜里惊醒两次") for one in told if "照料日志" in one] == [1]
    assert any("伤情与父亲陈述不符" in one and "人身安全：98分（最高98分）" in one for one in told)


def test_what_was_done_on_a_joined_case_stands_in_the_keepers_dossier_with_where_it_comes_from(cast, full, tell):
    other = make_case(cast.place, village=cast.place.villages[0])
    Telling(cast, other)("emergency.stopped", how=SealedText("当场制止"))
    join_cases(file=full, absorbed=other, reason="同一名儿童", **tell.step())

    rows = ["\n".join(row) for row in sections(full)["事实经过"]["rows"]]
    (stopped,) = [row for row in rows if "当场制止" in row]
    assert f"并入：{other.number}" in stopped
    assert sum("并入：" in row for row in rows) == Event.objects.filter(file_id=other.pk).count()


def test_every_answer_has_its_chinese_label(full):
    lines = [line for row in sections(full)["事实经过"]["rows"] for line in row[1].split("\n")[1:]]

    assert [line for line in lines if line.partition("：")[0].isascii() or line.startswith("其他：")] == []


def test_a_piece_of_evidence_stands_with_the_digest_of_its_file_and_its_source(full):
    (row,) = sections(full)["证据目录"]["rows"]

    assert row[6].replace(" ", "") == hashlib.sha256(WOUND).hexdigest()
    assert "公安局" in row[4]


def test_the_grounds_are_proven_by_the_record(full, empty):
    proven, bare = sections(full)["各项事由"], sections(empty)["各项事由"]

    kinds = [row[0] for row in proven["rows"]]
    assert (kinds.count("经教育不改"), kinds.count("拒不履行监护职责")) == (4, 1)
    assert "有在先的教育记录" in proven["sentences"][0]
    assert "不足以证明" in bare["sentences"][0]
    assert bare["rows"] == ()


@pytest.mark.parametrize(
    ("since", "today", "months", "days"),
    [
        (date(2026, 5, 22), date(2026, 11, 22), 6, 0),
        (date(2026, 5, 23), date(2026, 11, 22), 5, 30),
        (date(2026, 8, 31), date(2027, 2, 28), 5, 28),
        (date(2025, 12, 31), date(2026, 3, 1), 2, 1),
    ],
)
def test_the_months_of_a_refusal_are_counted_from_the_first_record(empty, since, today, months, days):
    Case.objects.filter(pk=empty.pk).update(refused_since=since)

    assert get_refusal(file=empty, today=today) == Term(since, today, months, days)


@pytest.mark.parametrize("which", ["full", "empty"])
def test_nobody_reads_in_it_who_reported_nor_what_they_wrote(request, which):
    words = str(sections(request.getfixturevalue(which), unveiled))

    for secret in (REPORTER, PHONE, "翟老师", "背上有伤"):
        assert secret not in words


def test_who_told_the_reporter_what_stands_there_without_the_words(full, tell):
    tell("mandatory_report.answered", words=SealedText("翟老师，孩子安全了"))

    assert "翟老师" not in str(sections(full, unveiled))


def test_it_is_shown_and_printed_with_long_and_rare_names_and_each_look_is_written_down(cast, full):
    client = cast.client("police")
    page, pdf, word = (client.get(address(DOSSIER, full, how)) for how in ("", "?as=pdf", "?as=docx&reason=起诉"))

    assert LONG in page.text
    assert "13800001111" not in page.text
    assert pdf.content.startswith(b"%PDF-")
    assert "13800001111" in words_of(word.content)
    cast.enter()
    looks = Reading.objects.filter(file_id=full.pk, user=cast.users["police"]).order_by("at", "id")
    assert [(one.what, one.detail["reason"]) for one in looks] == [
        ("preview", ""),
        ("dossier", ""),
        ("dossier", "起诉"),
    ]
    assert "打印卷宗" in str(sections(full)["查阅记录"]["rows"])


def test_a_look_at_who_reported_is_a_look_and_no_more(cast, full):
    Reading.objects.create(
        county_id=full.county_id,
        file_id=full.pk,
        user=cast.users["police"],
        at="2026-11-22T03:00:00Z",
        what="unveil",
        detail={"field": "reporter", "reason": "翟老师受威胁"},
    )

    assert sections(full)["查阅记录"]["rows"][-1][3:] == ("查看", "")


class TestCommand:
    @pytest.fixture(autouse=True)
    def day(self, settings):
        settings.TODAY = TODAY.isoformat()

    def test_it_writes_both_files_and_says_so_in_the_trail(self, full, tmp_path):
        assert main(["dossier", full.number, "--to", str(tmp_path / "case")]) == 0

        assert (tmp_path / "case.pdf").read_bytes().startswith(b"%PDF-")
        assert LONG in words_of((tmp_path / "case.docx").read_bytes())
        assert Event.objects.filter(file_id=full.pk, what="intervention.dossier_made").count() == 1

    def test_a_number_that_is_none_is_refused(self, full, tmp_path, capsys):
        assert main(["dossier", "21010001-99999999", "--to", str(tmp_path / "case.pdf")]) == 1
        assert "没有个案" in capsys.readouterr().err

    def test_a_sealed_case_asks_for_a_reason(self, full, tmp_path):
        Case.objects.filter(pk=full.pk).update(is_sealed=True)

        assert main(["dossier", full.number, "--to", str(tmp_path / "case.pdf")]) == 1
        assert main(["dossier", full.number, "--to", str(tmp_path / "case.pdf"), "--reason", "起诉"]) == 0
        assert list(tmp_path.iterdir()) == [tmp_path / "case.pdf"]
