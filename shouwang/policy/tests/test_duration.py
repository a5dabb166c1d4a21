"""Durations: a small grammar, and months that end with the month."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shouwang.policy.calendar import BARE, Calendar, CalendarUnknown, published_years
from shouwang.policy.duration import add_duration, add_months, birthday, parse_duration, take_duration, years_between

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
SPANS = st.builds(
    lambda count, unit: f"{count} {unit}",
    st.integers(0, 500),
    st.sampled_from(["hours", "days", "weeks", "months", "quarters", "years"]),
)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("15 days", date(2018, 2, 15)), ("1 week", date(2018, 2, 7)), ("1 month", date(2018, 2, 28)),
        ("1 quarter", date(2018, 4, 30)), ("1 half_year", date(2018, 7, 31)), ("1 year", date(2019, 1, 31)),
        ("2 hours", date(2018, 1, 31)), ("24 hours", date(2018, 2, 1)), ("0 days", date(2018, 1, 31)),
    ],
)  # fmt: skip
def test_a_span_from_31_january(text: str, due: date) -> None:
    assert add_duration(date(2018, 1, 31), parse_duration(text), BARE) == due


@pytest.mark.parametrize(
    "text", ["", "soon", "1week", "1  week", "-1 days", "1.5 days", "days", "99999 days", "1 term", "一周"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="15 days"):
        parse_duration(text)


@pytest.mark.parametrize("thing", [None, 15, date(2018, 1, 1), ["15 days"]])
def test_a_thing_that_is_no_text_is_refused(thing: Any) -> None:
    with pytest.raises(ValueError, match="15 days"):
        parse_duration(thing)


@given(DAYS, SPANS)
def test_a_span_never_ends_before_it_begins(day: date, text: str) -> None:
    assert take_duration(day, parse_duration("1 month"), BARE) < day <= add_duration(day, parse_duration(text), BARE)


@given(DAYS, DAYS, SPANS)
def test_who_began_later_ends_no_earlier(first: date, second: date, text: str) -> None:
    assume(first <= second)
    span = parse_duration(text)
    assert add_duration(first, span, BARE) <= add_duration(second, span, BARE)


@given(DAYS, st.integers(-1200, 1200))
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1


@given(DAYS, st.integers(0, 120))
def test_an_age_is_reached_on_one_day_and_kept(born_on: date, age: int) -> None:
    day = add_months(born_on, 12 * age)
    reached = day if day.day == born_on.day else day + timedelta(days=1)
    assert years_between(born_on, reached) == age
    assert years_between(born_on, reached - timedelta(days=1)) == age - 1


def test_who_was_born_on_29_february_comes_of_age_on_1_march_in_common_years() -> None:
    born_on = date(2004, 2, 29)
    assert [years_between(born_on, date(2019, *day)) for day in ((2, 28), (3, 1))] == [14, 15]
    assert [years_between(born_on, date(2020, *day)) for day in ((2, 28), (2, 29))] == [15, 16]


class TestWorkingDays:
    calendar = Calendar(years=published_years())

    def test_leave_out_the_spring_festival_and_count_the_days_worked_instead(self) -> None:
        assert add_duration(date(2026, 2, 13), parse_duration("3 working days"), self.calendar) == date(2026, 2, 25)
        assert self.calendar.is_working(date(2026, 2, 14)) and not self.calendar.is_working(date(2026, 2, 16))

    def test_run_backwards_too(self) -> None:
        assert take_duration(date(2026, 2, 25), parse_duration("3 working days"), self.calendar) == date(2026, 2, 13)

    def test_of_a_year_not_published_are_said_to_be_unknown(self) -> None:
        with pytest.raises(CalendarUnknown) as unknown:
            add_duration(date(2026, 12, 30), parse_duration("5 working days"), self.calendar)
        assert unknown.value.note == "calendar:2027"

    @given(st.dates(date(2018, 1, 1), date(2026, 6, 30)), st.integers(0, 60))
    def test_end_on_a_working_day_and_go_back_to_where_they_began(self, day: date, count: int) -> None:
        end = self.calendar.add_working_days(day, count)
        assert count == 0 or self.calendar.is_working(end)
        assume(self.calendar.is_working(day))
        assert self.calendar.add_working_days(end, -count) == day


@given(DAYS, st.integers(0, 100))
def test_a_birthday_is_the_first_day_of_its_age(born_on: date, age: int) -> None:
    day = birthday(born_on, age)
    assert years_between(born_on, day) == age
    assert years_between(born_on, day - timedelta(days=1)) == age - 1
