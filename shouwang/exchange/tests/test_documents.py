"""Documents on paper: every character printed, the official layout, nothing a person typed is ever run."""

import datetime
import io
import re
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from shouwang.exchange.documents.fonts import font_lists
from shouwang.exchange.documents.pages import BASE, DocumentFailed, render_pdf, render_png
from shouwang.exchange.documents.paper_form import Blank, PaperForm, Ticks, cell, filled, label
from shouwang.exchange.documents.registration_form import REGISTRATION_FORM
from shouwang.exchange.documents.word import render_docx
from shouwang.exchange.documents.word_form import word_form
from shouwang.exchange.documents.word_official import word_official

FILES = Path(__file__).parent / "files"
TODAY = datetime.date(2026, 11, 22)
RARE = "𬱖䶮㛃𠮷堃赟龘蔈"
CHILD = {
    "unit": "蔈草镇人民政府",
    "child.name": RARE,
    "child.sex": "女",
    "child.health": "残疾",
    "child.disability": "肢体三级",
    "father.name": "李 *强* #x $y",
    "income": ("打工", "种养殖"),
    "filler": "张三",
}
LETTER = {
    "issuer": "云阳县人民政府文件",
    "number": "云阳府发〔2026〕2号",
    "title": "关于加强农村留守儿童\n关爱保护工作的通知",
    "addressee": "各乡镇人民政府",
    "attachments": ["登记表", "汇总表"],
    "signer": "云阳县人民政府",
    "signed_on": "2026年1月5日",
    "body": [
        {"level": 1, "words": "一、总体要求"},
        {"level": 2, "words": "（一）目标"},
        {"level": 0, "words": "坚持政府主导。"},
    ],
    "copied_to": "县委办公室。",
    "printed_by": "云阳县人民政府办公室",
    "printed_on": "2026年1月6日",
}


def characters_of(pdf: bytes) -> set[str]:
    """Every character that the fonts of a PDF give back when its text is copied."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
            for code in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>", block):
                found |= set(bytes.fromhex(code.decode()).decode("utf-16-be"))
    return found


def form_pdf(values: dict[str, str | tuple[str, ...]]) -> bytes:
    """The registration form as PDF."""
    shown = filled(REGISTRATION_FORM, values, mark="打印人：张三")
    return render_pdf(template=BASE / "form.typ", values=shown, printed_on=TODAY)


def test_rare_characters_are_printed_and_can_be_copied_from_the_archival_pdf() -> None:
    pdf = form_pdf(CHILD)
    assert b"pdfaid" in pdf or b"pdfaid" in zlib.decompress(re.search(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)[1])
    assert set(RARE) <= characters_of(pdf)


def test_what_a_person_typed_is_never_markup() -> None:
    assert set("*#$") <= characters_of(form_pdf(CHILD))
    assert form_pdf({"child.name": '#read("/settings.py") \\ @x <y> `z` $'})


def test_a_character_that_no_font_holds_does_not_stop_the_print() -> None:
    assert form_pdf({"child.name": "高\ue170"}).startswith(b"%PDF")


def test_the_form_fits_on_one_page_filled_and_empty() -> None:
    longest = dict.fromkeys(
        ("child.hukou_place", "child.residence", "carer.address"), "重庆市云阳县蔈草镇石笋村民委员会三组" * 2
    )
    for values in ({}, CHILD, CHILD | longest):
        shown = filled(REGISTRATION_FORM, values, mark="")
        assert len(render_png(template=BASE / "form.typ", values=shown, printed_on=TODAY, dots_per_inch=20)) == 1


def test_a_value_without_a_place_on_the_form_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError, match="child.nmae"):
        filled(REGISTRATION_FORM, {"child.nmae": "李明"}, mark="")
    with pytest.raises(KeyError, match="大学"):
        filled(REGISTRATION_FORM, {"child.schooling": "大学"}, mark="")


def test_a_form_whose_rows_do_not_fill_its_width_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="row 2"):
        PaperForm(title="x", widths=(1, 1, 1), rows=((label("a", down=2), cell("b", across=2)), (cell("c"),)))
    form = PaperForm(title="x", widths=(1, 1), rows=((label("a"), cell("见", Blank("b"), Ticks("c", ("是",)))),))
    assert form.keys == ("b", "c")


@pytest.mark.parametrize(("characters", "pages"), [(28 * 22, 1), (28 * 22 + 1, 2)])
def test_an_official_page_holds_22_lines_of_28_characters(characters: int, pages: int) -> None:
    values = {"words": "国" * characters}
    made = render_png(template=FILES / "lines.typ", values=values, printed_on=TODAY, dots_per_inch=20)
    assert len(made) == pages


def test_an_official_document_is_made_as_pdf_and_as_word_from_the_same_values() -> None:
    pdf = render_pdf(template=BASE / "official_document.typ", values=LETTER, printed_on=TODAY)
    assert set("〔2026〕通知抄送") <= characters_of(pdf)
    document = docx.Document(io.BytesIO(word_official(LETTER)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "各乡镇人民政府：" in texts and "附件：1. 登记表" in texts and "抄送：县委办公室。" in texts
    fonts = {
        run.font.name: run._element.rPr.rFonts.get(qn("w:eastAsia")) for p in document.paragraphs for run in p.runs
    }
    assert {"仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"} <= set(fonts)
    assert all(name == east for name, east in fonts.items())
    assert not document.sections[0]._sectPr.findall(qn("w:docGrid"))


def test_the_word_form_has_the_cells_of_the_pdf() -> None:
    document = docx.Document(io.BytesIO(word_form(filled(REGISTRATION_FORM, CHILD, mark="打印人：张三"))))
    table = document.tables[0]
    assert (len(table.rows), len(table.columns)) == (len(REGISTRATION_FORM.rows), 16)
    assert table.cell(0, 2).text == RARE
    assert table.cell(0, 6).text.split() == ["□男", "☑女"]
    assert table.cell(9, 0).text == table.cell(10, 0).text == "父亲"
    assert document.sections[0].footer.paragraphs[0].text == "打印人：张三"


def template(words: str) -> io.BytesIO:
    """A Word template of one paragraph."""
    document = docx.Document()
    document.add_paragraph(words)
    into = io.BytesIO()
    document.save(into)
    into.seek(0)
    return into


def test_a_word_template_is_filled_and_texts_are_escaped() -> None:
    made = render_docx(
        template=template("甲方：{{ name }}，{% for one in all %}{{ one }}；{% endfor %}"),
        values={
            "name": "<b>𬱖 & 李\x00</b>",
            "all": ["一", "二"],
        },
    )
    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "甲方：<b>𬱖 & 李\ufffd</b>，一；二；"


@pytest.mark.parametrize(
    "words",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ name.__init__.__globals__ }}",
        "{% for i in range(10**9) %}{% endfor %}",
        "{{ name",
        "{% include 'x' %}",
        "{{ 1 / 'x' }}",
    ],
)
def test_a_word_template_can_run_no_program(words: str) -> None:
    with pytest.raises(DocumentFailed):
        render_docx(template=template(words), values={"name": "李"})


def test_what_is_no_word_file_is_refused_as_template() -> None:
    with pytest.raises(DocumentFailed):
        render_docx(template=io.BytesIO(b"rubbish"), values={})


def test_a_broken_template_is_named() -> None:
    with pytest.raises(DocumentFailed, match="lines.typ"):
        render_pdf(template=FILES / "lines.typ", values={}, printed_on=TODAY)


def test_every_role_has_a_font_that_holds_chinese() -> None:
    assert all(any("CJK" in font or "Noto" in font for font in fonts) for fonts in font_lists().values())
