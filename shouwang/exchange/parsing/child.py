"""The child process: opens one file, shows the top of its sheets, then sends the rows the parent asks for.

Started as `python -m shouwang.exchange.parsing.child LIMITS PATH`; the question comes as one line of JSON on stdin:
{"sheet": 0, "after_row": 3, "positions": [0, 4, 5]}; without a question it ends.
"""

import gc
import json
import sys
import traceback
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from itertools import islice, zip_longest
from pathlib import Path
from typing import IO, Any

from shouwang.exchange.cells import EMPTY, Cell
from shouwang.exchange.parsing import frames
from shouwang.exchange.parsing.limits import Limits, hold_to
from shouwang.exchange.parsing.opened import Opened, open_file
from shouwang.exchange.parsing.refused import Refused

BLANK = frozenset(["", " ", "\u3000", "\n", "\t"])


def main() -> None:
    """Answer on stdout; whatever goes wrong leaves as a frame with its code."""
    pipe = sys.stdout.buffer
    limits = Limits(**json.loads(sys.argv[1]))
    gc.disable()  # nothing here refers to itself in a ring, and the search for rings costs a twentieth of the time
    try:
        hold_to(limits)
        serve(Path(sys.argv[2]), limits, sys.stdin.buffer, pipe)
    except Refused as refused:
        frames.write_json(pipe, frames.REFUSED, {"code": refused.code, "details": refused.details})
    except MemoryError:
        frames.write_json(pipe, frames.REFUSED, {"code": "too_much_memory", "details": {}})
    except BrokenPipeError:
        sys.stderr.close()
    except BaseException:  # a panic of the .xls reader is no Exception
        traceback.print_exc()
        frames.write_json(pipe, frames.REFUSED, {"code": "unreadable", "details": {}})


def serve(path: Path, limits: Limits, questions: IO[bytes], pipe: IO[bytes]) -> None:
    """Show the sheets, read one question, send the rows."""
    with ExitStack() as stack:
        opened = open_file(path, limits, stack)
        looks = [
            {"name": name, "is_hidden": is_hidden, "top": top_of(opened, number, limits)}
            for number, (name, is_hidden) in enumerate(opened.sheets[: limits.sheets])
        ]
        if not looks:
            raise Refused("no_sheet")
        kind = {"kind": opened.kind, "is_1904": opened.is_1904}
        frames.write_json(pipe, frames.SHEETS, kind | {"sheets": looks})
        question = questions.readline()
        if question.strip():
            send_rows(opened, json.loads(question), limits, pipe)


def top_of(opened: Opened, number: int, limits: Limits) -> list[Any]:
    """The first rows of a sheet: [row number, packed cells]."""
    found = []
    for row, cells in opened.rows(number):
        if row > limits.top_rows:
            break
        found.append([row, [frames.pack_cell(cell) for cell in cells]])
    return found


def send_rows(opened: Opened, question: dict[str, Any], limits: Limits, pipe: IO[bytes]) -> None:
    """Batches of the asked columns, then the counts: rows sent, and empty rows between them."""
    positions = question["positions"]
    width = max(positions, default=-1) + 1
    rows = asked_rows(opened.rows(question["sheet"]), question["after_row"], positions)
    sent = empty = 0
    last = question["after_row"]
    for batch in in_batches(rows, limits.batch_rows):
        numbers = [row for row, _ in batch]
        columns = in_columns([cells for _, cells in batch], width)
        frames.write_frame(pipe, frames.BATCH, frames.pack_batch(numbers, [columns[place] for place in positions]))
        empty += numbers[-1] - last - len(numbers)
        last, sent = numbers[-1], sent + len(numbers)
    frames.write_json(pipe, frames.END, {"rows": sent, "empty_rows": empty})


def asked_rows(
    rows: Iterator[tuple[int, list[Cell]]], after_row: int, positions: list[int]
) -> Iterator[tuple[int, list[Cell]]]:
    """Rows below the header that hold anything in a column that was asked for."""
    for row, cells in rows:
        if row > after_row and any(cells[place] not in BLANK for place in positions if place < len(cells)):
            yield row, cells


def in_batches(rows: Iterator[tuple[int, list[Cell]]], size: int) -> Iterator[list[tuple[int, list[Cell]]]]:
    """Lists of at most `size` rows."""
    while batch := list(islice(rows, size)):
        yield batch


def in_columns(rows: list[list[Cell]], width: int) -> list[tuple[Cell, ...]]:
    """Rows of any length turned into `width` columns."""
    columns = list(zip_longest(*rows, fillvalue=EMPTY))[:width]
    return columns + [(EMPTY,) * len(rows)] * (width - len(columns))


def arguments(path: Path, limits: Limits) -> list[str]:
    """The command line of the child, for the parent that starts it."""
    return ["-m", "shouwang.exchange.parsing.child", json.dumps(asdict(limits)), str(path)]


if __name__ == "__main__":
    main()
