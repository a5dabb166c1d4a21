"""Whatever is written into a pack or scenario, the answer is a sentence with a place, never a trace."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from shouwang.policy.check import check_pack
from shouwang.policy.loading import forget_packs, load_pack
from shouwang.policy.pack_error import PackError
from shouwang.policy.scenario_run import run_scenarios
from shouwang.policy.tests.test_scenario import GOOD, LISTS, PARAMETERS, RULES
from shouwang.policy.tests.trial import CLAUSES, write_pack

SERVICE = "TR-1-a: {by: condition, name: listed}\nTR-1-b: [{by: duty, name: refresh}]\nTR-1-c: {not_yet: visit, waits_for: x}\n"
FILES = {"rules": RULES, "parameters": PARAMETERS, "lists": LISTS, "service": SERVICE, "clauses": CLAUSES}
JUNK = (
    "",
    "3",
    "true",
    "2018-02-29",
    "{}",
    "[]",
    "[[x]]",
    "{x: y}",
    "null",
    "-1",
    "{parameter: nope}",
    "走",
    "'",
    "&a",
    "99999 days",
)


def spoil(random: Random, text: str) -> str:
    """One line taken away, or what a key or a word says replaced by something else."""
    lines = text.splitlines()
    way, line = random.random(), random.randrange(len(lines))
    if way < 0.1:
        return "\n".join(lines[:line] + lines[line + 1 :])
    if way < 0.6 and ": " in lines[line]:
        lines[line] = f"{lines[line].split(': ')[0]}: {random.choice(JUNK)}"
        return "\n".join(lines)
    words = [n for n in range(1, len(text)) if text[n - 1] in " [{" and text[n] not in " \n[{-"]
    start = random.choice(words)
    end = next((n for n in range(start, len(text)) if text[n] in ",]}\n:"), len(text))
    return text[:start] + random.choice(JUNK) + text[end:]


@pytest.mark.parametrize("seed", range(120))
def test_a_spoiled_pack_or_scenario_is_answered_with_a_place(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    name = random.choice([*FILES, "scenario"])
    files: dict[str, Any] = {**FILES, **({name: spoil(random, FILES[name])} if name in FILES else {})}
    folder = write_pack(tmp_path, **files)
    scenarios = folder / "trial-2018-1" / "scenarios"
    scenarios.mkdir()
    (scenarios / "01.yaml").write_text(spoil(random, GOOD) if name == "scenario" else GOOD, encoding="utf-8")
    forget_packs()
    try:
        errors = check_pack(load_pack("trial-2018-1", folder=folder))
    except PackError as error:
        errors = list(error.everything())
    errors += [one for one in run_scenarios([scenarios], folder=folder) if isinstance(one, PackError)]
    assert all(error.file and error.what for error in errors)
