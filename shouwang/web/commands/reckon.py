"""`shouwang reckon`: the nightly work, or everything anew."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from shouwang.web.start import get_county, refusing, within


def add_parser(subparsers: Any) -> None:
    """Adds `reckon [--all] [--county CODE] [--on DATE]`."""
    parser = subparsers.add_parser("reckon", help="the nightly work of every county; --all: every duty row anew")
    parser.add_argument("--all", action="store_true", help="rebuild every duty row from facts and events")
    parser.add_argument("--county", metavar="CODE", help="one county only")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day, 2026-11-22; default today")
    parser.set_defaults(run=refusing(run))


def run(options: argparse.Namespace) -> int:
    """A line a county."""
    from shouwang.access.models import County
    from shouwang.duties.nightly import do_night
    from shouwang.duties.recounting import reckon_county
    from shouwang.page import clock

    today, at = options.on or clock.today(), clock.now()
    counties = [get_county(options.county)] if options.county else list(County.objects.order_by("code"))
    for county in counties:
        if options.all:  # in transactions of its own: people go on working
            number = reckon_county(county_id=county.pk, today=today, at=at)
            print(f"{county.code} {county.name}：重新推算 {number} 项")
            continue
        with within(county):
            night = do_night(county_id=county.pk, today=today, at=at)
            print(
                f"{county.code} {county.name}：到期复算 {night.woken} 份档案，新逾期 {night.fallen_late} 项，"
                f"上报督办 {night.raised} 项，发出摘要 {night.digests} 条"
            )
    return 0
