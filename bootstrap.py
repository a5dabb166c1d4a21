"""The door of the set-up: `python3 bootstrap.py COMMAND` (or `make COMMAND`). Needs Python 3.11 and nothing else."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (an older one must hear why)
    sys.exit("需要 Python 3.11 或更新；可用 make run PYTHON=python3.12 指定。\n"
             "Python 3.11 or newer is needed; choose one by make run PYTHON=python3.12.")

import argparse
import errno
import signal

from setup_house import commands
from setup_house.say import Refused


def main() -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=commands.COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # as at Ctrl-C: what was started is stopped
    try:
        return commands.COMMANDS[given.command](given.arguments)
    except Refused as refused:
        print(refused, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT):
            raise
        print(f"{error.filename}：{error.strerror}。写不进去就不能继续，已有的数据没有改动。\n"
              f"{error.filename}: {error.strerror}. Cannot go on without writing there; what was there is as it was.",
              file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
