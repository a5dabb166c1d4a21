"""A file is looked at again on the day on which the law may answer differently, and not before."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from shouwang.policy.loading import load_pack
from shouwang.policy.reckon import reckon
from shouwang.policy.situation import Situation
from shouwang.policy.tests.every_form import EVERY_FORM
from shouwang.policy.tests.trial import CALENDAR, make_pack, random_choices, random_day, random_situation
from shouwang.policy.wake import next_wake


class TestNextWake:
    def test_is_the_sixteenth_birthday_of_a_child_of_fifteen(self) -> None:
        pack = load_pack("yunyang-2017-2")
        situation = Situation(facts={"child.born_on": date(2010, 5, 1)})

        assert next_wake(pack, situation, date(2026, 4, 1)) == date(2026, 5, 1)

    def test_is_never_when_nothing_is_known(self) -> None:
        assert next_wake(load_pack("yunyang-2017-2"), Situation(), date(2026, 4, 1)) is None

    @pytest.mark.parametrize("seed", range(40))
    def test_comes_no_later_than_the_first_day_with_other_duties(self, seed: int, tmp_path: Path) -> None:
        pack = make_pack(tmp_path, **EVERY_FORM)
        random = Random(seed)
        today = random_day(random, date(2026, 6, 1))
        situation = random_situation(random, pack, about="child", today=today)
        situation = replace(situation, choices=random_choices(random, pack))
        before, wake = reckon(pack, situation, today, CALENDAR), next_wake(pack, situation, today, CALENDAR)

        until = min(wake or date.max, today + timedelta(days=200))
        days = (today + timedelta(days=n) for n in range((until - today).days))
        assert [day for day in days if reckon(pack, situation, day, CALENDAR) != before] == []
