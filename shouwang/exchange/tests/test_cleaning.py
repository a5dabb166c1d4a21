"""What officials write, and what is made of it."""

import datetime

import pytest

from shouwang.exchange.cells import Cell, Unreadable
from shouwang.exchange.cleaning.choices import clean_choice, clean_multi, clean_yes_no
from shouwang.exchange.cleaning.columns import Cleaner, clean_columns
from shouwang.exchange.cleaning.dates import clean_date
from shouwang.exchange.cleaning.figures import clean_integer, clean_phone
from shouwang.exchange.cleaning.texts import clean_name, clean_text
from shouwang.exchange.tests.sheets import ROSTER
from shouwang.registry.citizen_id import check_character

MAY = datetime.date(2016, 5, 1)
NUMBER = "11010120160501002" + check_character("11010120160501002")


@pytest.mark.parametrize("cell", [
    "2016-5-1", "2016.5.1", "2016.05.01.", "2016/5/1", "2016年5月1日", "2016 年 5 月 1 日",
    "20160501", 20160501, 42491, "42491",
    "２０１６－０５－０１", "2016-05-01 00:00:00", "二〇一六年五月一日", " 2016。5。1 ", "'2016-5-1", MAY,
    datetime.datetime(2016, 5, 1, 8, 30),
])  # fmt: skip
def test_a_day_is_read_as_officials_write_it(cell: Cell) -> None:
    assert clean_date(cell, ROSTER["born_on"]) == (MAY, None)


@pytest.mark.parametrize(("cell", "code"), [
    ("2016年5月", "date_without_day"), ("2016.5", "date_without_day"), (201605, "date_without_day"),
    (2016.5, "date_without_day"), ("2016", "date_without_day"), ("2016年", "date_without_day"),
    ("16.5.1", "date_short_year"), ("16年5月1日", "date_short_year"), ("160501", "date_short_year"),
    ("5/1/2016", "date_year_last"), ("2016-02-30", "date_impossible"), ("20160230", "date_impossible"),
    ("2016年农历三月初五", "date_lunar"), ("去年", "not_a_date"), (3.5, "not_a_date"), (-5, "not_a_date"),
    ("1066-01-01", "date_out_of_range"), (datetime.date(9999, 1, 1), "date_out_of_range"),
    (Unreadable("error", "#REF!"), "unreadable_error"),
])  # fmt: skip
def test_a_day_that_is_not_certain_is_refused(cell: Cell, code: str) -> None:
    value, fault = clean_date(cell, ROSTER["born_on"])
    assert value is None and fault is not None and fault.code == code


def test_the_1904_system_moves_stored_days_by_four_years() -> None:
    assert clean_date(41029, ROSTER["born_on"], is_1904=True) == (MAY, None)


@pytest.mark.parametrize(("cell", "name"), [
    ("李 明", "李明"), (" 李\u3000明 ", "李明"), ("阿依古丽•买买提", "阿依古丽·买买提"), ("阿依古丽．买买提",
    "阿依古丽·买买提"),
    ("阿依古丽 ・ 买买提", "阿依古丽·买买提"), ("Anna  Maria Li", "Anna Maria Li"), ("欧阳\n娜娜", "欧阳娜娜"),
    ("⼤⼭", "大山"),
    ("𬱖㛃", "𬱖㛃"), ("J. Smith", "J. Smith"), ("—", None), ("无", None), ("", None), ("\ufeff李明\u200b", "李明"),
])  # fmt: skip
def test_a_name_keeps_its_characters_and_loses_its_gaps(cell: Cell, name: str | None) -> None:
    assert clean_name(cell, ROSTER["name"]) == (name, None)


@pytest.mark.parametrize(
    ("cell", "code"), [("高\ue170", "private_character"), ("李?", "name_stand_in"), ("李*", "name_stand_in")]
)
def test_a_doubtful_name_is_taken_with_a_warning(cell: Cell, code: str) -> None:
    value, fault = clean_name(cell, ROSTER["name"])
    assert value == cell and fault is not None and (fault.code, fault.is_warning) == (code, True)


def test_texts_become_half_width_and_stand_on_one_line() -> None:
    assert clean_text("正阳关镇\n１２组  Ａ座，东", ROSTER["village"]) == ("正阳关镇 12组 A座，东", None)
    assert clean_text("x" * 201, ROSTER["village"])[1].code == "too_long"
    assert clean_text("=1+1", ROSTER["village"]) == ("=1+1", None)


@pytest.mark.parametrize(("cell", "number"), [
    (13900000000, "13900000000"), ("139 0000 0000", "13900000000"), ("139-0000-0000", "13900000000"),
    ("+86 13900000000", "13900000000"),
    ("8613900000000", "13900000000"), ("0554-4021234", "0554-4021234"), ("0554—4021234", "0554-4021234"),
    ("4021234", "4021234"),
    ("１３９００００００００", "13900000000"), ("+85251234567", "+85251234567"), ("无", None), ("/", None),
    ("110", "110"),
])  # fmt: skip
def test_a_telephone_number_is_read_in_its_many_forms(cell: Cell, number: str | None) -> None:
    assert clean_phone(cell, ROSTER["father_phone"]) == (number, None)


@pytest.mark.parametrize(("cell", "code"), [
    ("1390000000", "not_a_phone"), ("139000000001", "not_a_phone"), ("13900000000/13900000001", "phone_several"),
    ("1.39E+10", "digits_lost"), ("请打村部", "not_a_phone"), (1.5, "not_a_phone"),
])  # fmt: skip
def test_a_wrong_telephone_number_is_refused(cell: Cell, code: str) -> None:
    value, fault = clean_phone(cell, ROSTER["father_phone"])
    assert value is None and fault is not None and fault.code == code


@pytest.mark.parametrize(("cell", "answer"), [
    ("是", True), ("√", True), (1, True), ("TRUE", True), ("有", True), ("Y", True), ("１", True),
    ("否", False), ("×", False),
    (0, False), ("没有", False), ("无", False), ("", None), ("—", None), ("/", None),
])  # fmt: skip
def test_yes_and_no_have_many_words(cell: Cell, answer: bool | None) -> None:
    assert clean_yes_no(cell, ROSTER["is_boarding"]) == (answer, None)


def test_a_word_between_yes_and_no_is_refused() -> None:
    assert clean_yes_no("有时", ROSTER["is_boarding"])[1].code == "not_yes_no"


@pytest.mark.parametrize("cell", ["女", "2", 2, "female", "FEMALE", " 女 ", "2 女", "2-女", "女(2)", "02"])
def test_a_choice_is_named_by_name_code_or_alias(cell: Cell) -> None:
    assert clean_choice(cell, ROSTER["sex"]) == ("female", None)


def test_an_unknown_choice_is_refused_with_the_list_and_the_nearest() -> None:
    fault = clean_choice("未知", ROSTER["sex"])[1]
    assert (fault.code, fault.details["allowed"]) == ("unknown_choice", "男、女")
    assert clean_multi("种植养殖", ROSTER["income"])[1].details["near"] == "种养殖"


@pytest.mark.parametrize(
    "cell", ["种养殖、打工", "打工，务农", "打工|种养殖", "打工;种养殖", "打工 种养殖", "打工/种养殖", "打工\n务农"]
)
def test_several_choices_are_separated_in_many_ways(cell: Cell) -> None:
    assert clean_multi(cell, ROSTER["income"]) == (("work", "farming"), None)


@pytest.mark.parametrize(
    ("cell", "number"),
    [(2, 2), ("2人", 2), ("２", 2), ("1,200", 1200), (2.0, 2), ("-1", -1), ("—", None), ("二级", 2), ("3级", 3)],
)
def test_whole_numbers_may_carry_a_unit(cell: Cell, number: int | None) -> None:
    assert clean_integer(cell, ROSTER["siblings"]) == (number, None)


@pytest.mark.parametrize("cell", ["两个", 1.5, "1.39E+10", "1" * 16])
def test_what_is_no_whole_number_is_refused(cell: Cell) -> None:
    assert clean_integer(cell, ROSTER["siblings"])[1].code == "not_an_integer"


def test_columns_are_cleaned_together_and_each_problem_says_where_why_and_what_to_do() -> None:
    cleaned = clean_columns(sheet=ROSTER, rows=[5, 6, 8], columns={
        "name": ["李 明", "", "王芳"],
        "born_on": ["2016.5.1", "2016年5月", "20170203"],
        "citizen_id": ["340422 20160501 0015", 340422201605010025, ""],
    })  # fmt: skip
    assert cleaned.columns["name"] == ["李明", None, "王芳"]
    assert cleaned.columns["born_on"] == [MAY, None, datetime.date(2017, 2, 3)]
    assert cleaned.births["citizen_id"][1] is None
    assert [(p.row, p.column, p.code) for p in cleaned.problems if p.row == 6] == [
        (6, "name", "required"),
        (6, "born_on", "date_without_day"),
        (6, "citizen_id", "citizen_id.digits_lost"),
    ]
    assert 6 in cleaned.refused_rows and 8 not in cleaned.refused_rows
    assert all(problem.sentence(ROSTER) for problem in cleaned.problems)


def test_birth_and_sex_must_agree_with_the_identity_number() -> None:
    cleaned = clean_columns(sheet=ROSTER, rows=[5], columns={
        "name": ["李明"], "sex": ["男"], "born_on": ["2016-05-02"], "citizen_id": [NUMBER],
    })  # fmt: skip
    assert cleaned.columns["citizen_id"][0] is not None
    assert [problem.code for problem in cleaned.problems] == ["birth_differs", "sex_differs"]


def test_the_example_row_and_the_line_for_signatures_are_left_out() -> None:
    cleaned = clean_columns(sheet=ROSTER, rows=[4, 5, 6, 7], columns={
        "name": ["张小花", "李明", "填表人：王五", "审核人(签字):"], "sex": ["女", "", "", ""],
        "born_on": ["2016-05-01", "2016-05-01", "", ""], "village": ["", "", "填表日期：2026年3月1日", ""],
    })  # fmt: skip
    assert cleaned.skipped == {4: "example", 6: "foot", 7: "foot"}
    assert cleaned.columns["name"] == ["李明"] and cleaned.rows == [5] and not cleaned.problems


def test_what_a_cleaner_remembers_does_not_change_its_answers() -> None:
    cleaner = Cleaner(sheet=ROSTER)
    for _ in range(2):
        cleaned = cleaner.clean(rows=[1, 2], columns={"siblings": [1, "x"], "is_boarding": [1, "1"]})
        assert cleaned.columns == {"siblings": [1, None], "is_boarding": [True, True]}
        assert [problem.code for problem in cleaned.problems] == ["not_an_integer"]
