"""The console script `shouwang`: each word is a module of `shouwang.web.commands` with `add_parser(subparsers)`.

Only the module of the word that was typed is imported, so the commands of the policy layer need no Django
and no database. A command returns its exit code; a PackError or a refused file ends in one sentence, not a trace.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence

from shouwang.policy.pack_error import PackError
from shouwang.web import commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 1 refused or failed, 2 wrong usage, 130 interrupted)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser(first_word=given[0] if given else "")
    parsed = parser.parse_args(given)
    if not hasattr(parsed, "run"):
        parser.print_help()
        return 2
    try:
        return int(parsed.run(parsed) or 0)
    except PackError as error:
        for one in error.everything():
            print(one, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def list_commands() -> tuple[str, ...]:
    """The words there are, as typed."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(commands.__path__)))


def build_parser(*, first_word: str = "") -> argparse.ArgumentParser:
    """The parser with the typed word's command, or with all of them when the word is none."""
    parser = argparse.ArgumentParser(
        prog="shouwang", description="守望: the protection plan of a county, carried out clause by clause."
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", title="commands")
    names = list_commands()
    for name in [first_word] if first_word in names else names:
        importlib.import_module(f"shouwang.web.commands.{name}").add_parser(subparsers)
    return parser


if __name__ == "__main__":
    sys.exit(main())
