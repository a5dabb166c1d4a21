"""What migrations alone do not give: row security by county, and grants for the role that runs the application.

After every migrate each table with a `county_id` column gets a policy: a row is visible, and may be written, only
while the transaction's `shouwang.county` names its county. Which tables may do without that column, and why, stands in
`tests/architecture/test_counties.py`. A row that two counties share (`lies_between`) is seen by those two: docs/adr/0034.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection

APPEND_ONLY = {"access_event", "access_reading", "access_seal", "duties_flip"}
"""Tables of which the application's role may add and read rows, and nothing else; history tables besides."""

_POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS county_only ON {table};
CREATE POLICY county_only ON {table}
  USING ({column} = {county}{before_login});
"""
_COUNTY = "nullif(current_setting('shouwang.county', true), '')::int"

_BETWEEN = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS either_reads ON {table};
DROP POLICY IF EXISTS sender_adds ON {table};
DROP POLICY IF EXISTS either_answers ON {table};
CREATE POLICY either_reads ON {table} FOR SELECT USING ({county} IN ({sender}, {receiver}));
CREATE POLICY sender_adds ON {table} FOR INSERT WITH CHECK ({county} = {sender});
CREATE POLICY either_answers ON {table} FOR UPDATE USING ({county} IN ({sender}, {receiver}));
"""

# Login looks for an account before the county is known; once it is, the other counties' accounts are gone too.
_BEFORE_LOGIN = {"access_user": f" OR {_COUNTY} IS NULL"}


def secured_tables() -> list[tuple[str, str]]:
    """(table, county column) of every table that belongs to a county, history tables included."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.column == "county_id":
                found.append((model._meta.db_table, field.column))
    return found


def shared_tables() -> dict[str, tuple[str, str]]:
    """Table -> (column of the sending county, column of the receiving one), where a model says that it `lies_between` two."""
    models = (model for model in apps.get_models() if hasattr(model, "lies_between"))
    return {model._meta.db_table: model.lies_between for model in models}


def append_only_tables() -> set[str]:
    """APPEND_ONLY, and every table that keeps former rows."""
    return APPEND_ONLY | {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}


def secure_tables(**signal: Any) -> None:
    """Installs policies and grants; runs after every migrate, changes nothing the second time."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, column in secured_tables():
            if table in present:
                words = {"county": _COUNTY, "before_login": _BEFORE_LOGIN.get(table, "")}
                cursor.execute(_POLICY.format(table=f'"{table}"', column=f'"{column}"', **words))
        for table, (sender, receiver) in shared_tables().items():
            if table in present:
                names = {"table": f'"{table}"', "sender": f'"{sender}"', "receiver": f'"{receiver}"'}
                cursor.execute(_BETWEEN.format(county=_COUNTY, **names))
        _grant(cursor, present)


def _grant(cursor: Any, present: set[str]) -> None:
    role = settings.DATABASE_APP_ROLE
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
    if cursor.fetchone() is None:
        return
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"')
    if connection.pg_version >= MAINTAINABLE:
        cursor.execute(f'GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{role}"')
    if "access_county" in present:  # tables of many rows name their county without a foreign key: docs/adr/0014
        cursor.execute(f'REVOKE DELETE, TRUNCATE ON access_county FROM "{role}"')
    for table in sorted(append_only_tables() & present):
        cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{role}"')


def enter_county(county_id: int | None, *, user_id: UUID | None = None) -> None:
    """From here to the end of the transaction only this county's rows exist. None: no county's rows.

    What the triggers keep of changed rows is kept with `user_id`; without one it is the system's own work.
    """
    county = "" if county_id is None else int(county_id)
    by = f'{{"user": "{user_id}"}}' if user_id is not None else ""
    with connection.cursor() as cursor:
        # SET LOCAL takes no bound parameters; the values are an int and a UUID, or nothing.
        cursor.execute(f"SET LOCAL shouwang.county = '{county}'; SET LOCAL pghistory.context_metadata = '{by}'")


MAINTAINABLE = 170000  # from this PostgreSQL on a role can be allowed to keep statistics of tables it does not own


def refresh_statistics(*tables: str, columns: Sequence[str] = ()) -> None:
    """Statistics for the planner after many new rows, within the transaction that wrote them; else autovacuum does it.

    columns: only of these, which costs a fraction.
    """
    only = f" ({', '.join(columns)})" if columns else ""
    if connection.pg_version < MAINTAINABLE:
        return
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'ANALYZE "{table}"{only}')


@contextmanager
def county(county_id: int) -> Iterator[None]:
    """A transaction within one county: for the command line, the worker and tests."""
    from django.db import transaction

    with transaction.atomic():
        enter_county(county_id)
        yield


@contextmanager
def across(county_id: int, *, home: int, user_id: UUID | None = None) -> Iterator[None]:
    """A step in another county within the running transaction, then home: what both counties write stands or falls together.

    When it fails its savepoint is undone, and with it the change of county.
    """
    from django.db import transaction

    with transaction.atomic():
        enter_county(county_id)
        yield
        enter_county(home, user_id=user_id)
