"""The console script's words `pack` and `scenario`: what they print, what they return, what they do not need."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from shouwang.policy.loading import forget_packs
from shouwang.policy.tests.trial import write_pack
from shouwang.web.command_line import list_commands, main

GOOD = """
- name: 农村户籍的在册
  proves: [TR-1-a]
  today: 2018-03-01
  given: {child: {rural: true}}
  expect: {listed: yes}
"""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    forget_packs()
    rules = "- {condition: listed, clauses: [TR-1-a], child.rural: true}"
    service = "TR-1-a: {by: condition, name: listed, note: 逐日}\nTR-1-b: {not_yet: ledger, waits_for: 台账}\n"
    folder = write_pack(tmp_path / "packs", rules=rules, service=service)
    (folder / "trial-2018-1" / "scenarios").mkdir()
    (folder / "trial-2018-1" / "scenarios" / "01.yaml").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def run(packs, capsys):
    def run_words(*words: str) -> tuple[int, str]:
        code = main([*words, "--packs", str(packs)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run_words


class TestPack:
    def test_list_is_a_line_a_pack(self, run):
        code, told = run("pack", "list")
        assert code == 0
        assert told.count("\n") == 1 and told.startswith("trial-2018-1") and "3 条" in told and "试行方案" in told

    def test_show_tells_the_clauses_and_one_clause_with_what_serves_it(self, run):
        assert "TR-1-b" in run("pack", "show", "trial-2018-1")[1]
        told = run("pack", "show", "trial-2018-1", "TR-1-a")[1]
        assert "认定" in told and "condition: listed（逐日）" in told

    def test_show_of_what_is_not_there_is_a_sentence_with_the_nearest_word(self, run):
        for words in (("trial-2018-2",), ("trial-2018-1", "TR-1-d")):
            code, told = run("pack", "show", *words)
            assert code == 1
            assert "没有" in told and "是不是" in told and "Traceback" not in told

    def test_check_prints_what_to_paste_and_fails(self, run):
        code, told = run("pack", "check", "trial-2018-1")
        assert code == 1
        assert '\nTR-1-c: {not_yet: visit, waits_for: "记录"}\n' in told
        assert told.endswith("trial-2018-1: 1 个问题\n")

    def test_check_passes_when_nothing_is_wrong(self, run, packs):
        service = packs / "trial-2018-1" / "service.yaml"
        service.write_text(service.read_text("utf-8") + "TR-1-c: {not_yet: visit, waits_for: 走访}\n", "utf-8")
        assert run("pack", "check") == (0, "trial-2018-1: 没有问题\n")

    def test_check_of_a_typo_gives_file_and_line(self, run, packs):
        (packs / "trial-2018-1" / "rules.yaml").write_text("- condition: listed\n  child.rurl: true\n", "utf-8")
        code, told = run("pack", "check")
        assert code == 1
        assert "packs/trial-2018-1/rules.yaml 第 2 行：不认识的事实或条件“child.rurl”。是不是“child.rural”。" in told

    def test_coverage_counts_and_speaks_json(self, run):
        code, told = run("pack", "coverage", "--json")
        assert code == 0
        rows = json.loads(told)
        assert rows[0] == {
            "pack": "trial-2018-1",
            "mechanism": "eligibility",
            "clauses": 1,
            "must": 1,
            "served": 1,
            "served_must": 1,
            "proven_must": 1,
        }
        assert [row["mechanism"] for row in rows] == ["eligibility", "ledger", "visit"]
        assert "eligibility" in run("pack", "coverage")[1]

    def test_diff_names_what_differs(self, run, packs):
        write_pack(packs, id="other-2018-2", rules="- {condition: listed, child.rural: false}")
        code, told = run("pack", "diff", "trial-2018-1", "other-2018-2")
        assert code == 0
        assert "trial-2018-1: child.rural is true TR-1-a" in told and "other-2018-2: child.rural is false" in told

    def test_vocabulary_gives_every_word_its_chinese_name(self, run):
        told = run("pack", "vocabulary")[1]
        assert "child.born_on" in told and "出生日期" in told and "ledger.confirmed" in told and "township_lead" in told


class TestScenario:
    def test_run_prints_a_line_a_scenario_and_the_sum(self, run, packs):
        code, told = run("scenario", "run", str(packs))
        assert (code, told) == (0, "ok     trial-2018-1  农村户籍的在册\n1 passed, 0 failed\n")

    def test_run_takes_files_from_anywhere(self, run, tmp_path):
        elsewhere = tmp_path / "mine.yaml"
        elsewhere.write_text(GOOD.replace("  today", "  pack: trial-2018-1\n  today"), encoding="utf-8")
        assert run("scenario", "run", str(elsewhere))[1].endswith("1 passed, 0 failed\n")

    def test_run_says_why_one_failed_and_returns_1(self, run, tmp_path):
        elsewhere = tmp_path / "mine.yaml"
        text = GOOD.replace("  today", "  pack: trial-2018-1\n  today")
        elsewhere.write_text(text + text.replace("listed: yes", "listed: no"), encoding="utf-8")
        code, told = run("scenario", "run", str(elsewhere))
        assert code == 1
        assert "应为“否”，得到“是（依据 TR-1-a）”" in told and told.endswith("1 passed, 1 failed\n")

    def test_run_of_a_typo_gives_file_and_line_and_runs_the_rest(self, run, packs, tmp_path):
        elsewhere = tmp_path / "mine.yaml"
        elsewhere.write_text(GOOD.replace("today", "tody"), encoding="utf-8")
        code, told = run("scenario", "run", str(elsewhere), str(packs))
        assert code == 1
        assert f"{elsewhere} 第 4 行" in told and "是不是“today”" in told
        assert told.endswith("1 passed, 1 failed\n")

    def test_run_of_a_missing_file_is_a_sentence(self, run, tmp_path):
        code, told = run("scenario", "run", str(tmp_path / "absent.yaml"))
        assert code == 1
        assert "没有这个文件" in told and told.endswith("0 passed, 1 failed\n")


class TestTheScript:
    def test_finds_its_words_in_the_folder(self):
        assert {"pack", "scenario"} <= set(list_commands())

    def test_without_a_word_prints_its_help(self, capsys):
        assert main([]) == 2
        assert "scenario" in capsys.readouterr().out

    def test_needs_no_django_for_the_law(self, packs):
        program = (
            "import sys; from shouwang.web.command_line import main; "
            f"code = main(['scenario', 'run', {str(packs)!r}, '--packs', {str(packs)!r}]); "
            "sys.exit(code or 'django' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
