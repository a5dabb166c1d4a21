"""A database for the benchmarks alone, beside the program's own; made anew each time, unless it is to be kept."""

import os
import re
import subprocess
import sys
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from bench.places import ROOT

PATIENCE = 10_000  # milliseconds for a backend to end
_END_BACKENDS = """
SELECT pg_terminate_backend(pid, %s) FROM pg_stat_activity
WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()
"""


def address(*, name: str) -> str:
    return _address(settings.DATABASE_OWNER, name=name)


def _address(role: dict[str, Any], *, name: str) -> str:
    given = {"user": role["USER"], "password": role["PASSWORD"], "host": role["HOST"], "port": role["PORT"]}
    return make_conninfo(dbname=name, **{key: value for key, value in given.items() if value})


def connect() -> psycopg.Connection[Any]:
    """As the owner, outside any transaction."""
    return psycopg.connect(address(name=settings.DATABASE_OWNER["NAME"]), autocommit=True)


def make(*, anew: bool) -> None:
    """Empty, or as it was left; in any case with the newest migration."""
    if anew:
        drop()
    if anew or not _exists():
        _outside("CREATE DATABASE {}")
    environment = {**os.environ, "BENCH_AS_OWNER": "1"}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def drop() -> None:
    """Also while a killed benchmark's backend is still busy in it: each role ends its own."""
    connections.close_all()
    for role in (settings.DATABASES["default"], settings.DATABASE_OWNER):
        with psycopg.connect(_address(role, name="postgres"), autocommit=True) as connection:
            connection.execute(_END_BACKENDS, [PATIENCE, settings.DATABASE_OWNER["NAME"]])
    _outside("DROP DATABASE IF EXISTS {}")


def _exists() -> bool:
    with psycopg.connect(address(name="postgres")) as connection:
        name = settings.DATABASE_OWNER["NAME"]
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _outside(statement: str) -> None:
    with psycopg.connect(address(name="postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(settings.DATABASE_OWNER["NAME"])))


def vacuum() -> None:
    """What autovacuum does in a house that runs longer than a benchmark."""
    with connect() as connection:
        connection.execute("VACUUM ANALYZE")


def read_rows(*, county_id: int, tables: list[str]) -> dict[str, bytes]:
    """The county's rows of each table, as binary COPY takes them in again."""
    rows = {}
    with connect() as connection:
        connection.execute("SELECT set_config('shouwang.county', %s, false)", [str(county_id)])
        for table in tables:
            with connection.cursor().copy(f"COPY (SELECT * FROM {table}) TO STDOUT (FORMAT binary)") as copy:
                rows[table] = b"".join(bytes(part) for part in copy)
    return rows


def make_twins(*, tables: list[str], has_keys: bool) -> None:
    """An empty twin of each table, `twin_<table>`, with the same columns, checks and indexes; `has_keys`: and the same
    foreign keys, between the twins where both ends have one."""
    with connect() as connection:
        for table in tables:
            connection.execute(f"DROP TABLE IF EXISTS twin_{table} CASCADE")
            connection.execute(f"CREATE TABLE twin_{table} (LIKE {table} INCLUDING ALL)")
        for table, key in connection.execute(_KEYS, [tables]).fetchall() if has_keys else ():
            key = re.sub(r"REFERENCES (\w+)", lambda to: f"REFERENCES {_twin_of(to[1], tables)}", key)
            connection.execute(f"ALTER TABLE twin_{table} ADD {key}")


_KEYS = """
SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)
"""


def _twin_of(table: str, tables: list[str]) -> str:
    return f"twin_{table}" if table in tables else table


def copy_in(rows: dict[str, bytes]) -> None:
    """All rows into the twins, one transaction, as safe on disk as the program's own."""
    with connect() as connection, connection.transaction():
        for table, content in rows.items():
            with connection.cursor().copy(f"COPY twin_{table} FROM STDIN (FORMAT binary)") as copy:
                copy.write(content)


def list_filled(*, county_id: int) -> list[str]:
    """The tables in which an import has left rows of this county."""
    with connect() as connection:
        connection.execute("SELECT set_config('shouwang.county', %s, false)", [str(county_id)])
        found = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND (relname LIKE %s OR relname IN ('access_event', 'duties_mark', 'roster_line')) ORDER BY relname",
            ["registry\\_%"],
        ).fetchall()
        return [name for (name,) in found if connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()]
