"""Which column of a stranger's file is which."""

import pytest

from shouwang.exchange.cells import Cell
from shouwang.exchange.headers import find_header, match_headers
from shouwang.exchange.headings import bare, plain
from shouwang.exchange.reading import Look, SpreadsheetRefused
from shouwang.exchange.tests.sheets import ROSTER


def look(*rows: list[Cell], name: str = "Sheet1", number: int = 0, is_hidden: bool = False) -> Look:
    """A sheet whose first rows these are; empty rows are left out as the reader does."""
    return Look(number, name, is_hidden, tuple((place, row) for place, row in enumerate(rows, 1) if any(row)))


def test_a_title_is_compared_without_blanks_punctuation_numbering_and_width() -> None:
    assert plain(" 1、出生\n日期* ") == plain("出生日期") == "出生日期"
    assert plain("ＩＤ号") == "id号"
    assert plain("身份证号(18位)") == "身份证号18位"
    assert bare("身份证号(18位)") == bare("身份证号【必填】") == "身份证号"


def test_columns_may_be_renamed_and_reordered() -> None:
    mapping = match_headers(sheet=ROSTER, header_rows=[["序号", "出生 日期", "* 儿童姓名", "公民身份号码（18位）"]])
    assert mapping.columns == {"born_on": 1, "name": 2, "citizen_id": 3}
    assert mapping.is_complete and not mapping.unmatched


def test_merged_two_line_headers_give_the_group_to_every_column_under_them() -> None:
    upper: list[Cell] = ["序号", "姓名", "出生日期", "父亲", "", "母亲情况", "", "备注"]
    lower: list[Cell] = ["", "", "", "姓名", "手机号", "姓名", "联系 电话", ""]
    mapping = match_headers(sheet=ROSTER, header_rows=[upper, lower])
    assert mapping.columns == {
        "name": 1,
        "born_on": 2,
        "father_name": 3,
        "father_phone": 4,
        "mother_name": 5,
        "mother_phone": 6,
    }
    assert [unmatched.heading.title for unmatched in mapping.unmatched] == ["备注"]


def test_one_line_may_name_group_and_column_together() -> None:
    mapping = match_headers(sheet=ROSTER, header_rows=[["姓名", "出生日期", "父亲姓名", "母亲-联系电话"]])
    assert mapping.columns == {"name": 0, "born_on": 1, "father_name": 2, "mother_phone": 3}


def test_a_frame_over_the_childs_own_columns_is_no_group() -> None:
    upper: list[Cell] = ["儿童基本情况", "", "", "父亲", ""]
    lower: list[Cell] = ["姓名", "性别", "出生日期", "姓名", "身高"]
    mapping = match_headers(sheet=ROSTER, header_rows=[upper, lower])
    assert mapping.columns == {"name": 0, "sex": 1, "born_on": 2, "father_name": 3}
    assert mapping.guessed == {"name", "sex", "born_on"}
    assert [unmatched.heading.label for unmatched in mapping.unmatched] == ["父亲·身高"]


def test_the_name_of_somebody_else_is_never_taken_for_the_childs() -> None:
    upper: list[Cell] = ["监护人", "", "", "出生日期"]
    lower: list[Cell] = ["姓名", "关系", "年龄", ""]
    mapping = match_headers(sheet=ROSTER, header_rows=[upper, lower])
    assert "name" not in mapping.columns
    assert mapping.missing == ("name",)


def test_a_title_that_only_persons_have_belongs_to_the_person_before_it() -> None:
    header: list[Cell] = ["姓名", "出生日期", "父亲姓名", "电话", "母亲姓名", "电话", "家里几口人", "电话"]
    mapping = match_headers(sheet=ROSTER, header_rows=[header])
    found = {"name": 0, "born_on": 1, "father_name": 2, "father_phone": 3, "mother_name": 4, "mother_phone": 5}
    assert mapping.columns == found
    assert mapping.guessed == {"father_phone", "mother_phone"}
    assert [one.heading.position for one in mapping.unmatched] == [6, 7]


def test_a_place_explains_nothing_that_the_sender_taught_or_that_is_there_already() -> None:
    header: list[Cell] = ["姓名", "出生日期", "父亲姓名", "电话", "父亲电话"]
    assert match_headers(sheet=ROSTER, header_rows=[header]).columns["father_phone"] == 4
    taught = match_headers(sheet=ROSTER, header_rows=[header[:4]], learned={"/电话": ""})
    assert "father_phone" not in taught.columns


def test_doubled_and_missing_columns_are_told_and_a_near_word_is_suggested() -> None:
    mapping = match_headers(sheet=ROSTER, header_rows=[["儿童姓名", "姓名", "户籍所在地址", "身高"]])
    assert {key: [h.position for h in those] for key, those in mapping.doubled.items()} == {"name": [0, 1]}
    assert mapping.missing == ("born_on",)
    assert not mapping.is_complete
    assert [(u.heading.title, u.suggestion) for u in mapping.unmatched] == [("户籍所在地址", "village"), ("身高", "")]


def test_what_a_sender_taught_once_is_used_first() -> None:
    header: list[Cell] = ["娃儿", "姓名", "出生日期"]
    mapping = match_headers(sheet=ROSTER, header_rows=[header], learned={"/娃儿": "name", "/姓名": ""})
    assert mapping.columns == {"name": 0, "born_on": 2}


def test_the_header_is_found_below_title_rows_and_above_a_row_of_numbers() -> None:
    sheet = look(
        ["农村留守儿童花名册"],
        [],
        ["填报单位：正阳关镇", "", "填报日期：2026-03-01"],
        ["序号", "姓名", "出生日期", "父亲", ""],
        ["", "", "", "姓名", "电话"],
        [1, 2, 3, 4, 5],
        [1, "李明", "2016.5.1", "李强", 13900000000],
    )
    header = find_header(sheet=ROSTER, looks=[sheet])
    assert header.after_row == 6
    assert header.mapping.columns == {"name": 1, "born_on": 2, "father_name": 3, "father_phone": 4}


def test_the_right_sheet_is_chosen_and_a_hidden_one_only_without_a_visible_one() -> None:
    notes, hidden = look(["填报说明"], ["一行一人"]), look(["姓名", "出生日期", "性别"], number=1, is_hidden=True)
    rows = look(["姓名", "出生日期"], name="名册", number=2)
    assert find_header(sheet=ROSTER, looks=[notes, hidden, rows]).look.name == "名册"
    assert find_header(sheet=ROSTER, looks=[notes, hidden]).look.number == 1


def test_a_file_without_a_header_is_refused_with_the_columns_it_should_have() -> None:
    with pytest.raises(SpreadsheetRefused) as refused:
        find_header(sheet=ROSTER, looks=[look(["工资表"], ["张三", 100], name="工资")])
    assert refused.value.code == "no_header"
    assert "工资" in refused.value.message and "姓名" in refused.value.advice
