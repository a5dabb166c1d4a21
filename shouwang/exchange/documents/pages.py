"""PDF and PNG from typst templates.

A template is a .typ file anywhere under `shouwang/`; it reads its values with `json(bytes(sys.inputs.values))` and the
fonts with `sys.inputs.fonts`, and may import `/exchange/documents/base/official.typ` and `form.typ`. Values are texts,
numbers, lists and dictionaries; a text is never read as markup, whatever it contains. A template cannot read
anything outside `shouwang/`.
"""

import datetime
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

import shouwang
from shouwang.exchange.documents.fonts import font_lists, installed_fonts

logger = logging.getLogger(__name__)

ROOT = Path(shouwang.__file__).parent
BASE = Path(__file__).parent / "base"
ARCHIVAL = "a-2b"


class DocumentFailed(Exception):
    """A template that cannot be made into a document: a fault of the template, never of what a person typed."""


def render_pdf(*, template: Path, values: Mapping[str, Any], printed_on: datetime.date) -> bytes:
    """One PDF/A-2b with its fonts inside.

    printed_on goes into the file's properties. A character that no font holds (private use) is printed as an empty
    box; such a file cannot be PDF/A and is an ordinary PDF. Raises DocumentFailed.
    """
    try:
        return _compile(template, values, printed_on, format="pdf", pdf_standards=[ARCHIVAL])
    except typst.TypstError as error:
        logger.warning("not archival: %s", error.message)
    try:
        return _compile(template, values, printed_on, format="pdf")
    except typst.TypstError as error:
        raise DocumentFailed(f"{template.name}: {error.message}\n{error.diagnostic}") from error


def render_png(
    *, template: Path, values: Mapping[str, Any], printed_on: datetime.date, dots_per_inch: int = 100
) -> list[bytes]:
    """One picture a page, for previews. Raises DocumentFailed."""
    try:
        pages = _compile(template, values, printed_on, format="png", ppi=float(dots_per_inch))
    except typst.TypstError as error:
        raise DocumentFailed(f"{template.name}: {error.message}\n{error.diagnostic}") from error
    return pages if isinstance(pages, list) else [pages]


def _compile(template: Path, values: Mapping[str, Any], printed_on: datetime.date, **how: Any) -> Any:
    inputs = {"values": json.dumps(values, ensure_ascii=False, default=str), "fonts": json.dumps(font_lists())}
    moment = datetime.datetime.combine(printed_on, datetime.time(), tzinfo=datetime.UTC)
    compiler = typst.Compiler(str(template.resolve()), root=str(ROOT), font_paths=installed_fonts(), sys_inputs=inputs)
    return compiler.compile(timestamp=moment, **how)
