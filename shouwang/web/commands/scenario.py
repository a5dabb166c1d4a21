"""`shouwang scenario run PATH...`: a line a scenario, then how many passed and failed."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from shouwang.policy.loading import PACKS_FOLDER
from shouwang.policy.pack_error import PackError
from shouwang.policy.scenario_run import ScenarioResult, run_scenarios


def add_parser(subparsers: Any) -> None:
    """Adds `scenario run`."""
    parser = subparsers.add_parser("scenario", help="run scenarios: situations with their expected outcome")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    run = actions.add_parser("run", help="run scenario files, or all of a folder")
    run.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    default = Path(os.environ.get("SHOUWANG_PACKS") or PACKS_FOLDER)
    run.add_argument("--packs", type=Path, default=default, metavar="FOLDER", help="where the packs are")
    run.set_defaults(run=run_paths)


def run_paths(options: argparse.Namespace) -> int:
    """Prints each scenario as it is run; 1 when one failed or could not be read."""
    passed = failed = 0
    for result in run_scenarios(options.paths, folder=options.packs):
        is_good = isinstance(result, ScenarioResult) and result.passed
        passed, failed = passed + is_good, failed + (not is_good)
        print_result(result)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def print_result(result: ScenarioResult | PackError) -> None:
    """One line, and the reasons of a failure below it."""
    if isinstance(result, PackError):
        print(f"ERROR  {result}")
        return
    place = result.scenario.place
    print(f"{'ok    ' if result.passed else 'FAILED'} {result.scenario.pack}  {result.scenario.name}")
    if not result.passed:
        print(f"       {place.file} 第 {place.line} 行")
    for failure in result.failures:
        print(f"       {failure}")
