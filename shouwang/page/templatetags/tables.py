"""Filters of tables that become cards on a narrow screen."""

from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()


@register.filter
def under(row: Iterable[Any], columns: Iterable[str]) -> list[tuple[str, Any]]:
    """Each cell with the name of its column: a narrow screen shows a row as a card."""
    return list(zip(columns, row, strict=True))
