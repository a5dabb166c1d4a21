"""Rendering: a page, or the one part of it that htmx asked for (`?_part=rows`, a partial of the page's own template)."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse

_PART = re.compile(r"[a-z][a-z-]{0,40}")


def show(request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200) -> Any:
    """The page; or, when htmx asks with `_part`, that `{% partialdef %}` of the same template."""
    part = request.GET.get("_part", "")
    if request.htmx and not request.htmx.history_restore_request and _PART.fullmatch(part):
        template = f"{template}#{part}"
    response = TemplateResponse(request, template, dict(context or {}), status=status)
    response.headers["Vary"] = "HX-Request"
    return response
