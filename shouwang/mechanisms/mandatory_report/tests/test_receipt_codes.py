"""A code is read as people write it, and tells nothing to whoever guesses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.mechanisms.mandatory_report.receipt_codes import ALPHABET, key_of, make_code, read_code


def test_the_same_sent_twice_has_the_same_code_and_another_one_another():
    first, again, other = (make_code(county_code="210123", sent_key=key) for key in (b"a", b"a", b"b"))

    assert first == again != other
    assert first.startswith("210123-")
    assert set(first.removeprefix("210123-").replace("-", "")) <= set(ALPHABET)


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        " {} ",
        "{}\n",
        "２１０１２３",
    ],
)
def test_small_letters_spaces_and_full_width_are_understood(written):
    code = make_code(county_code="210123", sent_key=b"a")
    as_typed = written.format(code.lower().replace("-", " ")) if "{}" in written else code.replace("210123", written)

    assert key_of(as_typed) == key_of(code)


def test_the_letters_that_look_alike_are_the_same_letter():
    assert read_code("210123-O0I1-L111-0000")[1] == "001111110000"


@given(st.text())
def test_whatever_somebody_types_has_a_key(text):
    assert len(key_of(text)) == 16
