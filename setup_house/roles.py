"""The two roles of the database, as SQL. The owner migrates; the application reads and writes rows and nothing else.

Row security does not bind a superuser, nor a table's owner unless forced: so what serves, and what is tested,
is never the owner. What the application may do with each table is granted after migrating, by `shouwang.access`.
"""

OWNER = "shouwang_owner"
APP = "shouwang_app"

_ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN CREATE ROLE {name}; END IF;
END $$;
ALTER ROLE {name} LOGIN {rights} NOREPLICATION PASSWORD '{password}';
"""
_PLAIN = "NOSUPERUSER NOBYPASSRLS NOCREATEROLE"


def make_app(*, password: str) -> str:
    """Return the SQL that makes the application's role, or sets its password when it is there."""
    return _ROLE.format(name=APP, rights="NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB", password=password)


def make_roles(*, owner_password: str, app_password: str) -> str:
    """Return the SQL that makes both roles. The owner may create databases: the test suite needs one."""
    owner = _ROLE.format(name=OWNER, rights=f"{_PLAIN} CREATEDB", password=owner_password)
    return owner + make_app(password=app_password)
