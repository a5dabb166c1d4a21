"""Texts in the trail that nobody may read from the disk: phones, addresses, numbers, what was written about a child.

A form's field that declares itself sealed gives a `SealedText`. It is a text like any other on its way through the
operations; when the event is written (`append_event`) it stands in the detail as {"sealed": ..., "veil": ...}.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from shouwang.access.encryption import decrypt, encrypt

PLACE = "access_event.detail"


class SealedText(str):
    """A text that is encrypted at rest. `veil` says how it is masked on the screen until somebody unveils it with a reason:
    `phone`, `citizen_id`, `address`; empty: whoever may read the file reads it."""

    veil: str

    def __new__(cls, text: str, *, veil: str = "") -> "SealedText":
        made = super().__new__(cls, text)
        made.veil = veil
        return made


def seal(detail: Any) -> Any:
    """`detail` with every SealedText in it encrypted; nothing else is touched."""
    if isinstance(detail, SealedText):
        return {"sealed": b64encode(encrypt(str(detail), place=PLACE)).decode(), "veil": detail.veil} if detail else ""
    if isinstance(detail, Mapping):
        return {key: seal(value) for key, value in detail.items()}
    return [seal(value) for value in detail] if isinstance(detail, list | tuple) else detail


def unseal(detail: Any) -> Any:
    """The way back: every sealed value as a SealedText. Raises UnreadableValue."""
    if isinstance(detail, Mapping):
        if detail.keys() == {"sealed", "veil"}:
            return SealedText(decrypt(b64decode(detail["sealed"]), place=PLACE), veil=detail["veil"])
        return {key: unseal(value) for key, value in detail.items()}
    return [unseal(value) for value in detail] if isinstance(detail, list) else detail
