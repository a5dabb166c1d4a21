"""Word files (.docx): from templates with docxtpl, and the means to set type in them as offices do."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.run import Run
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from shouwang.exchange.documents.pages import DocumentFailed
from shouwang.exchange.parsing.texts import FORBIDDEN


def render_docx(*, template: Path | IO[bytes], values: Mapping[str, Any]) -> bytes:
    """Fill a Word template ({{ name }}, {% for %} ...) in a sandbox: a county's own template can run no program.

    Texts are escaped; characters that XML cannot hold are replaced. Raises DocumentFailed with what is wrong.
    """
    environment = SandboxedEnvironment(autoescape=True)
    try:
        document = DocxTemplate(template if isinstance(template, Path) else io.BytesIO(template.read()))
        document.render(_storable(values), jinja_env=environment, autoescape=True)
    except (TemplateError, PackageNotFoundError, BadZipFile, KeyError, ValueError, TypeError, OverflowError) as error:
        raise DocumentFailed(f"{type(error).__name__}: {error}") from error
    return content_of(document)


def new_document() -> Document:
    """An empty Word file in Chinese as it is written on the mainland (that decides where a comma stands)."""
    document = docx.Document()
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:eastAsia"), "zh-CN")
    return document


def content_of(document: Document | DocxTemplate) -> bytes:
    """The file's bytes."""
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def set_type(run: Run, font: str, points: float, *, is_bold: bool = False) -> Run:
    """Set a run in a font: Chinese characters by `eastAsia`, letters and digits in the same face."""
    run.font.name = font
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    for place in ("w:eastAsia", "w:hAnsi", "w:ascii", "w:cs"):
        fonts.set(qn(place), font)
    run.font.size = Pt(points)
    run.font.bold = is_bold
    return run


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, Mapping):
        return {key: _storable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable(one) for one in value]
    return value
