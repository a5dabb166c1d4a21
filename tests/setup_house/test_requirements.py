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


def _named() -> set[str]:
    """Modules that the running program imports, or names in a text: in the settings, or to start them."""
    names = set()
    for folder in ("shouwang", "setup_house"):
        for path in (places.ROOT / folder).rglob("*.py"):
            if "tests" in path.parts:
                continue
            nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
            names |= {
                node.module.partition(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and node.module
            }
            names |= {
                alias.name.partition(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names
            }
            texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
            names |= {text.partition(".")[0] for text in texts if re.fullmatch(r"[\w.]+", text)}
            names |= {"argon2" for text in texts if text.endswith("Argon2PasswordHasher")}  # which imports it by itself
    return names


def _asked_for() -> set[str]:
    lines = (places.ROOT / "requirements.in").read_text("utf-8").splitlines()
    return {_plain(re.match(r"[\w.-]+", line)[0]) for line in lines if line and not line.startswith("#")}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_imported_package_is_asked_for() -> None:
    distributions = packages_distributions()
    missing = {name for name in _imported() if not {_plain(d) for d in distributions.get(name, [name])} & _asked_for()}
    assert missing == set()


def test_every_package_that_is_asked_for_is_used() -> None:
    modules: dict[str, set[str]] = {}
    for module, distributions in packages_distributions().items():
        for distribution in distributions:
            modules.setdefault(_plain(distribution), set()).add(module)
    named = _named()
    unused = {asked for asked in _asked_for() if not modules.get(asked, set()) & named}
    assert unused == set()
