"""Scenarios: what they say when the law does otherwise, and when they are written wrong."""

from pathlib import Path

import pytest

from shouwang.policy.loading import forget_packs
from shouwang.policy.pack_error import PackError
from shouwang.policy.scenario_run import ScenarioResult, run_scenarios
from shouwang.policy.tests.trial import write_pack

RULES = """
- {condition: listed, all: [{child.age: {under: 16}, clause: TR-1-a}, {child.rural: true, clause: TR-1-b}]}
- {duty: refresh, title: 更新, clauses: [TR-1-b], about: child, owner: township, while: listed, every: quarter, done_by: ledger.confirmed, late_goes_to: [civil_affairs]}
- {duty: visit, title: 走访, clauses: [TR-1-c], about: child, owner: village, every: {parameter: visit.every}, done_by: visit.done}
- {gate: ledger.opened, title: 认定, clauses: [TR-1-a], require: listed}
"""  # noqa: E501
PARAMETERS = (
    "visit.every: {title: 周期, values: {2018-01-01: {value: null, from: local, clause: TR-1-c}}, suggest: month}"
)
LISTS = (
    "copied: {title: 抄送, items: [{key: police, name: 公安, when: {child.rural: true}}, {key: school, name: 学校}]}"
)
GOOD = """
- name: 农村户籍、不满16周岁，每季度更新台账
  proves: [TR-1-a]
  today: 2018-03-01
  given: {child: {born_on: 2006-05-01, rural: true, listed_on: 2018-02-20}, file.opened_on: 2018-02-20}
  events: [{on: 2018-02-20, what: ledger.opened}]
  expect:
    listed: {is: yes, because: [TR-1-a, TR-1-b], missing: []}
    duties: [{key: refresh, due_on: 2018-03-31, owner: township, state: open, late_goes_to: [civil_affairs], note: ""}]
    undated: [{key: visit, parameter: visit.every}]
    gates: [{gate: ledger.opened, allowed: true}]
    lists: {copied: [police, school]}
    parameters: {visit.every: {is: null, from: local}}
- name: 户籍没有采集，不知道
  today: 2018-03-01
  given: {child: {born_on: 2006-05-01}}
  choices: {visit.every: week}
  expect:
    listed: unknown
    no_duties: [refresh]
    unknown: [{key: refresh, missing: [child.rural]}]
    duties: [{key: visit, due_on: 2018-01-07, state: late}]
    gates: [{gate: ledger.opened, allowed: false, missing: [child.rural]}]
    parameters: {visit.every: {is: week}}
"""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    forget_packs()
    return write_pack(tmp_path / "packs", rules=RULES, parameters=PARAMETERS, lists=LISTS)


def run(packs: Path, text: str, *, inside: bool = True) -> list[ScenarioResult | PackError]:
    folder = packs / "trial-2018-1" / "scenarios" if inside else packs.parent
    folder.mkdir(exist_ok=True)
    (folder / "01.yaml").write_text(text, encoding="utf-8")
    return list(run_scenarios([folder / "01.yaml"], folder=packs))


def failures(packs: Path, expect: str) -> tuple[str, ...]:
    given = "today: 2018-03-01, given: {child: {born_on: 2006-05-01, rural: true, listed_on: 2018-02-20}}"
    (result,) = run(packs, f"- {{name: 例, {given}, expect: {expect}}}")
    assert isinstance(result, ScenarioResult), result
    return result.failures


def test_pass_when_everything_is_as_expected(packs: Path) -> None:
    assert [one.failures for one in run(packs, GOOD) if isinstance(one, ScenarioResult)] == [(), ()]


@pytest.mark.parametrize(
    ("expect", "sentence"),
    [
        ("{listed: no}", "listed：应为“否”，得到“是（依据 TR-1-a、TR-1-b）”"),
        ("{listed: {is: yes, because: [TR-1-c]}}", "listed 的依据里没有 TR-1-c（有 TR-1-a、TR-1-b）"),
        ("{duties: [{key: refresh, due_on: 2018-06-30}]}", "任务 refresh：due_on 应为 2018-06-30，得到 2018-03-31"),
        ("{duties: [{key: visit}]}", "没有任务 visit（没有期限：parameter:visit.every）"),
        ("{no_duties: [refresh]}", "不应有任务 refresh（2018-01-01 起，2018-03-31 到期）"),
        ("{undated: [{key: refresh}]}", "任务 refresh 应当成立而没有期限，结果不是"),
        ("{unknown: [{key: refresh}]}", "任务 refresh 该不该有应当是不知道，结果不是"),
        (
            "{gates: [{gate: ledger.opened, allowed: false}]}",
            "门槛 ledger.opened：应为拒绝，得到放行（TR-1-a、TR-1-b）",
        ),
        ("{lists: {copied: [police]}}", "列表 copied 多出 school"),
        ("{parameters: {visit.every: {is: month, from: text}}}", "参数 visit.every：应为 month，得到 空"),
    ],
)
def test_say_what_differs(packs: Path, expect: str, sentence: str) -> None:
    assert failures(packs, expect)[0] == sentence


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        ("name:", "nmae:", "第 2 行", "是不是“name”"),
        ("born_on: 2006-05-01, rural", "bron_on: 2006-05-01, rural", "第 5 行", "是不是“child.born_on”"),
        ("rural: true", "rural: 农村", "第 5 行", "不是true 或 false"),
        ("born_on: 2006-05-01, rural", "age: 12, rural", "第 5 行", "由“child.born_on”推算"),
        ("what: ledger.opened", "what: ledger.open", "第 6 行", "是不是“ledger.opened”"),
        ("    listed: {is", "    lsited: {is", "第 8 行", "没有条件“lsited”。是不是“listed”"),
        ("key: refresh, due_on", "key: refrehs, due_on", "第 9 行", "没有任务“refrehs”"),
        ("due_on: 2018-03-31", "due: 2018-03-31", "第 9 行", "不认识的键“due”"),
        ("proves: [TR-1-a]", "proves: [TR-1-x]", "第 3 行", "没有条款“TR-1-x”"),
        ("visit.every: week", "visit.evry: week", "第 17 行", "没有由县里选定的参数“visit.evry”"),
        ("visit.every: week", "visit.every: sometimes", "第 17 行", "不是周期"),
        ("  expect:\n    listed: unknown", "  expects:\n    listed: unknown", "第 18 行", "是不是“expect”"),
    ],
)
def test_with_a_typo_give_file_and_line(packs: Path, old: str, new: str, place: str, what: str) -> None:
    errors = [one for one in run(packs, GOOD.replace(old, new, 1)) if isinstance(one, PackError)]
    assert errors, "no error"
    assert str(errors[0]).startswith(f"packs/trial-2018-1/scenarios/01.yaml {place}：")
    assert what in str(errors[0])


class TestFromAnywhere:
    def test_name_their_pack(self, packs: Path) -> None:
        indented = GOOD.replace("\n", "\n  ")
        results = run(packs, f"pack: trial-2018-1\nscenarios:\n  {indented.strip()}\n", inside=False)
        assert [isinstance(one, ScenarioResult) and one.passed for one in results] == [True, True]

    def test_without_a_pack_are_refused(self, packs: Path) -> None:
        (error, *_) = run(packs, GOOD, inside=False)
        assert "没有说是哪个政策包" in str(error)

    def test_with_an_unknown_pack_name_the_nearest(self, packs: Path) -> None:
        (error, *_) = run(packs, GOOD.replace("  today", "  pack: trial-2018-2\n  today"), inside=False)
        assert "没有政策包“trial-2018-2”。是不是“trial-2018-1”" in str(error)

    def test_a_folder_means_its_scenarios_and_not_its_packs(self, packs: Path) -> None:
        run(packs, GOOD)
        assert len(list(run_scenarios([packs], folder=packs))) == 2

    def test_a_missing_file_is_said_to_be_missing(self, packs: Path) -> None:
        (error,) = run_scenarios([packs / "absent.yaml"], folder=packs)
        assert "没有这个文件" in str(error)


def test_a_calendar_may_be_given(packs: Path) -> None:
    text = """
- name: 按学期
  today: 2018-03-10
  given: {child: {born_on: 2006-05-01, listed_on: 2018-03-05}}
  choices: {visit.every: term}
  calendar: {terms: [{name: 下, first_on: 2018-03-01, last_on: 2018-07-10}]}
  expect: {duties: [{key: visit, opens_on: 2018-03-01, due_on: 2018-07-10}]}
"""
    (result,) = run(packs, text)
    assert isinstance(result, ScenarioResult) and result.passed


CASE_RULES = """
- {duty: see, title: 见到儿童, clauses: [TR-1-b], about: case, owner: township,
   while: {all: [{case.grounds: refused}, {father.away: true}]}, within: 1 day, since: case.reported_on}
"""
CASE = """
- name: 拒不履行监护职责的报告，次日前见到儿童
  pack: trial-2018-1
  today: 2026-03-02
  about: case
  given: {case: {reported_on: 2026-03-01, grounds: GROUNDS}, father: {away: true}}
  expect: {duties: [{key: see, due_on: 2026-03-02}]}
"""


def _case(tmp_path: Path, grounds: str) -> list[str]:
    folder = write_pack(tmp_path, rules=CASE_RULES)
    file = tmp_path / "case.yaml"
    file.write_text(CASE.replace("GROUNDS", grounds), encoding="utf-8")
    found = run_scenarios([file], folder=folder)
    return [line for one in found for line in ([str(one)] if isinstance(one, PackError) else one.failures)]


def test_a_case_is_given_its_own_facts_and_its_childs(tmp_path: Path) -> None:
    assert _case(tmp_path, "[unattended, refused]") == []
    assert _case(tmp_path, "[]") == ["没有任务 see"]


def test_a_fact_of_several_words_is_written_as_a_list(tmp_path: Path) -> None:
    (problem,) = _case(tmp_path, "refused")
    assert "可以有几项" in problem
