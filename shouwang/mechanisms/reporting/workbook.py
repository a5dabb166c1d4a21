"""The summary as a spreadsheet: a title, the unit and period, 32 numbered columns, signatures."""

from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

from shouwang.mechanisms.reporting.models import Submission
from shouwang.mechanisms.reporting.summary import GROUP_TITLES, TITLES

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_workbook(submission: Submission) -> HttpResponse:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet("汇总表")
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"})
        cell = book.add_format({"border": 1, "align": "center"})
        page.merge_range(
            0,
            0,
            0,
            31,
            "农村留守儿童基本情况汇总表",
            book.add_format({"bold": True, "font_size": 16, "align": "center"}),
        )
        page.write_string(1, 0, f"填报单位：{submission.unit.name}　报送日期：{submission.submitted_on.isoformat()}")
        for place, (title, value) in enumerate(zip(TITLES, submission.figures["columns"], strict=True)):
            page.write_number(2, place, place + 1, bold)
            page.write_string(3, place, title, bold)
            page.write_number(4, place, value, cell)
        uncollected = "；".join(
            f"{GROUP_TITLES[key]} {count}" for key, count in submission.figures["uncollected"].items()
        )
        page.write_string(5, 0, f"未采集：{uncollected}")
        page.write_string(7, 0, "单位负责人：　　　　　　复核人：　　　　　　填表人：")
        page.set_landscape()
        page.set_paper(8)
        page.fit_to_pages(1, 0)
    response = HttpResponse(content.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote('季度汇总表')}.xlsx"
    return response
