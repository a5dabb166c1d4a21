"""A filled paper form as a Word file, in the same rows as its PDF."""

from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from shouwang.exchange.documents.fonts import HEITI, SONGTI, TITLE_SONG
from shouwang.exchange.documents.word import content_of, new_document, set_type
from shouwang.exchange.parsing.texts import FORBIDDEN

TEXT_POINTS, TITLE_POINTS, NOTE_POINTS = 10.5, 18, 8
WIDTH_MM = 177
ROW_HEIGHT = Mm(8.5)
CELL_MARGIN_TWIPS = "40"
ON, OFF = "☑", "□"


def word_form(filled: Mapping[str, Any]) -> bytes:
    """The .docx of what `paper_form.filled` gives."""
    document = new_document()
    _set_page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_type(title.add_run(filled["title"]), TITLE_SONG, TITLE_POINTS)
    _write_line(document, filled["above"])
    _write_table(document, filled)
    _write_line(document, filled["below"])
    for number, note in enumerate(filled["notes"], 1):
        set_type(_tight(document.add_paragraph()).add_run(f"{number}. {note}"), SONGTI, NOTE_POINTS)
    footer = document.sections[0].footer.paragraphs[0]
    set_type(footer.add_run(storable(filled["mark"])), SONGTI, NOTE_POINTS)
    return content_of(document)


def storable(text: str) -> str:
    """The text as far as XML can hold it."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(18), Mm(15)
    section.top_margin, section.bottom_margin = Mm(16), Mm(15)


def _tight(paragraph: Paragraph) -> Paragraph:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    return paragraph


def _write_line(document: Document, parts: Sequence[Sequence[Mapping[str, Any]]]) -> None:
    paragraph = _tight(document.add_paragraph())
    for place, runs in enumerate(parts):
        if place:
            paragraph.add_run("\t")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH_MM * place / len(parts)))
        _write_runs(paragraph, runs, SONGTI)


def _write_table(document: Document, filled: Mapping[str, Any]) -> None:
    widths = filled["widths"]
    table = document.add_table(len(filled["rows"]), len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_margins(table)
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(WIDTH_MM * width / sum(widths))
        for row in table.rows:
            row.height = ROW_HEIGHT
            row.cells[place].width = table.columns[place].width
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(filled["rows"]):
        place = 0
        for one in cells:
            while (row, place) in taken:
                place += 1
            taken |= {(row + down, place + across) for down in range(one["down"]) for across in range(one["across"])}
            _write_cell(_joined(table, row, place, one), one)


def _set_margins(table: Table) -> None:
    """Left and right of the text less room than Word gives, so that two characters fit into a narrow column."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), CELL_MARGIN_TWIPS)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _joined(table: Table, row: int, place: int, one: Mapping[str, Any]) -> _Cell:
    first = table.cell(row, place)
    if one["down"] == one["across"] == 1:
        return first
    return first.merge(table.cell(row + one["down"] - 1, place + one["across"] - 1))


def _write_cell(cell: _Cell, one: Mapping[str, Any]) -> None:
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = _tight(cell.paragraphs[0])
    for surplus in cell.paragraphs[1:]:
        surplus._element.getparent().remove(surplus._element)
    if one["is_label"]:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write_runs(paragraph, one["runs"], HEITI if one["is_label"] else SONGTI)


def _write_runs(paragraph: Paragraph, runs: Sequence[Mapping[str, Any]], font: str) -> None:
    for part in runs:
        if "tick" in part:
            set_type(paragraph.add_run(f"{ON if part['on'] else OFF}{part['tick']}  "), font, TEXT_POINTS)
        elif "blank" in part:
            words = part["blank"] or "\u3000" * round(part["width"])
            set_type(paragraph.add_run(storable(words)), font, TEXT_POINTS).font.underline = True
        else:
            set_type(paragraph.add_run(storable(part["text"])), font, TEXT_POINTS)
