"""The poster with the code to scan: A4, to be hung where people pass."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import segno

from shouwang.exchange.documents.pages import render_pdf

TEMPLATE = Path(__file__).with_name("poster.typ")


def make_poster(*, county: str, address: str, kinds: Sequence[str], today: date) -> bytes:
    """A PDF whose code leads to `address`, with the kinds of unit that must report."""
    values = poster_values(county=county, address=address, kinds=kinds)
    return render_pdf(template=TEMPLATE, values=values, printed_on=today)


def poster_values(*, county: str, address: str, kinds: Sequence[str]) -> dict[str, str]:
    """What the template draws; the code with the highest correction, so that a torn poster still scans."""
    drawn = segno.make(address, error="h", micro=False).svg_inline(scale=8, border=4, omitsize=True)
    return {"county": county, "address": address, "code": drawn, "kinds": "、".join(_short(kind) for kind in kinds)}


def _short(kind: str) -> str:
    """群团组织：工会 -> 工会."""
    return kind.rpartition("：")[2]
