"""What holds for every cell there can be."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.exchange.cells import Cell, Unreadable
from shouwang.exchange.cleaning.choices import clean_choice, clean_multi, clean_yes_no
from shouwang.exchange.cleaning.columns import Cleaner, clean_columns
from shouwang.exchange.cleaning.dates import FIRST_YEAR, LAST_YEAR, clean_date
from shouwang.exchange.cleaning.figures import clean_integer, clean_phone
from shouwang.exchange.cleaning.texts import Outcome, clean_name, clean_text
from shouwang.exchange.column import Column
from shouwang.exchange.returning import as_typed
from shouwang.exchange.tests.sheets import ROSTER
from shouwang.exchange.wording import problem_words
from shouwang.exchange.writing import shown_by

OFFICIAL = st.text("0123456789.-/年月日 ０１２Xx、,，是否有无√×男女李王·•　\n'\"()（）一二十廿农历+E", max_size=14)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    OFFICIAL,
    st.text(max_size=20),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.builds(Unreadable, st.sampled_from(["error", "formula", "characters"]), st.text(max_size=5)),
)
CLEANERS: dict[str, tuple[Callable[[Cell, Column], Outcome], str]] = {
    "text": (clean_text, "village"),
    "name": (clean_name, "name"),
    "date": (clean_date, "born_on"),
    "phone": (clean_phone, "father_phone"),
    "choice": (clean_choice, "sex"),
    "yes_no": (clean_yes_no, "is_boarding"),
    "integer": (clean_integer, "siblings"),
    "multi": (clean_multi, "income"),
}


@pytest.mark.parametrize("kind", CLEANERS)
@given(cell=CELLS)
def test_every_cell_gets_a_value_or_a_reason_in_words(kind: str, cell: Cell) -> None:
    clean, key = CLEANERS[kind]
    value, fault = clean(cell, ROSTER[key])
    if fault:
        assert all(problem_words(fault.code, fault.details))
        assert fault.is_warning == (value is not None)


@pytest.mark.parametrize("kind", CLEANERS)
@given(cell=CELLS)
def test_what_was_cleaned_and_exported_is_cleaned_to_the_same_again(kind: str, cell: Cell) -> None:
    clean, key = CLEANERS[kind]
    value, _ = clean(cell, ROSTER[key])
    if value is not None:
        assert clean(shown_by(ROSTER[key])(value), ROSTER[key])[0] == value


@given(day=st.dates(datetime.date(FIRST_YEAR, 1, 1), datetime.date(LAST_YEAR, 12, 31)), is_padded=st.booleans())
def test_every_day_is_read_in_every_form(day: datetime.date, is_padded: bool) -> None:
    month, number = (f"{day.month:02}", f"{day.day:02}") if is_padded else (str(day.month), str(day.day))
    forms = [f"{day.year}{a}{month}{b}{number}{c}" for a, b, c in ("...", "-- ", "// ", "年月日", "、、 ", "   ")]
    for cell in (*forms, day, f"{day:%Y%m%d}", int(f"{day:%Y%m%d}")):
        assert clean_date(cell, ROSTER["born_on"]) == (day, None)


@given(day=st.dates(datetime.date(1924, 1, 1), datetime.date(LAST_YEAR, 1, 1)))
def test_every_stored_day_is_read_in_its_system(day: datetime.date) -> None:
    assert clean_date((day - datetime.date(1899, 12, 30)).days, ROSTER["born_on"]) == (day, None)
    serial = (day - datetime.date(1904, 1, 1)).days
    if serial >= 7000:
        assert clean_date(serial, ROSTER["born_on"], is_1904=True) == (day, None)


@given(cells=st.lists(CELLS, min_size=1, max_size=30))
def test_a_column_is_cleaned_as_its_cells_are_one_by_one(cells: list[Cell]) -> None:
    keys = [key for _, key in CLEANERS.values()]
    rows = list(range(5, 5 + len(cells)))
    cleaner = Cleaner(sheet=ROSTER)
    for _ in range(2):
        together = cleaner.clean(rows=rows, columns=dict.fromkeys(keys, cells))
        for place, row in enumerate(rows):
            alone = clean_columns(sheet=ROSTER, rows=[row], columns=dict.fromkeys(keys, [cells[place]]))
            if row in together.skipped:
                continue
            kept = together.rows.index(row)
            assert {key: together.columns[key][kept] for key in keys} == {key: alone.columns[key][0] for key in keys}
            assert [p for p in together.problems if p.row == row] == alone.problems


@given(cell=CELLS)
def test_a_refused_cell_comes_back_as_text(cell: Cell) -> None:
    assert isinstance(as_typed(cell), str)
