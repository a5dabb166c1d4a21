"""The door of the set-up: `python3 bootstrap.py COMMAND` (or `make COMMAND`). Needs Python 3.11 and nothing else."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (an older one must hear why)
    sys.exit("需要 Python 3.11 或更新；可用 make run PYTHON=python3.12 指定。\n"
             "Python 3.11 or newer is needed; choose one by make run PYTHON=python3.12.")

import argparse
import signal

from setup_house import commands
from setup_house.say import answer


def main() -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=commands.COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # as at Ctrl-C: what was started is stopped
    return answer(lambda: commands.COMMANDS[given.command](given.arguments))


if __name__ == "__main__":
    sys.exit(main())
