"""What comes out of an opened file."""

import datetime
from pathlib import Path

from shouwang.exchange.cells import Cell
from shouwang.exchange.reading import open_spreadsheet
from shouwang.exchange.tests.corpus import inline, write_raw, write_rows


def rows_of(path: Path, width: int = 4, after_row: int = 0) -> list[tuple[int, list[Cell]]]:
    """All rows of the first sheet as (row number, cells)."""
    with open_spreadsheet(path) as book:
        found = []
        for batch in book.batches(look=book.looks[0], after_row=after_row, positions=list(range(width))):
            found += zip(batch.rows, map(list, zip(*batch.columns, strict=True)), strict=True)
        return found


def test_texts_numbers_and_empty_cells_arrive_as_they_are(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.xlsx", [["姓名", "年龄"], ["李明", 9], [], ["王芳", 1.5, "x"]])
    assert rows_of(path, 3) == [
        (1, ["姓名", "年龄", ""]),
        (2, ["李明", 9, ""]),
        (4, ["王芳", 1.5, "x"]),
    ]


def test_the_top_of_every_sheet_is_shown_before_anything_is_asked(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.xlsx", [["登记表"], [], ["姓名", datetime.date(2016, 5, 1)]], sheet="名册")
    with open_spreadsheet(path) as book:
        (look,) = book.looks
        assert (look.name, look.is_hidden) == ("名册", False)
        assert look.top == ((1, ["登记表"]), (3, ["姓名", 42491]))


def test_a_cell_in_a_date_style_is_a_day_in_both_systems(tmp_path: Path) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="57"/></cellXfs>'
    rows = '<row r="1"><c r="A1" s="1"><v>42491</v></c><c r="B1"><v>42491</v></c></row>'
    assert rows_of(write_raw(tmp_path / "a.xlsx", rows, styles=styles), 2)[0][1] == [datetime.date(2016, 5, 1), 42491]
    old = write_raw(tmp_path / "b.xlsx", rows, styles=styles, properties=' date1904="1"')
    assert rows_of(old, 2)[0][1] == [datetime.date(2020, 5, 2), 42491]


def test_only_the_columns_asked_for_are_sent_and_rows_empty_there_are_counted(tmp_path: Path) -> None:
    rows = inline(1, ["1", "a"]) + inline(2, ["2", ""]) + inline(5, ["3", "b"])
    with open_spreadsheet(write_raw(tmp_path / "a.xlsx", rows)) as book:
        batches = list(book.batches(look=book.looks[0], after_row=0, positions=[1]))
        assert [(batch.rows, batch.columns) for batch in batches] == [([1, 5], [["a", "b"]])]
        assert (book.counts.rows, book.counts.empty_rows) == (2, 3)
