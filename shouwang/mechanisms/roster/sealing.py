"""Rows in waiting are sealed like every other personal field."""

import json
from datetime import date
from typing import Any

from shouwang.access.encryption import decrypt, encrypt

PLACE = "roster_line.sealed"
_DAY = "@day:"


def seal(values: dict[str, Any]) -> bytes:
    """Days keep their type; empty values are left out."""
    plain = {key: f"{_DAY}{value.isoformat()}" if isinstance(value, date) else value for key, value in values.items()}
    text = json.dumps({key: value for key, value in plain.items() if value is not None}, ensure_ascii=False)
    return encrypt(text, place=PLACE)


def unseal(stored: bytes | memoryview) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(decrypt(bytes(stored), place=PLACE))
    return {key: _opened(value) for key, value in values.items()}


def _opened(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_DAY):
        return date.fromisoformat(value[len(_DAY) :])
    if isinstance(value, list):
        return [_opened(one) for one in value]
    return value


def seal_changes(changes: dict[str, tuple[Any, Any]]) -> bytes | None:
    """{fact: (old, new)} with days as text behind their sign."""
    if not changes:
        return None
    return seal({key: [_shut(old), _shut(new)] for key, (old, new) in changes.items()})


def _shut(value: Any) -> Any:
    return f"{_DAY}{value.isoformat()}" if isinstance(value, date) else value
