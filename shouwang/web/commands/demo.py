"""`shouwang demo`: a synthetic county, ready to work in."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

from shouwang.web.demo.places import DEFAULT, PLACES
from shouwang.web.start import Refused, refusing

CHILDREN = 600
MOST_CHILDREN = 1_000_000


def add_parser(subparsers: Any) -> None:
    """Adds `demo [--county CODE] [--children N] [--seed S] [--accounts FILE]`."""
    parser = subparsers.add_parser("demo", help="make a synthetic county: families, offices, histories, duties")
    named = "、".join(f"{place.code} {place.county}" for place in PLACES.values())
    parser.add_argument("--county", default=DEFAULT, metavar="CODE", help=f"{named}; default {DEFAULT}")
    parser.add_argument("--children", type=int, default=CHILDREN, metavar="N", help=f"default {CHILDREN}")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed makes the same families")
    parser.add_argument("--accounts", type=Path, metavar="FILE", help="where the logins are kept; default var/")
    parser.set_defaults(run=refusing(run))


def run(options: argparse.Namespace) -> int:
    """Makes the county, prints one login a post, and keeps the list for the owner of the machine only."""
    from django.conf import settings

    from shouwang.page import clock
    from shouwang.web.demo.establishing import CountyExists
    from shouwang.web.demo.making import make_demo
    from shouwang.web.demo.staffing import describe_logins

    if options.county not in PLACES:
        known = "、".join(f"{place.code} {place.county}" for place in PLACES.values())
        raise Refused(f"没有代码为“{options.county}”的演示县区。可选：{known}。")
    if not 1 <= options.children <= MOST_CHILDREN:
        raise Refused(f"儿童数应在 1 到 {MOST_CHILDREN} 之间。")
    started = time.perf_counter()
    place = PLACES[options.county]
    try:
        demo = make_demo(
            place=place, children=options.children, seed=options.seed, today=clock.today(), at=clock.now(), tell=tell
        )
    except CountyExists:
        raise Refused(f"{place.county}已经存在，演示数据没有改动它。要重来请换一个数据库。") from None
    told = describe_logins(demo.logins, county=demo.county.name)
    keep(options.accounts or settings.VAR / "demo-accounts.txt", told)
    seconds = time.perf_counter() - started
    tell(f"{demo.county.name}：{demo.children} 名儿童，{demo.duties} 项任务，用时 {seconds:.0f} 秒")
    print(told)
    return 0


def tell(text: str) -> None:
    """Progress goes to the error stream, results to the output."""
    print(text, file=sys.stderr, flush=True)


def keep(path: Path, text: str) -> None:
    """Append the logins to a file that only its owner reads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as out:
        out.write(f"{text}\n")
