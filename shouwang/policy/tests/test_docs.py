"""docs/packs.md names everything that an author may write."""

from pathlib import Path

import pytest

from shouwang.policy.clause import Clause
from shouwang.policy.condition import OPERATORS, TESTS
from shouwang.policy.pack import PackHead
from shouwang.policy.parameter import Parameter
from shouwang.policy.period import PERIODS
from shouwang.policy.rule import DutyRule, Gate, ListItem, Standard, WordList
from shouwang.policy.scenario import Expectation, ExpectedDuty, Scenario
from shouwang.policy.served import PROGRAM_KINDS, RULE_KINDS, Serving

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "packs.md").read_text(encoding="utf-8")
MODELS = (
    PackHead, Clause, Parameter, DutyRule, Gate, Standard, WordList, ListItem, Serving, Scenario, Expectation, ExpectedDuty,
)  # fmt: skip
MADE_BY_THE_LOADER = {"place", "source", "key", "situation", "conditions", "checked_on"}


@pytest.mark.parametrize("model", MODELS)
def test_every_key_of_a_model_stands_on_the_page(model: type) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}  # type: ignore[attr-defined]
    assert sorted(key for key in keys - MADE_BY_THE_LOADER if key not in PAGE) == []


def test_every_form_of_condition_period_and_service_stands_on_the_page() -> None:
    words = {*OPERATORS, *TESTS, *PERIODS, *RULE_KINDS, *PROGRAM_KINDS} - {"is", "condition"}
    assert sorted(word for word in words if word not in PAGE) == []
