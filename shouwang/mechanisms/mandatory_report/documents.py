"""报告单 and 受理回执, from what was reported. Neither has a place for the reporter."""

from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from shouwang.exchange.documents.paper_form import Blank, FormCell, PaperForm, cell, label
from shouwang.exchange.papers.family import SEXES, Veil, day_words, place_words
from shouwang.exchange.papers.printing import Paper
from shouwang.mechanisms.mandatory_report.models import GRAVITY, HARM, Report
from shouwang.mechanisms.mandatory_report.queries.joined import list_reports
from shouwang.mechanisms.mandatory_report.queries.plan import list_circumstances
from shouwang.registry.joining import list_joined
from shouwang.registry.models import Attachment, File

Row = tuple[FormCell, ...]
WIDTH = 12


def _pair(first: str, key: str, second: str, other: str) -> Row:
    return (label(first, across=2), cell(key, across=4), label(second, across=2), cell(other, across=4))


def _wide(title: str, key: str) -> Row:
    return (label(title, across=2), cell(key, across=WIDTH - 2))


def _signed(first: str, second: str) -> Row:
    empty = FormCell(("",), across=4)
    return (label(first, across=2), empty, label(second, across=2), empty)


ABOVE = (("个案编号：", Blank("number", 8)), ("打印日期：", Blank("today", 8)))
REPORT_SLIP = PaperForm(
    title="儿童保护强制报告单",
    widths=(1,) * WIDTH,
    above=ABOVE,
    rows=(
        _pair("收到时间", "received", "发现时间", "found"),
        _wide("报告情形", "circumstances"),
        _pair("侵害类型", "harm", "严重程度", "gravity"),
        _wide("案情经过", "course"),
        _wide("起始时间", "since"),
        _wide("地点", "place"),
        _pair("儿童姓名", "child_name", "年龄", "child_age"),
        _pair("性别", "child_sex", "辖区", "district"),
        _wide("体貌衣着", "looks"),
        _wide("附件", "files"),
        _signed("受理人", "受理时间"),
    ),
    below=(("报告人信息依法保密，不在本单记载。空白处为不详，受理后补充。",),),
)
ACCEPTANCE_RECEIPT = PaperForm(
    title="强制报告受理回执",
    widths=(1,) * WIDTH,
    above=ABOVE,
    rows=(
        _pair("收到时间", "received", "报告情形", "circumstances"),
        (FormCell(("您的报告已经收到，由公安机关依法受理处置。",), across=WIDTH),),
        (
            FormCell(
                ("凭报告时取得的回执码可以查询办理进度；回执码只显示一次，请妥善保管，不要告诉他人。",), across=WIDTH
            ),
        ),
        (FormCell(("公安机关依法保护报告人的隐私和人身安全；受到威胁、打击报复的，请立即拨打110。",), across=WIDTH),),
        _signed("受理机关（章）", "受理日期"),
    ),
    below=(("本回执不记载报告人。",),),
)


def slip_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """Of all reports of the case, each answer once."""
    reports = list_reports(file=file)
    names = {item.key: item.name for item in list_circumstances(county_id=file.county_id, on=today)}
    return _heading(file, reports, names, today) | {
        "found": _join(_found(report) for report in reports),
        "harm": _join(dict(HARM).get(report.harm, "") for report in reports),
        "gravity": _join(dict(GRAVITY).get(report.gravity, "") for report in reports),
        "course": _join(report.course for report in reports),
        "since": _join(report.since for report in reports),
        "place": _join(report.place for report in reports),
        "child_name": _join(report.child_name for report in reports),
        "child_age": _join(str(report.child_age) for report in reports if report.child_age is not None),
        "child_sex": _join(SEXES.get(report.child_sex, "") for report in reports),
        "looks": _join(report.looks for report in reports),
        "district": place_words(file),
        "files": _join(_titles(file)),
    }


def receipt_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    reports = list_reports(file=file)
    names = {item.key: item.name for item in list_circumstances(county_id=file.county_id, on=today)}
    return _heading(file, reports, names, today)


def _heading(file: File, reports: list[Report], names: dict[str, str], today: date) -> dict[str, Any]:
    keys = dict.fromkeys(key for report in reports for key in report.circumstances)
    return {
        "number": file.number,
        "today": day_words(today),
        "received": _join(_moment(report) for report in reports),
        "circumstances": "、".join(names.get(key, key) for key in keys),
    }


def _titles(file: File) -> list[str]:
    kept = Attachment.objects.filter(county_id=file.county_id, file__in=list_joined(file=file), withdrawn_at=None)
    return list(kept.order_by("pk").values_list("title", flat=True))


def _moment(report: Report) -> str:
    at = localtime(report.received_at)
    return f"{day_words(at.date())}{at:%H:%M}"


def _found(report: Report) -> str:
    hour = f"{report.found_at:%H:%M}" if report.found_at else ""
    return f"{day_words(report.found_on)}{hour}"


def _join(texts: Any) -> str:
    return "；".join(dict.fromkeys(text for text in texts if text))


PAPERS = {
    "report_slip": Paper("report_slip", _("Report slip"), REPORT_SLIP, slip_texts, "case.read"),
    "acceptance_receipt": Paper(
        "acceptance_receipt", _("Acceptance receipt"), ACCEPTANCE_RECEIPT, receipt_texts, "case.read"
    ),
}
