"""A refusal condition by condition: what holds, what does not, what nobody knows; nothing that does not matter here."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from shouwang.policy.explain import Explained, explain
from shouwang.policy.gate import ask
from shouwang.policy.loading import list_pack_ids, load_pack
from shouwang.policy.situation import Happening, Situation

DAY = date(2018, 3, 20)
CLOSED = "cases.closed"


def situation(*happenings: Happening, nobody_leads: frozenset[str] = frozenset(), **facts: Any) -> Situation:
    given = {f"case.{key}": value for key, value in facts.items()}
    return Situation(about="case", facts=given, events=happenings, nobody_leads=nobody_leads)


def told(one: Explained) -> Iterator[tuple[str, str]]:
    """Every line with a name and its answer."""
    name = one.function or one.title
    if name:
        yield name, one.answer.outcome
    for part in one.parts:
        yield from told(part)


def lines(pack: str, gate: str, given: Situation) -> dict[str, str]:
    (found,) = explain(load_pack(pack), gate, given, DAY)
    return dict(told(found))


NONE: dict[str, Any] = dict.fromkeys(
    ("alone", "incapable", "neglect", "uncared", "missing", "violence", "abuse", "harm", "accident"), False
)


def test_every_condition_of_a_closing_is_told_with_its_own_answer() -> None:
    given = situation(
        Happening("emergency.stopped", DAY), **NONE | {"violence": True}, child_seen_on=DAY, placed=True, mistaken=None
    )
    found = lines("yunyang-2017-2", CLOSED, given)

    assert (found["见到儿童本人"], found["临时照料已结束"]) == ("yes", "no")
    assert (found["儿童安全"], found["已完成调查评估"], found["查为误报"]) == ("unknown", "no", "no")
    assert found["已调查取证"] == "no"


def test_what_another_branch_would_need_is_not_told() -> None:
    found = lines("yunyang-2017-2", CLOSED, situation(**NONE | {"violence": True}))

    assert not {"已责令父母", "已启动快速查找", "已联系父母"} & set(found)
    assert lines("yunyang-2017-2", CLOSED, situation(**NONE | {"missing": True}))["已启动快速查找"] == "no"


def test_a_branch_of_which_nobody_knows_whether_it_is_so_asks_that_first() -> None:
    found = lines("yunyang-2017-2", CLOSED, situation(**NONE | {"missing": None}))

    assert found["失踪"] == "unknown"
    assert "已启动快速查找" not in found


def test_of_several_functions_each_has_a_line_and_who_is_not_there_is_not_waited_for() -> None:
    convened = Happening("assessment.convened", DAY)
    by_police = Happening("assessment.opinion_given", DAY, by=frozenset({"police"}))
    given = situation(convened, by_police, nobody_leads=frozenset({"justice_bureau"}))
    (found,) = explain(load_pack("shouxian-2016-278"), "assessment.done", given, DAY)

    (each,) = [part for part in found.parts if part.parts]
    assert {(one.function, one.answer.outcome, one.is_unled) for one in each.parts} == {
        ("police", "yes", False),
        ("civil_affairs", "no", False),
        ("justice_bureau", "yes", True),
    }


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_it_answers_as_the_gate_does(pack_id: str) -> None:
    pack = load_pack(pack_id)
    for event, gates in pack.gates.items():
        for about in {gate.about for gate in gates}:
            day = max(DAY, pack.head.in_force_from)
            given = Situation(about=about)
            found = explain(pack, event, given, day)
            open_ = [
                one.answer.is_yes or (one.answer.is_unknown and gate.unknown == "allow")
                for one, gate in zip(found, [gate for gate in gates if gate.about == about], strict=True)
            ]
            assert all(open_) == ask(pack, event, given, day).allowed, event
