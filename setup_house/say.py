"""What the set-up says: progress in one line, and refusals as a sentence in Chinese and in English."""

import errno
import os
import sys
import time
from collections.abc import Callable

_BEGAN = float(os.environ.setdefault("SHOUWANG_BEGAN", str(time.time())))  # programs that we start go on counting


class Refused(Exception):
    """The set-up cannot go on. Carries the sentence in both languages: what, where, what to do."""

    def __init__(self, zh: str, en: str):
        super().__init__(f"{zh}\n{en}")


def step(text: str) -> None:
    """Print one line of progress with the seconds since the start."""
    print(f"  {time.time() - _BEGAN:6.1f} s  {text}", file=sys.stderr, flush=True)


def line(text: str = "") -> None:
    """Print a line as it is."""
    print(text, flush=True)


def warn(text: str) -> None:
    """Print a warning that cannot be overlooked."""
    rule = "!" * 78
    print(f"{rule}\n{text}\n{rule}", file=sys.stderr, flush=True)


def answer(work: Callable[[], int]) -> int:
    """Do the work and return its exit code; what it cannot do is said in a sentence."""
    try:
        return work()
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = _explain(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr, flush=True)
        return 1


_CANNOT_WRITE = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS}


def _explain(error: Exception) -> str | None:
    """Return the sentence for a refusal, a disk that cannot be written, or a database that gave up; else None."""
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError) and error.errno in _CANNOT_WRITE:
        where, why = error.filename or "", error.strerror
        return (f"写不进磁盘：{why} {where}。请腾出空间或检查权限，然后再来一次；已有的数据没有改动。\n"
                f"Cannot write: {why} {where}. Make room or look at the rights, then try again; nothing was lost.")
    if type(error).__name__ == "OperationalError":
        return (f"PostgreSQL 中断了操作：{error}\n没有做到一半的改动。请看磁盘是否已满，然后再来一次。\n"
                "PostgreSQL broke off, see above; nothing is half done. See whether the disk is full, then try again.")
    return None
