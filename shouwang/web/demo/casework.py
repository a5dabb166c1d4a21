"""Some cases in a demo county, each led through the program's own operations to the stage where it stands.

A county has a few dozen at most, however many children: what boards and pages need to show, and made in seconds.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction

from shouwang.access.models import County, Office
from shouwang.access.scope import Actor
from shouwang.duties.leads import list_offices
from shouwang.duties.models import Duty
from shouwang.duties.operations import GateClosed, record_case_event
from shouwang.duties.plan import list_pack_items
from shouwang.duties.reckoning import reckon_file
from shouwang.mechanisms.assessment.operations import install_questionnaire, record_assessment
from shouwang.mechanisms.cases.models import CaseHandOver
from shouwang.mechanisms.cases.operations.closing import NotYetToBeClosed, close_case, look_back
from shouwang.mechanisms.cases.operations.handing import accept_case, offer_case
from shouwang.mechanisms.mandatory_report.operations.receiving import Sender, Sighting, receive_report
from shouwang.page.duty_rows import rule_of
from shouwang.page.mechanism import find_act
from shouwang.registry.models import CasePart, File, FileKind
from shouwang.registry.operations import FileClosed
from shouwang.web.demo.rows import HERE
from shouwang.web.demo.staffing import Holder

SHARE, MOST = 0.045, 40
ROADS = (  # (stage that is reached, how many in a hundred, reported how many days ago at most)
    ("received", 6, 1),
    ("accepted", 14, 6),
    ("offered", 8, 12),
    ("handled", 18, 20),
    ("assessed", 22, 60),
    ("closed", 26, 150),
    ("mistaken", 6, 90),
)
KINDS = (  # (circumstance, how many in a hundred, what was seen)
    ("uncared", 26, "连续几天没有大人照料，自己做饭上学"),
    ("alone", 24, "父母外出后一个人住，夜里家里没有大人"),
    ("neglect", 18, "衣着单薄，多日没有吃早饭，生病没有人带去看"),
    ("violence", 18, "胳膊上有淤青，说是挨了打"),
    ("accident", 14, "放学路上摔伤，联系不上家里人"),
)
SENDERS = (
    ("school", "account", "学校"),
    ("village", "account", "村（居）委会"),
    ("medical_institution", "account", "卫生院"),
    ("citizen", "public", ""),
    ("citizen", "phone", ""),
)


DONE_BY_THE_WAY = (
    "emergency.",
    "assessment.convened",
    "assessment.opinion_given",
    "assessment.joined",
    "assessment.filed",
    "mandatory_report.answered",
    "intervention.urged",
    "intervention.educated",
    "intervention.admonished",
    "intervention.parents_",
    "guardianship.",
    "cases.filed",
)
"""What the plan asks beside the road: written down with a note, where the form brings no facts that must be judged."""
WAYS = 24


@dataclass
class Teller:
    """Writes down what was done on a case, in the post of the office that leads the function there, one step after another."""

    file: File
    today: date
    at: datetime
    moment: datetime
    rng: Random
    holders: dict[UUID, Holder]
    _offices: dict[str, Actor] = field(default_factory=dict)

    def by(self, function: str) -> Actor:
        if function not in self._offices:
            (leading,) = list_offices(county_id=self.file.county_id, wanted=[(self.file, {function})])
            self._offices[function] = self.actor(next((one for one in leading[function] if one), None))
        return self._offices[function]

    def actor(self, office_id: UUID | None) -> Actor:
        holder = self.holders.get(office_id) if office_id else None
        who = {"user_id": holder.user_id, "post_id": holder.post_id} if holder else {}
        return Actor(self.file.county_id, office_id=office_id, **who)

    def step(self, function: str, *, hours: float) -> dict[str, Any]:
        """The arguments of every operation, that long after the step before, never later than now."""
        later = self.moment + timedelta(hours=hours * (0.5 + self.rng.random()))
        self.moment = min(later, self.at)
        on = self.moment.astimezone(HERE).date()
        return {"by": self.by(function), "file": self.file, "on": on, "today": self.today, "at": self.moment}

    def tell(self, event: str, function: str, *, hours: float, **fields: Any) -> None:
        """An act of a form alone: with the facts that its form brings."""
        act, given = find_act(event), self.step(function, hours=hours)
        facts = act.facts({**fields, "on": given["on"]}) if act and act.facts else {}
        detail = {key: value for key, value in fields.items() if value not in (None, "")}
        record_case_event(what=event, facts=facts, detail=detail, **given)


def make_cases(
    *, county: County, children: int, holders: dict[UUID, Holder], today: date, at: datetime, seed: int
) -> int:
    """Within the county's transaction. Returns how many cases were made."""
    rng = Random(f"cases:{seed}:{county.code}")
    found = File.objects.filter(
        county=county, kind=FileKind.CHILD, child__listed_on__isnull=False, child__exited_on=None
    )
    known = list(found.order_by("id").select_related("village", "township", "person")[:5000])
    chosen = rng.sample(known, min(len(known), MOST, max(1, round(children * SHARE))))
    for number, child in enumerate(chosen):
        _make_case(county, child, number, rng=rng, holders=holders, today=today, at=at)
    return len(chosen)


def _draw(rng: Random, rows: tuple[tuple[Any, ...], ...]) -> tuple[Any, ...]:
    return rng.choices(rows, weights=[row[1] for row in rows])[0]


def _make_case(
    county: County, child: File, number: int, *, rng: Random, holders: dict[UUID, Holder], today: date, at: datetime
) -> None:
    (stage, _share, most), (kind, _part, seen) = _draw(rng, ROADS), _draw(rng, KINDS)
    days = rng.randint(min(most, 1 if stage == "received" else 2), most)
    reported = datetime.combine(today - timedelta(days=days), time(8 + rng.randrange(9), rng.randrange(60)), HERE)
    reported = min(max(reported, datetime.combine(child.opened_on, time(8), HERE)), at)
    sender, way, unit = rng.choice(SENDERS)
    told = receive_report(
        county=county,
        seen=Sighting(circumstances=[kind], course=seen, place=child.village, child_name=child.name),
        sender=Sender(kind=sender, way=way, unit=unit),
        form_key=f"demo {number}",
        child_file=child,
        today=reported.date(),
        at=reported,
    )
    case = told.report.file
    case.is_synthetic = True
    case.save(update_fields=["is_synthetic"])
    teller = Teller(case, today, at, reported, rng, holders)
    _lead(teller, stage, kind)
    reckon_file(file=case, today=today, at=at)


def _lead(teller: Teller, stage: str, kind: str) -> None:
    """Step by step, until the stage is reached or the plan's gate says no."""
    road = {"offered": ROADS_TO["handled"], "mistaken": ROADS_TO["accepted"]}.get(stage) or ROADS_TO[stage]
    try:
        for step in road:
            step(teller, kind)
        if stage == "offered":
            _offer(teller)
        if stage == "mistaken":
            because = {"because": "mistaken", "note": "到场核实，儿童由外婆照料，并无报告所说情形"}
            close_case(**teller.step("police", hours=20), **because)
    except (GateClosed, NotYetToBeClosed):
        return


def _accept(teller: Teller, kind: str) -> None:
    given = {"number": f"110-{teller.rng.randrange(1000, 9999)}", "circumstances": [kind], "officer": "值班民警"}
    teller.tell("emergency.accepted", "police", hours=0.6, dangerous=kind in ("violence", "alone"), **given)


def _go(teller: Teller, kind: str) -> None:
    given = {"officers": "值班民警两人", "place": str(teller.file.village or ""), "found": "到场见到儿童，了解了情况"}
    teller.tell("emergency.on_site", "police", hours=1.5, is_child_seen=True, dangerous=False, **given)


def _reach(teller: Teller, kind: str) -> None:
    teller.tell("emergency.parents_tried", "police", hours=1, parent="mother", means="phone", result="reached")
    given = {"with_whom": "mother", "name": "母亲", "is_child_seen": True}
    teller.tell("emergency.child_settled", "police", hours=20, **given)


def _tell_township(teller: Teller, kind: str) -> None:
    given = {"told": "儿童督导员", "content": "已受理处置，儿童安全，请评估帮扶"}
    teller.tell("emergency.township_told", "police", hours=4, **given)
    teller.tell("emergency.township_received", "township", hours=8, received_by="儿童督导员")


def _do_what_is_owed(teller: Teller, kind: str) -> None:
    """Whatever the plan asks of anybody on this case by now, as far as a note can answer it."""
    done: set[tuple[str, str]] = set()
    for _way in range(WAYS):
        owed = Duty.objects.filter(county_id=teller.file.county_id, file=teller.file, opens_on__lte=teller.today)
        found = [(duty, _answer_of(duty, done)) for duty in owed.order_by("due_on", "id")]
        duty, event = next((pair for pair in found if pair[1]), (None, ""))
        if duty is None:
            return
        done.add(_once(event, duty))
        _note(teller, event, duty)


def _answer_of(duty: Duty, done: set[tuple[str, str]]) -> str:
    rule = rule_of(duty)
    if rule is None or (rule.done_by_each and duty.office_id is None):
        return ""
    answers = [one for one in rule.done_by if one.startswith(DONE_BY_THE_WAY) and _once(one, duty) not in done]
    return next((one for one in answers if (act := find_act(one)) and act.operation is None), "")


def _once(event: str, duty: Duty) -> tuple[str, str]:
    """What is written down once a case; where the plan binds each, once by each."""
    rule = rule_of(duty)
    return event, duty.owner if rule is not None and rule.done_by_each else ""


def _note(teller: Teller, event: str, duty: Duty) -> None:
    act, given = find_act(event), teller.step(duty.owner, hours=3) | {"by": teller.actor(duty.office_id)}
    try:
        facts = act.facts({"on": given["on"]}) if act and act.facts else {}
        with transaction.atomic():
            record_case_event(what=event, facts=facts, detail={"note": "已按方案办理"}, **given)
    except (GateClosed, FileClosed, KeyError):
        return


def _offer(teller: Teller) -> CaseHandOver | None:
    holder = CasePart.objects.filter(
        county_id=teller.file.county_id, file=teller.file, is_holder=True, until_at=None
    ).first()
    township = Office.objects.filter(pk=teller.by("township").office_id).first()
    if holder is None or township is None or holder.office_id == township.pk:
        return None
    given = teller.step("police", hours=6) | {"by": teller.actor(holder.office_id)}
    offer_case(office=township, reason="应急处置完毕，转入评估帮扶", **given)
    return CaseHandOver.objects.get(county_id=teller.file.county_id, file=teller.file, answer="open")


def _hand_over(teller: Teller, kind: str) -> None:
    offer = _offer(teller)
    if offer is not None:
        given = teller.step("township", hours=5)
        accept_case(by=given["by"], offer=offer, today=given["today"], at=given["at"])


def _assess(teller: Teller, kind: str) -> None:
    file = teller.file
    asked = install_questionnaire(county=file.county, on=file.opened_on)
    words = list_pack_items(county_id=file.county_id, on=teller.today, keys=("assessment.dimensions",))
    answers = {item["key"]: teller.rng.choice(item["answers"])["key"] for item in asked.items}
    record_assessment(
        questionnaire=asked,
        answers=answers,
        dimensions=[{"key": key, "name": name, "rating": "fair"} for key, name in words],
        findings="入户核实，监护人已返家，近期还需督促",
        risk_level="middle",
        level_reason="结合入户情况",
        needs=["needs_guidance"],
        is_child_seen=True,
        **teller.step("township", hours=70),
    )
    review_on = (teller.moment + timedelta(days=30)).date().isoformat()
    given = {"goal": "有人照料，按时上学", "responsible": "儿童督导员", "review_on": review_on}
    teller.tell("assessment.plan_made", "township", hours=30, **given)


def _close(teller: Teller, kind: str) -> None:
    close_case(**teller.step("township", hours=500), because="settled", note="儿童安全，由父母照料")
    if teller.at - teller.moment > timedelta(days=31):
        seen = {"is_child_seen": True, "finding": "儿童在家，上学正常"}
        look_back(**teller.step("township", hours=31 * 24), **seen)


_HANDLED = (_accept, _go, _reach, _do_what_is_owed, _tell_township)
_ASSESSED = (*_HANDLED, _hand_over, _do_what_is_owed, _assess, _do_what_is_owed)
ROADS_TO = {
    "received": (),
    "accepted": (_accept, _go),
    "handled": _HANDLED,
    "assessed": _ASSESSED,
    "closed": (*_ASSESSED, _close, _do_what_is_owed),
}
