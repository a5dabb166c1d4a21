"""Open the spreadsheet of a stranger: a child process with limits reads it, this side only receives rows.

    with open_spreadsheet(path) as book:
        look = book.looks[0]                                    # name, hidden or not, the first rows
        for batch in book.batches(look=look, after_row=3, positions=[0, 4, 5]):
            batch.rows, batch.columns                           # row numbers as the person sees them; cells by column

Rows arrive while the child still reads; when this side is slow the child waits, so memory stays small.
"""

import json
import logging
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import shouwang
from shouwang.exchange.cells import Cell
from shouwang.exchange.parsing import child, frames
from shouwang.exchange.parsing.limits import LIMITS, Limits
from shouwang.exchange.wording import joined_words, refusal_words

logger = logging.getLogger(__name__)


class SpreadsheetRefused(Exception):
    """A file that is not taken. str() is what is wrong and what to do, in the language of the reader."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    @property
    def message(self) -> str:
        """What is wrong."""
        return refusal_words(self.code, self.details)[0]

    @property
    def advice(self) -> str:
        """What to do."""
        return refusal_words(self.code, self.details)[1]

    def __str__(self) -> str:
        return joined_words(self.message, self.advice)


@dataclass(frozen=True, slots=True)
class Look:
    """The top of one sheet. top: (row number, cells from column A) of the first rows that hold anything."""

    number: int
    name: str
    is_hidden: bool
    top: tuple[tuple[int, list[Cell]], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, by column in the order of the positions asked for. rows: numbers as the person sees them, from 1."""

    rows: list[int]
    columns: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was read in all: rows that hold anything, and empty rows between them."""

    rows: int
    empty_rows: int


class Spreadsheet:
    """An opened file. `counts` is known after the last batch."""

    def __init__(self, process: subprocess.Popen[bytes], complaints: IO[bytes], limits: Limits) -> None:
        self._process = process
        self._complaints = complaints
        self._limits = limits
        letter, payload = self._frame()
        if letter != frames.SHEETS:
            raise self._broken()
        opened = json.loads(payload)
        self.kind: str = opened["kind"]
        self.is_1904: bool = opened["is_1904"]
        self.looks = tuple(_look(number, sheet) for number, sheet in enumerate(opened["sheets"]))
        self.counts: Counts | None = None

    @property
    def child_id(self) -> int:
        """The process that reads."""
        return self._process.pid

    def batches(self, *, look: Look, after_row: int, positions: Sequence[int]) -> Iterator[Batch]:
        """Rows below `after_row`, once per opened file. Raises SpreadsheetRefused in the middle when the file ends so.

        positions: columns from 0 for A. A row without anything in these columns is left out and counted as empty.
        """
        question = {"sheet": look.number, "after_row": after_row, "positions": list(positions)}
        try:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._broken() from error
        while True:
            letter, payload = self._frame()
            if letter == frames.END:
                self.counts = Counts(**json.loads(payload))
                return
            if letter != frames.BATCH:
                raise self._broken()
            yield Batch(*frames.unpack_batch(payload))

    def _frame(self) -> tuple[bytes, bytes]:
        deadline = time.monotonic() + self._limits.silent_seconds
        letter, size = frames.HEAD.unpack(self._receive(frames.HEAD.size, deadline))
        if size > frames.LARGEST:
            raise self._broken()
        payload = self._receive(size, deadline)
        if letter == frames.REFUSED:
            refused = json.loads(payload)
            self._log_complaints()
            raise SpreadsheetRefused(refused["code"], **refused["details"])
        return letter, payload

    def _receive(self, size: int, deadline: float) -> bytes:
        pipe = self._process.stdout.fileno()
        waiting = select.poll()
        waiting.register(pipe, select.POLLIN)
        received = bytearray()
        while len(received) < size:
            if not waiting.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise SpreadsheetRefused("too_slow")
            piece = os.read(pipe, min(size - len(received), 1 << 20))
            if not piece:
                raise self._broken()
            received += piece
        return bytes(received)

    def _broken(self) -> SpreadsheetRefused:
        """Why the child fell silent, as far as its end tells."""
        self._process.kill()
        code = self._process.wait()
        self._log_complaints()
        words = {-24: "too_slow", -6: "too_much_memory"}
        return SpreadsheetRefused(words.get(code, "ended"))

    def _log_complaints(self) -> None:
        self._complaints.seek(0)
        if complaint := self._complaints.read(20_000).decode(errors="replace").strip():
            logger.warning("the child that reads spreadsheets complained: %s", complaint)


def _look(number: int, sheet: dict[str, Any]) -> Look:
    top = tuple(
        (row, [frames.unpack_cell(c) if c[:1] == frames.MARK else c for c in cells]) for row, cells in sheet["top"]
    )
    return Look(number, sheet["name"], sheet["is_hidden"], top)


@contextmanager
def open_spreadsheet(path: Path, *, limits: Limits = LIMITS) -> Iterator[Spreadsheet]:
    """Start the child for this file and end it in any case. Raises SpreadsheetRefused.

    The child gets no environment but its own: no database address, no keys.
    """
    root = str(Path(shouwang.__file__).parent.parent)
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [sys.executable, *child.arguments(path.resolve(), limits)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={"PYTHONPATH": root, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=root,
        )
        try:
            yield Spreadsheet(process, complaints, limits)
        finally:
            process.kill()
            process.communicate()
