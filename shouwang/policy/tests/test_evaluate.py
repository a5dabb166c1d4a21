"""Conditions have three answers, and every answer explains itself by clause."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.policy.answer import Answer, Outcome, join_all, join_any, negate
from shouwang.policy.evaluate import evaluate
from shouwang.policy.pack import Pack
from shouwang.policy.tests.every_form import EVERY_FORM
from shouwang.policy.tests.trial import CALENDAR, child, make_pack

TODAY = date(2026, 11, 22)
ELIGIBILITY = """
- condition: listed
  title: 认定
  clauses: [TR-1-b]
  all:
    - {child.age: {under: 16}, clause: TR-1-a}
    - any:
        - {all: [{father.away: true}, {mother.away: true}], clause: TR-1-b}
        - {all: [{father.away: true}, {mother.incapable: {in: [custody, missing]}}], clause: TR-1-c}
- {condition: plain, clauses: [TR-1-c], child.rural: true}
- {condition: by_name, all: [plain, {condition: listed, clause: TR-1-a}]}
"""


@pytest.fixture
def trial(tmp_path: Path) -> Pack:
    return make_pack(tmp_path, rules=ELIGIBILITY)


def ask(pack: Pack, name: str, **given: Any) -> Answer:
    return evaluate(pack, name, child(**given), TODAY, CALENDAR)


class TestAnswers:
    def test_yes_names_the_clauses_that_decided(self, trial: Pack) -> None:
        answer = ask(trial, "listed", child__born_on=date(2015, 1, 1), father__away=True, mother__away=True)
        assert answer == Answer("yes", ("TR-1-a", "TR-1-b"))

    def test_no_names_what_is_not_met(self, trial: Pack) -> None:
        answer = ask(trial, "listed", child__born_on=date(2000, 1, 1), father__away=True, mother__away=True)
        assert answer == Answer("no", ("TR-1-a",))

    def test_unknown_names_what_to_find_out(self, trial: Pack) -> None:
        answer = ask(trial, "listed", child__born_on=date(2015, 1, 1), father__away=True, mother__away=False)
        assert (answer.outcome, answer.missing) == ("unknown", ("mother.incapable",))

    def test_a_no_needs_no_other_fact(self, trial: Pack) -> None:
        assert ask(trial, "listed", father__away=False).is_no

    def test_a_condition_whose_parts_name_no_clause_rests_on_its_own(self, trial: Pack) -> None:
        assert ask(trial, "plain", child__rural=False) == Answer("no", ("TR-1-c",))


class TestForms:
    @pytest.mark.parametrize(
        ("name", "given", "outcome"),
        [
            ("under", {"child__born_on": date(2010, 11, 23)}, "yes"),
            ("under", {"child__born_on": date(2010, 11, 22)}, "no"),
            ("under", {}, "unknown"),
            ("between", {"child__born_on": date(2020, 11, 22)}, "yes"),
            ("known", {}, "no"),
            ("not_known", {}, "yes"),
            ("soon", {"care__agreed_until": date(2026, 12, 7)}, "yes"),
            ("soon", {"care__agreed_until": date(2026, 12, 8)}, "no"),
            ("soon", {"care__agreed_until": date(2026, 11, 21)}, "no"),
            ("old", {"contact__last_call_on": date(2026, 10, 22)}, "no"),
            ("old", {"contact__last_call_on": date(2026, 10, 21)}, "yes"),
            ("done", {}, "no"),
            ("done", {"events": {"ledger.opened": TODAY}}, "yes"),
            ("done", {"events": {"ledger.opened": date(2026, 11, 23)}}, "no"),
            ("done_lately", {"events": {"ledger.confirmed": date(2026, 8, 22)}}, "yes"),
            ("done_lately", {"events": {"ledger.confirmed": date(2026, 8, 21)}}, "no"),
            ("done_after", {"events": {"ledger.opened": TODAY}}, "yes"),
            ("done_after", {"events": {"ledger.opened": TODAY, "ledger.exited": TODAY}}, "yes"),
            ("done_after", {"events": {"ledger.opened": date(2026, 1, 1), "ledger.exited": TODAY}}, "no"),
            ("listed_word", {"mother__incapable": "custody"}, "yes"),
            ("listed_word", {"mother__incapable": "other"}, "no"),
        ],
    )
    def test_on_22_november_2026(self, tmp_path: Path, name: str, given: dict[str, Any], outcome: Outcome) -> None:
        assert ask(make_pack(tmp_path, **EVERY_FORM), name, **given).outcome == outcome

    @pytest.mark.parametrize(
        ("name", "given", "key"),
        [
            ("at_least", {"child__born_on": date(2015, 1, 1)}, "chosen.age"),
            ("chosen_words", {"mother__incapable": "custody"}, "chosen.kinds"),
            ("soon_chosen", {"care__agreed_until": TODAY}, "chosen.span"),
            ("done_lately_chosen", {"events": {"ledger.confirmed": TODAY}}, "chosen.span"),
            ("way", {}, "chosen.way"),
        ],
    )
    def test_a_figure_that_the_county_has_not_chosen_is_what_is_missing(
        self, tmp_path: Path, name: str, given: dict[str, Any], key: str
    ) -> None:
        answer = ask(make_pack(tmp_path, **EVERY_FORM), name, **given)
        assert (answer.outcome, answer.missing) == ("unknown", (f"parameter:{key}",))

    def test_a_calendar_that_is_not_loaded_is_what_is_missing(self, tmp_path: Path) -> None:
        pack = make_pack(tmp_path, **EVERY_FORM)
        situation = child(care__agreed_until=date(2027, 1, 4))
        answer = evaluate(pack, "soon_working", situation, date(2026, 12, 25), CALENDAR)
        assert answer.missing == ("calendar:2027",)

    def test_the_law_of_the_day_counts(self, tmp_path: Path) -> None:
        pack = make_pack(tmp_path, **EVERY_FORM)
        situation = child(child__born_on=date(2010, 6, 1))
        answers = [evaluate(pack, "under", situation, date(2027, *day)).outcome for day in ((5, 31), (6, 1))]
        assert answers == ["no", "yes"]  # 16 years until 31 May 2027, 18 from 1 June

    def test_choices_may_come_from_json(self, tmp_path: Path) -> None:
        pack = make_pack(tmp_path, **EVERY_FORM)
        assert ask(pack, "chosen_words", mother__incapable="missing", choices={"chosen.kinds": ["missing"]}).is_yes


OUTCOMES: st.SearchStrategy[Outcome] = st.sampled_from(["yes", "no", "unknown"])
ANSWERS = st.builds(Answer, OUTCOMES)
RANK = {"no": 0, "unknown": 1, "yes": 2}


class TestKleene:
    @given(st.lists(ANSWERS, min_size=1))
    def test_all_is_the_least_and_any_the_greatest(self, answers: list[Answer]) -> None:
        ranks = [RANK[answer.outcome] for answer in answers]
        assert (RANK[join_all(answers).outcome], RANK[join_any(answers).outcome]) == (min(ranks), max(ranks))

    @given(st.lists(ANSWERS, min_size=1))
    def test_not_all_is_any_not(self, answers: list[Answer]) -> None:
        assert negate(join_all(answers)).outcome == join_any([negate(answer) for answer in answers]).outcome

    def test_all_of_nothing_holds_and_any_of_nothing_does_not(self) -> None:
        assert (join_all([]).outcome, join_any([]).outcome) == ("yes", "no")
