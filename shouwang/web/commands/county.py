"""`shouwang county open CODE`: a county that is no demo begins."""

from __future__ import annotations

import argparse
from typing import Any

from shouwang.web.start import Refused, refusing


def add_parser(subparsers: Any) -> None:
    """Adds `county open CODE [--name NAME]`."""
    parser = subparsers.add_parser("county", help="a county that is no demo: open it")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    begin = actions.add_parser("open", help="open a county with its unit files and its three administrators")
    begin.add_argument("code", metavar="CODE", help="its code in the divisions, e.g. 210123")
    begin.add_argument("--name", default="", help="its name where that is not the division's, e.g. 大连金普新区")
    begin.set_defaults(run=refusing(run))


def run(options: argparse.Namespace) -> int:
    """Prints the first passwords of the three administrators: nobody can read them afterwards."""
    from shouwang.page import clock
    from shouwang.web.founding import CountyExists, UnknownDivision, found_county

    try:
        founded = found_county(code=options.code, name=options.name, today=clock.today(), at=clock.now())
    except UnknownDivision:
        raise Refused(
            f"区划库中没有代码为“{options.code}”的县区。请先运行 make regions，或 shouwang regions load --place CODE。"
        ) from None
    except CountyExists:
        raise Refused(f"代码“{options.code}”或同名的县区已经存在，没有改动它。") from None
    print(f"已建立{founded.county.name}（{founded.county.code}）。首次登录须修改密码：")
    for title, username, password in founded.logins:
        print(f"  {username:<18}{password}   {title}")
    print("下一步：安全管理员开设单位和账号，民政局采用方案、选定县定值。")
    return 0
