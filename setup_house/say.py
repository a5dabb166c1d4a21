"""What the set-up says: progress in one line, and refusals as a sentence in Chinese and in English."""

import os
import sys
import time

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
