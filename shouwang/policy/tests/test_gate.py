"""Operations ask the gates: yes goes, no is refused by clause, unknown is refused with the fact to find out."""

from datetime import date
from pathlib import Path

from shouwang.policy.gate import Verdict, ask
from shouwang.policy.situation import Situation
from shouwang.policy.tests.trial import child, make_pack

TODAY = date(2026, 11, 22)
GATES = """
- {gate: delegation.signed, title: 受托人须成年, clauses: [TR-1-a], require: {carer.age: {at_least: 18}}}
- gate: delegation.signed
  title: 受托人无禁止情形
  clauses: [TR-1-b]
  require: {all: [{carer.banned: none, clause: TR-1-c}]}
- {gate: visit.done, title: 走访人已定, clauses: [TR-1-b], require: {event: visit.assigned}, unknown: allow}
- {gate: ledger.opened, title: 农村户籍, clauses: [TR-1-a], require: {child.rural: true}, unknown: allow}
"""


def verdict(folder: Path, gate: str, situation: Situation, today: date = TODAY) -> Verdict:
    return ask(make_pack(folder, rules=GATES), gate, situation, today)


def test_every_gate_of_the_event_must_allow_it(tmp_path: Path) -> None:
    situation = child(carer__born_on=date(1980, 1, 1), carer__banned="violence")
    assert verdict(tmp_path, "delegation.signed", situation) == Verdict(False, ("TR-1-c",), (), "受托人无禁止情形")


def test_all_that_refuse_are_named(tmp_path: Path) -> None:
    found = verdict(tmp_path, "delegation.signed", child(carer__born_on=date(2015, 1, 1), carer__banned="violence"))
    assert (found.because, found.title) == (("TR-1-a", "TR-1-c"), "受托人须成年；受托人无禁止情形")


def test_what_is_not_known_is_refused_and_asked_for(tmp_path: Path) -> None:
    found = verdict(tmp_path, "delegation.signed", child(carer__banned="none"))
    assert (found.allowed, found.missing) == (False, ("carer.born_on",))


def test_what_is_not_known_may_be_let_through_where_the_plan_says_so(tmp_path: Path) -> None:
    assert verdict(tmp_path, "ledger.opened", child()).allowed
    assert not verdict(tmp_path, "ledger.opened", child(child__rural=False)).allowed


def test_an_allowed_operation_names_its_grounds(tmp_path: Path) -> None:
    situation = child(carer__born_on=date(1980, 1, 1), carer__banned="none")
    assert verdict(tmp_path, "delegation.signed", situation).because == ("TR-1-a", "TR-1-c")


def test_without_a_gate_and_outside_the_plan_everything_goes(tmp_path: Path) -> None:
    assert verdict(tmp_path, "contact.called", child()) == Verdict(True)
    assert verdict(tmp_path, "visit.done", Situation(about="village")) == Verdict(True)
    assert verdict(tmp_path, "visit.done", child(), date(2017, 12, 31)) == Verdict(True)
