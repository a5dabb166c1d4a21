"""What the house imports is what it asks for: nothing by luck of another package."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

from setup_house import places


def _imported() -> set[str]:
    """The outside packages that `shouwang` imports, tests aside."""
    names = set()
    for path in (places.ROOT / "shouwang").rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"shouwang"}


def _asked_for() -> set[str]:
    lines = (places.ROOT / "requirements.in").read_text("utf-8").splitlines()
    return {_plain(re.match(r"[\w.-]+", line)[0]) for line in lines if line and not line.startswith("#")}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_imported_package_is_asked_for() -> None:
    distributions = packages_distributions()
    missing = {name for name in _imported() if not {_plain(d) for d in distributions.get(name, [name])} & _asked_for()}
    assert missing == set()
