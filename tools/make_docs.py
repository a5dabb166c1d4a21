"""Write the parts of docs/ that follow from the program: docs/commands.md, every word of the command line.

Run: make docs
"""

import argparse
import os
from pathlib import Path

from shouwang.web.command_line import build_parser

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# The command line

Written by `make docs`. `make run` puts `shouwang` into `.venv/bin`; what reads the database needs it running
(`make run` or `make database`).
"""


def main() -> None:
    """Write the page."""
    os.environ["COLUMNS"] = "100"
    parts = [HEAD]
    for word, parser in sorted(_words(build_parser()).items()):
        parts.append(f"## shouwang {word}\n\n```\n{parser.format_help().strip()}\n```\n")
        for deeper, inner in _words(parser).items():
            parts.append(f"### shouwang {word} {deeper}\n\n```\n{inner.format_help().strip()}\n```\n")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(parts), "utf-8")
    print(f"wrote {TARGET.relative_to(TARGET.parent.parent)}")


def _words(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The words that a parser chooses from."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


if __name__ == "__main__":
    main()
