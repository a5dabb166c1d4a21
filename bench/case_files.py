"""Open cases of a county: some hundred are made step by step through the program's own operations, and then copied by the
set, with everything that hangs on them, until there are as many as were asked for.

A copy differs from its pattern in its keys and its number alone. So each case has its child, its place, its parts, its
story with sealed texts, its tasks, hand-overs, stays, assessments and duties as a real one has; and the tables, their
indexes and row security are as full as they would be.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from bench import database
from bench.case_copies import copy_cases
from bench.county import Place
from shouwang.access.database import county as inside
from shouwang.access.models import Office, Post, Region, User
from shouwang.access.operations import open_account, open_office, open_post, spread_jurisdictions
from shouwang.access.scope import Actor
from shouwang.access.sealing import SealedText
from shouwang.duties.opening import bring_in
from shouwang.duties.operations import record_case_event
from shouwang.mechanisms.assessment.operations import arrange_service, install_questionnaire, record_assessment
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.operations.closing import close_case
from shouwang.mechanisms.cases.operations.handing import accept_case, offer_case
from shouwang.mechanisms.cases.operations.identity import see_child
from shouwang.mechanisms.cases.operations.tasks import answer_task, give_task
from shouwang.mechanisms.emergency import case_facts
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender, Sighting, receive_report
from shouwang.mechanisms.placement.operations import note_day, receive_child, return_child
from shouwang.registry.models import CareSpell, CaseTask, File

PATTERNS = 120
STAGES = ("received", "accepted", "accepted", "handled", "assessed", "assessed")
CLOSED_EACH = 6  # every sixth pattern is closed: open ones are five of six
SILENT_EACH = 3  # every third was not heard of for days


@dataclass(frozen=True)
class People:
    """An account of each kind that works on cases; the township's and the police's are of one township."""

    place: Place
    by_role: Mapping[str, User]
    township: int
    desks: Mapping[tuple[str, int], Actor]  # (function, township) -> who acts there


@dataclass
class Step:
    """One pattern and its clock: each step some hours after the one before."""

    file: File
    at: datetime
    last_at: datetime
    now: datetime

    def by(self, actor: Actor, *, hours: int = 2) -> dict[str, Any]:
        self.at = min(self.at + timedelta(hours=hours), self.last_at)
        return {"by": actor, "on": localdate(self.at), "at": self.at, "today": localdate(self.now)}


def fill(place: Place, *, cases: int, now: datetime) -> People:
    """`cases` open ones, and a fifth as many closed. Those that are there already stay."""
    with inside(place.county.pk):
        found = User.objects.filter(username=f"lead-{place.county.code}").first()
        people = _find(place, found) if found is not None else _hire(place)
        if found is None:
            some = File.objects.filter(kind="child").order_by("village_id", "number").distinct("village_id")
            children = _spread(list(some.select_related("village")))
            _age(children)
            for number, child in enumerate(children):
                _make(people, child, number, now)
        is_copied = File.objects.filter(kind="case").count() > PATTERNS
    if not is_copied:
        copies = round(cases / (PATTERNS - PATTERNS // CLOSED_EACH))
        copy_cases(county_id=place.county.pk, times=copies - 1)
        database.vacuum()
    return people


def _spread(children: list[File]) -> list[File]:
    """As many as there are patterns, from all over the county."""
    return [children[place * len(children) // PATTERNS] for place in range(PATTERNS)]


def _age(children: list[File]) -> None:
    """The roster came in today: the children of the patterns were on it since January."""
    since = date(2026, 1, 1)
    CareSpell.objects.filter(file__in=children).update(from_on=since)
    for child in children:
        child.opened_on = since
    File.objects.bulk_update(children, ["opened_on"])


def _hire(place: Place) -> People:
    """A police station in each township (it leads there instead of the bureau), and an account in each office."""
    county, first = place.county, date(2026, 1, 1)
    root = Region.objects.get(name=county.name)
    townships = list(Region.objects.filter(parent=root).order_by("id"))
    desks, found = {}, {"civil_affairs": place.user}
    for number, township in enumerate(townships):
        station = open_office(
            county=county, name=f"{township}派出所", kind="police", region=township, functions=["police"]
        )
        here = Office.objects.get(county=county, kind="township", name=f"{township}政府")
        for function, office, role in (("police", station, "police"), ("township", here, "township_supervisor")):
            user = _open(county, f"{function}{number}-{county.code}")
            post = open_post(user=user, office=office, role=role, title="经办", from_on=first)
            desks[function, township.pk] = _actor(user, post)
            found.setdefault(role, user)
        desks["civil_affairs", township.pk] = _actor(place.user, place.post)
    lead = _open(county, f"lead-{county.code}")
    open_post(user=lead, office=place.post.office, role="lead_office", title="主任", from_on=first)
    spread_jurisdictions(county=county)
    install_questionnaire(county=county, on=first)
    return People(place, found | {"lead_office": lead}, townships[0].pk, desks)


def _find(place: Place, lead: User) -> People:
    first = {"police": "police0", "township_supervisor": "township0"}
    users = {role: User.objects.get(username=f"{name}-{place.county.code}") for role, name in first.items()}
    station = Post.objects.get(user=users["police"]).office
    return People(place, users | {"civil_affairs": place.user, "lead_office": lead}, station.region_id, {})


def _open(county: Any, username: str) -> User:
    user = open_account(county=county, username=username, name="某某", password="a-long-password-1")
    user.must_change_password = False
    user.save()
    return user


def _actor(user: User, post: Post) -> Actor:
    return Actor(user.county_id, user.pk, post.pk, post.office_id, user.name)


def _make(people: People, child: File, number: int, now: datetime) -> None:
    """A report of up to sixty days ago, and what was done about it until it stands where it stands."""
    age = timedelta(days=1 + number % 60)
    silent = number % SILENT_EACH == 0
    last = now - (timedelta(hours=30 + number % 200) if silent else timedelta(hours=number % 20))
    begun = min(now - age, last)
    seen = Sighting(
        circumstances=["violence" if number % 2 else "alone"], course="背上有淤伤，独自在家", place=child.village
    )
    sender = Sender(kind="school", way="account", name="某老师", phone="19900000000", unit="中心小学")
    given = {"form_key": str(number), "child_file": child, "today": localdate(begun), "at": begun}
    file = receive_report(county=people.place.county, seen=seen, sender=sender, **given).report.file
    step, stage = Step(file, begun, last, now), number % len(STAGES)
    police, township, bureau = (
        people.desks[function, child.township_id] for function in ("police", "township", "civil_affairs")
    )
    for name, go in (("accepted", _handle), ("handled", _hand_on), ("assessed", _help)):
        if STAGES[stage] == name or stage > 3 or (stage == 3 and name == "accepted"):
            go(step, police, township, bureau, number)
    if number % CLOSED_EACH == CLOSED_EACH - 1:
        _end(step, police, township)


def _handle(step: Step, police: Actor, township: Actor, bureau: Actor, number: int) -> None:
    seen, file = "violence" if number % 2 else "alone", step.file
    facts = case_facts.accepted({"circumstances": [seen], "dangerous": bool(number % 3)})
    _tell(step, police, "emergency.accepted", facts=facts, number="110-7", officer="某警官")
    _tell(step, police, "emergency.on_site", facts={"case.dangerous": True}, found=SealedText("独自在家，背部淤伤"))
    _tell(step, police, "emergency.measures_taken", facts={"case.needs_shelter": True})
    for _try in range(3):
        _tell(step, police, "emergency.parents_tried", means="phone", said=SealedText("无人接听"), result="no_answer")
    bring_in(file=file, function="township", at=step.at)
    _tell(step, police, "emergency.township_told", told="某督导", content=SealedText("已受理，暂住外婆家"))
    see_child(file=file, where="家中", condition="distressed", **step.by(police))


def _hand_on(step: Step, police: Actor, township: Actor, bureau: Actor, number: int) -> None:
    file, office = step.file, Office.objects.get(pk=township.office_id)
    _tell(step, township, "emergency.township_received", facts={"case.stage": "handled"})
    offer_case(file=file, office=office, reason="属地", **step.by(police))
    accept_case(by=township, offer=CaseHandOver.objects.get(file=file), today=localdate(step.now), at=step.at)
    kind = _place(step, police, bureau, number)
    given = {"place_kind": kind, "place_name": "暂住处", "keeper": "某某", "keeper_phone": "19900000002"}
    receive_child(file=file, **given, **step.by(township))
    for day in range(5):
        note_day(file=file, state="low", text=f"第{day}天", **step.by(township))
    village = Office.objects.filter(kind="village", county_id=file.county_id).order_by("id")[number % 300]
    give_task(file=file, office=village, what="上门看看", **step.by(township))
    if number % 2:
        task = CaseTask.objects.get(file=file)
        answer_task(by=township, task=task, is_done=True, answer="看过", today=localdate(step.now), at=step.at)


def _place(step: Step, police: Actor, bureau: Actor, number: int) -> str:
    """A beaten child is sheltered by civil affairs, one that is alone is escorted to a relative."""
    kind = "shelter" if number % 2 else "relative"
    if number % 2:
        _tell(step, police, "emergency.civil_affairs_told", told="某科长", reason=SealedText("父亲施暴"))
    who, event = (bureau, "placement.arranged") if number % 2 else (police, "placement.escorted")
    _tell(step, who, event, facts={"case.place_kind": kind}, place_name="暂住处")
    return kind


def _help(step: Step, police: Actor, township: Actor, bureau: Actor, number: int) -> None:
    file = step.file
    _tell(step, township, "assessment.convened")
    for actor in (police, bureau):
        _tell(step, actor, "assessment.opinion_given", opinion=SealedText("应当帮扶"))
    asked = install_questionnaire(county=file.county, on=date(2026, 1, 1))
    record_assessment(
        file=file,
        questionnaire=asked,
        answers={item["key"]: item["answers"][-1]["key"] for item in asked.items},
        dimensions=[{"key": "safety", "name": "人身安全"}],
        findings="监护缺失",
        risk_level="high",
        needs=["needs_medical", "needs_guidance"],
        is_child_seen=True,
        **step.by(township),
    )
    _tell(step, township, "assessment.plan_made", goal=SealedText("停止暴力"), services=["心理疏导"])
    arrange_service(file=file, kind="心理疏导", provider="县医院", contact="某医生", **step.by(township))


def _end(step: Step, police: Actor, township: Actor) -> None:
    """What the plan asks before a case of violence is closed."""
    return_child(file=step.file, went_to="mother", received_by="某某", is_received=True, **step.by(township))
    for event in ("stopped", "evidence_taken", "medical_helped", "injury_assessed", "investigated"):
        _tell(step, police, f"emergency.{event}", facts={"case.child_safe": True})
    close_case(file=step.file, because="settled", **step.by(township))


def _tell(step: Step, actor: Actor, event: str, /, *, facts: Mapping[str, Any] | None = None, **detail: Any) -> None:
    record_case_event(file=step.file, what=event, facts=facts, detail=detail, **step.by(actor))
