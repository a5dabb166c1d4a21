"""An event as it is read: what was written down with it, under the labels of the form that asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event
from shouwang.page.mechanism import find_act, mechanisms
from shouwang.page.words import actor_words, choice_words, fact_words
from shouwang.policy.vocabulary import vocabulary

COMMON: Mapping[str, Any] = {
    "at_time": _("Time"),
    "note": _("Note"),
    "reason": _("Reason"),
    "office": _("Office"),
    "seen": _("The child was seen"),
    "nobody_leads": _("Not waited for: nobody leads this here"),
}
"""What operations of several mechanisms write down beside their forms."""


class Wordless(KeyError):
    """Nobody has said how this key of an event's detail is read."""


@dataclass(frozen=True)
class Answer:
    """One thing that was written down. `value`: bool, int, date, words or a list of them; `veil`: how it is masked."""

    key: str
    title: str
    value: Any
    veil: str = ""


def list_answers(event: Event, *, lists: Mapping[str, Mapping[str, str]] | None = None) -> list[Answer]:
    """Everything that is said of `event`, in the form's order, then what its operation added; empty answers left out.

    `lists`: {field: {key: words}} where the form keeps keys of the plan's lists; else the vocabulary's words stand there.
    """
    act, detail = find_act(event.what), event.opened
    fields = act.form.base_fields if act else {}
    keys = [key for key in fields if key in detail] + [key for key in detail if key not in fields]
    said = ((key, _title_or_key(event.what, key)) for key in keys if detail[key] not in ("", None, []))
    return [
        Answer(key, title, _value(event.what, key, detail[key], (lists or {}).get(key, {})), _veil_of(detail[key]))
        for key, title in said
        if title is not None
    ]


def title_of(what: str, key: str) -> str | None:
    """The label of a key of `what`'s detail; None: it is kept and not said. Raises Wordless."""
    act = find_act(what)
    if act and key in act.form.base_fields:
        return str(act.form.base_fields[key].label or "").rstrip("？?")
    told = _told_of(what)
    if key not in told and key not in COMMON:
        raise Wordless(f"{what}: {key}")
    word = told[key] if key in told else COMMON[key]
    label = word[0] if isinstance(word, tuple) else word
    return None if label is None else str(label)


def _title_or_key(what: str, key: str) -> str | None:
    """What an earlier version wrote down under a key that nobody knows any more stays readable, by its key."""
    try:
        return title_of(what, key)
    except Wordless:
        return key


def _told_of(what: str) -> Mapping[str, Any]:
    mechanism = mechanisms().get(what.partition(".")[0])
    return mechanism.told if mechanism else {}


def _veil_of(value: Any) -> str:
    return str(getattr(value, "veil", ""))


def _value(what: str, key: str, value: Any, listed: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_value(what, key, one, listed) for one in value if one not in ("", None)]
    if isinstance(value, bool | int) or _veil_of(value):
        return value
    if key == "nobody_leads":
        return actor_words(str(value))
    act = find_act(what)
    field = act.form.base_fields.get(key) if act else None
    text = str(value)
    if isinstance(field, forms.DateField):
        return date.fromisoformat(text)
    if isinstance(field, forms.ModelChoiceField) and (key_of_row := _as_key(text)):
        return str(field.queryset.model._default_manager.filter(pk=key_of_row).first() or "")
    return listed.get(text) or _choices(field, _told_of(what).get(key)).get(text) or _from_vocabulary(text)


def _as_key(text: str) -> UUID | None:
    """Most operations write down the name of what was chosen; some its key."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _choices(field: Any, word: Any) -> dict[str, str]:
    given = word[1] if isinstance(word, tuple) else getattr(field, "choices", None) or ()
    return {str(key): str(words) for key, words in given}


def _from_vocabulary(text: str) -> str:
    """A key of the packs' lists (a circumstance, a kind of place, a fact) in words; any other text as it is."""
    facts = vocabulary().facts
    if f"case.{text}" in facts:
        return fact_words(f"case.{text}")
    if text in facts:
        return fact_words(text)
    return choice_words("case.place_kind", text) if text in facts["case.place_kind"].values else text
