"""What migrations alone do not give: row security by county, and grants for the role that runs the application.

After every migrate each table with a `county_id` column gets a policy: a row is visible, and may be written, only
while the transaction's `shouwang.county` names its county. Tables without that column are listed in COUNTRYWIDE; a
test holds the list against the models.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

APPEND_ONLY = {"access_event", "access_reading"}
"""Tables of which the application's role may add and read rows, and nothing else."""

_POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS county_only ON {table};
CREATE POLICY county_only ON {table}
  USING ({column} = nullif(current_setting('shouwang.county', true), '')::int);
"""

# Login asks for an account before the county is known: these two may be read by name before.
_BEFORE_LOGIN = {"access_user"}


def secured_tables() -> list[tuple[str, str]]:
    """(table, county column) of every table that belongs to a county, history tables included."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.column == "county_id" and model._meta.db_table not in _BEFORE_LOGIN:
                found.append((model._meta.db_table, field.column))
    return found


def secure_tables(**signal: Any) -> None:
    """Installs policies and grants; runs after every migrate, changes nothing the second time."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, column in secured_tables():
            if table in present:
                cursor.execute(_POLICY.format(table=f'"{table}"', column=f'"{column}"'))
        _grant(cursor, present)


def _grant(cursor: Any, present: set[str]) -> None:
    role = settings.DATABASE_APP_ROLE
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
    if cursor.fetchone() is None:
        return
    cursor.execute(f'GRANT USAGE ON SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"')
    cursor.execute(f'GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO "{role}"')
    for table in sorted(APPEND_ONLY & present):
        cursor.execute(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{role}"')


def enter_county(county_id: int | None) -> None:
    """From here to the end of the transaction only this county's rows exist. None: no county's rows."""
    with connection.cursor() as cursor:
        # SET LOCAL takes no bound parameters; the value is an int or nothing.
        cursor.execute(f"SET LOCAL shouwang.county = '{'' if county_id is None else int(county_id)}'")


@contextmanager
def county(county_id: int) -> Iterator[None]:
    """A transaction within one county: for the command line, the worker and tests."""
    from django.db import transaction

    with transaction.atomic():
        enter_county(county_id)
        yield
