"""The words of the plans as they are read: Chinese from the vocabulary; in English the key itself, made readable."""

from django.utils.translation import get_language

from shouwang.policy.vocabulary import vocabulary


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
