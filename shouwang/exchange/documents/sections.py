"""A paper of several sections, each a heading with sentences or a table that may run over many pages: a dossier.

Declared once, drawn twice: `base/sections.typ` makes the PDF, `word_sections` the Word file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell, _Row

from shouwang.exchange.documents.fonts import HEITI, SONGTI, TITLE_SONG
from shouwang.exchange.documents.word import content_of, new_document, set_type
from shouwang.exchange.documents.word_form import storable

TITLE_POINTS, HEADING_POINTS, TEXT_POINTS, SMALL_POINTS = 20, 13, 9.5, 8
WIDTH_MM = 174


@dataclass(frozen=True)
class Section:
    """A heading; sentences under it; then a table with a heading line, its columns as wide as `widths` say."""

    heading: str
    sentences: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def sections_values(*, title: str, below: str, sections: Sequence[Section], mark: str) -> dict[str, Any]:
    """What both ways of drawing take. `below`: a line under the title; `mark`: at the foot of every page."""
    return {"title": title, "below": below, "sections": [asdict(section) for section in sections], "mark": mark}


def word_sections(values: Mapping[str, Any]) -> bytes:
    """The .docx; heading lines of tables are repeated on every page."""
    document = new_document()
    _set_page(document)
    for words, font, points in ((values["title"], TITLE_SONG, TITLE_POINTS), (values["below"], SONGTI, TEXT_POINTS)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_type(line.add_run(storable(words)), font, points)
    for section in values["sections"]:
        set_type(document.add_paragraph().add_run(storable(section["heading"])), HEITI, HEADING_POINTS)
        for sentence in section["sentences"]:
            set_type(document.add_paragraph().add_run(storable(sentence)), SONGTI, TEXT_POINTS)
        if section["rows"]:
            _write_table(document, section)
    footer = document.sections[0].footer.paragraphs[0]
    set_type(footer.add_run(storable(values["mark"])), SONGTI, SMALL_POINTS)
    return content_of(document)


def _set_page(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(18)


def _write_table(document: Document, section: Mapping[str, Any]) -> None:
    table = document.add_table(1, len(section["columns"]), style="Table Grid")
    table.autofit = False
    widths = [Mm(WIDTH_MM * width / sum(section["widths"])) for width in section["widths"]]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _write_row(table.rows[0], section["columns"], widths, HEITI)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in section["rows"]:
        _write_row(table.add_row(), row, widths, SONGTI)


def _write_row(row: _Row, words: Sequence[str], widths: Sequence[Any], font: str) -> None:
    for cell, text, width in zip(row.cells, words, widths, strict=True):
        cell.width = width
        _write_cell(cell, text, font)


def _write_cell(cell: _Cell, text: str, font: str) -> None:
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
        set_type(paragraph.add_run(storable(line)), font, TEXT_POINTS)
