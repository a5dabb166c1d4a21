"""Tags of every page: states in colour and words, days, places, masked values, clauses, filters that stay in the URL."""

import base64
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import segno
from django import template
from django.forms import BoundField, CheckboxInput, FileInput, Select
from django.forms.widgets import RadioSelect
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from shouwang.duties.state import AHEAD, LATE, OPEN, UNDATED, WARN, state_of
from shouwang.page import masking
from shouwang.page.addresses import address_on
from shouwang.page.clauses import draw_clause
from shouwang.page.icons import draw_icon
from shouwang.page.mechanism import address_of
from shouwang.page.mechanism import event_title as title_of_event
from shouwang.page.words import actor_words, column_words, day_words, fact_words, kind_words, mechanism_words
from shouwang.page.words import reading_words as reading_kind

register = template.Library()

COLOURS = {LATE: "red", WARN: "yellow", OPEN: "green", AHEAD: "secondary", UNDATED: "secondary"}
_ALERTS = {"error": "danger", "debug": "info"}


register.simple_tag(draw_icon, name="icon")


@register.filter
def alert_colour(level: str) -> str:
    return _ALERTS.get(level, level)


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's widget in Tabler's dress, marked when it was refused."""
    widget = field.field.widget
    dress = "form-control"
    if isinstance(widget, CheckboxInput):
        dress = "form-check-input"
    elif isinstance(widget, Select) and not isinstance(widget, RadioSelect):
        dress = "form-select"
    elif field.use_fieldset and not isinstance(widget, FileInput):
        dress = "form-check-input"
    refused = " is-invalid" if field.errors else ""
    return field.as_widget(attrs={"class": f"{dress}{refused} {widget.attrs.get('class', '')}".strip()})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def day(value: date | None) -> str:
    """2026年11月22日; nothing for no day."""
    return day_words(value) if value else ""


@register.filter
def fact(value: Any) -> Any:
    """A fact as it is read: «not collected» is said openly, never shown as «no» or as a gap."""
    if value is None or value == "":
        return format_html('<span class="not-collected">{}</span>', _("Not collected"))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple | set | frozenset):
        return _(", ").join(map(str, value)) or _("None")
    return value


@register.simple_tag(takes_context=True)
def file_address(context: Mapping[str, Any], file: Any) -> str:
    """The file's page; nothing for a case of which this reader sees but the number."""
    return address_of(file, context["request"].scope)


@register.simple_tag
def address(name: str, file_id: UUID, *more: str) -> str:
    """As `url` for a file's pages, where a page has many of them."""
    return address_on(name, file_id, *more)


@register.simple_tag
def act_links(file_id: UUID, acts: Iterable[Any]) -> SafeString:
    """The ways to the forms of a file's acts: a hundred on a page."""
    return format_html_join(
        "",
        '<a class="list-group-item list-group-item-action" href="{}">{}</a>',
        ((address_on("do", file_id, act.event), act.title) for act in acts),
    )


@register.filter
def fact_title(key: str) -> str:
    return fact_words(key)


@register.filter
def masked_id(text: str | None) -> str:
    return masking.mask_citizen_id(text) if text else ""


@register.filter
def masked_phone(text: str | None) -> str:
    return masking.mask_phone(text) if text else ""


@register.filter
@register.simple_tag
def place(file: Any) -> str:
    """Township and village: village names repeat inside a county."""
    return " ".join(str(part) for part in (file.township, file.village) if part) or str(file.school or "")


@register.simple_tag
def state(duty: Any, today: date) -> SafeString:
    """A duty's state in colour and in words."""
    now = state_of(duty, today=today)
    return format_html('<span class="state state-{}">{}</span>', COLOURS[now], state_words(duty, now, today))


def state_words(duty: Any, now: str, today: date) -> str:
    if now == UNDATED:
        return _("No date yet")
    if now == AHEAD:
        return _("From %(day)s") % {"day": day(duty.opens_on)}
    left = (duty.due_on - today).days
    if now == LATE:
        return ngettext("Late by %(days)d day", "Late by %(days)d days", -left) % {"days": -left}
    if left == 0:
        return _("Due today")
    return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}


@register.simple_tag
def clause(clause_id: str, pack: str = "") -> SafeString:
    """A clause one touch away: opens its words in place."""
    return draw_clause(clause_id, pack, get_language())


@register.simple_tag(takes_context=True)
def url_with(context: Mapping[str, Any], **changes: Any) -> str:
    """This page's address with some of its query changed; None takes a key out."""
    query: QueryDict = context["request"].GET.copy()
    query.pop("_part", None)
    for key, value in changes.items():
        query.pop(key, None)
        if value is not None:
            query[key] = value
    return f"?{query.urlencode()}"


@register.filter
def percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.1f}%"


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    return mapping.get(key)


@register.filter
def actor(key: str) -> str:
    return actor_words(key)


@register.filter
def mechanism(key: str) -> str:
    return mechanism_words(key)


@register.filter
def event_title(key: str) -> str:
    return title_of_event(key)


@register.filter
def kind(key: str) -> str:
    return kind_words(key)


@register.filter
def choice(row: Any, column: str) -> str:
    """What stands in a row's column with choices, in words; empty where nothing was collected."""
    return column_words(row, column)


@register.filter
def many(count: int, most: int = 1000) -> str:
    """1000+ for a count that was stopped there."""
    return f"{most}+" if count > most else str(count)


@register.simple_tag(takes_context=True)
def do_address(context: Mapping[str, Any], line: Any) -> str:
    """Where the duty of a line is done, coming back to this page."""
    return line.address(context["request"].get_full_path())


@register.simple_tag
def qr(text: str) -> SafeString:
    """A QR code as SVG, drawn here: nothing is asked of another host."""
    drawn = segno.make(text).svg_inline(scale=4, border=2, omitsize=False)
    return mark_safe(drawn)


@register.filter
def device_key(device: Any) -> str:
    """An authenticator's secret as apps take it: base32 in groups of four."""
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


@register.simple_tag
def veil(line: Any) -> SafeString:
    """A sensitive value as everybody sees it: the middle hidden."""
    masks = {"citizen_id": masking.mask_citizen_id, "phone": masking.mask_phone}
    kind = getattr(line.value, "veil", "") or line.veiled.rpartition(".")[2]
    mask = masks.get(kind, masking.mask_text)
    return format_html("<span>{}</span>", mask(str(line.value)))


@register.filter
def reading_words(reading: Any) -> str:
    """What somebody looked at."""
    what = reading_kind(reading.what)
    rows = reading.detail.get("rows")
    return f"{what} ({rows})" if rows is not None else what


@register.simple_tag
def age(person: Any, today: date) -> str:
    """Full years on that day."""
    born = person.born_on if person else None
    return "" if born is None else str(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))


@register.simple_tag(takes_context=True)
def panel(context: Mapping[str, Any], shown: Mapping[str, Any]) -> str:
    """A mechanism's part of a file's page: its template sees what its `context` gave, the file and the day, no more."""
    own = {"file": context["file"], "today": context["today"], **shown["context"]}
    return render_to_string(shown["panel"].template, own, request=context["request"])


@register.simple_tag
def share_bar(share: float) -> SafeString:
    """A share as a number and a bar."""
    return format_html(
        '<span class="share">{} <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="6" fill="#e6e9ef"/><rect width="{}" height="6" fill="#b3261e"/></svg></span>',
        percent(share),
        round(share * 100, 1),
    )


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def weight(key: str) -> str:
    """How far a clause binds."""
    return {"must": _("binding"), "should": _("encouraged"), "frame": _("frame")}.get(key, key)


@register.filter
def serving(kind: str) -> str:
    """What kind of thing serves a clause."""
    return {
        "duty": _("Duty"), "gate": _("Gate"), "condition": _("Condition"), "list": _("List"), "parameter": _("Figure"),
        "standard": _("Standard"), "record": _("Records"), "document": _("Document"), "report": _("Report"),
        "right": _("Right"), "page": _("Page"),
    }.get(kind, kind)  # fmt: skip


@register.simple_tag(takes_context=True)
def rows_address(context: Mapping[str, Any], rate: Any, state: str) -> str:
    """The rows behind a number: of the supervised places, else of the own duties."""
    page = "supervise-rows" if context["request"].scope.may("supervise") else "today"
    return f"{reverse(page)}?{rate.query}&state={state}"
