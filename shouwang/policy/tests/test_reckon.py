"""Who owes what by when: the clocks of duties, day by day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shouwang.policy.obligation import Obligation, Reckoning, State
from shouwang.policy.pack import Pack
from shouwang.policy.reckon import reckon, rungs
from shouwang.policy.situation import Happening, Situation
from shouwang.policy.tests.every_form import EVERY_FORM
from shouwang.policy.tests.trial import CALENDAR, TERMS, child, make_pack

LISTED: dict[str, Any] = {"child__listed_on": date(2026, 2, 20)}


def on(month: int, day: int, year: int = 2026) -> date:
    return date(year, month, day)


def make_duty(folder: Path, duty: str, **more: str) -> Pack:
    rule = f"- {{duty: it, title: 任务, clauses: [TR-1-b], about: child, owner: township, {duty}}}"
    return make_pack(folder, **{"rules": rule, "parameters": EVERY_FORM["parameters"], **more})


def only(reckoning: Reckoning) -> Obligation:
    (row,) = reckoning.obligations
    return row


def row_of(folder: Path, duty: str, today: date = date(2026, 3, 1), **given: Any) -> Obligation:
    return only(reckon(make_duty(folder, duty), child(**given), today, CALENDAR))


class TestPeriodic:
    duty = "every: quarter, done_by: ledger.confirmed, warn: 15 days"

    def test_the_first_period_is_that_in_which_the_child_was_listed(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, **LISTED)
        assert (row.opens_on, row.warn_on, row.due_on, row.late_on) == (on(1, 1), on(3, 16), on(3, 31), on(4, 1))

    def test_the_oldest_period_not_done_stands_until_it_is_done(self, tmp_path: Path) -> None:
        assert row_of(tmp_path, self.duty, on(11, 22), **LISTED).due_on == on(3, 31)

    def test_done_in_this_period_the_next_one_stands_ahead(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, on(3, 2), **LISTED, events={"ledger.confirmed": on(3, 1)})
        assert (row.opens_on, row.due_on, row.last_done_on) == (on(4, 1), on(6, 30), on(3, 1))
        assert row.state(on(3, 2)) == "ahead"

    def test_done_before_the_child_was_listed_counts_for_nothing_in_an_earlier_period(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, **LISTED, events={"ledger.confirmed": on(12, 31, 2025)})
        assert row.due_on == on(3, 31)

    def test_one_of_several_events_is_enough(self, tmp_path: Path) -> None:
        duty = "every: month, done_by: [ledger.confirmed, ledger.changed]"
        assert row_of(tmp_path, duty, **LISTED, events={"ledger.changed": on(2, 28)}).due_on == on(3, 31)

    def test_what_was_done_after_today_is_not_done_today(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, **LISTED, events={"ledger.confirmed": on(3, 2)})
        assert (row.due_on, row.last_done_on) == (on(3, 31), None)

    def test_within_moves_the_due_day_into_the_period(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, "every: year, within: 1 month, done_by: ledger.confirmed", **LISTED)
        assert row.due_on == on(2, 1)

    def test_without_a_listing_day_it_counts_from_the_file_and_else_from_the_plan(self, tmp_path: Path) -> None:
        assert row_of(tmp_path, self.duty, opened_on=on(5, 5)).due_on == on(6, 30)
        assert row_of(tmp_path, self.duty).due_on == on(3, 31, 2018)

    def test_nothing_is_counted_from_before_the_county_adopted_the_plan(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, child__listed_on=on(1, 1, 2019), adopted_on=on(11, 1))
        assert row.opens_on == on(10, 1)

    def test_since_takes_the_latest_day_that_is_known(self, tmp_path: Path) -> None:
        duty = "every: month, done_by: visit.done, since: [ledger.opened, care.agreed_from, ledger.changed]"
        events = {"ledger.opened": on(5, 5)}
        row = row_of(tmp_path, duty, on(7, 1), care__agreed_from=on(6, 6), events=events)
        assert row.opens_on == on(6, 1)


class TestFromABirthday:
    duty = "within: 30 days, done_by: ledger.exited, since: [child.listed_on, {born: child.born_on, reaches: 16}]"
    listed_and_born: dict[str, Any] = {"child__listed_on": on(9, 1, 2020), "child__born_on": on(5, 1, 2010)}

    def test_it_opens_on_the_birthday_itself(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, on(5, 1), **self.listed_and_born)
        assert (row.opens_on, row.due_on, row.state(on(5, 1))) == (on(5, 1), on(5, 31), "open")

    def test_a_birthday_still_to_come_begins_nothing(self, tmp_path: Path) -> None:
        assert row_of(tmp_path, self.duty, on(4, 30), **self.listed_and_born).opens_on == on(9, 1, 2020)

    def test_whatever_came_after_the_birthday_counts_instead(self, tmp_path: Path) -> None:
        given = {**self.listed_and_born, "child__listed_on": on(6, 1)}
        assert row_of(tmp_path, self.duty, on(7, 1), **given).opens_on == on(6, 1)

    def test_the_day_of_adoption_is_the_earliest_and_a_later_birthday_counts(self, tmp_path: Path) -> None:
        days = [
            row_of(tmp_path, self.duty, on(7, 1), **self.listed_and_born, adopted_on=adopted_on).opens_on
            for adopted_on in (on(6, 1), on(4, 1))
        ]
        assert days == [on(6, 1), on(5, 1)]

    def test_who_was_born_on_29_february_reaches_14_on_1_march_and_16_on_29_february(self, tmp_path: Path) -> None:
        born: dict[str, Any] = {"child__born_on": on(2, 29, 2012)}
        at_14 = self.duty.replace("16", "14")
        assert row_of(tmp_path, at_14, on(3, 1), **born).opens_on == on(3, 1)
        assert row_of(tmp_path, self.duty, on(3, 1, 2028), **born).opens_on == on(2, 29, 2028)

    def test_the_age_may_be_a_figure_and_one_not_chosen_begins_nothing(self, tmp_path: Path) -> None:
        duty = self.duty.replace("16", "{parameter: chosen.age}")
        days = [
            row_of(tmp_path, duty, on(5, 1), **self.listed_and_born, choices=choices).opens_on
            for choices in ({"chosen.age": 14}, {})
        ]
        assert days == [on(5, 1, 2024), on(9, 1, 2020)]


class TestTerms:
    duty = "every: term, done_by: contact.called"

    def test_the_row_is_the_term_of_the_day(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, child__listed_on=on(5, 1))
        assert (row.opens_on, row.due_on) == (TERMS[0].first_on, TERMS[0].last_on)

    def test_after_the_last_term_that_is_loaded_the_year_is_said_to_be_missing(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, on(10, 1), child__listed_on=on(9, 2), events={"contact.called": on(9, 3)})
        assert (row.due_on, row.note, row.state(on(10, 1))) == (None, "calendar:2027", "undated")


class TestCounted:
    duty = "every: 3 months, done_by: visit.done"

    def test_from_the_last_time(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, **LISTED, events={"visit.done": on(2, 28)})
        assert (row.last_done_on, row.due_on) == (on(2, 28), on(5, 28))

    @pytest.mark.parametrize(
        ("clock", "opens_on", "warn_on", "due_on"),
        [
            ("every: 3 months, warn: 15 days", on(5, 13), on(5, 13), on(5, 28)),
            ("every: 3 months", on(5, 5), on(5, 28), on(5, 28)),  # the last 23 of 89 days
            ("every: 3 months, warn: {parameter: chosen.span}", on(5, 5), on(5, 28), on(5, 28)),
            ("every: 1 week", on(3, 5), on(3, 7), on(3, 7)),
            ("every: 2 days, warn: 1 week", on(3, 1), on(3, 1), on(3, 2)),
            ("every: 1 day", on(3, 1), on(3, 1), on(3, 1)),
            ("every: 24 hours", on(3, 1), on(3, 1), on(3, 1)),
        ],
    )
    def test_done_it_lies_ahead_until_the_warning_or_the_last_quarter_never_again_the_same_day(
        self, tmp_path: Path, clock: str, opens_on: date, warn_on: date, due_on: date
    ) -> None:
        done_on = on(2, 28)
        row = row_of(tmp_path, f"{clock}, done_by: visit.done", done_on, **LISTED, events={"visit.done": done_on})
        assert (row.opens_on, row.warn_on, row.due_on) == (opens_on, warn_on, due_on)
        assert (row.state(done_on), row.state(opens_on) != "ahead") == ("ahead", True)

    def test_done_on_the_first_day_of_the_count_is_done(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, "every: 1 day, done_by: visit.done", **LISTED, events={"visit.done": on(2, 20)})
        assert (row.opens_on, row.due_on) == (on(2, 21), on(2, 21))

    def test_what_was_done_before_the_count_began_does_not_put_it_off(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, **LISTED, events={"visit.done": on(2, 19)})
        assert (row.opens_on, row.due_on) == (on(2, 20), on(5, 20))

    def test_working_days_that_are_not_published_leave_it_open_from_the_last_time(self, tmp_path: Path) -> None:
        duty = "every: 20 working days, done_by: visit.done"
        row = row_of(tmp_path, duty, on(12, 31), **LISTED, events={"visit.done": on(12, 29)})
        assert (row.opens_on, row.warn_on, row.due_on, row.note) == (on(12, 29), None, None, "calendar:2027")

    def test_from_the_beginning_while_it_was_never_done(self, tmp_path: Path) -> None:
        assert row_of(tmp_path, self.duty, **LISTED).due_on == on(5, 20)

    def test_a_county_may_choose_a_count_or_a_period(self, tmp_path: Path) -> None:
        duty = "every: {parameter: chosen.rhythm}, done_by: visit.done"
        dues = [
            row_of(tmp_path, duty, **LISTED, choices={"chosen.rhythm": chosen}).due_on
            for chosen in ("month", "10 days")
        ]
        assert dues == [on(2, 28), on(3, 2)]

    def test_what_the_county_has_not_chosen_is_owed_without_a_day(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, "every: {parameter: chosen.rhythm}, done_by: visit.done")
        reckoning = reckon(pack, child(**LISTED), on(3, 1), CALENDAR)
        assert reckoning.obligations == ()
        assert [(one.rule, one.owner, one.reason) for one in reckoning.undated] == [
            ("it", "township", "parameter:chosen.rhythm")
        ]


class TestOnAnEvent:
    duty = "on: ledger.changed, within: 15 days, done_by: ledger.confirmed"

    def test_each_day_without_an_answer_has_its_own_row(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, self.duty)
        events = tuple(Happening("ledger.changed", on(2, day)) for day in (1, 5, 5))
        rows = reckon(pack, Situation(events=events), on(3, 1), CALENDAR).obligations
        assert [(row.trigger, row.due_on) for row in rows] == [("2026-02-01", on(2, 16)), ("2026-02-05", on(2, 20))]

    def test_an_answer_settles_what_came_before_it_and_on_its_day(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, self.duty)
        events = [Happening("ledger.changed", on(2, day)) for day in (1, 5, 6)]
        situation = Situation(events=(*events, Happening("ledger.confirmed", on(2, 5))))
        assert [row.trigger for row in reckon(pack, situation, on(3, 1), CALENDAR).obligations] == ["2026-02-06"]

    def test_what_happened_before_the_plan_was_in_force_binds_nobody(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, self.duty)
        assert reckon(pack, child(events={"ledger.changed": on(12, 31, 2017)}), on(1, 5, 2018)).obligations == ()

    def test_working_days_beyond_the_published_years_leave_the_day_open(self, tmp_path: Path) -> None:
        duty = "on: ledger.changed, within: 5 working days, done_by: ledger.confirmed"
        row = row_of(tmp_path, duty, on(12, 31), events={"ledger.changed": on(12, 29)})
        assert (row.opens_on, row.due_on, row.late_on, row.note) == (on(12, 29), None, None, "calendar:2027")


class TestWhileACondition:
    duty = "while: {child.rural: true}, within: 10 days"

    def test_holds_the_duty_stands(self, tmp_path: Path) -> None:
        row = row_of(tmp_path, self.duty, child__rural=True, opened_on=on(2, 1))
        assert (row.opens_on, row.due_on, row.trigger) == (on(2, 1), on(2, 11), "")

    def test_does_not_hold_nothing_is_owed(self, tmp_path: Path) -> None:
        assert reckon(make_duty(tmp_path, self.duty), child(child__rural=False), on(3, 1)) == Reckoning()

    def test_is_not_known_the_duty_is_neither_there_nor_forgotten(self, tmp_path: Path) -> None:
        reckoning = reckon(make_duty(tmp_path, self.duty), child(), on(3, 1))
        assert reckoning.obligations == ()
        assert [(one.rule, one.missing) for one in reckoning.unknown] == [("it", ("child.rural",))]

    def test_done_since_then_it_is_settled(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, f"{self.duty}, done_by: visit.done, since: [ledger.opened]")
        done = child(child__rural=True, events={"ledger.opened": on(2, 1), "visit.done": on(2, 1)})
        again = child(child__rural=True, events={"ledger.opened": on(2, 2), "visit.done": on(2, 1)})
        assert reckon(pack, done, on(3, 1)).obligations == ()
        assert only(reckon(pack, again, on(3, 1))).due_on == on(2, 12)


class TestStates:
    @pytest.mark.parametrize(
        ("day", "state"),
        [
            (on(3, 31), "ahead"),
            (on(4, 1), "open"),
            (on(6, 14), "open"),
            (on(6, 15), "warn"),
            (on(6, 30), "warn"),
            (on(7, 1), "late"),
        ],
    )
    def test_are_a_function_of_the_day(self, day: date, state: State) -> None:
        row = Obligation("p", "r", (), "o", "", on(4, 1), on(6, 15), on(6, 30), on(7, 1))
        assert row.state(day) == state


class TestThePlanItself:
    def test_owes_nothing_before_and_after_it_is_in_force(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, TestWhileACondition.duty, head="in_force_to: 2026-12-31\n")
        days = (on(12, 31, 2017), on(1, 1, 2018), on(12, 31), on(1, 1, 2027))
        assert [len(reckon(pack, child(child__rural=True), day).obligations) for day in days] == [0, 1, 1, 0]

    def test_speaks_to_files_of_its_kind_only(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, TestWhileACondition.duty)
        assert reckon(pack, Situation(about="village"), on(3, 1)) == Reckoning()

    def test_gives_each_owner_a_row(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, TestWhileACondition.duty.replace("10 days", "10 days, bound: parent"))
        both = make_pack(tmp_path, rules="- {duty: it, title: 任务, clauses: TR-1-b, about: child, owner: [village, school], within: 1 week, done_by: visit.done}")  # fmt: skip # noqa: E501
        assert pack.duties["it"].bound == "parent"
        assert [row.owner for row in reckon(both, child(), on(3, 1)).obligations] == ["village", "school"]


class TestLadder:
    def test_reaches_one_function_a_step(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, "within: 1 week, done_by: visit.done, late_goes_to: [township_lead, civil_affairs], ladder_step: 10 days")  # fmt: skip
        steps = rungs(pack, pack.duties["it"], late_on=on(4, 1), situation=child())
        assert steps == (("township_lead", on(4, 1)), ("civil_affairs", on(4, 11)))

    def test_waits_a_week_where_nothing_else_is_said(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, "within: 1 week, done_by: visit.done, late_goes_to: [township_lead, civil_affairs]")
        assert [day for _, day in rungs(pack, pack.duties["it"], late_on=on(4, 1), situation=child())] == [
            on(4, 1),
            on(4, 8),
        ]

    def test_of_a_duty_without_one_is_empty(self, tmp_path: Path) -> None:
        pack = make_duty(tmp_path, "within: 1 week, done_by: visit.done")
        assert rungs(pack, pack.duties["it"], late_on=on(4, 1), situation=child()) == ()
