"""Values and names of facts in words."""

from typing import Any

from django.db import models

from shouwang.access.models import Office, Region
from shouwang.mechanisms.ledger.fact_fields import choices_of, column_of
from shouwang.mechanisms.ledger.labels import LABELS, MORE, SUBJECTS, full_label
from shouwang.page.words import fact_words, value_words


def say(key: str, value: Any) -> Any:
    """A choice by its name, a list of choices by theirs; everything else as it is."""
    if key.startswith("file."):
        return _place(key, value)
    if value is None or isinstance(value, bool):
        return value
    words = {str(code): str(name) for code, name in _choices(key)}
    if isinstance(value, list | tuple):
        return [value_words(one, words.get(str(one), one)) for one in value]
    return value_words(value, words[str(value)]) if str(value) in words else value


def _choices(key: str) -> list[tuple[Any, Any]]:
    return choices_of(key) if key in LABELS or isinstance(column_of(key), models.TextField) else []


def _place(key: str, value: Any) -> Any:
    model = Region if key == "file.village_id" else Office
    return str(model.objects.filter(pk=value).first() or "") if value else None


def title_of_step(key: str) -> str:
    """What changed, in words: labels of forms first, else the vocabulary's."""
    if key in LABELS:
        return full_label(key)
    if key in MORE:
        subject = SUBJECTS.get(key.partition(".")[0], "")
        return f"{subject}·{MORE[key]}" if subject else str(MORE[key])
    return fact_words(key)
