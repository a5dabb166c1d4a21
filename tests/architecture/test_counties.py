"""Every table with data about people belongs to a county: row security, order of indexes, what is only ever added to.

Asked of the database itself, so that history tables and indexes that nobody wrote down are seen too.
"""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from shouwang.access.database import append_only_tables, secured_tables, shared_tables

pytestmark = pytest.mark.django_db

COUNTRYWIDE = {
    "access_county": "the counties themselves",
    "access_region": "the divisions of the country are the same for everybody",
    "access_regioncode": "their codes too",
    "django_": "Django's own: content types, migrations, sessions (a session is found before the county is known)",
    "auth_": "Django's groups and permissions; the house uses none of them",
    "axes_": "failed logins: counted before the county is known",
    "otp_": "one-time codes: belong to an account, reached from it only",
    "ledger_transfer": "lies between two counties; its own policy names both (tests/stories/test_who_sees_a_move.py)",
    "mandatory_report_attempt": "tries with receipt codes: counted before the county is known, without an address",
    "procrastinate_": "the queue of background work; a job names its county and enters it",
    "pghistory_": "context rows of the history's library; the house keeps the context beside each kept row",
}
NOT_LED_BY_COUNTY = {
    "access_user_username_key": "a name is given once in the whole house: the login knows no county yet",
    "access_user_username": "the same, for the search by the beginning of a name",
}
_TABLES = """
SELECT c.relname, c.relkind, c.relrowsecurity AND c.relforcerowsecurity, c.reloptions::text LIKE '%%security_invoker=true%%',
       EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'county_id'),
       (SELECT string_agg(p.qual, ' ') FROM pg_policies p WHERE p.tablename = c.relname)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
"""
_INDEXES = """
SELECT i.relname, EXISTS (
  SELECT 1 FROM pg_attribute a WHERE a.attrelid = x.indrelid AND a.attname = 'county_id' AND a.attnum = x.indkey[0])
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
WHERE NOT x.indisprimary AND t.relnamespace = 'public'::regnamespace AND EXISTS (
  SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'county_id')
"""


def _ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def test_the_migrations_make_the_tables_that_the_models_describe():
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_a_table_has_a_county_or_a_reason_to_have_none():
    bare = [name for name, kind, _, _, has_county, _ in _ask(_TABLES) if kind in "rp" and not has_county]

    assert not [name for name in bare if not name.startswith(tuple(COUNTRYWIDE))]


def test_row_security_is_forced_on_every_table_with_a_county():
    tables = [row for row in _ask(_TABLES) if row[1] in "rp" and row[4]]

    assert not [name for name, _, is_forced, _, _, policy in tables if not is_forced or "shouwang.county" not in policy]
    assert {name for name, *_ in tables} >= {name for name, _ in secured_tables()}


def test_a_row_between_two_counties_is_seen_by_these_two_only():
    shared = shared_tables()
    forced = {name for name, _, is_forced, *_ in _ask(_TABLES) if is_forced}
    told = (
        "SELECT policyname, cmd, coalesce(qual, with_check) FROM pg_policies WHERE tablename = %s ORDER BY policyname"
    )

    assert "ledger_transfer" in shared and set(shared) <= forced
    for table, (sender, receiver) in shared.items():
        names = {name: (command, words) for name, command, words in _ask(told, table)}
        assert {name: command for name, (command, _) in names.items()} == {
            "either_answers": "UPDATE",
            "either_reads": "SELECT",
            "sender_adds": "INSERT",
        }
        assert all("shouwang.county" in words and sender in words for _, words in names.values())
        assert all(receiver in words for command, words in names.values() if command != "INSERT")


def test_a_view_obeys_the_row_security_of_whoever_asks():
    assert not [name for name, kind, _, invoker, _, _ in _ask(_TABLES) if kind in "vm" and not invoker]


def test_no_function_runs_with_its_owners_rights():
    definers = "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"

    assert not _ask(definers)


def test_the_county_leads_every_index_and_unique_constraint():
    strays = [name for name, is_led in _ask(_INDEXES) if not is_led]

    assert not [name for name in strays if not name.startswith(tuple(NOT_LED_BY_COUNTY))]


def test_the_serving_role_owns_nothing_and_cannot_pass_row_security():
    role = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"

    assert _ask("SELECT current_user") == [(settings.DATABASE_APP_ROLE,)]
    assert _ask(role) == [(False,)]
    assert _ask("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == [(0,)]


@pytest.mark.parametrize("table", sorted(append_only_tables()))
@pytest.mark.parametrize("change", ["UPDATE {} SET county_id = county_id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_serving_role_only_adds_to_what_is_append_only(table, change):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        _ask(change.format(table))
