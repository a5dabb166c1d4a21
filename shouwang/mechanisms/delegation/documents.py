"""委托照护协议书: the parties, what was agreed, who signs. The terms are those of the running agreement or its draft."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.exchange.documents.paper_form import Blank, FormCell, PaperForm, Ticks, cell, label
from shouwang.exchange.papers.family import Veil, day_words, family_texts, tick_words
from shouwang.exchange.papers.printing import Paper
from shouwang.mechanisms.delegation.queries import get_agreement
from shouwang.registry.models import File

WIDTH = 12
_EMPTY = FormCell(("",), across=4)


def _party(title: str, key: str) -> tuple[tuple[FormCell, ...], ...]:
    return (
        (
            label(title, across=2, down=2),
            label("姓名"),
            cell(f"{key}.name", across=3),
            label("身份证号", across=2),
            cell(f"{key}.citizen_id", across=4),
        ),
        (
            label("电话"),
            cell(f"{key}.phone", across=3),
            label("住址或务工地", across=2),
            cell(f"{key}.place", across=4),
        ),
    )


AGREEMENT = PaperForm(
    title="农村留守儿童委托照护协议书",
    widths=(1,) * WIDTH,
    above=(("档案编号：", Blank("number", 8)), ("打印日期：", Blank("today", 8))),
    rows=(
        *_party("委托人（父亲）", "father"),
        *_party("委托人（母亲）", "mother"),
        *_party("受托人", "carer"),
        (
            label("与儿童关系", across=2),
            cell("carer.relation", across=4),
            label("受托人自愿", across=2),
            cell(Ticks("willing", ("是", "否")), across=4),
        ),
        (
            label("被照护儿童", across=2),
            cell("child.name", across=2),
            label("性别"),
            cell("child.sex"),
            label("出生日期", across=2),
            cell("child.born_on", across=4),
        ),
        (
            label("身份证号", across=2),
            cell("child.citizen_id", across=4),
            label("所在村（居）", across=2),
            cell("place", across=4),
        ),
        (label("协议期限", across=2), cell("自", Blank("from_on", 6), "起至", Blank("until_on", 6), "止", across=10)),
        (label("权利", across=2), cell("rights", across=10)),
        (label("责任", across=2), cell("responsibilities", across=10)),
        (label("义务", across=2), cell("obligations", across=10)),
        (label("就学安排", across=2), cell("schooling", across=10)),
        (label("食宿安排", across=2), cell("board", across=10)),
        (label("听取儿童意见", across=2), cell("child_heard_on", across=10)),
        (
            FormCell(
                ("委托不免除父母的监护职责。受托人不得转托；有未成年人保护法第二十二条所列四类情形之一的，不得受托。",),
                across=WIDTH,
            ),
        ),
        (label("委托人签字", across=2), _EMPTY, label("受托人签字", across=2), _EMPTY),
        (label("村（居）见证", across=2), _EMPTY, label("签订日期", across=2), cell("signed_on", across=4)),
    ),
    below=(("一式三份：委托人、受托人、村（居）民委员会各一份。",),),
)


def agreement_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """The signed agreement, else the draft; without either the form is printed to be filled by hand."""
    texts = family_texts(file=file, veil=veil) | {"today": day_words(today)}
    for who in ("father", "mother"):
        texts[f"{who}.place"] = texts.get(f"{who}.work_place", "")
    texts["carer.place"] = texts.get("carer.address", "")
    agreement = get_agreement(file=file, state="signed") or get_agreement(file=file, state="draft")
    if agreement is None:
        return texts
    days = {
        name: day_words(getattr(agreement, name)) for name in ("from_on", "until_on", "signed_on", "child_heard_on")
    }
    words = ("rights", "responsibilities", "obligations", "schooling", "board")
    terms = {name: getattr(agreement, name) for name in words}
    return texts | days | terms | {"willing": tick_words(agreement.is_carer_willing)}


PAPER = Paper("delegation_agreement", _("Delegation agreement"), AGREEMENT, agreement_texts)
