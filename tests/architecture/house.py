"""What the architecture tests look at: the files of the house, its rooms from top to bottom, and the ratchet."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "shouwang"
RATCHET = Path(__file__).with_name("ratchet.toml")
FOLDERS = ("shouwang", "setup_house", "tools", "bench", "tests")
_LEFT_OUT = {"migrations", "node_modules", "__pycache__"}

STACK = (
    "policy",
    "access",
    "registry",
    "duties",
    "page",
    "exchange",
    "mechanisms",
    "field",
    "statistics",
    "web",
    "urls",
)
"""The rooms, the lowest first."""


def list_python() -> list[Path]:
    """Every Python file that somebody wrote, the tests included."""
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return sorted([*ROOT.glob("*.py"), *(path for path in found if not _LEFT_OUT & set(path.parts))])


def list_code() -> list[Path]:
    """The Python files of `shouwang` without its tests."""
    return [path for path in list_python() if path.is_relative_to(HOUSE) and "tests" not in path.parts]


def list_templates() -> list[Path]:
    return sorted(path for path in HOUSE.rglob("templates/**/*") if path.is_file())


def list_static() -> list[Path]:
    """What browsers get as it was written by hand."""
    found = [path for folder in HOUSE.rglob("static") for path in folder.rglob("*")]
    return sorted(path for path in found if path.is_file() and path.suffix in {".css", ".js", ".svg", ".html", ".json"})


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def walk(path: Path) -> Iterator[ast.AST]:
    return ast.walk(parse(path))


def room_of(path: Path) -> tuple[str, str]:
    """(`mechanisms`, `visit`) for a mechanism's file, (`page`, ``) for one of the page room."""
    parts = path.relative_to(HOUSE).parts
    return (parts[0], parts[1]) if parts[0] == "mechanisms" and len(parts) > 2 else (parts[0].removesuffix(".py"), "")


def may_know(upper: tuple[str, str], lower: tuple[str, str]) -> bool:
    """Whether a room may lean on another: itself, or what stands lower; never a sibling."""
    return upper == lower or STACK.index(lower[0]) < STACK.index(upper[0])


@cache
def read_ratchet() -> dict[str, dict[str, int]]:
    """{kind: {what: number}}: what is over a budget, or past a guard, and by how much."""
    return tomllib.loads(RATCHET.read_text("utf-8"))


def hold(kind: str, measured: dict[str, int]) -> None:
    """Raises AssertionError, saying what to do, unless the numbers are those of the ratchet."""
    known = read_ratchet().get(kind, {})
    worse = [f'  "{what}" = {number}' for what, number in measured.items() if number > known.get(what, 0)]
    better = [
        f'  "{what}" = {measured.get(what, 0)}' for what, number in known.items() if measured.get(what, 0) < number
    ]
    said = [f"more than the ratchet's [{kind}] allows; make it smaller:", *worse] if worse else []
    said += [f"fewer now; lower the numbers in {RATCHET.name} [{kind}] (leave out a 0):", *better] if better else []
    if said:
        raise AssertionError("\n".join(said))
