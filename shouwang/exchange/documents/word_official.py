"""An official document (GB/T 9704-2012) as a Word file; takes the same values as the template official_document.typ.

22 lines of 28 characters: exact line spacing of 28.95 pt and characters a quarter of a point closer. No `docGrid`: the
programs that officials use disagree about it.
"""

from collections.abc import Mapping
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from shouwang.exchange.documents.fonts import FANGSONG, HEITI, KAITI, SONGTI, TITLE_SONG
from shouwang.exchange.documents.word import content_of, new_document, set_type
from shouwang.exchange.documents.word_form import storable

SIZE_2, SIZE_3, SIZE_4, HEAD_SIZE, MARK_SIZE = 22, 16, 14, 36, 7.5
LINE = Pt(28.95)
CLOSER = "-5"
"""In twentieths of a point: 28 characters of 16 pt then fill 156 mm."""
RED = RGBColor(0xD7, 0x00, 0x0F)
FONT_OF_LEVEL = {0: FANGSONG, 1: HEITI, 2: KAITI}


def word_official(values: Mapping[str, Any]) -> bytes:
    """The .docx. Keys as in official_document.typ; missing ones are left out."""
    document = new_document()
    _set_page(document, values.get("mark", ""))
    _write_head(document, values)
    for line in values["title"].split("\n"):
        set_type(_line(document, WD_ALIGN_PARAGRAPH.CENTER, Pt(35)).add_run(storable(line)), TITLE_SONG, SIZE_2)
    _line(document)
    if values.get("addressee"):
        _add(_line(document), f"{values['addressee']}：")
    for part in values["body"]:
        _add(_indented(document), part["words"], FONT_OF_LEVEL.get(part["level"], FANGSONG))
    for number, name in enumerate(values.get("attachments", ()), 1):
        _add(_indented(document), f"{'附件：' if number == 1 else '　　　'}{number}. {name}")
    if values.get("signer"):
        _write_signature(document, values)
    for words in values.get("after", ()):
        _add(_indented(document), words)
    if values.get("printed_by"):
        _write_imprint(document, values)
    return content_of(document)


def _set_page(document: Document, mark: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        set_type(paragraph.add_run("— "), SONGTI, SIZE_4)
        _add_page_number(set_type(paragraph.add_run(), SONGTI, SIZE_4))
        set_type(paragraph.add_run(" —"), SONGTI, SIZE_4)
        if mark:
            set_type(footer.add_paragraph().add_run(storable(mark)), HEITI, MARK_SIZE)


def _add_page_number(run: Run) -> None:
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._element.append(element)


def _line(document: Document, side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY, spacing: Pt = LINE) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = side
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, spacing
    return paragraph


def _indented(document: Document) -> Paragraph:
    paragraph = _line(document)
    paragraph.paragraph_format.first_line_indent = Pt(2 * SIZE_3)
    return paragraph


def _add(paragraph: Paragraph, words: str, font: str = FANGSONG, points: float = SIZE_3) -> Run:
    run = set_type(paragraph.add_run(storable(words)), font, points)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), CLOSER)
    run._element.get_or_add_rPr().append(spacing)
    return run


def _write_head(document: Document, values: Mapping[str, Any]) -> None:
    if not values.get("issuer"):
        return
    head = _line(document, WD_ALIGN_PARAGRAPH.CENTER, Pt(48))
    head.paragraph_format.space_before = Mm(35)
    head.paragraph_format.space_after = 2 * LINE
    set_type(head.add_run(storable(values["issuer"])), TITLE_SONG, HEAD_SIZE).font.color.rgb = RED
    number = _line(document, WD_ALIGN_PARAGRAPH.CENTER)
    _add(number, values.get("number", ""))
    _rule_below(number, "D7000F", 12)
    _line(document)


def _rule_below(paragraph: Paragraph, colour: str, eighths: int) -> None:
    """A rule under a paragraph, its weight in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._element.get_or_add_pPr().append(borders)


def _write_signature(document: Document, values: Mapping[str, Any]) -> None:
    _line(document)
    for words in (values["signer"], values.get("signed_on", "")):
        paragraph = _line(document, WD_ALIGN_PARAGRAPH.RIGHT)
        paragraph.paragraph_format.right_indent = Pt(4 * SIZE_3)
        _add(paragraph, words)


def _write_imprint(document: Document, values: Mapping[str, Any]) -> None:
    _rule_below(_line(document), "000000", 8)
    if values.get("copied_to"):
        copied = _line(document)
        _add(copied, f"抄送：{values['copied_to']}", points=SIZE_4)
        _rule_below(copied, "000000", 6)
    last = _line(document)
    last.paragraph_format.tab_stops.add_tab_stop(Mm(100))
    _add(last, f"{values['printed_by']}\t{values.get('printed_on', '')}印发", points=SIZE_4)
    _rule_below(last, "000000", 8)
