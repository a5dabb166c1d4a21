"""A spreadsheet as an answer. The file name says what it is and nothing about whom."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_spreadsheet(title: str, write: Callable[[BytesIO], Any]) -> HttpResponse:
    content = BytesIO()
    write(content)
    response = HttpResponse(content.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.xlsx"
    return response
