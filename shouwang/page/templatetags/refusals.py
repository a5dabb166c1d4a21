"""Tags of a refused act: what the plan asks of it, condition by condition."""

from collections.abc import Mapping
from typing import Any

from django import template

from shouwang.duties.gates import Refusal
from shouwang.page.explaining import Line, say_why

register = template.Library()


@register.simple_tag(takes_context=True)
def reasons(context: Mapping[str, Any], refusal: Refusal) -> tuple[Line, ...]:
    """Which conditions of a refusal hold and which do not; nothing on a page that is about no act on a file."""
    act, file = context.get("act"), context.get("file")
    if act is None or file is None or not refusal.asked:
        return ()
    return say_why(refusal, file=file, scope=context["request"].scope, what=act.event)
