"""The door of the set-up: `python3 bootstrap.py COMMAND`. Needs Python 3.11 and nothing else."""

import argparse
import os
import shlex
import sys

from setup_house import places, postgres
from setup_house.say import Refused, line


def database() -> int:
    """Start the embedded PostgreSQL and leave it running; print its addresses."""
    cluster = postgres.find_cluster()
    cluster.start()
    (places.VAR / "postgres.stays").touch()
    return env()


def env() -> int:
    """Print the shell exports that point programs at the database."""
    cluster = postgres.find_cluster()
    line(f"export DATABASE_URL={shlex.quote(cluster.url('app'))}")
    line(f"export DATABASE_OWNER_URL={shlex.quote(cluster.url('owner'))}")
    return 0


def migrate() -> int:
    """Start the database and bring it to the newest migration, as the owner."""
    cluster = postgres.find_cluster()
    cluster.start()
    os.environ["DATABASE_URL"] = cluster.url("owner")
    arguments = [str(places.PYTHON), "-m", "django", "migrate", "--settings", "shouwang.settings", *sys.argv[2:]]
    return os.spawnv(os.P_WAIT, places.PYTHON, arguments)


def stop() -> int:
    """Stop the embedded PostgreSQL."""
    (places.VAR / "postgres.stays").unlink(missing_ok=True)
    postgres.find_cluster().stop()
    return 0


COMMANDS = {command.__name__: command for command in (database, env, migrate, stop)}


def main() -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    command = parser.parse_args(sys.argv[1:2]).command
    try:
        return COMMANDS[command]()
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
