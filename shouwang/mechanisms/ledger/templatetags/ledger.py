"""Tags of the ledger's pages: facts, answers and states in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shouwang.mechanisms.ledger.labels import VEILED, full_label
from shouwang.mechanisms.ledger.words import say, title_of_step
from shouwang.page.masking import mask_citizen_id, mask_phone, mask_text
from shouwang.policy.answer import Answer

register = template.Library()
_COLOURS = {"yes": "green", "no": "secondary", "unknown": "yellow"}


@dataclass(frozen=True)
class Line:
    title: str
    value: Any


@register.filter
def present_lines(form: Any) -> list[Line]:
    """The facts that a form asks for as the file has them; numbers and addresses are not repeated."""
    return [Line(full_label(key), say(key, form.present.get(key))) for key in form.keys if key not in VEILED]


@register.filter
def said(key: str, value: Any) -> Any:
    return say(key, value)


@register.filter
def step_title(key: str) -> str:
    return title_of_step(key)


@register.filter
def passed(key: str, value: Any) -> Any:
    """A fact that another county passed on; numbers, phones and addresses are masked."""
    masks = {"citizen_id": mask_citizen_id, "phone": mask_phone, "address": mask_text}
    mask = masks.get(key.partition(".")[2])
    return mask(value) if mask and value else say(key, value)


@register.filter
def relation_title(code: str) -> str:
    """GB/T 4761."""
    return {"61": "祖父", "62": "祖母", "63": "外祖父", "64": "外祖母"}.get(code, _("Relative"))


@register.filter
def among(key: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The word that belongs to a key."""
    return dict(pairs).get(key, key)


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def state_title(state: str) -> str:
    titles = {
        "listed": _("On the ledger"),
        "left": _("Left the ledger"),
        "never": _("Not on the ledger"),
        "all": _("All files"),
    }
    return titles[state]


@register.filter
def answer_title(outcome: str) -> str:
    return {"yes": _("Fits the definition"), "no": _("Does not fit it"), "unknown": _("Cannot be told yet")}[outcome]


@register.simple_tag
def answer_badge(answer: Answer) -> SafeString:
    """The plan's answer in colour and words; how many facts are missing where it cannot be told."""
    title = answer_title(answer.outcome)
    if answer.is_unknown:
        count = len(answer.missing)
        title = ngettext("%(title)s, %(count)d fact missing", "%(title)s, %(count)d facts missing", count)
        title %= {"title": answer_title(answer.outcome), "count": count}
    return format_html('<span class="state state-{}">{}</span>', _COLOURS[answer.outcome], title)


@register.filter
def whereabouts(parent: Any) -> str:
    """Where a parent is: away and where, at home, dead, or not collected."""
    if parent is None or (parent.away is None and parent.alive is not False):
        return _("Not collected")
    if parent.alive is False:
        return _("died")
    return parent.work_place or _("away") if parent.away else _("at home")
