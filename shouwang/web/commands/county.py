"""`shouwang county open CODE`: a county that is no demo begins; `county prefix`: how it numbers its papers."""

from __future__ import annotations

import argparse
from typing import Any

from shouwang.web.start import Refused, get_county, refusing, within


def add_parser(subparsers: Any) -> None:
    """Adds `county open CODE [--name NAME]` and `county prefix CODE [PAPER PREFIX]`."""
    parser = subparsers.add_parser(
        "county", help="a county: open one that is no demo, choose how its papers are numbered"
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    begin = actions.add_parser("open", help="open a county with its unit files and its three administrators")
    begin.add_argument("code", metavar="CODE", help="its code in the divisions, e.g. 210123")
    begin.add_argument("--name", default="", help="its name where that is not the division's, e.g. 大连金普新区")
    begin.set_defaults(run=refusing(run))
    prefix = actions.add_parser("prefix", help="the county's own prefixes of numbered papers: list them, choose one")
    prefix.add_argument("code", metavar="CODE", help="the county's code, e.g. 210123")
    prefix.add_argument("paper", metavar="PAPER", nargs="?", default="", help="the paper's word, e.g. admonition")
    prefix.add_argument(
        "words", metavar="PREFIX", nargs="?", default="", help="what stands before the year, e.g. 康公训字"
    )
    prefix.set_defaults(run=refusing(run_prefix))


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


def run_prefix(options: argparse.Namespace) -> int:
    """A line a paper that has a prefix of the county's own; numbers that were given stay as they are."""
    from shouwang.exchange.papers.numbering import NoPrefix, PrefixTaken, list_prefixes, set_prefix
    from shouwang.policy.vocabulary import vocabulary

    county, papers = get_county(options.code), vocabulary().documents
    if options.paper and options.paper not in papers:
        raise Refused(f"没有文书“{options.paper}”。已有：{'、'.join(sorted(papers))}。")
    with within(county):
        try:
            if options.paper:
                set_prefix(county=county, kind=options.paper, prefix=options.words, **_by_command(county.pk))
        except NoPrefix:
            raise Refused("字号须为1至20个字，不含括号。") from None
        except PrefixTaken:
            raise Refused(f"“{options.words}”已用于另一种文书，没有改动。") from None
        for kind, prefix in list_prefixes(county=county).items():
            print(f"{kind}\t{papers[kind]}\t{prefix}〔年〕号")
    return 0


def _by_command(county_id: int) -> dict[str, Any]:
    from shouwang.access.scope import Actor
    from shouwang.page import clock

    return {"by": Actor(county_id), "on": clock.today(), "at": clock.now()}
