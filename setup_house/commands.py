"""The commands of `bootstrap.py`, each a few steps out of the other modules. All return an exit code."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from setup_house import frontend, packages, places, postgres, serve
from setup_house.say import Refused, line, step

TEST_PROCESSES = min(4, len(os.sched_getaffinity(0)))
_SHOUWANG = ("-c", "import sys; from shouwang.web.command_line import main; sys.exit(main())")


@contextmanager
def _database() -> Iterator[dict[str, str]]:
    """Yield the addresses for `app` and `owner`: of the server given by DATABASE_URL, else of the embedded one."""
    if os.environ.get("DATABASE_URL"):
        found = _python("-m", "setup_house.given", capture=True)
        yield json.loads(found)
        return
    cluster = postgres.find_cluster()
    lease = postgres.Lease(cluster)
    try:
        step("starting PostgreSQL")
        cluster.start()
        yield {role: cluster.url(role) for role in ("app", "owner")}
    finally:
        lease.release()


def _environment(addresses: dict[str, str], *, role: str = "app") -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "shouwang.settings", "DATABASE_URL": addresses[role],
            "DATABASE_OWNER_URL": addresses["owner"]}


class _Failed(Refused):
    """A program of ours has said itself what is wrong."""

    def __str__(self) -> str:
        return "停在上述问题。 Stopped at the above."


def _python(*arguments: str, environment: dict[str, str] | None = None, capture: bool = False) -> str:
    """Run the environment's Python and return what it printed, if that is wanted."""
    done = subprocess.run([places.PYTHON, *arguments], cwd=places.ROOT, env=environment, check=False, text=True,
                          stdout=subprocess.PIPE if capture else None)
    if done.returncode:
        raise _Failed("", "")
    return done.stdout or ""


def _set_up(*, for_tests: bool) -> None:
    with places.alone("set-up"):
        packages.install(for_tests=for_tests)
        frontend.build()


def run(arguments: list[str]) -> int:
    """Set everything up, serve, and stop it all at Ctrl-C."""
    serve.refuse_taken_port()
    _set_up(for_tests=False)
    with _database() as addresses:
        _prepare(addresses)
        serve.refuse_taken_port()
        cluster = None if os.environ.get("DATABASE_URL") else postgres.find_cluster()
        serve.run(environment=_environment(addresses), announce=_announce,
                  tend=cluster.revive if cluster else lambda: None)
    return 0


def _prepare(addresses: dict[str, str]) -> None:
    with places.alone("prepare"):
        owner = _environment(addresses, role="owner")
        done = _python("-m", "setup_house.prepare", environment=owner, capture=True).split()
    app = _environment(addresses)
    if _has_command("setup"):
        _python(*_SHOUWANG, "setup", environment=app)
    if _has_command("demo") and "demo" not in done and not os.environ.get("NO_DEMO"):
        step("making the demo county (NO_DEMO=1 leaves it out)")
        _python(*_SHOUWANG, "demo", environment=app)
        _python("-m", "setup_house.prepare", "done", "demo", environment=owner)


def _has_command(word: str) -> bool:
    return (places.ROOT / "shouwang" / "web" / "commands" / f"{word}.py").exists()


def _announce() -> None:
    accounts = places.VAR / "demo-accounts.txt"
    line(f"\n守望 Shouwang: {serve.ADDRESS}\n")
    if accounts.exists():
        line(accounts.read_text("utf-8"))
    line("Ctrl-C 停止 stops it.")


def test(arguments: list[str]) -> int:
    """Set up and run the whole suite, or what the arguments choose of it. Returns pytest's exit code.

    The whole suite is shared out to processes, file by file: each has a test database of its own.
    """
    _set_up(for_tests=True)
    shared = [] if arguments else [f"--numprocesses={TEST_PROCESSES}", "--dist=loadfile"]
    with _database() as addresses:
        done = subprocess.run([places.PYTHON, "-m", "pytest", *shared, *arguments], cwd=places.ROOT,
                              env=_environment(addresses), check=False)
    return done.returncode


def check(arguments: list[str]) -> int:
    """Run the fast gate (style, import contracts, types of `policy`, packs) and say all that is wrong."""
    packages.install(for_tests=True)
    programs = places.VENV / "bin"
    gates = [[programs / "ruff", "check", "."], [programs / "lint-imports"], [programs / "mypy"]]
    if _has_command("pack"):
        gates.append([places.PYTHON, *_SHOUWANG, "pack", "check"])
    failed = []
    for gate in gates:
        name = " ".join(str(part).rpartition("/")[2] for part in gate if part not in (places.PYTHON, *_SHOUWANG))
        step(name)
        if subprocess.run([str(part) for part in gate], cwd=places.ROOT, check=False).returncode:
            failed.append(name)
    line(f"FAILED: {', '.join(failed)}" if failed else "all gates passed")
    return 1 if failed else 0


def bench(arguments: list[str]) -> int:
    """Run the benchmarks (`bench/run.py`), which print ratios and never gate."""
    _set_up(for_tests=True)
    with _database() as addresses:
        done = subprocess.run([places.PYTHON, "bench/run.py", *arguments], cwd=places.ROOT,
                              env=_environment(addresses), check=False)
    return done.returncode


def docs(arguments: list[str]) -> int:
    """Write the parts of docs/ that follow from the program."""
    packages.install(for_tests=True)
    _python("tools/make_docs.py", environment={**os.environ, "PYTHONPATH": str(places.ROOT)})
    return 0


def database(arguments: list[str]) -> int:
    """Start the embedded PostgreSQL and leave it running; print its addresses."""
    postgres.find_cluster().start()
    (places.VAR / "postgres.stays").touch()
    return env(arguments)


def env(arguments: list[str]) -> int:
    """Print the shell exports that point programs at the embedded PostgreSQL."""
    cluster = postgres.find_cluster()
    line(f"export DATABASE_URL={shlex.quote(cluster.url('app'))}")
    line(f"export DATABASE_OWNER_URL={shlex.quote(cluster.url('owner'))}")
    return 0


def migrate(arguments: list[str]) -> int:
    """Bring the database to the newest migration, as its owner."""
    with _database() as addresses:
        _python("-m", "setup_house.prepare", environment=_environment(addresses, role="owner"), capture=True)
    return 0


def regions(arguments: list[str]) -> int:
    """Fetch the divisions of the whole country (24 MB) and load them into the region tree."""
    _set_up(for_tests=False)
    step("fetching the divisions of the whole country")
    frontend.fetch(frontend.FRONT / "divisions")
    with _database() as addresses:
        _python("-m", "setup_house.prepare", environment=_environment(addresses, role="owner"), capture=True)
        step("loading them")
        _python(*_SHOUWANG, "regions", "load", "--all", environment=_environment(addresses))
    return 0


def stop(arguments: list[str]) -> int:
    """Stop an embedded PostgreSQL that was started to stay."""
    (places.VAR / "postgres.stays").unlink(missing_ok=True)
    postgres.find_cluster().stop()
    return 0


def lock(arguments: list[str]) -> int:
    """Make the locks of the Python packages anew."""
    packages.lock()
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    command.__name__: command
    for command in (run, test, check, bench, docs, database, env, migrate, regions, stop, lock)
}

if __name__ == "__main__":
    sys.exit("python3 bootstrap.py COMMAND")
