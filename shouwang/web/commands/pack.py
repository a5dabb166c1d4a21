"""`shouwang pack`: look at packs, check them, count what is served, compare two."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from shouwang.policy.check import check_pack, clauses_named_by_tests, suggest_entry
from shouwang.policy.compare import compare_packs
from shouwang.policy.coverage import CoverageRow, clauses_proven_by_scenarios, clauses_proven_by_tests, list_coverage
from shouwang.policy.loading import PACKS_FOLDER, list_pack_ids, load_pack, load_packs
from shouwang.policy.pack import Pack
from shouwang.policy.pack_error import PackError, nearest
from shouwang.policy.scenario_run import clauses_named_by_scenarios
from shouwang.policy.vocabulary import KIND_NAMES, vocabulary

ROOT = Path(__file__).resolve().parents[3]


def add_parser(subparsers: Any) -> None:
    """Adds `pack list | show | check | coverage | diff | vocabulary`."""
    parser = subparsers.add_parser("pack", help="the plans as data: list, show, check, coverage, diff, vocabulary")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    add_action(actions, "list", run_list, "all packs")
    show = add_action(actions, "show", run_show, "a pack, or one of its clauses with what serves it")
    show.add_argument("pack")
    show.add_argument("clause", nargs="?")
    check = add_action(actions, "check", run_check, "what is wrong with a pack (all packs without a name)")
    check.add_argument("pack", nargs="?")
    coverage = add_action(actions, "coverage", run_coverage, "clauses served and proven, by pack and mechanism")
    coverage.add_argument("--json", action="store_true")
    coverage.add_argument("--proofs", type=Path, default=ROOT / "var" / "proofs.json", metavar="FILE")
    diff = add_action(actions, "diff", run_diff, "what two packs say differently")
    diff.add_argument("first")
    diff.add_argument("second")
    add_action(actions, "vocabulary", run_vocabulary, "the words that packs and scenarios may use")


def add_action(actions: Any, word: str, run: Any, help_text: str) -> argparse.ArgumentParser:
    """One action with the option that says where the packs are."""
    parser: argparse.ArgumentParser = actions.add_parser(word, help=help_text, description=help_text)
    default = Path(os.environ.get("SHOUWANG_PACKS") or PACKS_FOLDER)
    parser.add_argument("--packs", type=Path, default=default, metavar="FOLDER", help="where the packs are")
    parser.set_defaults(run=run)
    return parser


def run_list(options: argparse.Namespace) -> int:
    """A line a pack."""
    for pack in load_packs(folder=options.packs).values():
        head = pack.head
        place = head.place.name if head.place else "全国"
        print(f"{pack.id:24} {place}\t{head.number}\t{len(pack.clauses)} 条\t{head.title}")
    return 0


def run_show(options: argparse.Namespace) -> int:
    """A pack's head and clauses, or one clause in full."""
    pack = load_pack(options.pack, folder=options.packs)
    if options.clause:
        return show_clause(pack, options.clause)
    head = pack.head
    print(head.title)
    print(f"{head.number}  {head.issuer}  {head.issued_on} 印发，{head.in_force_from} 起施行")
    counts = (len(pack.duties), len(pack.gates), len(pack.parameters), len(pack.lists))
    print("{} 项任务，{} 道门槛，{} 个参数，{} 个列表\n".format(*counts))
    for clause in pack.clauses.values():
        print(f"{clause.id:14} {clause.weight:6} {clause.do}")
    return 0


def show_clause(pack: Pack, clause_id: str) -> int:
    """A clause and what serves it."""
    try:
        clause = pack.clause(clause_id)
    except KeyError:
        advice = nearest(clause_id, pack.clauses) or "见 pack show"
        raise PackError(f"packs/{pack.id}/clauses.yaml", 0, f"没有条款“{clause_id}”", advice) from None
    print(f"{clause.id}（{clause.at}）{clause.do}")
    mechanism = vocabulary().mechanisms[clause.mechanism]
    print(f"机制 {mechanism}；由 {'、'.join(clause.who)}；{clause.when_text or '未写时限'}")
    for serving in pack.service.get(clause_id, ()):
        names = f"{serving.by}: {'、'.join(serving.name)}" if serving.serves else f"还没有：{serving.waits_for}"
        print(f"  {names}{f'（{serving.note}）' if serving.note else ''}")
    for duty in pack.duties.values():
        if clause_id in duty.clauses:
            print(f"  任务 {duty.key}：{duty.title}（{'、'.join(duty.owner)}）")
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Every problem a line, the entries to paste last."""
    ids = [options.pack] if options.pack else list_pack_ids(folder=options.packs)
    named_by_tests = clauses_named_by_tests(ROOT)
    total = 0
    for pack_id in ids:
        try:
            pack = load_pack(pack_id, folder=options.packs)
            named = named_by_tests | clauses_named_by_scenarios(pack, folder=options.packs)
            problems = check_pack(pack, named=named)
        except PackError as error:
            problems, pack = list(error.everything()), None
        total += len(problems)
        print_problems(pack_id, problems, pack)
    return 1 if total else 0


def print_problems(pack_id: str, problems: list[PackError], pack: Pack | None) -> None:
    """The problems of one pack, then the lines for service.yaml that it lacks."""
    for problem in problems:
        print(problem)
    lacking = [clause for clause in pack.clauses.values() if clause.id not in pack.service] if pack else []
    if lacking:
        print(f"\n# 贴进 packs/{pack_id}/service.yaml：")
        print("\n".join(suggest_entry(clause) for clause in lacking) + "\n")
    print(f"{pack_id}: {f'{len(problems)} 个问题' if problems else '没有问题'}")


def run_coverage(options: argparse.Namespace) -> int:
    """A table, or a JSON list of one object a pack and mechanism."""
    packs = list(load_packs(folder=options.packs).values())
    proven = clauses_proven_by_scenarios(packs, folder=options.packs) | clauses_proven_by_tests(options.proofs)
    rows = list_coverage(packs, proven=proven)
    if options.json:
        print(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=1))
    else:
        print_coverage(rows)
    return 0


def print_coverage(rows: list[CoverageRow]) -> None:
    """The rows as a table."""
    print(f"{'pack':24}{'mechanism':24}{'clauses':>8}{'must':>8}{'served':>8}{'of must':>8}{'proven':>8}")
    for row in rows:
        counts = (row.clauses, row.must, row.served, row.served_must, row.proven_must)
        print(f"{row.pack:24}{row.mechanism:24}{''.join(f'{count:>8}' for count in counts)}")


def run_diff(options: argparse.Namespace) -> int:
    """What differs, each with both sides and their clauses."""
    first, second = (load_pack(pack_id, folder=options.packs) for pack_id in (options.first, options.second))
    differences = compare_packs(first, second)
    for one in differences:
        print(f"{one.kind} {one.key}  {one.title}")
        for pack, text, clauses in (
            (first, one.first, one.first_clauses),
            (second, one.second, one.second_clauses),
        ):
            print(f"  {pack.id}: {text if text is not None else '没有'} {'、'.join(clauses)}")
    print(f"{len(differences)} 处不同")
    return 0


def run_vocabulary(options: argparse.Namespace) -> int:
    """Every word with its Chinese name, by kind."""
    words = vocabulary()
    for kind, title in KIND_NAMES.items():
        print(f"{title} {kind}")
        for key, word in getattr(words, kind).items():
            print(f"  {key:36} {describe_word(word)}")
    return 0


def describe_word(word: Any) -> str:
    """The Chinese name of a word, with a fact's type and values and an event's kinds of file."""
    if isinstance(word, str):
        return word
    if hasattr(word, "about"):
        return f"{word.name} [{', '.join(word.about)}]"
    return f"{word.name} ({word.type}{': ' + ' '.join(word.values) if word.values else ''})"
