"""The language between child and parent: a letter, a length, a payload. Only texts and plain JSON cross the pipe, so
a child that a hostile file has taken over can lie about cells and nothing else."""

import datetime
import json
import struct
from collections.abc import Sequence
from typing import IO

from shouwang.exchange.cells import Cell, Unreadable
from shouwang.exchange.parsing.refused import Refused
from shouwang.exchange.parsing.texts import checked

HEAD = struct.Struct("<cI")
LARGEST = 64 << 20
"""Bytes of one frame; an honest batch of 5,000 rows has a tenth of it."""
SHEETS, BATCH, END, REFUSED = b"S", b"B", b"E", b"R"
BETWEEN_CELLS, MARK, BETWEEN_COLUMNS = "\x1f", "\x1e", "\x1d"
_CONTROLS = bytes(code for code in range(0x20) if code not in (0x09, 0x0A, 0x0D, 0x1F))


def write_frame(pipe: IO[bytes], letter: bytes, payload: bytes) -> None:
    """One frame, at once. Raises Refused when it would be too large for the other side."""
    if len(payload) > LARGEST:
        raise Refused("too_much_memory")
    pipe.write(HEAD.pack(letter, len(payload)) + payload)
    pipe.flush()


def write_json(pipe: IO[bytes], letter: bytes, value: object) -> None:
    """One frame of JSON."""
    write_frame(pipe, letter, json.dumps(value).encode())


def pack_column(cells: Sequence[Cell]) -> bytes:
    """Cells joined; what is not text, or holds characters no text may hold, is marked."""
    try:
        joined = BETWEEN_CELLS.join(cells).encode()
    except (TypeError, UnicodeEncodeError):
        return BETWEEN_CELLS.join(map(pack_cell, cells)).encode()
    if joined.count(b"\x1f") != max(len(cells) - 1, 0) or len(joined.translate(None, _CONTROLS)) != len(joined):
        return BETWEEN_CELLS.join(map(pack_cell, cells)).encode()
    return joined


def pack_cell(cell: Cell) -> str:
    """A text as it is; anything else as mark, letter, value."""
    if isinstance(cell, str):
        cell = checked(cell)
        if isinstance(cell, str):
            return cell
    if isinstance(cell, Unreadable):
        shown = checked(cell.shown)
        return f"{MARK}U{cell.why} {shown if isinstance(shown, str) else shown.shown}"
    if isinstance(cell, datetime.datetime):
        return f"{MARK}M{cell.isoformat()}"
    if isinstance(cell, datetime.date):
        return f"{MARK}D{cell.isoformat()}"
    return f"{MARK}I{cell}" if isinstance(cell, int) else f"{MARK}F{cell!r}"


def unpack_column(joined: str) -> list[Cell]:
    """The cells of `pack_column`. Raises ValueError on anything it would not have written."""
    cells = joined.split(BETWEEN_CELLS)
    if MARK in joined:
        return [unpack_cell(cell) if cell[:1] == MARK else cell for cell in cells]
    return cells


def unpack_cell(marked: str) -> Cell:
    """One marked cell."""
    letter, value = marked[1:2], marked[2:]
    if letter == "I":
        return int(value)
    if letter == "F":
        return float(value)
    if letter == "D":
        return datetime.date.fromisoformat(value)
    if letter == "M":
        return datetime.datetime.fromisoformat(value)
    if letter == "U":
        why, _, shown = value.partition(" ")
        return Unreadable(why, shown)
    raise ValueError(f"unknown mark {letter!r}")


def pack_batch(numbers: Sequence[int], columns: Sequence[Sequence[Cell]]) -> bytes:
    """Row numbers and columns of one batch."""
    parts = [",".join(map(str, numbers)).encode(), *map(pack_column, columns)]
    return BETWEEN_COLUMNS.encode().join(parts)


def unpack_batch(payload: bytes) -> tuple[list[int], list[list[Cell]]]:
    """The batch again. Raises ValueError when columns and row numbers do not fit together."""
    numbers, *columns = payload.decode().split(BETWEEN_COLUMNS)
    rows = [int(number) for number in numbers.split(",")]
    cells = [unpack_column(column) for column in columns]
    if any(len(column) != len(rows) for column in cells):
        raise ValueError("a column of the batch is longer or shorter than its rows")
    return rows, cells
