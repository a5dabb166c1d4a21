"""The lines of the list of files: one narrow query for the files of a page, and no more words than are shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shouwang.access.scope import Scope
from shouwang.page.addresses import address_on
from shouwang.registry.models import File
from shouwang.web.fact_groups import age_on

SHOWN = (
    "id",
    "name",
    "number",
    "township__short_name",
    "village__short_name",
    "school__name",
    "person__born_on",
    "child__listed_on",
    "child__exited_on",
)
"""What a line needs: the sealed columns of the person are neither read nor opened."""


class FileLine(NamedTuple):
    """In the order of the columns. `age` and `state` are a child's, in words."""

    address: str
    name: str
    place: str
    age: str
    state: str
    number: str


_CELL = '<td data-label="{}">{}</td>'
_NAME = '<td data-label="{}"><a href="{}">{}</a></td>'


def draw_lines(lines: Sequence[FileLine], *, is_of_children: bool) -> SafeString:
    """The rows of the table, a page of them at once: most of what the list shows."""
    names = [escape(_(one)) for one in ("Name", "Township and village", "Age", "State of the ledger", "Number")]
    name, place, age, state, number = names
    if not is_of_children:
        return format_html_join(
            "",
            f"<tr>{_NAME}{_CELL}{_CELL}</tr>",
            ((name, one.address, one.name, place, one.place, number, one.number) for one in lines),
        )
    return format_html_join(
        "",
        f"<tr>{_NAME}{_CELL}{_CELL}{_CELL}{_CELL}</tr>",
        (
            (name, one.address, one.name, place, one.place, age, one.age, state, one.state, number, one.number)
            for one in lines
        ),
    )


def list_lines(files: Sequence[File], *, scope: Scope, today: date) -> list[FileLine]:
    """In the same order. The files of one page."""
    keys = [file.pk for file in files]
    rows = File.objects.within(scope).filter(pk__in=keys).values_list(*SHOWN, named=True) if keys else ()
    found = {row.id: _line(row, today) for row in rows}
    return [found[key] for key in keys if key in found]


def _line(row: Any, today: date) -> FileLine:
    age = age_on(row.person__born_on, today)
    return FileLine(
        address=address_on("file", row.id),
        name=row.name,
        place=" ".join(filter(None, (row.township__short_name, row.village__short_name))) or row.school__name or "",
        age="" if age is None else str(age),
        state=_state(row),
        number=row.number,
    )


def _state(row: Any) -> str:
    if row.child__exited_on:
        return _("Left the ledger")
    return _("On the ledger") if row.child__listed_on else _("Not on the ledger")
