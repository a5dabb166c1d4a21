"""`shouwang setup`: what every county starts with, where it is not there yet. Each start of the program calls it."""

from __future__ import annotations

import argparse
from typing import Any

from shouwang.web.start import refusing, within


def add_parser(subparsers: Any) -> None:
    """Adds `setup`."""
    parser = subparsers.add_parser("setup", help="give every county what it starts with; every start does it")
    parser.set_defaults(run=refusing(run))


def run(options: argparse.Namespace) -> int:
    """Silent: there is mostly nothing to do."""
    from shouwang.access.models import County
    from shouwang.page import clock
    from shouwang.web.founding import give_beginnings

    for county in County.objects.order_by("code"):
        with within(county):
            give_beginnings(county=county, on=clock.today())
    return 0
