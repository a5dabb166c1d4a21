"""A file is looked at again on the day on which the law may answer differently, and not before."""

from datetime import date

from shouwang.policy.loading import load_pack
from shouwang.policy.situation import Situation
from shouwang.policy.wake import next_wake


class TestNextWake:
    def test_is_the_sixteenth_birthday_of_a_child_of_fifteen(self):
        pack = load_pack("yunyang-2017-2")
        situation = Situation(facts={"child.born_on": date(2010, 5, 1)})

        assert next_wake(pack, situation, date(2026, 4, 1)) == date(2026, 5, 1)

    def test_is_never_when_nothing_is_known(self):
        assert next_wake(load_pack("yunyang-2017-2"), Situation(), date(2026, 4, 1)) is None
