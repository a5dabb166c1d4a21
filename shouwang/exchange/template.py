"""The blank template of a sheet: drop-downs, text columns, an example and a red page of instructions."""

from pathlib import Path
from typing import IO

from shouwang.exchange.column import Column
from shouwang.exchange.form import Form, letters_of, open_form
from shouwang.exchange.sheet import Sheet

UNIT_LINE = (
    "填报单位（盖章）：                    填报日期：      年    月    日          填表人：              负责人："
)
LISTS_TAB, HELP_TAB = "选项", "填报说明"
LAST_ROW = 200_000
"""Drop-downs reach down to here."""
HOW_TO_WRITE = {
    "text": "文字",
    "name": "姓名，少数民族姓名用间隔号“·”",
    "date": "日期，如 2016-05-01",
    "phone": "电话号码",
    "citizen_id": "18 位公民身份号码，单元格须为文本格式",
    "choice": "从下拉列表选择",
    "yes_no": "是 或 否",
    "integer": "整数",
    "multi": "可多选，用顿号“、”分隔",
}


def write_template(*, sheet: Sheet, into: Path | IO[bytes]) -> None:
    """Write the blank template. What comes back in this form is found and read without asking."""
    with open_form(sheet=sheet, into=into, line=UNIT_LINE) as form:
        _write_example(form)
        write_aids(form)


def write_aids(form: Form) -> None:
    """Drop-down lists, hints at the cells, and the page of instructions; for the template and for returned files."""
    _write_lists(form)
    for place, column in enumerate(form.sheet.columns, 1):
        _offer(form, place, column)
    _write_instructions(form)


def _write_example(form: Form) -> None:
    if not any(column.example for column in form.sheet.columns):
        return
    form.page.write_string(form.first_row, 0, "示例", form.looks["example"])
    for place, column in enumerate(form.sheet.columns, 1):
        form.write_text(form.first_row, place, column.example, "example")


def _write_lists(form: Form) -> None:
    """The words of every list on a hidden tab, each list under a name: lists in the cell itself end at 255 characters."""
    columns = [column for column in form.sheet.columns if column.offered]
    if not columns:
        return
    lists = form.workbook.add_worksheet(LISTS_TAB)
    lists.hide()
    for place, column in enumerate(columns):
        lists.write_string(0, place, column.full_title)
        for row, word in enumerate(column.offered, 1):
            lists.write_string(row, place, word)
        reach = f"${letters_of(place)}$2:${letters_of(place)}${len(column.offered) + 1}"
        form.workbook.define_name(_list_name(column), f"={LISTS_TAB}!{reach}")


def _list_name(column: Column) -> str:
    return f"options_{column.key}"


def _offer(form: Form, place: int, column: Column) -> None:
    hint = "\n".join(part for part in (HOW_TO_WRITE[column.kind], column.help, _choices(column)) if part)
    rule: dict[str, object] = {"validate": "any", "input_title": column.title[:32], "input_message": hint[:255]}
    if column.offered:
        rule |= {
            "validate": "list",
            "source": f"={_list_name(column)}",
            "error_type": "warning",
            "error_title": column.title[:32],
            "error_message": "请从下拉列表中选择。",
        }
    form.page.data_validation(form.first_row, place, LAST_ROW, place, rule)


def _choices(column: Column) -> str:
    return "、".join(choice.name for choice in column.choices) if column.kind == "multi" else ""


def _write_instructions(form: Form) -> None:
    page = form.workbook.add_worksheet(HELP_TAB)
    page.set_tab_color("#C00000")
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 8)
    page.set_column(2, 2, 90)
    page.write_string(0, 0, f"《{form.sheet.title}》{HELP_TAB}", form.looks["red_bold"])
    row = 1
    for number, instruction in enumerate(form.sheet.instructions, 1):
        page.merge_range(row, 0, row, 2, f"{number}. {instruction}", form.looks["red"])
        row += 1
    for place, title in enumerate(("栏目", "必填", "怎样填写")):
        page.write_string(row, place, title, form.looks["header"])
    for column in form.sheet.columns:
        row += 1
        how = "；".join(part for part in (HOW_TO_WRITE[column.kind], column.help, _all_choices(column)) if part)
        page.write_string(row, 0, column.full_title, form.looks["red"])
        page.write_string(row, 1, "是" if column.required else "", form.looks["red"])
        page.write_string(row, 2, how, form.looks["red"])


def _all_choices(column: Column) -> str:
    return "可选：" + "、".join(choice.name for choice in column.choices) if column.choices else ""
