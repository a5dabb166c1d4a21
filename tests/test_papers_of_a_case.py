"""Every paper of a case: from a full case and from an almost empty one, as PDF and as Word file, and never with the reporter."""

from datetime import UTC, date, datetime

import pytest

from shouwang.access.models import Event, Reading
from shouwang.access.scope import Actor
from shouwang.access.sealing import SealedText
from shouwang.duties.adopting import adopt_pack, choose_figure
from shouwang.page.mechanism import mechanisms
from tests.factories import adopt_plan, make_office, make_post, make_user
from tests.plugins.cases import LONG, PHONE, REPORTER, address, words_of

pytestmark = pytest.mark.django_db
LINE = ("emergency", "placement", "assessment", "intervention")
PAPERS = [
    document.url_name.replace(":", "/")
    for face in mechanisms().values()
    if face.key in LINE
    for document in face.documents
]


@pytest.mark.parametrize("which", ["full", "empty"])
@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_printed_as_pdf_and_as_word_file_and_nobody_reads_who_reported(cast, request, which, paper):
    case = request.getfixturevalue(which)
    client = cast.client("police")

    page, pdf, word = (
        client.get(f"/{paper.replace('/', f'/{case.pk}/')}/{how}") for how in ("", "?as=pdf", "?as=docx")
    )

    assert (page.status_code, pdf.status_code, word.status_code) == (200, 200, 200)
    assert pdf.content.startswith(b"%PDF-")
    words = words_of(word.content)
    assert case.number in words or paper.startswith("intervention/") or paper.endswith("return_order")
    for secret in (REPORTER, PHONE, "翟老师"):
        assert secret not in words + page.text
    for answer in (pdf, word):
        assert LONG not in answer.headers["Content-Disposition"]
        assert case.number in answer.headers["Content-Disposition"]


def test_the_words_of_a_paper_are_those_of_its_step(cast, full):
    client = cast.client("police")
    told = {
        "emergency/police_notice": ("孙督导", "已受理，儿童暂住外婆家", "疑似遭受家庭暴力", LONG),
        "emergency/evidence_list": ("背部伤情", "照片或视频", "郑警官"),
        "placement/escort_slip": ("近亲属", "外婆家", "21:30"),
        "placement/reception_slip": ("王桂英", "2026年11月22日"),
        "placement/care_log": ("夜里惊醒两次", "情绪低落"),
        "assessment/assessment_report": (
            "人身安全",
            "98分（最高98分）",
            "差",
            "儿童风险评估表 2026-1，共98分，建议等级：高",
            "伤情与父亲陈述不符",
            "医疗救治",
        ),
        "assessment/help_plan": ("停止暴力", "心理疏导（县医院", "2026年12月22日"),
        "assessment/referral_slip": ("县医院", "何医生"),
        "intervention/urging_record": ("父亲李𬭎", "多次用皮带", "承诺"),
        "intervention/admonition": ("李𬭎", "多次用皮带", "第一百一十八条"),
        "intervention/petition": ("康平县民政局", "再次发生", "拒不履行监护职责，自2026年11月22日"),
        "intervention/procuratorate_advice": ("康检建〔2026〕9号", "请依法申请"),
    }
    words = {paper: words_of(client.get(address(paper, full, "?as=docx")).content) for paper in told}

    assert {paper: [one for one in wanted if one not in words[paper]] for paper, wanted in told.items()} == {
        paper: [] for paper in told
    }
    assert "家庭暴力" not in words["assessment/referral_slip"]


def test_phones_are_masked_until_whoever_acts_on_the_case_gives_a_reason(cast, full):
    client = cast.client("police")
    veiled = words_of(client.get(address("placement/reception_slip", full, "?as=docx")).content)
    opened = words_of(client.get(address("placement/reception_slip", full, "?as=docx&reason=起诉")).content)

    cast.enter()
    assert ("13800002222" in veiled, "13800002222" in opened) == (False, True)
    unveiled = Reading.objects.filter(file_id=full.pk, what="unveil", user=cast.users["police"]).get()
    assert unveiled.detail == {"field": "paper:reception_slip", "reason": "起诉"}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_of_a_case_is_not_there_for_those_who_see_no_cases(cast, empty, paper):
    answers = {who: cast.client(who).get(address(paper, empty)).status_code for who in ("school", "director", "reader")}

    assert answers == {"school": 403, "director": 403, "reader": 403}
    assert cast.client("stranger").get(address(paper, empty)).status_code == 403


def test_an_office_that_takes_no_part_finds_no_paper(cast, full):
    league = make_office(
        cast.place, name="团县委", kind="organization", region=cast.place.region, functions=["youth_league"]
    )
    user = make_user(cast.place, name="团干部")
    make_post(user, league, "bureau")
    cast.users["league"] = user

    assert cast.client("league").get(address("intervention/petition", full)).status_code == 404


class TestPrints:
    def test_each_print_is_written_down_and_shown_and_a_look_is_a_reading(self, cast, full):
        client = cast.client("police")
        for how in ("pdf", "docx"):
            client.get(address("intervention/admonition", full, f"?as={how}"))
        page = client.get(address("intervention/admonition", full))

        cast.enter()
        prints = Reading.objects.filter(file_id=full.pk, what="print").order_by("at", "id")
        shown = [(one.detail["document"], one.detail["format"], one.detail["copy"], one.user) for one in prints]
        police = cast.users["police"]
        assert shown == [("admonition", "pdf", 1, police), ("admonition", "docx", 2, police)]
        assert Reading.objects.filter(file_id=full.pk, what="preview", user=police).count() == 1
        assert page.text.count(f"{police.name} pdf") == 1

    def test_an_earlier_step_is_printed_by_its_own_words(self, cast, full, tell):
        left = {"whom": "mother", "behaviour": SealedText("离家不归"), "response": "refuses"}
        tell("intervention.admonished", **left)
        first = Event.objects.filter(file_id=full.pk, what="intervention.admonished").order_by("id").first()
        client = cast.client("police")
        texts = [
            words_of(client.get(address("intervention/admonition", full, f"?as=docx{query}")).content)
            for query in ("", f"&step={first.pk}")
        ]

        assert ["离家不归" in one for one in texts] == [True, False]
        other = client.get(address("intervention/admonition", full, f"?step={cast.child.pk}"))
        assert other.status_code == 404


class TestTheTermOfAnAdvice:
    """Printed when the law or the plan gives it, or the county has chosen it; else the paper says who must set it."""

    @staticmethod
    def printed(cast, full):
        cast.enter()
        return words_of(
            cast.client("police").get(address("intervention/procuratorate_advice", full, "?as=docx")).content
        )

    def test_is_left_open_where_nobody_gives_one(self, cast, full):
        adopt_plan(cast.place, "yunyang-2017-2")
        assert "在＿＿＿＿内将办理情况书面回复本院（方案没有写明期限，由县里定下后填写）" in self.printed(cast, full)

    def test_is_the_laws_where_the_county_goes_by_it(self, cast, full):
        adopt_plan(cast.place, "minors-law-2021")
        words = self.printed(cast, full)
        assert "在收到本建议书后1个月内（未成年人保护法（2020年修订）第一百一十四条）将办理情况书面回复本院" in words
        assert "规定期限" not in words

    def test_is_what_the_county_chose_where_that_ends_earlier(self, cast, full):
        adopt_plan(cast.place, "minors-law-2021")
        adopted = {"county": cast.place.county, "pack_id": "jinpu-2017-28", "from_on": date(2026, 1, 1)}
        step = {"by": Actor(cast.place.id), "at": datetime(2026, 1, 1, 9, tzinfo=UTC)}
        adopt_pack(**adopted, **step)
        assert "后1个月内（未成年人保护法" in self.printed(cast, full)

        cast.enter()
        chosen = {"parameter": "intervention.answer_within", "value": "15 days", "reason": "从速"}
        choose_figure(**adopted, **chosen, **step)
        assert "后15天内将办理情况" in self.printed(cast, full)
