"""Calendar periods and school terms; what is not loaded is not guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.policy.calendar import BARE, CalendarUnknown, parse_calendar
from shouwang.policy.pack_error import PackError
from shouwang.policy.period import PERIODS, period_after, period_at
from shouwang.policy.tests.trial import CALENDAR
from shouwang.policy.yaml_source import read_text

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 1))
FIXED = [word for word in PERIODS if word != "term"]


@pytest.mark.parametrize(
    ("word", "first_on", "last_on"),
    [
        ("week", date(2018, 2, 26), date(2018, 3, 4)), ("month", date(2018, 3, 1), date(2018, 3, 31)),
        ("quarter", date(2018, 1, 1), date(2018, 3, 31)), ("half_year", date(2018, 1, 1), date(2018, 6, 30)),
        ("year", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)  # fmt: skip
def test_1_march_2018_lies_in(word: str, first_on: date, last_on: date) -> None:
    period = period_at(word, date(2018, 3, 1), BARE)
    assert (period.first_on, period.last_on) == (first_on, last_on)


@given(DAYS, st.sampled_from(FIXED))
def test_periods_hold_their_day_and_follow_without_gap(day: date, word: str) -> None:
    period, following = period_at(word, day, BARE), period_after(word, day, BARE)
    assert period.first_on <= day <= period.last_on
    assert following.first_on == period.last_on + timedelta(days=1)
    assert {period_at(word, edge, BARE) for edge in (period.first_on, period.last_on)} == {period}


class TestTerms:
    def test_a_day_in_the_holidays_belongs_to_the_next(self) -> None:
        assert CALENDAR.term_on_or_after(date(2026, 8, 1)).first_on == date(2026, 9, 1)

    def test_the_last_day_belongs_to_its_own(self) -> None:
        assert CALENDAR.term_on_or_after(date(2026, 7, 10)).first_on == date(2026, 3, 2)

    @pytest.mark.parametrize(
        ("day", "year"), [(date(2025, 9, 1), 2025), (date(2027, 2, 1), 2027), (date(2028, 2, 1), 2028)]
    )
    def test_beyond_what_is_loaded_is_unknown(self, day: date, year: int) -> None:
        with pytest.raises(CalendarUnknown) as unknown:
            CALENDAR.term_on_or_after(day)
        assert unknown.value.year == year

    def test_after_the_last_one_is_unknown_for_the_year_after_it(self) -> None:
        with pytest.raises(CalendarUnknown) as unknown:
            CALENDAR.term_after(date(2026, 10, 1))
        assert unknown.value.note == "calendar:2027"


class TestWritten:
    def test_terms_and_years_come_from_data(self) -> None:
        text = (
            "terms: [{name: 上, first_on: 2027-09-01, last_on: 2028-01-20}]\nworking_days: {2027: {off: [2027-01-01]}}"
        )
        calendar = parse_calendar(read_text(text, name="x"))
        assert calendar.term_after(date(2027, 8, 1)).name == "上"
        assert not calendar.is_working(date(2027, 1, 1)) and calendar.is_working(date(2027, 1, 4))

    def test_a_typo_is_refused_with_its_line(self) -> None:
        with pytest.raises(PackError, match="第 2 行.*不认识的键“term”"):
            parse_calendar(read_text("working_days: {}\nterm: []", name="x"))
