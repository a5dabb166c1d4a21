"""`shouwang dossier CASE --to FILE`: everything about a case for the court, as a Word file, a PDF, or both."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from shouwang.web.start import Refused, refusing, within

KINDS = ("docx", "pdf")


def add_parser(subparsers: Any) -> None:
    """Adds `dossier CASE --to FILE [--reason WORDS]`."""
    parser = subparsers.add_parser("dossier", help="everything about a case for the court: facts, evidence, who saw it")
    parser.add_argument("case", metavar="CASE", help="the case's number, e.g. 210123-00000012")
    parser.add_argument("--to", metavar="FILE", required=True, help="x.docx, x.pdf, or x for both")
    parser.add_argument("--reason", metavar="WORDS", default="", help="with numbers in full, for this reason")
    parser.set_defaults(run=refusing(run))


def run(options: argparse.Namespace) -> int:
    """Prints the files that were written; that the dossier was made stands in the case's trail, with the reason."""
    from shouwang.access.models import County
    from shouwang.registry.models import Case

    for county in County.objects.filter(code=options.case.partition("-")[0]):
        with within(county):
            found = Case.objects.filter(county=county, file__number=options.case, file__withdrawn_at=None)
            case = found.select_related("file__county", "file__village", "file__township").first()
            if case is not None:
                _write(case, Path(options.to), options.reason.strip())
                return 0
    raise Refused(f"没有个案“{options.case}”。")


def _write(case: Any, to: Path, reason: str) -> None:
    from shouwang.exchange.papers.family import unveiled, veiled
    from shouwang.mechanisms.intervention.dossier import gather_dossier, write_dossier
    from shouwang.mechanisms.intervention.operations import note_dossier
    from shouwang.page import clock

    if case.is_sealed and not reason:
        raise Refused("个案已封存：请用 --reason 写明理由，理由留存备查。")
    kinds = [to.suffix[1:]] if to.suffix[1:] in KINDS else KINDS
    today, at = clock.today(), clock.now()
    note_dossier(file=case.file, reason=reason, on=today, at=at, today=today)
    veil = unveiled if reason else veiled
    values = gather_dossier(file=case.file, veil=veil, today=today, mark=f"命令行 {at:%Y-%m-%d %H:%M}")
    for kind in kinds:
        target = to if len(kinds) == 1 else to.with_name(f"{to.name}.{kind}")
        target.touch(mode=0o600)
        target.write_bytes(write_dossier(values, kind=kind, today=today))
        print(target)
