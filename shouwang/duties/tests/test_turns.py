"""The days on which a child's duties may turn are reckoned from facts that a child's file has."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from shouwang.duties.plan import Plan
from shouwang.duties.relation import Relation
from shouwang.duties.waking import list_turns_of
from shouwang.policy.loading import list_pack_ids, load_pack
from shouwang.registry.facts import CHILD_FACTS

PACKS = Path(settings.PACKS_DIR)


@pytest.mark.parametrize("pack_id", list_pack_ids(folder=PACKS))
def test_a_plan_about_women_and_elders_too_asks_a_child_only_for_its_own_facts(pack_id):
    pack = load_pack(pack_id, folder=PACKS)
    columns = Relation().columns_of(Plan(county_id=1), pack, date(2026, 11, 22))
    assert all(turn.events or turn.fact in CHILD_FACTS for turn in list_turns_of(pack, columns, "child"))
