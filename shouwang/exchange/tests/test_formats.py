"""The same rows out of .xls and .csv, out of odd but legal XML, and what no cell may hold.

`files/roster.xls` and `files/roster-1904.xls` are small workbooks as Excel 97 and WPS write them: a hidden sheet, a
title, a gap, days in a Chinese date format, an error cell.
"""

import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwang.exchange.cells import Cell, Unreadable
from shouwang.exchange.reading import open_spreadsheet
from shouwang.exchange.tests.corpus import inline, raw_parts, write_parts, write_raw, write_rows
from shouwang.exchange.tests.test_reading import rows_of
from shouwang.exchange.tests.test_refusals import refusal

FILES = Path(__file__).parent / "files"
MAY = datetime.date(2016, 5, 1)


@pytest.mark.parametrize(("name", "serial"), [("roster.xls", 42491), ("roster-1904.xls", 42491)])
def test_an_old_xls_is_read_with_its_days_and_error_cells(name: str, serial: int) -> None:
    with open_spreadsheet(FILES / name) as book:
        hidden, look = book.looks
        assert (book.kind, book.is_1904, hidden.is_hidden, look.name) == ("xls", "1904" in name, True, "花名册")
        (batch,) = book.batches(look=look, after_row=4, positions=[1, 2, 3, 4])
    assert batch.rows == [5, 7, 8]
    assert batch.columns[0] == ["李明", "王芳", "赵·强"]
    assert batch.columns[1] == [MAY, Unreadable("error", "#REF!"), serial]
    assert batch.columns[2] == ["340422201605010025", pytest.approx(3.4042220160501e17), ""]
    assert batch.columns[3] == [13900000000, "TRUE", 0.5]


def test_an_old_xls_with_a_password_or_macros_is_named(tmp_path: Path) -> None:
    content = bytearray((FILES / "roster.xls").read_bytes())
    second_record = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    sealed = content[:second_record] + b"\x2f\x00" + content[second_record + 2 :]
    (tmp_path / "sealed.xls").write_bytes(sealed)
    assert refusal(tmp_path / "sealed.xls").code == "encrypted"
    entry = content.index("Workbook".encode("utf-16-le"))
    name = "_VBA_PROJECT".encode("utf-16-le")
    content[entry : entry + 64] = name.ljust(64, b"\x00")
    content[entry + 64] = len(name) + 2
    (tmp_path / "macro.xls").write_bytes(content)
    assert refusal(tmp_path / "macro.xls").code == "macro"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_an_old_xls_cut_off_is_damaged(tmp_path: Path, share: float) -> None:
    content = (FILES / "roster.xls").read_bytes()
    (tmp_path / "a.xls").write_bytes(content[: int(len(content) * share)])
    assert refusal(tmp_path / "a.xls").code in {"damaged", "other_format", "no_sheet"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_is_read_in_the_encodings_of_chinese_offices(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [
        ["姓名", "住址", "电话"],
        ["李𬱖", '"寿县\n正阳关镇"', "'013900000000"],
        ["", "", ""],
        ["王芳", '"a""b"', '="007"'],
    ]
    path = tmp_path / "名册.csv"
    path.write_bytes("\r\n".join(separator.join(line) for line in lines).encode(encoding))
    assert rows_of(path, 3) == [
        (1, ["姓名", "住址", "电话"]),
        (2, ["李𬱖", "寿县\n正阳关镇", "013900000000"]),
        (4, ["王芳", 'a"b', "007"]),
    ]


def test_formulas_give_their_stored_result_and_without_one_cannot_be_read(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>李明</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2"><f>SUM(B:B)</f></c><c r="B2"><f>1</f><v></v></c></row>'
        '<row r="3"><c r="A3" t="str"><f>""</f><v></v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    assert rows_of(write_raw(tmp_path / "a.xlsx", rows), 2) == [
        (1, ["李明", 2]),
        (2, [Unreadable("formula", "=SUM(B:B)"), Unreadable("formula", "=1")]),
        (3, ["", Unreadable("error", "#DIV/0!")]),
    ]


def test_nul_and_half_characters_are_marked_and_joined_halves_are_not(tmp_path: Path) -> None:
    rows = inline(1, ["a_x0000_b", "_xD83D_", "_xD83D__xDE00_", "_x005F_x0041_"]) + inline(
        2, ["x", "ok", "&#x1;", "&lt;b&gt;"]
    )
    first, second = rows_of(write_raw(tmp_path / "a.xlsx", rows), 4)
    assert [getattr(cell, "why", cell) for cell in first[1]] == ["characters", "characters", "\U0001f600", "_x0041_"]
    assert [getattr(cell, "why", cell) for cell in second[1]] == ["x", "ok", "characters", "<b>"]
    path = tmp_path / "b.csv"
    path.write_bytes("姓名,性别\n李\x00明,男\n".encode())
    assert rows_of(path, 2)[1][1] == [Unreadable("characters", "李\ufffd明"), "男"]


def test_bytes_that_are_no_text_are_marked_where_they_stand(tmp_path: Path) -> None:
    parts = raw_parts(inline(1, ["李明", "XXXX"]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.encode().replace(b"XXXX", b"\xed\xa0\xbd\xff")
    ((_, cells),) = rows_of(write_parts(tmp_path / "a.xlsx", parts), 2)
    assert cells[0] == "李明" and isinstance(cells[1], Unreadable)


LI = "<is><t>李</t></is>"
RICH = '<is><r><t xml:space="preserve">李</t></r><rPh sb="0" eb="1"><t>li</t></rPh></is>'
FIRST, THIRD = f'<c r="A1" t="inlineStr">{LI}</c>', '<c r="C1"><v>3</v></c>'
ODD_ROWS = {
    "attributes in another order": f'<row r="1"><c t="inlineStr" r="A1">{LI}</c><c s="0" r="C1"><v>3</v></c></row>',
    "single quotes": f"<row r='1'><c r='A1' t='inlineStr'>{LI}</c><c r='C1'><v>3</v></c></row>",
    "no places": f'<row><c t="inlineStr">{LI}</c><c/><c><v>3</v></c></row>',
    "rich text": f'<row r="1"><c r="A1" t="inlineStr">{RICH}</c>{THIRD}</row>',
    "breaks between tags": f'<row r="1">\n <c r="A1" t="inlineStr">\n{LI}\n</c>\n<c r="C1">\n<v>3</v></c>\n</row>',
    "out of order": f'<row r="1">{THIRD}{FIRST}</row>',
    "empty rows before": f'<row/><row r="0"/><row r="1">{FIRST}<c r="C1"><v>3.0</v></c></row>',
}


@pytest.mark.parametrize("rows", ODD_ROWS.values(), ids=ODD_ROWS.keys())
def test_odd_but_legal_xml_gives_the_same_row(tmp_path: Path, rows: str) -> None:
    assert rows_of(write_raw(tmp_path / "a.xlsx", rows), 3) == [(1, ["李", "", 3])]


def test_a_name_space_prefix_changes_nothing(tmp_path: Path) -> None:
    parts = raw_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="B2" t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    parts["xl/sharedStrings.xml"] = (
        '<x:sst xmlns:x="m"><x:si><x:t>姓名</x:t></x:si><x:si><x:t>李 &amp; 王</x:t></x:si></x:sst>'
    )
    assert rows_of(write_parts(tmp_path / "a.xlsx", parts), 2) == [(1, ["姓名", ""]), (2, ["", "李 & 王"])]


def test_cells_far_to_the_right_cost_nothing(tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="XFD1048576"><v>3</v></c></row>'
    rows = f'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>{last}'
    assert rows_of(write_raw(tmp_path / "a.xlsx", rows), 2) == [(1, [1, ""])]


CELLS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(datetime.date(1901, 1, 1), datetime.date(2100, 1, 1)),
    st.just(""),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8), is_streamed=st.booleans())
def test_every_row_is_read_as_another_reader_reads_it(
    tmp_path: Path, rows: list[list[Cell]], is_streamed: bool
) -> None:
    path = write_rows(tmp_path / "a.xlsx", rows, constant_memory=is_streamed, default_date_format="yyyy-mm-dd")
    sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).active
    expected = [(number, [as_other(cell) for cell in row]) for number, row in enumerate(sheet.values, 1)]
    width = max(len(row) for row in rows)
    found = {number: [as_other(cell) for cell in cells] for number, cells in rows_of(path, width)}
    for number, cells in expected:
        cells = cells + [None] * (width - len(cells))
        assert found.get(number, [None] * width) == (cells if number in found else [None] * width)
        assert number in found or all(cell is None or not str(cell).strip() for cell in cells)


def as_other(value: object) -> object:
    """Our cell and openpyxl's, in one form."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n") or None
    return value
