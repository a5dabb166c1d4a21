"""The summary as a spreadsheet: a title, the unit and period, 32 numbered columns, signatures."""

from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from shouwang.mechanisms.reporting.documents import SUMMARY, summary_texts
from shouwang.mechanisms.reporting.models import Submission
from shouwang.mechanisms.reporting.summary import TITLES

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GRID = {"border": 1, "align": "center"}
LAST = len(TITLES) - 1


def as_workbook(submission: Submission, *, columns: frozenset[int], watermark: str) -> HttpResponse:
    """Only `columns` are told. `watermark`: who took it when, on the sheet and at the foot of every page."""
    content = BytesIO()
    texts = summary_texts(submission, columns=columns)
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet("汇总表")
        bold, cell = (
            book.add_format(GRID | {"bold": True, "text_wrap": True, "valign": "vcenter"}),
            book.add_format(GRID),
        )
        page.merge_range(
            0, 0, 0, LAST, SUMMARY.title, book.add_format({"bold": True, "font_size": 16, "align": "center"})
        )
        page.write_string(1, 0, f"填报单位：{texts['unit']}　统计期：{texts['period']}　报送日期：{texts['sent_on']}")
        for place, title in enumerate(TITLES):
            page.write_number(2, place, place + 1, bold)
            page.write_string(3, place, title, bold)
            page.write_string(4, place, texts[f"c{place + 1}"], cell)
        page.write_string(5, 0, f"未采集：{texts['uncollected']}")
        page.write_string(6, 0, SUMMARY.notes[-1])
        page.write_string(7, 0, "单位负责人：　　　　　　复核人：　　　　　　填表人：")
        page.write_string(8, 0, watermark)
        page.set_footer("&L" + watermark.replace("&", "&&")[:200])
        page.set_landscape()
        page.set_paper(8)
        page.fit_to_pages(1, 0)
    response = HttpResponse(content.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(f'{submission.unit.name}-{SUMMARY.title}')}.xlsx"
    )
    return response
