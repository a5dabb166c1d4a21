"""The words of the plans as they are read: Chinese from the vocabulary; in English the key itself, made readable."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_noop

from shouwang.policy.vocabulary import vocabulary

# Words that several rooms use in one sense; they are translated here, and here alone.
COMMON = (
    gettext_noop("Save"),
    gettext_noop("Name"),
    gettext_noop("Township"),
    gettext_noop("Village"),
    gettext_noop("What"),
    gettext_noop("Who"),
    gettext_noop("When"),
    gettext_noop("Why"),
    gettext_noop("Due"),
    gettext_noop("Late"),
    gettext_noop("Open"),
    gettext_noop("Done"),
    gettext_noop("Filter"),
    gettext_noop("Citizen ID"),
    gettext_noop("All"),
    gettext_noop("The child"),
    gettext_noop("Age"),
    gettext_noop("Sex"),
    gettext_noop("Phone"),
    gettext_noop("Address"),
    gettext_noop("Father"),
    gettext_noop("Mother"),
    gettext_noop("Relief"),
    gettext_noop("Change"),
    gettext_noop("Reason"),
)


def _is_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _readable(key: str) -> str:
    return key.replace(".", ": ", 1).replace("_", " ").capitalize()


def fact_words(key: str) -> str:
    """`father.away` -> 父亲外出务工; `parameter:visit.every` and unknown keys stay readable."""
    word = vocabulary().facts.get(key)
    return word.name if word and _is_chinese() else _readable(key)


def choice_words(key: str, value: str) -> str:
    """One value of a choice fact: `child.schooling`, `primary` -> 小学."""
    word = vocabulary().facts.get(key)
    return word.values.get(value, value) if word and _is_chinese() else value.replace("_", " ")


def actor_words(key: str) -> str:
    """A function: `civil_affairs` -> 民政局."""
    return vocabulary().actors.get(key, key) if _is_chinese() else key.replace("_", " ")


def mechanism_words(key: str) -> str:
    return vocabulary().mechanisms.get(key, key) if _is_chinese() else key.replace("_", " ")


def event_words(key: str) -> str:
    """What was done: `visit.done` -> 入户走访."""
    word = vocabulary().events.get(key)
    return word.name if word and _is_chinese() else _readable(key)


def kind_words(key: str) -> str:
    return vocabulary().files.get(key, key) if _is_chinese() else key


def value_words(value: Any, name: Any) -> str:
    """A value of a column's choices: its Chinese name; in English the value itself, unless that is but a code."""
    is_word = isinstance(name, str) and isinstance(value, str) and not value.isdigit()
    return value.replace("_", " ") if is_word and not _is_chinese() else str(name)


def in_words(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """A column's choices as a form offers them, each in the language of whoever reads."""
    return [(value, _later(value, name)) for value, name in choices]


_later = lazy(value_words, str)
