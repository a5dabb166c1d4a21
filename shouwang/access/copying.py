"""Many rows at once into a table with row security: COPY into a temporary twin, then one INSERT ... SELECT.

(PostgreSQL refuses COPY FROM on a table whose row security holds for the role.)
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


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
