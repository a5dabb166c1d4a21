"""Values of facts in words."""

from typing import Any

from shouwang.mechanisms.ledger.fact_fields import choices_of
from shouwang.mechanisms.ledger.labels import LABELS


def say(key: str, value: Any) -> Any:
    """A choice by its name, a list of choices by theirs; everything else as it is."""
    if value is None or isinstance(value, bool) or key not in LABELS:
        return value
    words = {str(code): str(name) for code, name in choices_of(key)}
    if isinstance(value, list | tuple):
        return [words.get(str(one), one) for one in value]
    return words.get(str(value), value)
