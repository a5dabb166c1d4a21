"""Tell by its content, never by its name, what kind of file this is."""

from pathlib import Path
from typing import Literal

import olefile

from shouwang.exchange.parsing.limits import Limits
from shouwang.exchange.parsing.refused import Refused

FileKind = Literal["xlsx", "xls", "csv"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_FORMATS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
    b"MZ": "EXE",
    b"\x7fELF": "ELF",
    b"SQLite format 3": "SQLite",
}


def kind_of_file(path: Path, limits: Limits) -> FileKind:
    """xlsx, xls or csv. Raises Refused: empty_file, too_large, encrypted, macro, other_format, web_page."""
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty_file")
    if size > limits.file_bytes:
        raise Refused("file_too_large", mebibytes=size >> 20, allowed=limits.file_bytes >> 20)
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
        return "xlsx"
    if start.startswith(OLE):
        return _inside_ole(path)
    _refuse_other(start)
    return "csv"


def _refuse_other(start: bytes) -> None:
    for mark, name in OTHER_FORMATS.items():
        if start.startswith(mark):
            raise Refused("other_format", format=name)
    text = start.lstrip(b"\xef\xbb\xbf\r\n\t ")[:200].lower()
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        raise Refused("web_page")
    if text.startswith(b"<?xml") or text.startswith(b"<workbook"):
        raise Refused("xml_table")
    if start.count(b"\x00") * 8 > len(start) and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("not_a_spreadsheet")


def _inside_ole(path: Path) -> FileKind:
    try:
        with olefile.OleFileIO(path) as ole:
            names = {"/".join(parts).lower() for parts in ole.listdir(streams=True, storages=True)}
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise Refused("damaged") from error
    if "encryptedpackage" in names:
        raise Refused("encrypted")
    if any("_vba_project" in name for name in names):
        raise Refused("macro")
    if not names & {"workbook", "book"}:
        raise Refused("other_format", format="Word 97" if "worddocument" in names else "OLE")
    return "xls"
