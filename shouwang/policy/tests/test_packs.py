"""The plans themselves: complete, without a problem, and as their scenarios say."""

import pytest

from shouwang.policy.check import check_pack
from shouwang.policy.loading import PACKS_FOLDER, list_pack_ids, load_pack
from shouwang.policy.pack_error import PackError
from shouwang.policy.scenario_run import run_scenarios

CLAUSES = {
    "shenyang-2017-74": 228,
    "binhai-2017-10": 180,
    "yunyang-2017-2": 158,
    "shouxian-2016-278": 209,
    "jinpu-2017-28": 319,
}


@pytest.mark.parametrize(("pack_id", "count"), CLAUSES.items())
def test_every_clause_of_the_plan_is_there(pack_id: str, count: int) -> None:
    pack = load_pack(pack_id)
    assert len(pack.clauses) == count
    assert {clause_id.split("-")[0] for clause_id in pack.clauses} == {pack.head.prefix}


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_nothing_is_wrong_with_the_pack(pack_id: str) -> None:
    assert [str(error) for error in check_pack(load_pack(pack_id))] == []


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_every_scenario_of_the_pack_passes(pack_id: str) -> None:
    results = list(run_scenarios([PACKS_FOLDER / pack_id / "scenarios"]))
    failed = [one for one in results if isinstance(one, PackError) or not one.passed]
    assert [str(one) if isinstance(one, PackError) else (one.scenario.name, one.failures) for one in failed] == []
    assert results
