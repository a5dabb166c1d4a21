"""失学辍学报告单: the school's report in writing that a child left, to the township and to education."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event
from shouwang.exchange.documents.paper_form import Blank, FormCell, PaperForm, cell, label
from shouwang.exchange.papers.family import Veil, day_words, family_texts
from shouwang.exchange.papers.printing import Paper
from shouwang.registry.models import File

Row = tuple[FormCell, ...]


def _pair(first: str, key: str, second: str, other: str) -> Row:
    return (label(first, across=2), cell(key, across=4), label(second, across=2), cell(other, across=4))


def _signed(first: str, second: str) -> Row:
    empty = FormCell(("",), across=3)
    return (label(first, across=3), empty, label(second, across=3), empty)


DROPOUT_REPORT = PaperForm(
    title="学生失学辍学报告单",
    widths=(1,) * 12,
    above=(("档案编号：", Blank("number", 8)), ("打印日期：", Blank("today", 8))),
    rows=(
        _pair("学生姓名", "child.name", "性别", "child.sex"),
        _pair("出生日期", "child.born_on", "村（居）", "place"),
        _pair("就读学校", "child.school", "报告日期", "told_on"),
        _pair("父亲", "father.name", "电话", "father.phone"),
        _pair("母亲", "mother.name", "电话", "mother.phone"),
        (label("报告对象", across=2), cell("receiver", across=10)),
        (label("失学辍学情况及已做的工作", across=2), cell("content", across=10)),
        _signed("报告人", "学校负责人（章）"),
        _signed("签收人", "签收日期"),
    ),
    below=(("一式三份：学校、乡镇（街道）、教育部门各一份。",),),
)


def dropout_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """With the last report on record, where there is one."""
    reports = Event.objects.filter(county_id=file.county_id, file_id=file.pk, what="reporting.dropout_reported")
    last = reports.order_by("-done_on", "-entered_at").first()
    told = {"told_on": day_words(last.done_on), **last.opened} if last else {}
    own = {key: str(told.get(key, "")) for key in ("receiver", "content", "told_on")}
    return family_texts(file=file, veil=veil) | own | {"today": day_words(today)}


PAPER = Paper("dropout_report", _("Report of leaving school"), DROPOUT_REPORT, dropout_texts)
