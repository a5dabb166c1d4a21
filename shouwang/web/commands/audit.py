"""`shouwang audit who-saw FILE`: everybody who looked at a file; `audit verify`: whether the trail is as it was written."""

from __future__ import annotations

import argparse
from typing import Any

from shouwang.web.start import Refused, get_county, refusing, within


def add_parser(subparsers: Any) -> None:
    """Adds `audit who-saw FILE` (the file's number) and `audit verify [--county CODE]`."""
    parser = subparsers.add_parser("audit", help="the trail: who looked at a file, whether it was changed")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    who_saw = actions.add_parser("who-saw", help="everybody who looked at this file, the latest first")
    who_saw.add_argument("file", help="the file's number, e.g. 210123-00000012")
    who_saw.set_defaults(run=refusing(run))
    verify = actions.add_parser("verify", help="whether the sealed trail is as it was written, and where it is not")
    verify.add_argument("--county", metavar="CODE", help="one county only")
    verify.set_defaults(run=refusing(run_verify))


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


def run_verify(options: argparse.Namespace) -> int:
    """A line a county, and one for each seal that does not hold; 1 when there is one."""
    from shouwang.access.chain import find_breaks
    from shouwang.access.models import County

    counties = [get_county(options.county)] if options.county else list(County.objects.order_by("code"))
    is_whole = True
    for county in counties:
        with within(county):
            seals, broken = find_breaks(county_id=county.pk)
        for one in broken:
            print(f"{county.code} {county.name}：第 {one.seal.number} 号封存不符，{_describe(one)}")
        is_whole = is_whole and not broken
        if seals and not broken:
            last = seals[-1]
            rows = sum(seal.rows for seal in seals)
            print(
                f"{county.code} {county.name}：完整，{len(seals)} 次封存，{rows} 条记录；"
                f"末次为第 {last.number} 号，校验值 {bytes(last.digest).hex()}"
            )
        elif not seals:
            print(f"{county.code} {county.name}：尚无封存（每夜封存一日以前的记录）")
    return 0 if is_whole else 1


def _describe(broken: Any) -> str:
    from django.utils import timezone

    sealed = timezone.localtime(broken.seal.sealed_at).strftime("%Y-%m-%d %H:%M")
    if broken.rows is None:
        return f"与前一号不相接：有封存被删除或改动（{sealed} 封存）"
    if broken.rows != broken.seal.rows:
        return f"{sealed} 封存时 {broken.seal.rows} 条，现为 {broken.rows} 条：有记录被{'删除' if broken.rows < broken.seal.rows else '添加'}"
    return f"{sealed} 封存的 {broken.seal.rows} 条中有记录被改动，或密钥不是封存时的密钥"
