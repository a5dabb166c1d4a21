"""What bad input gets: a clear sentence, in bounded time and memory, and never a stack trace."""

import dataclasses
import io
import os
import time
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwang.exchange.parsing.limits import LIMITS, MEBIBYTE, Limits
from shouwang.exchange.reading import SpreadsheetRefused, open_spreadsheet
from shouwang.exchange.tests.corpus import (
    SHEET_HEAD,
    inline,
    lie_about_size,
    raw_parts,
    write_huge_part,
    write_parts,
    write_raw,
    write_rows,
)

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
FIXTURES = Path(__file__).parent / "files"


def refusal(path: Path, limits: Limits = LIMITS) -> SpreadsheetRefused:
    """Read the file to its end and return the refusal that this must bring."""
    with pytest.raises(SpreadsheetRefused) as refused, open_spreadsheet(path, limits=limits) as book:
        for _ in book.batches(look=book.looks[0], after_row=0, positions=[0, 1]):
            pass
    assert refused.value.message and refused.value.advice
    assert "%(" not in str(refused.value)
    return refused.value


def write(path: Path, content: bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 ...", "other_format"),
        (b"\x89PNG\r\n\x1a\n", "other_format"),
        (b"Rar!\x1a\x07", "other_format"),
        (b"\x00\x01\x02\x03" * 100, "not_a_spreadsheet"),
        ("一封信，没有表格".encode(), "not_a_spreadsheet"),
        (b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "web_page"),
        (b'<?xml version="1.0"?><Workbook></Workbook>', "xml_table"),
        (b"PK\x03\x04" + b"rubbish" * 50, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (b"a,b\n\xff\xff\xff,2\n", "unknown_encoding"),
    ],
)
def test_what_is_no_spreadsheet_is_told_by_its_content(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusal(write(tmp_path / "花名册.xlsx", content)).code == code


@pytest.mark.parametrize(
    ("part", "code", "format_"),
    [
        ("word/document.xml", "other_format", "Word"),
        ("content.xml", "other_format", "ODF"),
        ("a.txt", "other_format", "zip"),
        ("xl/workbook.bin", "other_format", "xlsb"),
        ("xl/vbaProject.bin", "macro", None),
        ("xl/macrosheets/sheet1.xml", "macro", None),
    ],
)
def test_other_archives_and_macros_are_named(tmp_path: Path, part: str, code: str, format_: str | None) -> None:
    parts: dict[str, str | bytes] = {part: "x"}
    if code == "macro":
        parts |= raw_parts("")
    if part == "content.xml":
        parts["mimetype"] = "application/vnd.oasis.opendocument.spreadsheet"
    refused = refusal(write_parts(tmp_path / "a.xlsm", parts))
    assert (refused.code, refused.details.get("format")) == (code, format_)


def test_an_xlsm_without_macros_is_read(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.xlsx", [["姓名", "性别"]]).rename(tmp_path / "a.xlsm")
    with open_spreadsheet(path) as book:
        assert book.looks[0].top == ((1, ["姓名", "性别"]),)


def test_a_file_with_a_password_is_named(tmp_path: Path) -> None:
    plain = write_rows(tmp_path / "a.xlsx", [["姓名", "性别"]])
    sealed = io.BytesIO()
    with plain.open("rb") as file:
        msoffcrypto.format.ooxml.OOXMLFile(file).encrypt("secret", sealed)
    assert refusal(write(tmp_path / "b.xlsx", sealed.getvalue())).code == "encrypted"


def test_a_zip_with_a_password_is_named(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.xlsx", [["姓名", "性别"]])
    content = bytearray(path.read_bytes())
    place = content.find(b"PK\x01\x02")
    content[place + 8] |= 1
    assert refusal(write(tmp_path / "b.xlsx", bytes(content))).code == "encrypted"


def test_a_file_above_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.xlsx", [["姓名"]])
    assert refusal(path, dataclasses.replace(LIMITS, file_bytes=100)).code == "file_too_large"


def bounded(path: Path, *, seconds: float, limits: Limits = LIMITS) -> str:
    """The code of the refusal, reached within so many seconds. Memory is bound by the kernel (see below)."""
    before = time.monotonic()
    code = refusal(path, limits).code
    assert time.monotonic() - before < seconds
    return code


def test_a_zip_bomb_that_tells_its_size_is_not_unpacked(tmp_path: Path) -> None:
    path = write_huge_part(tmp_path / "a.xlsx", SHEET, SHEET_HEAD.encode() + b"<sheetData>", b"<row/>" * 10, 200)
    assert path.stat().st_size < MEBIBYTE
    assert bounded(path, seconds=5) == "zip_bomb"


@pytest.mark.parametrize("part", [SHEET, STRINGS])
def test_a_zip_bomb_that_lies_about_its_size_ends_at_the_lie(tmp_path: Path, part: str) -> None:
    head = SHEET_HEAD.encode() + b"<sheetData>" if part == SHEET else b"<sst>"
    path = write_huge_part(tmp_path / "a.xlsx", part, head, b"<si><t>a</t></si>", 200)
    assert bounded(lie_about_size(path, part, 5000), seconds=5) == "damaged"


def test_parts_that_share_their_bytes_are_a_bomb(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "a.xlsx", raw_parts("", strings="x" * 5000))
    content = path.read_bytes()
    first, end = content.find(b"PK\x01\x02"), content.find(b"PK\x05\x06")
    entries = content[first:end] * 200
    tail = bytearray(content[end:])
    count = (200 * int.from_bytes(tail[8:10], "little")).to_bytes(2, "little")
    tail[8:12], tail[12:16] = count * 2, len(entries).to_bytes(4, "little")
    assert refusal(write(tmp_path / "b.xlsx", content[:first] + entries + bytes(tail))).details["reason"] == "overlap"


def test_too_many_parts_are_a_bomb(tmp_path: Path) -> None:
    parts = raw_parts("") | {f"xl/media/{number}.png": "" for number in range(3000)}
    assert refusal(write_parts(tmp_path / "a.xlsx", parts)).details["reason"] == "members"


def test_shared_texts_larger_than_memory_are_refused_not_survived(tmp_path: Path) -> None:
    limits = dataclasses.replace(LIMITS, memory_bytes=200 * MEBIBYTE, member_ratio=2000)
    path = write_huge_part(tmp_path / "a.xlsx", STRINGS, b"<sst>", b"<si><t>a</t></si>", 150)
    assert bounded(path, seconds=20, limits=limits) == "too_much_memory"


def test_a_row_without_end_is_refused(tmp_path: Path) -> None:
    limits = dataclasses.replace(LIMITS, member_ratio=2000)
    head = SHEET_HEAD.encode() + b"<sheetData><row r='1'>"
    path = write_huge_part(tmp_path / "a.xlsx", SHEET, head, b'<c r="A1"><v>1</v></c>', 60)
    assert bounded(path, seconds=10, limits=limits) == "row_too_large"


def test_a_million_empty_rows_are_passed_over(tmp_path: Path) -> None:
    rows = inline(1, ["姓名", "性别"]) + "".join(
        f'<row r="{number}" s="1" customFormat="1"/>' for number in range(2, 600_000)
    )
    styled = "".join(
        f'<row r="{number}"><c r="A{number}" s="1"/><c r="B{number}" s="1"/></row>'
        for number in range(600_000, 1_048_000)
    )
    path = write_raw(tmp_path / "a.xlsx", rows + styled + inline(1_048_001, ["李明", "男"]))
    before = time.monotonic()
    with open_spreadsheet(path) as book:
        (batch,) = book.batches(look=book.looks[0], after_row=1, positions=[0, 1])
        assert (batch.rows, batch.columns) == ([1_048_001], [["李明"], ["男"]])
        assert (book.counts.rows, book.counts.empty_rows) == (1, 1_047_999)
    assert time.monotonic() - before < 20


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    parts = raw_parts("", strings="<si><t>a</t></si>")
    parts["xl/workbook.xml"] = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    assert refusal(write_parts(tmp_path / "a.xlsx", parts)).code == "damaged"
    parts = raw_parts("")
    parts[SHEET] = f'<!DOCTYPE x [<!ENTITY a "b">]>{SHEET_HEAD}<sheetData/></worksheet>'
    assert refusal(write_parts(tmp_path / "b.xlsx", parts)).code == "damaged"


@pytest.mark.parametrize("missing", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_a_workbook_with_a_part_missing_is_damaged(tmp_path: Path, missing: str) -> None:
    parts = raw_parts("")
    del parts[missing]
    assert refusal(write_parts(tmp_path / "a.xlsx", parts)).code == "damaged"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_off_anywhere_is_damaged(tmp_path: Path, share: float) -> None:
    content = write_rows(tmp_path / "a.xlsx", [["姓名", "性别"]] * 200).read_bytes()
    assert refusal(write(tmp_path / "b.xlsx", content[: int(len(content) * share)])).code == "damaged"


def test_a_shared_text_that_is_not_there_is_damage(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'
    assert refusal(write_raw(tmp_path / "a.xlsx", rows, strings="<si><t>a</t></si>")).code == "damaged"


def test_a_workbook_without_worksheets_is_named(tmp_path: Path) -> None:
    parts = raw_parts("")
    parts["xl/workbook.xml"] = '<workbook xmlns="x"><sheets/></workbook>'
    assert refusal(write_parts(tmp_path / "a.xlsx", parts)).code == "no_sheet"


def test_a_child_killed_from_outside_gets_a_sentence(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "a.xlsx", [["x" * 200, "y" * 200]] * 20_000, strings_to_urls=False)
    with open_spreadsheet(path) as book, pytest.raises(SpreadsheetRefused) as refused:
        for _ in book.batches(look=book.looks[0], after_row=0, positions=[0, 1]):
            os.kill(book.child_id, 9)
    assert refused.value.code == "ended"


def test_a_child_out_of_time_gets_a_sentence(tmp_path: Path) -> None:
    path = write_raw(tmp_path / "a.xlsx", "".join(inline(number, ["a", "b"]) for number in range(1, 400_000)))
    assert refusal(path, dataclasses.replace(LIMITS, cpu_seconds=1)).code == "too_slow"
    assert refusal(path, dataclasses.replace(LIMITS, silent_seconds=0)).code == "too_slow"


def test_the_kernel_holds_the_child_to_its_limits(tmp_path: Path) -> None:
    with open_spreadsheet(write_rows(tmp_path / "a.xlsx", [["姓名", "性别"]])) as book:
        lines = Path(f"/proc/{book.child_id}/limits").read_text().splitlines()
        held = {line[:26].strip(): line[26:].split() for line in lines}
        peak = next(line for line in Path(f"/proc/{book.child_id}/status").read_text().splitlines() if "VmPeak" in line)
    assert held["Max address space"][:2] == [str(LIMITS.memory_bytes)] * 2
    assert held["Max cpu time"][0] == str(LIMITS.cpu_seconds)
    assert held["Max file size"][0] == held["Max core file size"][0] == "0"
    assert int(peak.split()[1]) < 60_000


def test_the_child_knows_nothing_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    with open_spreadsheet(write_rows(tmp_path / "a.xlsx", [["姓名", "性别"]])) as book:
        assert b"secret" not in Path(f"/proc/{book.child_id}/environ").read_bytes()
        child = book.child_id
    assert not Path(f"/proc/{child}").exists()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
    kind=st.sampled_from(["xlsx", "xml", "xls", "csv"]),
)
def test_bytes_changed_anywhere_are_read_or_refused_and_nothing_else(
    tmp_path: Path, changes: list[tuple[float, int]], kind: str
) -> None:
    content = bytearray(honest(tmp_path, kind))
    for share, value in changes:
        content[int(share * len(content))] = value
    if kind == "xml":
        parts = raw_parts("") | {SHEET: bytes(content)}
        path = write_parts(tmp_path / "b.xlsx", parts)
    else:
        path = write(tmp_path / f"b.{kind}", bytes(content))
    try:
        with open_spreadsheet(path) as book:
            for look in book.looks[:1]:
                list(book.batches(look=look, after_row=0, positions=[0, 1]))
    except SpreadsheetRefused as refused:
        assert refused.code != "ended" and refused.message


def honest(folder: Path, kind: str) -> bytes:
    """A small file in which nothing is wrong."""
    if kind == "xls":
        return (FIXTURES / "roster.xls").read_bytes()
    if kind == "csv":
        return "姓名,性别\n李明,男\n".encode("gb18030")
    if kind == "xml":
        return f"{SHEET_HEAD}<sheetData>{inline(1, ['姓名', '性别'])}</sheetData></worksheet>".encode()
    return write_rows(folder / "honest.xlsx", [["姓名", "性别"], ["李明", 3]]).read_bytes()
