"""The records of an old .xls that the reader does not tell us about: a password, the 1904 system, error cells."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import olefile

from shouwang.exchange.parsing.refused import Refused

BOF, EOF, BOUNDSHEET, FILEPASS, DATEMODE, BOOLERR, FORMULA = 0x809, 0x0A, 0x85, 0x2F, 0x22, 0x205, 0x06
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(slots=True)
class OldWorkbook:
    """errors: a sheet's error cells by (row, column), both from 0, in the order of the workbook's worksheets."""

    is_1904: bool = False
    errors: list[dict[tuple[int, int], str]] = field(default_factory=list)


def read_old_workbook(path: Path) -> OldWorkbook:
    """Walk through the records once. Raises Refused(encrypted, damaged)."""
    try:
        with olefile.OleFileIO(path) as ole:
            name = "Workbook" if ole.exists("Workbook") else "Book"
            stream = ole.openstream(name).read()
        return _walk(stream)
    except (OSError, struct.error, IndexError) as error:
        raise Refused("damaged") from error


def _walk(stream: bytes) -> OldWorkbook:
    workbook = OldWorkbook()
    starts = []
    for record, body in _records(stream, 0):
        if record == FILEPASS:
            raise Refused("encrypted")
        if record == DATEMODE:
            workbook.is_1904 = body[:2] == b"\x01\x00"
        if record == BOUNDSHEET and body[5] == 0:
            starts.append(struct.unpack_from("<I", body)[0])
        if record == EOF:
            break
    workbook.errors = [_error_cells(stream, start) for start in starts]
    return workbook


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    place = start
    while place + 4 <= len(stream):
        record, size = struct.unpack_from("<HH", stream, place)
        yield record, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _error_cells(stream: bytes, start: int) -> dict[tuple[int, int], str]:
    cells = {}
    depth = 0
    for record, body in _records(stream, start):
        depth += (record == BOF) - (record == EOF)
        if depth == 0:
            break
        code = None
        if record == BOOLERR and body[7]:
            code = body[6]
        elif record == FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
            code = body[8]
        if code is not None and depth == 1:
            cells[struct.unpack_from("<HH", body)] = ERRORS.get(code, "#?")
    return cells
