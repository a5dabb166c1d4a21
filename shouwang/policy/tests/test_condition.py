"""What an author may write as a condition, and how a slip is answered."""

import pytest

from shouwang.policy.condition import FactTest, Happened, Joined, Named, Negated, Node, Ref, parse_condition
from shouwang.policy.pack_error import PackError
from shouwang.policy.yaml_source import read_text


def parse(text: str) -> Node:
    return parse_condition(read_text(text, name="rules.yaml"), file="rules.yaml", line=1)


def test_a_word_is_another_condition_of_the_pack() -> None:
    assert isinstance(parse("on_ledger"), Named)


def test_a_value_is_equality_and_labels_stand_beside_it() -> None:
    node = parse("{child.rural: true, clause: SY-1-c, title: 农村户籍}")
    assert isinstance(node, FactTest) and (node.test, node.operand) == ("is", True)
    assert (node.clauses, node.title) == (("SY-1-c",), "农村户籍")


def test_several_comparisons_of_one_fact_must_all_hold() -> None:
    node = parse("{child.age: {at_least: 6, under: {parameter: eligibility.age}}}")
    assert isinstance(node, Joined) and node.how == "all"
    assert [part.operand for part in node.parts if isinstance(part, FactTest)] == [6, Ref("eligibility.age")]


def test_no_event_is_the_negation_of_an_event() -> None:
    node = parse("{no_event: [ledger.opened, ledger.changed], since: 1 year, after: ledger.exited}")
    assert isinstance(node, Negated) and isinstance(node.part, Happened)
    assert (node.part.since, node.part.after) == ("1 year", ("ledger.exited",))


@pytest.mark.parametrize(
    ("text", "what", "advice"),
    [
        ("{child.agee: 3}", "不认识的事实或条件“child.agee”", "child.age"),
        ("{al: [x]}", "不认识的事实或条件“al”", "all"),
        ("{child.age: {undr: 3}}", "不认识的比较“undr”", "under"),
        ("{child.rural: maybe}", "不是true 或 false", "可用的值"),
        ("{child.health: sick}", "没有“sick”这个值", "可用的值"),
        ("{child.health: null}", "不能等于空；没有收集用 known: false", "可用的值"),
        ("{child.rural: {under: 3}}", "只用于整数或日期", "is 或 in"),
        ("{child.age: {within: 15 days}}", "只用于日期", "别的比较"),
        ("{care.agreed_until: {within: soon}}", "不是时长", "时长"),
        ("{event: ledger.open}", "不认识的事件“ledger.open”", "ledger.opened"),
        ("{event: ledger.opened, sinse: 1 year}", "不认识的键“sinse”", "since"),
        ("{event: ledger.opened, since: 1}", "不是时长", "时长"),
        ("{father.away: true, mother.away: true}", "一个条件只写一个键", "all"),
        ("{all: on_ledger}", "应当是条件的列表", "[条件, 条件]"),
        ("{any: []}", "应当是条件的列表", "[条件, 条件]"),
        ("{child.age: {under: {parametr: x}}}", "只能写值或 {parameter: 参数}", "parameter"),
        ("{child.age: {}}", "后面没有比较", "under"),
        ("{parameter: x, equals: 3}", "参数条件写成", "改成这样"),
        ("16", "应当是一个条件", "all"),
        ("{not: }", "应当是一个条件", "all"),
        ("{child.age: {known: 3}}", "应当是true 或 false", "true 或 false"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_word(text: str, what: str, advice: str) -> None:
    with pytest.raises(PackError) as refused:
        parse(text)
    assert what in refused.value.what
    assert advice in refused.value.what_to_do
    assert refused.value.line == 1


def test_the_line_of_an_inner_slip_is_its_own() -> None:
    with pytest.raises(PackError) as refused:
        parse("all:\n  - child.rural: true\n  - any:\n      - {child.sex: boy}\n      - x\n")
    assert refused.value.line == 4
