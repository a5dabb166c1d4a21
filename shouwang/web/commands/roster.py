"""`shouwang roster`: the blank template, a dry run, an import, an export."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from shouwang.web.start import Refused, refusing, within


def add_parser(subparsers: Any) -> None:
    """Adds `roster template FILE | check FILE --user NAME | import FILE --user NAME | export FILE --user NAME`."""
    parser = subparsers.add_parser("roster", help="rosters in Excel: template, check, import, export")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    for word, run, text in (
        ("template", run_template, "write the blank roster"),
        ("check", run_check, "read a roster and say what an import would do; saves nothing"),
        ("import", run_import, "check and save a roster"),
        ("export", run_export, "write the files that the account may see as a roster"),
    ):
        action = actions.add_parser(word, help=text, description=text)
        action.add_argument("file", type=Path)
        if word != "template":
            action.add_argument("--user", required=True, metavar="NAME", help="the account that acts: its scope holds")
        if word in ("check", "import"):
            action.add_argument("--refused", type=Path, metavar="FILE", help="write the refused rows with reasons here")
        action.set_defaults(run=refusing(run))


def run_template(options: argparse.Namespace) -> int:
    """The blank roster."""
    from shouwang.exchange.template import write_template
    from shouwang.mechanisms.roster.columns import ROSTER

    write_template(sheet=ROSTER, into=options.file)
    print(options.file)
    return 0


def _user(name: str) -> Any:
    from shouwang.access.models import User

    user = User.objects.filter(username=name).select_related("county").first()
    if user is None:
        raise Refused(f"没有账号“{name}”。")
    return user


def _check(options: argparse.Namespace) -> Any:
    from shouwang.mechanisms.roster.checking import check_batch
    from shouwang.mechanisms.roster.models import Batch
    from shouwang.web.rosters import receive_for

    user = _user(options.user)
    if not options.file.is_file():
        raise Refused(f"没有文件“{options.file}”。")
    with within(user.county):
        batch = receive_for(user=user, path=options.file)
    check_batch(county_id=user.county_id, batch_id=batch.pk)
    with within(user.county):
        batch = Batch.objects.get(pk=batch.pk)
        if batch.state == "refused":
            raise Refused(batch.trouble)
        if batch.state == "mapping":
            raise Refused(f"缺少必需的栏目：{'、'.join(batch.missing)}。请在网页上对栏目，或改表头。")
        print("，".join(f"{title} {batch.counts.get(key, 0)}" for key, title in _verdicts()))
        _write_refused(options, batch)
    return batch


def _verdicts() -> list[tuple[str, str]]:
    from shouwang.mechanisms.roster.models import VERDICT

    return VERDICT


def _write_refused(options: argparse.Namespace, batch: Any) -> None:
    from shouwang.exchange.returning import write_returned
    from shouwang.mechanisms.roster.columns import ROSTER
    from shouwang.mechanisms.roster.queries import list_refused

    if options.refused is not None:
        write_returned(sheet=ROSTER, rows=list_refused(batch=batch), into=options.refused)
        print(f"退回的行写在 {options.refused}")


def run_check(options: argparse.Namespace) -> int:
    """Counts by verdict; exit code 1 when rows are refused."""
    return 1 if _check(options).counts.get("refused") else 0


def run_import(options: argparse.Namespace) -> int:
    """Checks, saves what is certain, says what waits for a decision at the screen."""
    from shouwang.mechanisms.roster.models import Batch
    from shouwang.mechanisms.roster.saving import save_batch
    from shouwang.web.rosters import release

    batch = _check(options)
    user = _user(options.user)
    with within(user.county):
        release(batch=batch)
    save_batch(county_id=user.county_id, batch_id=batch.pk)
    with within(user.county):
        saved = Batch.objects.get(pk=batch.pk)
        print(f"已入库 {saved.rows_saved} 行")
    return 0


def run_export(options: argparse.Namespace) -> int:
    """The account's own children as a roster; the export is a reading of the trail."""
    from shouwang.web.rosters import export_for

    user = _user(options.user)
    with within(user.county):
        print(f"{export_for(user=user, path=options.file)} 行")
    return 0
