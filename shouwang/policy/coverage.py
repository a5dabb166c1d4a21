"""How much of each plan is served, and how much of that is proven by scenarios and tests that passed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from shouwang.policy.clause import Clause
from shouwang.policy.loading import PACKS_FOLDER
from shouwang.policy.pack import Pack
from shouwang.policy.pack_error import PackError
from shouwang.policy.scenario_run import run_scenarios
from shouwang.policy.vocabulary import vocabulary


@dataclass(frozen=True)
class CoverageRow:
    """One pack and mechanism, in numbers of clauses; `proven_must` counts served must clauses only."""

    pack: str
    mechanism: str
    clauses: int
    must: int
    served: int
    served_must: int
    proven_must: int

    def as_dict(self) -> dict[str, str | int]:
        """The row as JSON has it."""
        return asdict(self)


def list_coverage(packs: Iterable[Pack], *, proven: Collection[str]) -> list[CoverageRow]:
    """One row a pack and mechanism, mechanisms in the vocabulary's order."""
    return [
        _count(pack, mechanism, [clause for clause in pack.clauses.values() if clause.mechanism == mechanism], proven)
        for pack in packs
        for mechanism in vocabulary().mechanisms
        if any(clause.mechanism == mechanism for clause in pack.clauses.values())
    ]


def _count(pack: Pack, mechanism: str, clauses: list[Clause], proven: Collection[str]) -> CoverageRow:
    must = [clause for clause in clauses if clause.is_must]
    served_must = [clause for clause in must if is_served(pack, clause.id)]
    return CoverageRow(
        pack=pack.id,
        mechanism=mechanism,
        clauses=len(clauses),
        must=len(must),
        served=sum(is_served(pack, clause.id) for clause in clauses),
        served_must=len(served_must),
        proven_must=sum(clause.id in proven for clause in served_must),
    )


def is_served(pack: Pack, clause_id: str) -> bool:
    """Whether something serves the clause today."""
    return any(serving.serves for serving in pack.service.get(clause_id, ()))


def clauses_proven_by_scenarios(packs: Iterable[Pack], *, folder: Path = PACKS_FOLDER) -> set[str]:
    """The clauses that a passing scenario of the packs' own folders names."""
    proven: set[str] = set()
    for pack in packs:
        place = folder / pack.id / "scenarios"
        for result in run_scenarios([place] if place.is_dir() else [], folder=folder):
            if not isinstance(result, PackError) and result.passed:
                proven.update(result.scenario.proves)
    return proven


def clauses_proven_by_tests(proofs: Path) -> set[str]:
    """The clauses that passed tests name, from `{clause: [test ids]}`; none when the file is not there."""
    if not proofs.is_file():
        return set()
    try:
        written = json.loads(proofs.read_text(encoding="utf-8"))
    except ValueError:
        raise PackError(str(proofs), 0, "不是 JSON", "删去后再跑一遍测试") from None
    return {clause for clause, tests in written.items() if tests} if isinstance(written, Mapping) else set()
