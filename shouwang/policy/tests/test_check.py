"""What `pack check` finds, what covers a plan, how two plans differ and when they contradict."""

import json
from datetime import date
from pathlib import Path

import pytest

from shouwang.policy.check import check_pack, clauses_named_by_tests, contradictions
from shouwang.policy.compare import compare_packs
from shouwang.policy.coverage import clauses_proven_by_scenarios, clauses_proven_by_tests, list_coverage
from shouwang.policy.loading import load_pack
from shouwang.policy.pack import Pack
from shouwang.policy.pack_error import PackError
from shouwang.policy.tests.every_form import EVERY_FORM
from shouwang.policy.tests.trial import make_pack
from shouwang.policy.uses import refuse_choice

SERVICE = """
TR-1-a: {by: condition, name: listed}
TR-1-b: [{by: duty, name: refresh}, {by: record, name: ledger.confirmed}, {by: page, name: 'ledger:list'}]
TR-1-c: {not_yet: visit, waits_for: 走访记录}
"""
RULES = """
- {condition: listed, child.rural: true}
- {duty: refresh, title: 更新, clauses: [TR-1-b], about: child, owner: township, while: listed, every: {parameter: every}, done_by: ledger.confirmed}
"""
PARAMETERS = "every: {title: 周期, values: {2018-01-01: {value: quarter, from: text, clause: TR-1-b}}}"
GOOD = {"service": SERVICE, "rules": RULES, "parameters": PARAMETERS}


def problems(folder: Path, **files: str) -> list[str]:
    return [str(error) for error in check_pack(make_pack(folder, **{**GOOD, **files}))]


def test_a_good_pack_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []


def test_a_clause_without_an_entry_comes_with_the_line_to_paste(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, service=SERVICE.replace("TR-1-c:", "#"))
    assert '补一行 TR-1-c: {not_yet: visit, waits_for: "记录"}' in problem


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"service": SERVICE.replace("name: refresh", "name: refesh")}, "duty“refesh”不存在。是不是“refresh”"),
        ({"service": SERVICE.replace("ledger:list", "ledger:lists")}, "page“ledger:lists”不存在。是不是“ledger:list”"),
        (
            {"service": SERVICE.replace("name: ledger.confirmed", "name: ledger.confirm")},
            "record“ledger.confirm”不存在",
        ),
        ({"parameters": PARAMETERS.replace("value: quarter", "value: often")}, "值“often”不是周期"),
        (
            {"parameters": PARAMETERS.replace("quarter, from: text, clause: TR-1-b", "null, from: local")},
            "没有写 clause 或 law",
        ),
        ({"rules": RULES.replace("about: child", "about: village")}, "事件“ledger.confirmed”只发生在儿童的档案上"),
        ({"rules": RULES.replace("about: child", "about: village")}, "村（居）的档案没有事实“child.rural”"),
        ({"rules": RULES.replace("child.rural", "case.dangerous")}, "儿童的档案没有事实“case.dangerous”"),
        (
            {"rules": RULES + "- {gate: visit.done, title: 走访, clauses: [TR-1-c], about: case, require: listed}"},
            "门槛“visit.done”关于个案，事件“visit.done”只发生在儿童的档案上",
        ),
    ],
)
def test_what_names_nothing_real_is_found(tmp_path: Path, files: dict[str, str], what: str) -> None:
    assert any(what in problem for problem in problems(tmp_path, **files))


def test_a_must_clause_that_is_served_needs_a_proof(tmp_path: Path) -> None:
    found = check_pack(make_pack(tmp_path, **GOOD), named={"TR-1-a"})
    assert [error.what for error in found] == ["必须条款 TR-1-b 有了落实，但没有场景或测试证明"]


def test_the_clauses_that_tests_name_are_read_from_their_marks(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    mark = '@pytest.mark.proves("TR-1-a",\n    "TR-3.1.2-b")\ndef test_it(): ...\n# "TR-9-z"\n'
    (tmp_path / "tests" / "test_it.py").write_text(mark, encoding="utf-8")
    assert clauses_named_by_tests(tmp_path) == {"TR-1-a", "TR-3.1.2-b"}


class TestCoverage:
    def test_counts_by_mechanism_and_proves_only_what_is_served(self, tmp_path: Path) -> None:
        rows = list_coverage([make_pack(tmp_path, **GOOD)], proven={"TR-1-a", "TR-1-c"})
        assert [tuple(row.as_dict().values())[1:] for row in rows] == [
            ("eligibility", 1, 1, 1, 1, 1), ("ledger", 1, 1, 1, 1, 0), ("visit", 1, 0, 0, 0, 0),
        ]  # fmt: skip

    def test_only_scenarios_that_pass_prove(self, tmp_path: Path) -> None:
        pack = make_pack(tmp_path, **GOOD)
        folder = tmp_path / pack.id / "scenarios"
        folder.mkdir()
        scenario = "- {{name: 例, proves: [{}], today: 2026-01-01, given: {{child: {{rural: true}}}}, expect: {{listed: {}}}}}\n"
        (folder / "1.yaml").write_text(scenario.format("TR-1-a", "yes") + scenario.format("TR-1-b", "no"), "utf-8")
        assert clauses_proven_by_scenarios([pack], folder=tmp_path) == {"TR-1-a"}

    def test_tests_prove_by_the_record_of_those_that_passed(self, tmp_path: Path) -> None:
        proofs = tmp_path / "proofs.json"
        assert clauses_proven_by_tests(proofs) == set()
        proofs.write_text(json.dumps({"TR-1-a": ["tests/x.py::y"], "TR-1-b": []}), encoding="utf-8")
        assert clauses_proven_by_tests(proofs) == {"TR-1-a"}
        proofs.write_text("{", encoding="utf-8")
        with pytest.raises(PackError, match="不是 JSON"):
            clauses_proven_by_tests(proofs)


class TestTwoPacks:
    def both(self, folder: Path, **other: str) -> tuple[Pack, Pack]:
        first = make_pack(folder, **GOOD)
        return first, make_pack(folder, **{**GOOD, "id": "other-2018-2", **other})

    def test_that_say_the_same_neither_differ_nor_contradict(self, tmp_path: Path) -> None:
        first, second = self.both(tmp_path)
        assert (contradictions(first, second), compare_packs(first, second)) == ([], [])

    def test_with_other_figures_under_one_key_contradict(self, tmp_path: Path) -> None:
        found = contradictions(*self.both(tmp_path, parameters=PARAMETERS.replace("quarter", "month")))
        assert [str(one) for one in found] == [
            "参数“every”两个方案不一致：quarter（TR-1-b） 与 month（TR-1-b）",
            "任务“refresh”两个方案不一致：quarter（TR-1-b） 与 month（TR-1-b）",
        ]

    def test_of_which_one_leaves_the_figure_to_the_county_do_not_contradict(self, tmp_path: Path) -> None:
        local = PARAMETERS.replace("quarter, from: text", "null, from: local")
        assert contradictions(*self.both(tmp_path, parameters=local)) == []

    def test_of_which_one_extends_the_other_do_not_contradict(self, tmp_path: Path) -> None:
        month = PARAMETERS.replace("quarter", "month")
        assert contradictions(*self.both(tmp_path, parameters=month, head="extends: [trial-2018-1]\n")) == []

    def test_differences_show_both_sides_with_their_clauses(self, tmp_path: Path) -> None:
        rules = RULES.replace("child.rural: true", "{child.age: {under: 16}}".strip("{}") + "}")
        first, second = self.both(
            tmp_path, rules=rules + "- {gate: visit.done, title: 门, clauses: TR-1-c, require: listed}"
        )
        found = {(one.kind, one.key): (one.first, one.second) for one in compare_packs(first, second)}
        assert found == {
            ("condition", "listed"): ("child.rural is true", "child.age under 16"),
            ("gate", "visit.done"): (None, "listed"),
        }

    def test_the_plans_themselves_can_be_compared_and_the_base_does_not_contradict_jinpu(self) -> None:
        shenyang, jinpu, base = (load_pack(id_) for id_ in ("shenyang-2017-74", "jinpu-2017-28", "guofa-2016-13"))
        assert len(compare_packs(shenyang, jinpu)) > 50
        assert contradictions(jinpu, base) == []


class TestChoices:
    @pytest.mark.parametrize(
        ("key", "value", "what"),
        [
            ("chosen.rhythm", "quarter", ""), ("chosen.rhythm", "10 days", ""), ("chosen.rhythm", "often", "不是周期"),
            ("chosen.span", "15 days", ""), ("chosen.span", "month", "不是时长"), ("chosen.age", 14, ""),
            ("chosen.age", "14", "不是整数"), ("chosen.age", True, "不是整数"), ("chosen.kinds", ["custody"], ""),
            ("chosen.kinds", ["sleepy"], "不是可选值的列表"), ("age", 14, "不由县里选"), ("nope", 1, "没有参数"),
            ("chosen.way", "any word", ""),
        ],
    )  # fmt: skip
    def test_must_be_what_the_rules_can_read(self, tmp_path: Path, key: str, value: object, what: str) -> None:
        refusal = refuse_choice(make_pack(tmp_path, **EVERY_FORM), key, value)
        assert what in refusal and bool(refusal) == bool(what)

    def test_are_held_against_the_options_where_a_pack_names_them(self, tmp_path: Path) -> None:
        options = EVERY_FORM["parameters"].replace("suggest: both", "suggest: both, options: {both: 双方, any: 任一}")
        pack = make_pack(tmp_path, **{**EVERY_FORM, "parameters": options})
        assert [bool(refuse_choice(pack, "chosen.way", value)) for value in ("both", "any", "none")] == [
            False,
            False,
            True,
        ]


def test_a_figure_is_that_of_its_day(tmp_path: Path) -> None:
    age = make_pack(tmp_path, **EVERY_FORM).parameters["age"]
    figures = [age.on(day) for day in (date(2017, 12, 31), date(2018, 1, 1), date(2027, 5, 31), date(2027, 6, 1))]
    assert [figure and figure.value for figure in figures] == [None, 16, 16, 18]
    assert (age.clauses, age.is_local) == (("TR-1-a",), False)
