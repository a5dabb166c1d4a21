"""Rows in waiting are sealed like every other personal field."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shouwang.access.encryption import decrypt, decrypt_column, encrypt, encrypt_column

PLACE = "roster_line.sealed"
_DAY = "@day:"
_write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def seal(values: dict[str, Any]) -> bytes:
    """Days keep their type; empty values are left out."""
    plain = {key: marked_day(value) if isinstance(value, date) else value for key, value in values.items()}
    return encrypt(_write({key: value for key, value in plain.items() if value is not None}), place=PLACE)


def seal_rows(rows: Sequence[Mapping[str, Any]]) -> list[bytes | None]:
    """Many rows at once, their days already behind their sign; empty values are left out."""
    plain = [{key: value for key, value in row.items() if value is not None} for row in rows]
    return encrypt_column(list(map(_write, plain)), place=PLACE)


def unseal(stored: bytes | memoryview) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(decrypt(bytes(stored), place=PLACE))
    return {key: _opened(value) for key, value in values.items()}


def unseal_rows(stored: Sequence[bytes | memoryview]) -> list[dict[str, Any]]:
    """Many rows at once; days stay texts behind their sign."""
    return [json.loads(text) for text in decrypt_column(stored, place=PLACE) if text is not None]


def marked_day(day: date) -> str:
    return f"{_DAY}{day.isoformat()}"


def bare_day(marked: str) -> str:
    """2016-05-01 again."""
    return marked.removeprefix(_DAY)


def _opened(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_DAY):
        return date.fromisoformat(bare_day(value))
    if isinstance(value, list):
        return [_opened(one) for one in value]
    return value


def seal_changes(changes: dict[str, tuple[Any, Any]]) -> bytes | None:
    """{fact: (old, new)} with days as text behind their sign."""
    if not changes:
        return None
    return seal({key: [_shut(old), _shut(new)] for key, (old, new) in changes.items()})


def _shut(value: Any) -> Any:
    return marked_day(value) if isinstance(value, date) else value
