"""Write the parts of docs/ that follow from the program: docs/commands.md, every word of the command line.

Run: make docs
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from shouwang.web.command_line import build_parser

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# The command line

Written by `make docs`. `make run` puts `shouwang` into `.venv/bin`; what reads the database needs it running
(`make run` or `make database`).
"""


def main() -> None:
    """Write the page."""
    TARGET.write_text(write_page(), "utf-8")
    print(f"wrote {TARGET.relative_to(TARGET.parent.parent)}")


def write_page() -> str:
    """Every word, what it does, and what it takes; the same text from every version of Python."""
    lines = [HEAD]
    for word, parser, told in _words(build_parser()):
        lines += _describe(f"## shouwang {word}", parser, told)
        for deeper, inner, more in _words(parser):
            lines += _describe(f"### shouwang {word} {deeper}", inner, more)
    return "\n".join(lines)


def _describe(heading: str, parser: argparse.ArgumentParser, told: str) -> list[str]:
    taken = [
        action
        for action in parser._actions
        if not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
    ]
    rows = [f"- `{_spell(action)}` {_help(action)}".rstrip() for action in taken]
    return [heading, "", f"{told[:1].upper()}{told[1:]}.", "", *rows, *([""] if rows else [])]


def _spell(action: argparse.Action) -> str:
    """As it is typed: `--children N`, `PACK`, `[PACK]`."""
    takes = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    if action.option_strings:
        return ", ".join(action.option_strings) + (f" {takes}" if action.nargs != 0 else "")
    return {"?": f"[{takes}]", "*": f"[{takes} ...]", "+": f"{takes} ..."}.get(str(action.nargs), str(takes))


def _help(action: argparse.Action) -> str:
    return (action.help or "") % {"default": action.default} if action.help else ""


def _words(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """The words that a parser chooses from, each with its parser and what it does, in the order of the alphabet."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for word in sorted(action.choices):
                yield word, action.choices[word], told.get(word, "")


if __name__ == "__main__":
    main()
