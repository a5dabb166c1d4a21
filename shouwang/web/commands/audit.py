"""`shouwang audit who-saw FILE`: everybody who looked at a file."""

from __future__ import annotations

import argparse
from typing import Any

from shouwang.web.start import Refused, refusing, within


def add_parser(subparsers: Any) -> None:
    """Adds `audit who-saw FILE` (the file's number)."""
    parser = subparsers.add_parser("audit", help="the trail: who looked at a file")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    who_saw = actions.add_parser("who-saw", help="everybody who looked at this file, the latest first")
    who_saw.add_argument("file", help="the file's number, e.g. 210123-00000012")
    who_saw.set_defaults(run=refusing(run))


def run(options: argparse.Namespace) -> int:
    """A line a look: when, who, in which post, which page, from where."""
    from django.utils import timezone

    from shouwang.access.models import County
    from shouwang.access.queries import list_readings
    from shouwang.registry.models import File

    for county in County.objects.filter(code=options.file.partition("-")[0]):
        with within(county):
            file = File.objects.filter(county=county, number=options.file).first()
            if file is None:
                continue
            readings = list(list_readings(county_id=county.pk, file_id=file.pk))
            for reading in readings:
                moment = timezone.localtime(reading.at).strftime("%Y-%m-%d %H:%M:%S")
                post = f"{reading.post.office.name} {reading.post.title}" if reading.post else "—"
                print(f"{moment}\t{reading.user.name}\t{post}\t{reading.what}\t{reading.address or '—'}")
            print(f"{len(readings)} 次查看")
            return 0
    raise Refused(f"没有档案“{options.file}”。")
