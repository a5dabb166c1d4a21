"""What no file of the house holds: outside addresses, package registries, paths of a machine, a plan's own sentences.

The plans' texts are not part of the house: PLAN_TEXTS names the folder where somebody keeps them as `.txt`.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, list_python, list_static, list_templates, named

ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://|(?:src|href|action)=[\"']//")
INNER = re.compile(
    r"https?://(?:127\.0\.0\.1|localhost|testserver|\{|www\.w3\.org/|schemas\.(?:openxmlformats|microsoft)\.|purl\.org/|x/"
    r"|(?:[\w.]+\.)?example\b)"
)
REGISTRY = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|npmmirror|crates\.io|golang\.org|registry=http")
MACHINE = re.compile(r"(?<![\w.{}$/])/(?:work|root|home/\w+|Users/\w+)/[\w.]")
_LEFT_OUT = {"var", "node_modules", "built", "__pycache__"}
_BINARY = {".whl", ".xls", ".xlsx", ".png", ".ico", ".ttf", ".otf", ".woff2", ".pdf", ".docx", ".gz", ".mo", ".typst"}
_NOT_HAN = re.compile(r"[^\u3400-\u9fff]")
LONGEST = 40


def list_files() -> list[Path]:
    """Every file that belongs to the house, the lists of packages included."""
    found = (path for path in ROOT.rglob("*") if not _is_left_out(path.relative_to(ROOT)))
    return [path for path in found if path.is_file() and path.suffix not in _BINARY and path != Path(__file__)]


def _is_left_out(path: Path) -> bool:
    folders = path.parts[:-1]
    return bool(_LEFT_OUT & set(folders)) or any(name.startswith(".") and name != ".ci" for name in folders)


def find(wanted: re.Pattern[str], files: list[Path], *, but: re.Pattern[str] | None = None) -> list[str]:
    lines = ((path, line) for path in files for line in path.read_text("utf-8", "replace").splitlines())
    return [
        f"{named(path)}: {line.strip()[:120]}"
        for path, line in lines
        for hit in wanted.finditer(line)
        if not (but and but.match(line, hit.start()))
    ]


def runs_of(text: str) -> Iterator[str]:
    """Every run of more than LONGEST Chinese characters, punctuation left out."""
    plain = _NOT_HAN.sub("", text)
    yield from (plain[at : at + LONGEST + 1] for at in range(len(plain) - LONGEST))


def find_copied(text: str, known: set[str]) -> list[str]:
    """The lines of `text` that hold one of the runs in `known`."""
    return [line.strip() for line in text.splitlines() if len(line) > LONGEST and not known.isdisjoint(runs_of(line))]


def test_no_page_and_no_program_calls_an_outside_address():
    assert not find(ADDRESS, [*list_templates(), *list_static(), *list_python()], but=INNER)


@pytest.mark.parametrize("wanted", [REGISTRY, MACHINE], ids=["a registry", "a path of a machine"])
def test_no_file_names(wanted):
    assert not find(wanted, list_files())


def test_a_copied_sentence_is_found():
    sentence = "县乡两级应当" * 7
    known = set(runs_of(f"一、{sentence}。"))

    assert find_copied(f"title: {sentence}，按季度更新。", known)
    assert not find_copied(sentence[:LONGEST], known)


def test_no_file_copies_a_sentence_of_a_plan():
    folder = os.environ.get("PLAN_TEXTS")
    texts = [path.read_text("utf-8") for path in Path(folder).glob("*.txt")] if folder else []
    known = {run for text in texts for run in runs_of(text)}

    assert not {
        named(path): lines for path in list_files() if (lines := find_copied(path.read_text("utf-8", "replace"), known))
    }
