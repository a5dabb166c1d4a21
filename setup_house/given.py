"""A PostgreSQL server that the user runs (`DATABASE_URL`), inside `.venv`: see that it can serve, and with which roles.

`python -m setup_house.given` prints the addresses as JSON: `owner` migrates, `app` serves. With `DATABASE_OWNER_URL`
both are given. With `DATABASE_URL` alone it is the owner's, and the application's role is made on the server; where
that is not allowed the owner serves too, which is said loudly.
"""

import json
import os
import sys

from setup_house import places, roles
from setup_house.say import Refused, answer, warn

OLDEST = 150000


def main() -> int:
    """Print the addresses."""
    import psycopg
    from psycopg.conninfo import make_conninfo

    app, owner = os.environ["DATABASE_URL"], os.environ.get("DATABASE_OWNER_URL")
    try:
        with psycopg.connect(owner or app, autocommit=True, connect_timeout=10) as connection:
            _refuse_old(connection.info.server_version)
            if owner is None:
                owner, app = app, make_conninfo(app, **_make_app(connection))
    except psycopg.OperationalError as error:
        raise Refused(f"连不上 DATABASE_URL 指定的 PostgreSQL：{error}",
                      f"Cannot reach the PostgreSQL of DATABASE_URL: {error}") from error
    print(json.dumps({"app": app, "owner": owner}))
    return 0


def _refuse_old(version: int) -> None:
    if version < OLDEST:
        raise Refused(f"PostgreSQL 需要 15 或更新，服务器是 {version // 10000}。",
                      f"PostgreSQL 15 or newer is needed; the server is {version // 10000}.")


def _make_app(connection: object) -> dict[str, str]:
    """Make the application's role and return its user and password, or nothing when that is not allowed."""
    import psycopg

    password = places.get_passwords(are_new=True)["app"]
    try:
        connection.execute(roles.make_app(password=password))
    except psycopg.errors.InsufficientPrivilege:
        warn("DATABASE_URL may not create roles, so the owner of the tables also serves. Row security is forced upon\n"
             "it, but the append-only tables are guarded by triggers alone. Better: create the role shouwang_app and\n"
             "give DATABASE_URL (its address) and DATABASE_OWNER_URL (the owner's).")
        return {}
    return {"user": roles.APP, "password": password}


if __name__ == "__main__":
    sys.exit(answer(main))
