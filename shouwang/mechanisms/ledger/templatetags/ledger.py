"""Tags of the ledger's pages: facts in words."""

from dataclasses import dataclass
from typing import Any

from django import template

from shouwang.mechanisms.ledger.labels import VEILED, full_label
from shouwang.mechanisms.ledger.words import say

register = template.Library()


@dataclass(frozen=True)
class Line:
    title: str
    value: Any


@register.filter
def present_lines(form: Any) -> list[Line]:
    """The facts that a form asks for as the file has them; numbers and addresses are not repeated."""
    return [Line(full_label(key), say(key, form.present.get(key))) for key in form.keys if key not in VEILED]
