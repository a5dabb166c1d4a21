"""Many rows at once into a table with row security: COPY into a temporary twin, then one INSERT ... SELECT.

(PostgreSQL refuses COPY FROM on a table whose row security holds for the role.) Rows that are at hand as rows go by
`copy_rows`; columns of 100,000 values go as COPY's own text, made column by column: see `cells`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

NULL = "\\N"
_FLAGS = {None: NULL, True: "t", False: "f"}
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_QUOTES = str.maketrans({"\\": "\\\\", '"': '\\"'})


def copy_rows(*, model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Adds `rows` (values in the order of `columns`, database columns) and returns how many. Inside a transaction."""
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    twin = f"copying_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{twin}"')
        cursor.execute(f'CREATE TEMP TABLE "{twin}" ON COMMIT DROP AS SELECT {names} FROM "{table}" WITH NO DATA')
        with cursor.copy(f'COPY "{twin}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "{twin}"')
        return int(cursor.rowcount)


def fill_table(*, table: str, columns: Mapping[str, str], cells: Mapping[str, Sequence[str]]) -> None:
    """A temporary table `table` of these columns (name -> SQL type) with these cells, as `cells_of_*` make them."""
    declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    names = ", ".join(f'"{name}"' for name in cells)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{table}"')
        cursor.execute(f'CREATE TEMP TABLE "{table}" ({declared}) ON COMMIT DROP')
        with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            copy.write("\n".join(map("\t".join, zip(*cells.values(), strict=True))))


def cells_of_texts(values: Sequence[str | None]) -> list[str]:
    """Texts; what COPY takes for a sign of its own is escaped where there is any."""
    cells = [NULL if value is None else value for value in values]
    together = "".join(value for value in values if value)
    if "\\" in together or "\t" in together or "\n" in together or "\r" in together:
        return [NULL if value is None else value.translate(_ESCAPES) for value in values]
    return cells


def cells_of_flags(values: Sequence[bool | None]) -> list[str]:
    return [_FLAGS[value] for value in values]


def cells_of_figures(values: Sequence[int | None]) -> list[str]:
    return [NULL if value is None else str(value) for value in values]


def cells_of_bytes(values: Sequence[bytes | None]) -> list[str]:
    return [NULL if value is None else "\\\\x" + value.hex() for value in values]


def cells_of_lists(values: Sequence[Sequence[str] | None]) -> list[str]:
    """Lists of texts. Equal lists that follow one another are written once."""
    known: dict[Any, str] = {None: NULL}
    return [known.get(value) or known.setdefault(value, _list(value)) for value in map(_hashable, values)]


def _hashable(value: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(value)


def _list(value: Sequence[str]) -> str:
    quoted = ",".join(f'"{one.translate(_QUOTES)}"' for one in value)
    return f"{{{quoted}}}".translate(_ESCAPES)
