"""Long lists: pages by key (the last as fast as the first), and filters that stay in the URL.

rows = page_of(files, request, order=("pinyin", "id"), size=50)      # rows.items, rows.has_after, rows.last_key
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.http import HttpRequest


@dataclass(frozen=True)
class Page:
    """One page of rows and where it stands. `first_key`, `last_key` go into `before` and `after`."""

    items: list[Any]
    has_before: bool
    has_after: bool
    first_key: str
    last_key: str

    @property
    def is_all(self) -> bool:
        return not self.has_before and not self.has_after


def page_of(rows: QuerySet[Any], request: HttpRequest, *, order: Sequence[str], size: int = 50) -> Page:
    """The page that the URL asks for (`after`, `before`, `at=end`).

    `order` are columns without nulls, the last one unique; all rising, or all falling (`-at`, `-id`). Where the query has
    an alias `by_<column>`, it stands for that column: the same values, from an index that has them in order.
    """
    names, falls = [name.lstrip("-") for name in order], order[0].startswith("-")
    columns = [f"by_{name}" if f"by_{name}" in rows.query.annotations else name for name in names]
    before, after = request.GET.get("before"), request.GET.get("after")
    backwards = bool(before) or request.GET.get("at") == "end"
    key = before or after
    if key:
        beyond = TupleLessThan if falls != backwards else TupleGreaterThan
        rows = rows.filter(beyond(Tuple(*map(F, columns)), _values(rows, names, key)))
    found = _first_of(rows, [f"-{name}" if falls != backwards else name for name in columns], size + 1)
    is_more, items = len(found) > size, found[:size]
    if backwards:
        items.reverse()
    return Page(
        items=items,
        has_before=is_more if backwards else bool(after),
        has_after=bool(before) if backwards else is_more,
        first_key=_key(items[0], names) if items else "",
        last_key=_key(items[-1], names) if items else "",
    )


def _first_of(rows: QuerySet[Any], order: Sequence[str], most: int) -> list[Any]:
    """The first rows. Those with others joined to them are chosen before: joins turn the planner from the index."""
    if not rows.query.select_related:
        return list(rows.order_by(*order)[:most])
    keys = list(rows.select_related(None).order_by(*order).values_list("pk", flat=True)[:most])
    found = {row.pk: row for row in rows.filter(pk__in=keys)} if keys else {}
    return [found[key] for key in keys if key in found]


def _key(row: Model, order: Sequence[str]) -> str:
    values = [getattr(row, name) for name in order]
    text = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _values(rows: QuerySet[Any], order: Sequence[str], key: str) -> tuple[Any, ...]:
    """Raises BadRequest for a key that no page gave out."""
    try:
        values = json.loads(base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)))
        fields = [rows.model._meta.get_field(name) for name in order]
        return tuple(field.to_python(value) for field, value in zip(fields, values, strict=True))
    except (ValueError, TypeError, binascii.Error, ValidationError) as damaged:
        raise BadRequest("page key") from damaged
