"""Only `page.clock` reads the clock. Below the page room not even a stopwatch runs: the day is an argument."""

import ast
import re
import tomllib
from pathlib import Path

from tests.architecture.house import ROOT, STACK, list_code, named, room_of, walk

RUFF = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
CLOCK = "shouwang/page/clock.py"
CLOCKS = {"today", "now", "utcnow", "localdate", "localtime"}
SQL_CLOCK = re.compile(r"\bnow\(\)|\bcurrent_(date|timestamp|time)\b|\bclock_timestamp\b", re.IGNORECASE)
BANNED = {
    "datetime.date.today",
    "datetime.datetime.now",
    "django.utils.timezone.now",
    "django.utils.timezone.localdate",
}


def _is_domain(path: Path) -> bool:
    return STACK.index(room_of(path)[0]) < STACK.index("page")


def _list_house() -> list[Path]:
    return [path for path in list_code() if room_of(path)[0] in STACK and named(path) != CLOCK]


def _reads_clock(node: ast.AST) -> bool:
    """`anything.today()`, but neither `clock.today()` nor `localtime(moment)`, which only converts."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.args:
        return False
    return node.func.attr in CLOCKS and getattr(node.func.value, "id", "") != "clock"


def test_only_the_clock_reads_the_clock():
    readers = [f"{named(path)}:{node.lineno}" for path in _list_house() for node in walk(path) if _reads_clock(node)]

    assert not readers


def test_below_the_page_room_no_stopwatch_runs():
    domain = [path for path in _list_house() if _is_domain(path)]
    imported = {
        (path, alias.name)
        for path in domain
        for node in walk(path)
        if isinstance(node, ast.Import)
        for alias in node.names
    }

    assert not [named(path) for path, name in imported if name in {"time", "timeit", "sched"}]


def test_no_sql_and_no_column_of_the_domain_reads_the_clock():
    domain = [path for path in _list_house() if _is_domain(path)]
    texts = [node.value for path in domain for node in walk(path) if isinstance(node, ast.Constant)]
    options = {key.arg for path in domain for node in walk(path) if isinstance(node, ast.Call) for key in node.keywords}

    assert not [text for text in texts if isinstance(text, str) and SQL_CLOCK.search(text)]
    assert not {"auto_now", "auto_now_add", "db_default"} & options


def test_ruff_bans_the_clock_everywhere_else():
    freed = {
        place
        for place, codes in RUFF["per-file-ignores"].items()
        if any(code.startswith(("TID", "DTZ")) for code in codes)
    }

    assert set(RUFF["flake8-tidy-imports"]["banned-api"]) >= BANNED
    assert {"TID", "DTZ005", "DTZ011"} <= set(RUFF["select"])
    assert freed <= {CLOCK, "**/tests/**", "bench/**"}
