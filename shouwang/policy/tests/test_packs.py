"""The plans themselves: complete, without a problem, and as their scenarios say."""

import pytest

from shouwang.policy.check import check_pack, contradictions
from shouwang.policy.condition import FactTest
from shouwang.policy.loading import PACKS_FOLDER, list_pack_ids, load_pack
from shouwang.policy.pack import Pack
from shouwang.policy.pack_error import PackError
from shouwang.policy.rule import DutyRule
from shouwang.policy.scenario_run import run_scenarios
from shouwang.policy.uses import parts_followed
from shouwang.policy.vocabulary import vocabulary

CLAUSES = {
    "shenyang-2017-74": 228,
    "binhai-2017-10": 180,
    "yunyang-2017-2": 158,
    "shouxian-2016-278": 209,
    "jinpu-2017-28": 319,
    "minors-law-2021": 31,
}
LAW = "minors-law-2021"


@pytest.mark.parametrize(("pack_id", "count"), CLAUSES.items())
def test_every_clause_of_the_plan_is_there(pack_id: str, count: int) -> None:
    pack = load_pack(pack_id)
    assert len(pack.clauses) == count
    assert {clause_id.split("-")[0] for clause_id in pack.clauses} == {pack.head.prefix}


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_nothing_is_wrong_with_the_pack(pack_id: str) -> None:
    assert [str(error) for error in check_pack(load_pack(pack_id))] == []


@pytest.mark.parametrize("pack_id", [one for one in list_pack_ids() if one != LAW])
def test_the_later_law_can_be_adopted_beside_the_plan(pack_id: str) -> None:
    assert contradictions(load_pack(LAW), load_pack(pack_id)) == []


def test_what_was_written_from_memory_is_marked_as_unchecked() -> None:
    law = load_pack(LAW)
    marked = {
        key for key, one in law.parameters.items() if any("待核" in (value.note or "") for value in one.values.values())
    }

    assert marked == {key for key, one in law.parameters.items() if one.checked_on is None} != set()


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_every_scenario_of_the_pack_passes(pack_id: str) -> None:
    results = list(run_scenarios([PACKS_FOLDER / pack_id / "scenarios"]))
    failed = [one for one in results if isinstance(one, PackError) or not one.passed]
    assert [str(one) if isinstance(one, PackError) else (one.scenario.name, one.failures) for one in failed] == []
    assert results


CASE_TRACES = {"child.has_open_case", "child.case_reported_on"}


def _facts_asked(pack: Pack, rule: DutyRule) -> set[str]:
    return {part.key for part in parts_followed(pack, rule.condition) if isinstance(part, FactTest)}


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_a_duty_that_a_case_ends_is_owed_by_whom_its_clause_binds_and_names_no_kind_of_case(pack_id: str) -> None:
    """It goes when a case is opened: the one place at which a village could learn of one. More than that it must not learn."""
    pack, words = load_pack(pack_id), vocabulary().facts
    traced = [rule for rule in pack.duties.values() if rule.about == "child" and _facts_asked(pack, rule) & CASE_TRACES]

    for rule in traced:
        bound = {actor for clause in rule.clauses for actor in pack.clauses[clause].who}
        asked = [words[key].name for key in _facts_asked(pack, rule) - CASE_TRACES]
        kinds = [word.name for key, word in words.items() if key.startswith("case.") and word.type == "bool"]
        told = {kind for kind in (*asked, *kinds, "无人监护") if kind in rule.title}
        assert set(rule.owner) <= bound, (rule.key, rule.owner, bound)
        assert (rule.key, told) == (rule.key, set())
        assert "个案" not in rule.title


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_no_gate_about_a_child_asks_for_its_cases(pack_id: str) -> None:
    """A refusal tells condition by condition what holds: who may act on a child's file need not know of a case."""
    pack = load_pack(pack_id)
    gates = [gate for some in pack.gates.values() for gate in some if gate.about == "child"]

    for gate in gates:
        asked = {part.key for part in parts_followed(pack, gate.require) if isinstance(part, FactTest)}
        assert (gate.title, asked & CASE_TRACES) == (gate.title, set())
