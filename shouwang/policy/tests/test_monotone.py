"""Learning a fact never turns a known answer: it only makes the unknown known."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from shouwang.policy.condition import FactTest
from shouwang.policy.evaluate import evaluate
from shouwang.policy.loading import list_pack_ids, load_pack
from shouwang.policy.pack import Pack
from shouwang.policy.tests.every_form import EVERY_FORM
from shouwang.policy.tests.trial import CALENDAR, make_pack, random_choices, random_situation, random_value
from shouwang.policy.uses import parts_followed
from shouwang.policy.vocabulary import vocabulary

TODAY = date(2026, 11, 22)


def asks_whether_known(pack: Pack, name: str) -> bool:
    parts = parts_followed(pack, pack.conditions[name].node)
    return any(isinstance(part, FactTest) and part.test == "known" for part in parts)


def check(pack: Pack, seed: int) -> None:
    random = Random(seed)
    choices = random_choices(random, pack)
    little = replace(random_situation(random, pack, about="child", today=TODAY), choices=choices)
    filled = {
        key: random_value(random, word, TODAY) if little.facts.get(key) is None else little.facts[key]
        for key, word in vocabulary().facts.items()
        if not word.derived
    }
    more = replace(little, facts=filled)
    for name in pack.conditions:
        before, after = (evaluate(pack, name, one, TODAY, CALENDAR) for one in (little, more))
        if not before.is_unknown and not asks_whether_known(pack, name):
            assert after.outcome == before.outcome, name
        assert bool(before.missing) == before.is_unknown


@pytest.mark.parametrize("seed", range(60))
def test_in_every_form_of_condition(seed: int, tmp_path: Path) -> None:
    check(make_pack(tmp_path, **EVERY_FORM), seed)


@pytest.mark.parametrize("pack_id", list_pack_ids())
def test_in_every_plan(pack_id: str) -> None:
    for seed in range(40):
        check(load_pack(pack_id), seed)
