"""`shouwang duties`: what a post or a place owes on a day."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from shouwang.web.start import Refused, get_county, refusing, within


def add_parser(subparsers: Any) -> None:
    """Adds `duties [--post NAME | --region CODE] [--county CODE] [--on DATE] [--json]`."""
    parser = subparsers.add_parser("duties", help="the duties of today, of a post or a place")
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--post", metavar="NAME", help="an account's login name")
    who.add_argument("--region", metavar="CODE", help="a county's code, or a township's or village's")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="the day, 2026-11-22; default today")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=refusing(run))


def run(options: argparse.Namespace) -> int:
    """A line a duty: state, due day, file, title, owner's office, clauses."""
    from shouwang.page import clock

    today = options.on or clock.today()
    rows = _of_post(options.post, today) if options.post else _of_region(options.region, today)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(
                f"{row['state']:7}{row['due_on'] or '—':12}{row['place']} {row['name']}\t{row['title']}\t{row['office']}"
                f"\t{' '.join(row['clauses'])}"
            )
        print(f"{len(rows)} 项")
    return 0


def _of_post(username: str, today: date) -> list[dict[str, Any]]:
    from shouwang.access.models import User
    from shouwang.access.queries import get_scope
    from shouwang.duties.queries import list_own

    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused(f"没有账号“{username}”。")
    with within(user.county):
        return _rows(list_own(scope=get_scope(user=user, on=today), today=today), user.county_id, today)


def _of_region(code: str | None, today: date) -> list[dict[str, Any]]:
    from shouwang.access.models import County, Region
    from shouwang.duties.models import Duty

    county = County.objects.filter(code=(code or "")[:6]).first() or (
        get_county(code) if code else County.objects.first()
    )
    if county is None:
        raise Refused("还没有县区。先运行 shouwang demo。")
    with within(county):
        duties = Duty.objects.filter(county=county, opens_on__lte=today).order_by("due_on", "id")
        if code and code not in (county.code, county.name):
            region = Region.objects.filter(codes__code=code).first()
            if region is None:
                raise Refused(f"没有代码为“{code}”的地方。")
            column = "village_id" if region.level == 5 else "township_id"
            duties = duties.filter(**{column: region.pk})
        return _rows(duties, county.pk, today)


def _rows(duties: Any, county_id: int, today: date) -> list[dict[str, Any]]:
    from shouwang.duties.plan import get_plan
    from shouwang.duties.state import state_of

    plan = get_plan(county_id=county_id, on=today)
    rows = []
    for duty in duties.select_related("file", "office", "village", "township").iterator(chunk_size=2000):
        pack = plan.pack(duty.pack)
        rule = pack.duties.get(duty.rule) if pack else None
        rows.append(
            {
                "state": state_of(duty, today=today),
                "due_on": duty.due_on.isoformat() if duty.due_on else None,
                "file": duty.file.number,
                "name": duty.file.name,
                "place": " ".join(str(place) for place in (duty.township, duty.village) if place),
                "pack": duty.pack,
                "rule": duty.rule,
                "title": rule.title if rule else duty.rule,
                "owner": duty.owner,
                "office": duty.office.name if duty.office else "没有责任单位",
                "clauses": list(rule.clauses) if rule else [],
            }
        )
    return rows
