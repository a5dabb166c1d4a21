"""`shouwang serve`: what `make run` does."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

DOOR = Path(__file__).resolve().parents[3] / "bootstrap.py"


def add_parser(subparsers: Any) -> None:
    """Adds `serve [--port PORT]`."""
    parser = subparsers.add_parser("serve", help="the web server, the worker and the database, until Ctrl-C")
    parser.add_argument("--port", default="", help="default 8000")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Becomes the set-up's own process: there is one way to start the house."""
    environment = {**os.environ, "PORT": options.port} if options.port else dict(os.environ)
    os.execve(sys.executable, [sys.executable, str(DOOR), "run"], environment)
