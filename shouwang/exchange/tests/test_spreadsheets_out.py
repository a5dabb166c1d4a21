"""Template, returned file and export, and the way back in."""

import datetime
import io
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.exchange.cells import Unreadable
from shouwang.exchange.cleaning.columns import Cleaned, Cleaner
from shouwang.exchange.headers import find_header
from shouwang.exchange.problem import Problem
from shouwang.exchange.reading import open_spreadsheet
from shouwang.exchange.returning import RefusedRow, write_returned
from shouwang.exchange.template import write_template
from shouwang.exchange.tests.sheets import ROSTER
from shouwang.exchange.writing import write_list

MAY = datetime.date(2016, 5, 1)
ROW = ["李明", "male", MAY, None, "a<b>&_x0041_ ]]>", True, "=1+1", "13900000000", None, None, ("work", "farming"), 2]


def read_back(path: Path) -> Cleaned:
    """The file through header and cleaning, as an import takes it."""
    with open_spreadsheet(path) as book:
        header = find_header(sheet=ROSTER, looks=book.looks)
        assert header.mapping.is_complete and not header.mapping.unmatched
        keys = list(header.mapping.columns)
        positions = [header.mapping.columns[key] for key in keys]
        cleaner = Cleaner(sheet=ROSTER, is_1904=book.is_1904)
        cleaned = Cleaned([])
        for batch in book.batches(look=header.look, after_row=header.after_row, positions=positions):
            part = cleaner.clean(rows=batch.rows, columns=dict(zip(keys, batch.columns, strict=True)))
            cleaned.rows += part.rows
            cleaned.problems += part.problems
            cleaned.skipped |= part.skipped
            for key, values in part.columns.items():
                cleaned.columns.setdefault(key, []).extend(values)
        return cleaned


def test_the_blank_template_has_everything_that_helps_to_fill_it_in(tmp_path: Path) -> None:
    write_template(sheet=ROSTER, into=tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book["农村留守儿童花名册"]
    assert page["A1"].value == "农村留守儿童花名册" and "填报单位" in page["A2"].value
    assert [page.cell(3, place).value for place in (2, 8, 10)] == ["*姓名", "父亲", "母亲"]
    assert [page.cell(4, place).value for place in (8, 9, 10)] == ["姓名", "电话", "姓名"]
    assert {"A1:M1", "B3:B4", "H3:I3"} <= {str(merged) for merged in page.merged_cells.ranges}
    assert page.protection.sheet and page["B3"].protection.locked and not page.column_dimensions["E"].protection.locked
    assert {page.column_dimensions[letter].number_format for letter in "BE"} == {"@"}
    lists = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}
    assert lists["C5"] == "options_sex" and lists["G5"] == "options_is_boarding"
    assert book["选项"].sheet_state == "hidden" and [book["选项"]["A2"].value, book["选项"]["A3"].value] == ["男", "女"]
    assert book.defined_names["options_sex"].attr_text == "选项!$A$2:$A$3"
    notes = book["填报说明"]
    assert notes["A2"].value.startswith("1. 一行") and notes["A2"].font.color.rgb == "FFC00000"


def test_the_untouched_template_comes_back_as_nothing_but_its_example(tmp_path: Path) -> None:
    write_template(sheet=ROSTER, into=tmp_path / "a.xlsx")
    cleaned = read_back(tmp_path / "a.xlsx")
    assert (cleaned.rows, cleaned.skipped) == ([], {5: "example"})


def test_an_exported_list_is_read_back_as_it_was(tmp_path: Path) -> None:
    rows = [ROW, ["王芳", "female", MAY, None, None, False, None, None, "@SUM", None, None, None]]
    assert write_list(sheet=ROSTER, rows=rows, into=tmp_path / "a.xlsx", watermark="导出人：张三 & 李四") == 2
    cleaned = read_back(tmp_path / "a.xlsx")
    assert [list(values) for values in zip(*cleaned.columns.values(), strict=True)] == rows
    assert not cleaned.refused_rows
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert page["A2"].value == "导出人：张三 & 李四"
    assert page["H5"].value == "=1+1" and page["H5"].data_type == "s" and page["H5"].quotePrefix


def test_refused_rows_come_back_with_reasons_and_can_be_sent_again(tmp_path: Path) -> None:
    cells = {
        "name": "李明",
        "born_on": "2016年5月",
        "citizen_id": 3.4042220160501e17,
        "father_name": Unreadable("error", "#REF!"),
    }
    problems = [
        Problem(7, "born_on", "date_without_day", {"shown": "2016年5月"}),
        Problem(7, "citizen_id", "citizen_id.digits_lost"),
        Problem(7, "father_name", "unreadable_error", {"shown": "#REF!"}),
    ]
    into = io.BytesIO()
    assert write_returned(sheet=ROSTER, rows=[RefusedRow(7, cells, problems)], into=into) == 1
    path = tmp_path / "a.xlsx"
    path.write_bytes(into.getvalue())
    page = openpyxl.load_workbook(path).worksheets[0]
    assert [page.cell(3, 14).value, page["A5"].value, page["D5"].value] == ["错误原因", "7", "2016年5月"]
    assert page["D5"].fill.start_color.rgb == "FFFFC7CE" and page["N5"].font.color.rgb == "FFC00000"
    assert len(page["N5"].value.splitlines()) == 3 and "2016年5月" in page["N5"].value
    cleaned = read_back(path)
    assert {problem.code for problem in cleaned.problems} >= {"date_without_day", "citizen_id.digits_lost"}


@settings(max_examples=15, deadline=None)
@given(names=st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5))
def test_no_text_breaks_a_file(names: list[str]) -> None:
    into = io.BytesIO()
    rows = [["李明", None, MAY, None, name, *[None] * 7] for name in names]
    write_list(sheet=ROSTER, rows=rows, into=into, watermark="测试")
    page = openpyxl.load_workbook(into).worksheets[0]
    assert page.max_row == 4 + len(names)
