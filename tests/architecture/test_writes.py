"""No write without its event: an operation that somebody does (it takes `by: Actor`) leaves a row of the trail."""

import ast
from pathlib import Path

import pytest

from tests.architecture.house import HOUSE, list_code, named, parse

TRAIL = {"record_event", "record_case_event", "append_event", "append_reading", "note_refusal"}


def _calls(node: ast.AST) -> set[str]:
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {getattr(call, "attr", getattr(call, "id", "")) for call in calls}


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in parse(path).body if isinstance(node, ast.FunctionDef)}


def _reach(name: str, folder: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> set[str]:
    """Everything that a function calls, by way of the other functions of its folder too."""
    found = _calls(folder[name]) if name in folder and name not in seen else set()
    return found.union(*(_reach(one, folder, seen | {name}) for one in found if one in folder))


def _is_done_by_somebody(function: ast.FunctionDef) -> bool:
    """Takes `by: Actor`."""
    given = {one.arg: getattr(one.annotation, "id", "") for one in function.args.kwonlyargs}
    return given.get("by") == "Actor"


def _list_operations() -> list[tuple[Path, str]]:
    paths = [path for path in list_code() if path.is_relative_to(HOUSE) and path.stem not in {"views", "scope"}]
    return [
        (path, name)
        for path in paths
        for name, function in _functions(path).items()
        if name not in TRAIL and not name.startswith("_") and _is_done_by_somebody(function)
    ]


OPERATIONS = _list_operations()


@pytest.mark.parametrize(("path", "name"), OPERATIONS, ids=[f"{path.parent.name}.{name}" for path, name in OPERATIONS])
def test_whoever_does_something_leaves_an_event(path, name):
    folder: dict[str, ast.FunctionDef] = {}
    for one in path.parent.glob("*.py"):
        folder |= _functions(one)

    assert _reach(name, folder) & TRAIL, named(path)
