"""The two database roles under test: the owner makes and migrates the test database, the tests run as the application.

So row security, and every right that a migration takes away from the application, holds in tests as it does at run
time. A test that must do what only the owner may (look behind row security, load a table) asks for the fixture
`as_owner`, a context manager that reconnects: use it outside a transaction (`transactional_db`).
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

_IDENTITY = ("USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def _owner() -> Iterator[None]:
    """Be the owner inside, the application again after."""
    served = {key: connection.settings_dict[key] for key in _IDENTITY}
    connection.close()
    connection.settings_dict.update({key: settings.DATABASE_OWNER[key] for key in _IDENTITY})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(served)


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: object,
    django_db_use_migrations: bool,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Make the test database as its owner, hand it to the application, and drop it as its owner."""
    from django.test.utils import setup_databases, teardown_databases

    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock(), _owner():
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep)
        cleared = _clear_as_owner()
    yield
    TransactionTestCase._fixture_teardown = cleared
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            _end_other_sessions()
            with _owner():
                teardown_databases(made, verbosity=0)


def _end_other_sessions() -> None:
    """A live server's thread may still hold a connection: it would keep the database from being dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )


def _clear_as_owner() -> Callable[[TransactionTestCase], None]:
    """Let the owner empty the tables after a transactional test: the application may not. Return the way it was."""
    original = TransactionTestCase._fixture_teardown

    def clear(case: TransactionTestCase) -> None:
        with _owner(), _nothing_refuses_truncate():
            original(case)

    TransactionTestCase._fixture_teardown = clear
    return original


@contextmanager
def _nothing_refuses_truncate() -> Iterator[None]:
    """Silence, inside, the triggers by which append-only tables refuse to be emptied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgtype & 32 > 0")
        guarded = [table for (table,) in cursor.fetchall()]
        for table in guarded:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            yield
        finally:
            for table in guarded:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def as_owner(transactional_db: None) -> Callable[[], AbstractContextManager[None]]:
    """Return a context manager in which the test is the database's owner."""
    return _owner
