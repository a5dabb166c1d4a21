"""Families into the database: batch after batch, each in a transaction of its own, so that memory stays small."""

from collections.abc import Callable, Iterator
from queue import Queue
from threading import Thread
from uuid import UUID

from shouwang.access.copying import copy_rows
from shouwang.access.database import county as in_county
from shouwang.registry.models import File
from shouwang.web.demo.establishing import Established, take_file_numbers
from shouwang.web.demo.families import FamilyMaker, Setting, generate_families
from shouwang.web.demo.rows import TABLES, Batch, RowMaker
from shouwang.web.demo.staffing import Holder

BATCH, AHEAD = 2000, 2
NUMBER = 3  # the place of the file's number in its row


def write_families(
    *,
    made: Established,
    setting: Setting,
    maker: FamilyMaker,
    holders: dict[UUID, Holder],
    tell: Callable[[int], None] = lambda done: None,
) -> int:
    """Generate and write all families of the setting; `tell` hears how many children are done. Returns that number."""
    rows = RowMaker(made, holders, numbers=maker.numbers, seed=setting.seed, today=setting.today)
    done = 0
    for batch in work_ahead(rows.batches(generate_families(setting, made.villages, maker), size=BATCH)):
        write_batch(made=made, batch=batch)
        done += batch.children
        tell(done)
    return done


def work_ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """The same batches, made in a thread while the database is busy with the ones before; at most AHEAD wait."""
    waiting: Queue[Batch | BaseException | None] = Queue(maxsize=AHEAD)

    def make() -> None:
        try:
            for batch in batches:
                waiting.put(batch)
            waiting.put(None)
        except BaseException as trouble:  # told to the one who reads
            waiting.put(trouble)

    Thread(target=make, daemon=True).start()
    while (batch := waiting.get()) is not None:
        if isinstance(batch, BaseException):
            raise batch
        yield batch


def write_batch(*, made: Established, batch: Batch) -> None:
    """One batch, whole or not at all."""
    with in_county(made.county.pk):
        files = batch.rows[File]
        numbers = take_file_numbers(county=made.county, count=len(files))
        batch.rows[File] = [
            (*row[:NUMBER], number, *row[NUMBER + 1 :]) for row, number in zip(files, numbers, strict=True)
        ]
        for model, columns in TABLES:
            copy_rows(model=model, columns=columns, rows=batch.rows[model])
