"""Duties that count from the day on which their condition began to hold, and duties that each owner answers alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from shouwang.policy.pack_error import PackError
from shouwang.policy.reckon import reckon
from shouwang.policy.situation import Happening
from shouwang.policy.tests.test_reckon import LISTED, make_duty, on, only
from shouwang.policy.tests.trial import CALENDAR, child, make_pack


class TestSinceItsConditionHolds:
    duty = "while: {child.rural: true}, within: 10 days, since: while"

    def test_counts_from_today_when_nothing_is_remembered_and_says_so(self, tmp_path: Path) -> None:
        reckoning = reckon(make_duty(tmp_path, self.duty), child(child__rural=True, opened_on=on(1, 5)), on(3, 1))
        assert only(reckoning).due_on == on(3, 11)
        assert reckoning.holding == (("it", on(3, 1)),)

    def test_counts_from_the_day_that_is_remembered(self, tmp_path: Path) -> None:
        situation = replace(child(child__rural=True), held_since={"it": on(2, 1)})
        reckoning = reckon(make_duty(tmp_path, self.duty), situation, on(3, 1))
        assert only(reckoning).due_on == on(2, 11)
        assert reckoning.holding == (("it", on(2, 1)),)

    @pytest.mark.parametrize("rural", [False, None])
    def test_remembers_nothing_where_it_does_not_hold_or_nobody_knows(self, tmp_path: Path, rural: bool | None) -> None:
        situation = replace(child(child__rural=rural), held_since={"it": on(2, 1)})
        assert reckon(make_duty(tmp_path, self.duty), situation, on(3, 1)).holding == ()

    def test_counts_from_a_later_event_that_is_named_beside_it(self, tmp_path: Path) -> None:
        duty = self.duty.replace("since: while", "since: [while, visit.done]")
        situation = replace(child(child__rural=True, events={"visit.done": on(2, 5)}), held_since={"it": on(2, 1)})
        assert only(reckon(make_duty(tmp_path, duty), situation, on(3, 1))).due_on == on(2, 15)

    def test_needs_a_condition(self, tmp_path: Path) -> None:
        with pytest.raises(PackError, match="要先写 while"):
            make_duty(tmp_path, "every: month, done_by: visit.done, since: while")


class TestEachForItself:
    duty = "owner: [village, police], every: quarter, done_by: visit.done, done_by_each: true"

    def test_is_done_for_the_owner_that_did_it_alone(self, tmp_path: Path) -> None:
        pack = make_pack(tmp_path, rules=f"- {{duty: it, title: 任务, clauses: [TR-1-b], about: child, {self.duty}}}")
        done = Happening("visit.done", on(2, 25), by=frozenset({"village", "township"}))
        situation = replace(child(**LISTED), events=(done,))
        rows = reckon(pack, situation, on(3, 1), CALENDAR).obligations
        assert [(row.owner, row.due_on, row.last_done_on) for row in rows] == [
            ("village", on(6, 30), on(2, 25)),
            ("police", on(3, 31), None),
        ]

    def test_needs_something_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(PackError, match="done_by_each"):
            make_duty(tmp_path, "while: {child.rural: true}, within: 3 days, done_by_each: true")
