"""A case that everything is known of, with names that are long and rare, and one of which nothing is known."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import docx
import pytest

from shouwang.access.sealing import SealedText
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.assessment.operations import arrange_service, install_questionnaire, record_assessment
from shouwang.mechanisms.intervention.operations import record_refusal, record_relapse
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender, Sighting, receive_report
from shouwang.mechanisms.placement.operations import note_day, receive_child
from shouwang.registry.attaching import add_attachment
from shouwang.registry.casework import name_child
from shouwang.registry.models import File, Person
from tests.cast import Cast
from tests.factories import TODAY, actor_of, make_case

AT = datetime(2026, 11, 22, 2, tzinfo=UTC)
LONG = "𬭎㴪" * 36
REPORTER, PHONE = "匿名举报的翟老师", "13912345678"
WOUND = b"\x89PNG\r\n\x1a\nwound"


@dataclass
class Telling:
    """Writes down what was done on a case: `tell("emergency.accepted", number="110-7")`."""

    cast: Cast
    file: File

    def __call__(self, event: str, *, proof_of: str = "", **detail: Any) -> Any:
        return record_case_event(file=self.file, what=event, detail=detail, proof_of=proof_of, **self.step())

    def step(self, who: str = "police") -> dict[str, Any]:
        return {"by": actor_of(self.cast.users[who]), "on": TODAY, "at": AT, "today": TODAY}


@pytest.fixture
def empty(cast: Cast) -> File:
    """A case of which nothing is known: no child, no village, no circumstance."""
    cast.enter()
    case = make_case(cast.place)
    type(case).objects.filter(pk=case.pk).update(village=None, township=None)
    case.refresh_from_db()
    return case


@pytest.fixture
def full(cast: Cast) -> File:
    """A report by a teacher, and everything that follows from it."""
    cast.enter()
    sender = Sender(kind="school", way="account", name=REPORTER, phone=PHONE, unit="张强镇中心小学")
    seen = Sighting(circumstances=["violence"], course=f"我是{REPORTER}，背上有伤", place=cast.place.villages[0])
    case = receive_report(
        county=cast.place.county, seen=seen, sender=sender, form_key="k", today=TODAY, at=AT
    ).report.file
    Person.objects.filter(pk=cast.child.person_id).update(name=LONG)
    cast.child.child.father = Person.objects.create(county_id=cast.place.id, name="李𬭎", phone="13800001111")
    cast.child.child.save()
    name_child(file=case, child_file=cast.child)
    tell = Telling(cast, case)
    _tell_first_hours(tell)
    _tell_care(tell)
    _tell_help(tell)
    _tell_ladder(tell)
    return case


@pytest.fixture
def tell(cast: Cast, full: File) -> Telling:
    return Telling(cast, full)


def _tell_first_hours(tell: Telling) -> None:
    photo = add_attachment(file=tell.file, title="照片", file_name="a.png", content=WOUND, at=AT, user_id=None)
    proof = f"registry.attachment:{photo.pk}"
    tell("emergency.accepted", number="110-7", circumstances=["violence"], dangerous=True, officer="郑警官")
    tell("emergency.township_told", told="孙督导", content=SealedText("已受理，儿童暂住外婆家"))
    tell("emergency.civil_affairs_told", told="李科长", reason=SealedText("父亲施暴，母亲联系不上"))
    tell("emergency.parents_ordered", parent="father", order="either", promised_on="2026-11-25")
    what = {"what": SealedText("背部伤情"), "piece": "photo", "kept_by": "郑警官"}
    record_case_event(file=tell.file, what="emergency.evidence_taken", detail=what, proof_of=proof, **tell.step())


def _tell_care(tell: Telling) -> None:
    here = {"place_kind": "relative", "place_name": "外婆家"}
    tell("placement.escorted", **here, escorts="郑警官", arrived_at="21:30")
    receive_child(file=tell.file, **here, keeper="王桂英", keeper_phone="13800002222", **tell.step())
    note_day(file=tell.file, state="low", text="夜里惊醒两次", **tell.step())


def _tell_help(tell: Telling) -> None:
    dimensions = [{"key": "safety", "name": "人身安全"}, {"key": "school", "name": "在校情况", "rating": "poor"}]
    asked = install_questionnaire(county=tell.file.county, on=TODAY)
    record_assessment(
        file=tell.file,
        questionnaire=asked,
        answers={item["key"]: item["answers"][-1]["key"] for item in asked.items},
        dimensions=dimensions,
        findings="伤情与父亲陈述不符",
        risk_level="high",
        needs=["needs_medical"],
        is_child_seen=True,
        **tell.step("supervisor"),
    )
    planned = {"services": ["心理疏导"], "responsible": "孙督导", "review_on": "2026-12-22"}
    tell("assessment.plan_made", goal=SealedText("停止暴力"), **planned)
    given = {"kind": "心理疏导", "provider": "县医院", "contact": "何医生"}
    arrange_service(file=tell.file, **given, **tell.step("supervisor"))


def _tell_ladder(tell: Telling) -> None:
    taught = {
        "whom": "father",
        "behaviour": SealedText("多次用皮带抽打儿童，致背部淤伤。" * 20),
        "response": "promises",
    }
    for what in ("urged", "educated", "admonished"):
        tell(f"intervention.{what}", **taught)
    record_relapse(file=tell.file, happened=SealedText("又打"), **tell.step())
    record_refusal(file=tell.file, seen_as="refused", shown_by=SealedText("村委会证明"), **tell.step())
    petition = {"petitioner": "民政局", "petitioner_name": "康平县民政局", "court": "康平县人民法院"}
    tell("intervention.petitioned", **petition, grounds=["refused"], whom="father")
    advice = {"to_whom": "康平县民政局", "number": "康检建〔2026〕9号", "content": SealedText("请依法申请")}
    tell("intervention.advised", **advice, should_petition=True)


def words_of(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def address(paper, case, query=""):
    return f"/{paper.replace('/', f'/{case.pk}/')}/{query}"
