"""Loading packs: extending, and every slip answered with file, line and advice."""

from datetime import date
from pathlib import Path

import pytest

from shouwang.policy.loading import forget_packs, list_pack_ids, load_pack, load_packs
from shouwang.policy.pack_error import PackError
from shouwang.policy.reckon import reckon
from shouwang.policy.tests.trial import CLAUSES, child, make_pack, write_pack

BORN = "while: {{child.rural: true}}, since: {{born: {}, reaches: {}}}"
DUTY = "- {{duty: {key}, title: 任务, clauses: [{clause}], about: child, owner: township, within: {within}, done_by: visit.done}}\n"


def errors_of(folder: Path, **files: str) -> list[str]:
    with pytest.raises(PackError) as refused:
        make_pack(folder, **files)
    return [str(error) for error in refused.value.everything()]


class TestExtending:
    def test_takes_over_rules_parameters_and_lists_and_replaces_what_it_says_itself(self, tmp_path: Path) -> None:
        base = DUTY.format(key="one", clause="TR-1-a", within="1 week") + DUTY.format(
            key="two", clause="TR-1-b", within="1 week"
        )
        write_pack(tmp_path, id="base", rules=base, lists="l: {title: 列表, items: [{key: a, name: 甲}]}")
        own = DUTY.format(key="two", clause="TR-9-a", within="2 weeks")
        clauses = CLAUSES.replace("TR-1-a", "TR-9-a").replace("TR-1-b", "TR-9-b").replace("TR-1-c", "TR-9-c")
        pack = make_pack(tmp_path, head="extends: [base]\n", clauses=clauses, rules=own)

        assert list(pack.clauses) == ["TR-9-a", "TR-9-b", "TR-9-c"]
        assert (pack.clause("TR-1-a").do, pack.lists["l"].keys) == ("认定", ("a",))
        rows = reckon(pack, child(opened_on=date(2026, 1, 1)), date(2026, 1, 2)).obligations
        assert [(row.pack, row.rule, row.due_on) for row in rows] == [
            ("trial-2018-1", "one", date(2026, 1, 8)),
            ("trial-2018-1", "two", date(2026, 1, 15)),
        ]

    def test_in_a_circle_is_refused(self, tmp_path: Path) -> None:
        write_pack(tmp_path, id="base", head="extends: [trial-2018-1]\n")
        assert "绕了一圈：trial-2018-1 → base → trial-2018-1" in errors_of(tmp_path, head="extends: [base]\n")[0]

    def test_something_that_is_not_there_names_the_nearest(self, tmp_path: Path) -> None:
        write_pack(tmp_path, id="guofa-2016-13")
        assert "是不是“guofa-2016-13”" in errors_of(tmp_path, head="extends: [guofa-2016-31]\n")[0]


class TestSlips:
    @pytest.mark.parametrize(
        ("rule", "what"),
        [
            (DUTY.format(key="x", clause="TR-1-z", within="1 week"), "没有条款“TR-1-z”"),
            (DUTY.format(key="x", clause="TR-1-a", within="soon"), "“soon”不是时长"),
            (DUTY.format(key="x", clause="TR-1-a", within="{parameter: nope}"), "没有参数“nope”"),
            (DUTY.format(key="x", clause="TR-1-a", within="1 week, while: nope"), "没有条件“nope”"),
            (DUTY.format(key="x", clause="TR-1-a", within="1 week, ownr: x"), "不认识的键“ownr”。是不是“owner”"),
            (DUTY.format(key="x", clause="TR-1-a", within="1 week, on: ledger.open"), "是不是“ledger.opened”"),
            (
                DUTY.format(key="x", clause="TR-1-a", within="1 week, since: child.rural, while: {child.rural: true}"),
                "不是日期",
            ),
            (DUTY.format(key="x", clause="TR-1-a", within="1 week, every: month, on: ledger.opened"), "只能写一个"),
            (DUTY.format(key="x", clause="TR-1-a", within=f"1 week, {BORN.format('child.listed_on', 16)}"), "出生日期"),
            (
                DUTY.format(key="x", clause="TR-1-a", within=f"1 week, {BORN.format('child.born_on', 999)}"),
                "只能写周岁",
            ),
            (
                DUTY.format(
                    key="x", clause="TR-1-a", within=f"1 week, {BORN.format('child.born_on', '{parameter: no}')}"
                ),
                "没有参数“no”",
            ),
            (
                DUTY.replace("township", "townhsip").format(key="x", clause="TR-1-a", within="1 week"),
                "是不是“township”",
            ),
            (
                DUTY.replace("about: child", "about: chidl").format(key="x", clause="TR-1-a", within="1 week"),
                "是不是“child”",
            ),
            ("- {duty: x, gate: ledger.opened}", "恰好写"),
            ("- {condition: a, any: [b]}\n- {condition: b, not: a}", "绕回到自己"),
            ("- {condition: a, child.rural: true}\n- {condition: a, child.rural: true}", "写了两遍（第一遍在第 1 行）"),
            ("- {condition: a, child.mother: {in_list: nope}}", "不认识的事实或条件“child.mother”"),
            ("- {condition: a, father.incapable: {in_list: nope}}", "没有列表“nope”"),
            (
                "- {standard: s, title: 标准, clauses: [TR-1-a], about: facility, value: {parameter: nope}}",
                "没有参数“nope”",
            ),
            ("- just words", "后面应当是键和值"),
            ("a: 1", "应当是列表"),
        ],
    )
    def test_are_named_with_file_and_line(self, tmp_path: Path, rule: str, what: str) -> None:
        (error, *_) = errors_of(tmp_path, rules=rule)
        assert what in error
        assert error.startswith("packs/trial-2018-1/rules.yaml 第 ")

    def test_are_told_all_at_once(self, tmp_path: Path) -> None:
        found = errors_of(tmp_path, rules="- {x: 1}\n- {y: 1}\n", parameters="p: {titel: x}\n")
        assert len(found) >= 4

    @pytest.mark.parametrize(
        ("figure", "what"),
        [
            ("{value: 3, from: local, clause: TR-1-a}", "必须为 null"),
            ("{value: null, from: text, clause: TR-1-a}", "必须有值"),
            ("{value: 3, from: text}", "必须写 clause"),
            ("{value: 3, from: law}", "必须写 law"),
            ("{value: 3, from: custom}", "from"),
        ],
    )
    def test_in_where_a_figure_comes_from_are_refused(self, tmp_path: Path, figure: str, what: str) -> None:
        (error, *_) = errors_of(tmp_path, parameters=f"p:\n  title: 数\n  values:\n    2018-01-01: {figure}\n")
        assert what in error

    def test_in_service_are_refused(self, tmp_path: Path) -> None:
        found = errors_of(tmp_path, service="TR-1-a: {by: duty, not_yet: visit}\nTR-1-b: {by: duti, name: x}\n")
        assert "二者只取其一" in found[0] and "第 2 行" in found[1]

    def test_in_the_name_of_the_folder_are_refused(self, tmp_path: Path) -> None:
        write_pack(tmp_path, id="other")
        (tmp_path / "other").rename(tmp_path / "another")
        with pytest.raises(PackError, match="与文件夹名“another”不同"):
            load_pack("another", folder=tmp_path)


def test_all_packs_of_a_folder_are_loaded_or_all_their_errors_told(tmp_path: Path) -> None:
    write_pack(tmp_path, id="good")
    assert list(load_packs(folder=tmp_path)) == ["good"] == list(list_pack_ids(folder=tmp_path))
    write_pack(tmp_path, id="bad", rules="- {x: 1}")
    write_pack(tmp_path, id="worse", rules="- {y: 1}")
    forget_packs()
    with pytest.raises(PackError) as refused:
        load_packs(folder=tmp_path)
    assert len(refused.value.everything()) == 2
