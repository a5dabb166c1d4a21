"""The benchmarks: ratios against peers and limits, measured in one run.

`--large` (by hand): 100,000 rows and children; `--large --only pages` (or `cases`) 1,000,000 children and 12,000,000 visits in a database
of its own, which `--keep` leaves there for the next time (`bench.filling` says how it is filled) and `--drop` removes.
"""

import argparse
import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ["PYTHONPATH"] = str(ROOT)

PACKAGES = ("django", "psycopg", "fastexcel", "openpyxl", "django-import-export", "tablib")


def read_arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--large", action="store_true", help="100,000 rows and children; needs an hour. Pages alone: 1,000,000"
    )
    asked.add_argument(
        "--keep", action="store_true", help="pages, cases: fill a database once, use it again, leave it there"
    )
    asked.add_argument("--drop", action="store_true", help="drop the database that --keep left, and no more")
    asked.add_argument("--rows", type=int, help="rows of the roster (10,000)")
    asked.add_argument("--children", type=int, help="children of the county (20,000)")
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--only", choices=("import", "duties", "pages", "cases"), help="one part")
    asked.add_argument("--cases", type=int, default=10_000, help="open cases of the county")
    given = asked.parse_args()
    given.rows = given.rows or (100_000 if given.large else 10_000)
    much = 1_000_000 if given.only in ("pages", "cases") else 100_000
    given.children = given.children or (much if given.large else 20_000)
    if given.keep or given.drop:
        os.environ["BENCH_DATABASE"] = f"shouwang_bench_{given.children}"
    return given


def main() -> None:
    asked = read_arguments()
    import django

    django.setup()
    from bench import database, peers
    from bench.figures import Figures
    from bench.places import VAR

    if asked.drop:
        return database.drop()
    peers.install()
    figures = Figures()
    database.make(anew=not asked.keep)
    try:
        _measure(asked, figures)
        said = [
            _machine(),
            f"{asked.rows} rows, {asked.children} children, {asked.rounds} rounds",
            "",
            figures.report(),
        ]
    finally:
        if not asked.keep:
            database.drop()
    print("\n" + "\n".join(said))
    (VAR / "last.json").write_text(json.dumps(vars(figures), ensure_ascii=False, indent=1))


def _measure(asked: argparse.Namespace, figures: object) -> None:
    from bench import cases, county, database, duties, filling, importing, pages
    from bench.figures import Stopwatch

    if asked.only in (None, "import"):
        importing.measure(figures, rows=asked.rows, rounds=asked.rounds)
    if asked.only == "import":
        return
    if asked.only in ("pages", "cases"):
        place = filling.fill(children=asked.children, with_visits=asked.large and asked.only == "pages")
        if asked.only == "pages":
            return pages.measure(figures, place=place)
        return cases.measure(figures, place=place, cases=asked.cases)
    place = county.make_county(code="920101")
    batch = importing.take_in(place, county.make_roster(rows=asked.children), Stopwatch())
    database.vacuum()
    if asked.only in (None, "duties"):
        duties.measure(figures, place=place, batch=batch, rounds=asked.rounds)
    if asked.only is None:
        pages.measure(figures, place=place)
    if asked.only is None:
        cases.measure(figures, place=place, cases=asked.cases)


def _machine() -> str:
    from bench import database

    with database.connect() as connection:
        server = connection.execute("SHOW server_version").fetchone()[0]
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    cores, load = os.cpu_count(), os.getloadavg()[0]
    return f"Python {platform.python_version()}, PostgreSQL {server}, {packages}; {cores} cores, load {load:.1f}"


if __name__ == "__main__":
    main()
