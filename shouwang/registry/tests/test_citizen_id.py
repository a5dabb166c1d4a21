"""Identity numbers: real people are let in, slips are caught, and each slip gets its own sentence."""

import random
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shouwang.registry import citizen_id
from shouwang.registry.citizen_id import CitizenId, check_column, mask, parse, widen
from shouwang.registry.citizen_id_problem import SENTENCES, Problem


def number(*, prefix="210123", born="20140501", sequence="002"):
    first17 = prefix + born + sequence
    return first17 + citizen_id.check_character(first17)


def test_a_right_number_tells_birth_sex_and_place():
    answer = parse("34222419600501002X".replace("342224", "342422")[:17] + "X")
    assert answer == CitizenId("34242219600501002X", "resident", date(1960, 5, 1), "female")
    assert answer.prefix == "342422"
    assert answer.sequence == 2


@pytest.mark.parametrize(
    "genuine",
    ["110221195201010012", "340422201405010020", "341521196005010028", "210213195501010034", "12011620050101003X"],
)
def test_a_prefix_from_another_time_than_the_birth_is_no_reason_to_refuse(genuine):
    assert isinstance(parse(genuine), CitizenId)
    assert parse(genuine).warnings == ()


def test_an_old_number_of_15_digits_becomes_one_of_18():
    assert widen("342422600501002") == "34242219600501002X"
    assert parse("342422600501002").number == "34242219600501002X"
    assert parse("342422600501002").was_old


def test_the_sequences_996_to_999_of_old_numbers_belong_to_the_century_before():
    assert parse("342422950501997").born_on == date(1895, 5, 1)


@pytest.mark.parametrize(
    "habit",
    [
        " 34242219600501002x ",
        "'34242219600501002X",
        "‘34242219600501002×",
        "３４２４２２１９６００５０１００２Ｘ",
        "342422 19600501 002X",
        "342422-19600501-002X",
        "34242219600501002X\u200b",
        "34242219600501002Х",
    ],
)
def test_habits_of_typing_do_not_change_the_number(habit):
    assert parse(habit).number == "34242219600501002X"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("", "empty"),
        (None, "empty"),
        ("   ", "empty"),
        ("3.4042220160501E+17", "digits_lost"),
        (340422201605010025, "digits_lost"),
        (3.40422201605010e17, "digits_lost"),
        (float("inf"), "characters"),
        (float("nan"), "characters"),
        ("34042220160501002", "length"),
        ("34042220160501O025", "characters"),
        ("无", "characters"),
        ("990422201605010025", "check"),
        ("160422201605010025", "province"),
        (number(born="20140230"), "birth"),
        (number(born="18140201"), "birth"),
        ("34242219600501002" + "1", "check"),
        (True, "characters"),
    ],
)
def test_each_slip_has_its_own_code(wrong, code):
    answer = parse(wrong)
    assert isinstance(answer, Problem)
    assert answer.code == code
    assert code in SENTENCES


def test_a_figure_is_trusted_only_while_a_spreadsheet_keeps_all_its_digits():
    assert parse(342422600501002).number == "34242219600501002X"
    assert parse(342422600501002.0).number == "34242219600501002X"


def test_a_birth_after_today_is_refused_only_when_today_is_told():
    tomorrow = number(born="20261123")
    assert isinstance(parse(tomorrow), CitizenId)
    assert parse(tomorrow, today=date(2026, 11, 22)).code == "birth"


def test_an_unknown_county_of_a_known_province_is_only_a_warning():
    assert parse(number(prefix="210199")).warnings == ("prefix_unknown",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (number(prefix="810000"), "hong_kong"),
        (number(prefix="830000"), "taiwan"),
        (number(prefix="911840"), "foreign_permanent"),
        ("USA110102198001", None),
        ("USA110102198001X", None),
        ("USA110102198001".ljust(15, "1"), "foreign_permanent"),
        ("H0123456789", "hong_kong_macau_permit"),
        ("M01234567", "hong_kong_macau_permit"),
        ("01234567", "taiwan_permit"),
        ("E12345678", "passport"),
    ],
)
def test_documents_of_other_holders_are_recognised(text, kind):
    answer = parse(text)
    assert (answer.kind if isinstance(answer, CitizenId) else None) == kind or kind is None


def test_the_mask_keeps_six_and_four():
    assert mask("340422201605010025") == "340422********0025"
    assert mask("H01234567") == "*******67"
    assert mask("") == ""


def habits(count, seed):
    """Numbers as they stand in real columns: plain, old, spaced, wrong, foreign, lost."""
    pick = random.Random(seed)
    prefixes = [*citizen_id.load_prefixes(), "210199", "810000", "990000", "160000"]
    for _ in range(count):
        born = date.fromordinal(pick.randint(710_000, 740_000)).strftime("%Y%m%d")
        right = number(prefix=pick.choice(prefixes), born=born, sequence=f"{pick.randint(1, 300):03}")
        yield pick.choice(
            [right] * 6 + [right.lower(), f" {right}", right[:17] + "5", right[:6] + right[8:17], None, 1.5e17]
        )


def test_a_column_says_what_parse_says_row_by_row():
    values, today = list(habits(4000, seed=3)), date(2026, 11, 22)
    column = check_column(values, today=today)
    for row, value in enumerate(values):
        answer = parse(value, today=today)
        if isinstance(answer, Problem):
            assert column.numbers[row] is None
            assert column.problems.get(row) == (None if answer.code == "empty" else answer)
        else:
            assert (column.numbers[row], column.births[row], column.sexes[row]) == (
                answer.number,
                answer.born_on,
                answer.sex,
            )
            assert column.warnings.get(row, ()) == answer.warnings


def test_a_column_names_the_rows_that_share_a_number():
    twice = number()
    column = check_column([twice, number(sequence="003"), None, f" {twice}", "", twice.lower()])
    assert column.repeated == {twice: [0, 3, 5]}


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.none(), st.binary(max_size=5)))
@example("x")  # the check character alone
def test_no_value_whatever_makes_the_parser_stumble(value):
    answer = parse(value)
    assert isinstance(answer, CitizenId | Problem)
    column = check_column([value])
    assert (column.numbers[0] is None) == isinstance(answer, Problem)


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(place, shift):
    right = number()
    digit = str((int(right[place]) + shift) % 10)
    answer = parse(right[:place] + digit + right[place + 1 :])
    assert isinstance(answer, Problem)
