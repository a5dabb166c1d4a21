"""Field encryption: who reads the disk or a backup reads no citizen ID, phone or address.

A stored value is `version byte | 12 byte nonce | ciphertext | 16 byte tag`; the additional data is `table.column`, so
that a value cannot be carried into another column. Equality search goes over a blind index: HMAC of the normal form with a
key of its own. Ciphers: AES-256-GCM with HMAC-SHA-256, or SM4-GCM with HMAC-SM3 (GB/T 39786); the version byte names
the cipher, so both can be read side by side. Keys come from a provider, so that a hardware module can take its place.
"""

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from hmac import digest as hmac_digest
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

AES, SM4 = b"\x01", b"\x02"
NONCE_BYTES, TAG_BYTES = 12, 16


class UnreadableValue(Exception):
    """A stored value that the present key does not open: wrong key, or the value was moved or changed."""


class KeyProvider(Protocol):
    def key(self, purpose: str) -> bytes:
        """32 bytes for `purpose` (`fields` or `index`)."""


class SettingsKeys:
    """Keys from the settings (which take them from the environment or from a file made at the first start)."""

    def key(self, purpose: str) -> bytes:
        keys = {"fields": list(settings.FIELD_KEYS.values())[-1], "index": settings.BLIND_INDEX_KEY}
        return bytes.fromhex(keys[purpose])


@lru_cache(maxsize=1)
def _provider() -> KeyProvider:
    provider: KeyProvider = import_string(settings.KEY_PROVIDER)()
    return provider


def field_key() -> bytes:
    """The 32 bytes that seal fields and attachments."""
    return _provider().key("fields")


@lru_cache(maxsize=1)
def _aes() -> AESGCM:
    return AESGCM(_provider().key("fields"))


@lru_cache(maxsize=1)
def _index_key() -> bytes:
    return _provider().key("index")


def encrypt(text: str, *, place: str) -> bytes:
    """`text` sealed for the column `place` (`table.column`)."""
    nonce = os.urandom(NONCE_BYTES)
    if settings.FIELD_CIPHER == "sm4":
        sealer = Cipher(algorithms.SM4(_provider().key("fields")[:16]), modes.GCM(nonce)).encryptor()
        sealer.authenticate_additional_data(place.encode())
        return SM4 + nonce + sealer.update(text.encode()) + sealer.finalize() + sealer.tag
    return AES + nonce + _aes().encrypt(nonce, text.encode(), place.encode())


def encrypt_column(texts: Sequence[str | None], *, place: str) -> list[bytes | None]:
    """As `encrypt`, for a whole column: one draw of chance, one cipher. None and the empty text stay None."""
    if settings.FIELD_CIPHER == "sm4":
        return [encrypt(text, place=place) if text else None for text in texts]
    chance, seal, added = os.urandom(NONCE_BYTES * len(texts)), _aes().encrypt, place.encode()
    nonces = [chance[start : start + NONCE_BYTES] for start in range(0, len(chance), NONCE_BYTES)]
    return [
        AES + nonce + seal(nonce, text.encode(), added) if text else None
        for nonce, text in zip(nonces, texts, strict=True)
    ]


def decrypt_column(stored: Sequence[bytes | memoryview | None], *, place: str) -> list[str | None]:
    """As `decrypt`, for a whole column. Raises UnreadableValue."""
    opened, added = _aes().decrypt, place.encode()
    try:
        return [
            None
            if one is None
            else opened(bytes(one[1:13]), bytes(one[13:]), added).decode()
            if one[:1] == AES
            else decrypt(bytes(one), place=place)
            for one in stored
        ]
    except InvalidTag as wrong:
        raise UnreadableValue(place) from wrong


def decrypt(stored: bytes, *, place: str) -> str:
    """Raises UnreadableValue."""
    version, nonce, sealed = stored[:1], stored[1 : 1 + NONCE_BYTES], stored[1 + NONCE_BYTES :]
    try:
        if version == SM4:
            body, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
            opener = Cipher(algorithms.SM4(_provider().key("fields")[:16]), modes.GCM(nonce, tag)).decryptor()
            opener.authenticate_additional_data(place.encode())
            return (opener.update(body) + opener.finalize()).decode()
        return _aes().decrypt(nonce, sealed, place.encode()).decode()
    except InvalidTag as wrong:
        raise UnreadableValue(place) from wrong


def blind_index(text: str, *, purpose: str) -> bytes:
    """16 bytes that are equal exactly when `text` (already in its normal form) and `purpose` are."""
    message = f"{purpose}:{text}".encode()
    if settings.FIELD_CIPHER == "sm4":
        sealer = hmac.HMAC(_provider().key("index"), hashes.SM3())
        sealer.update(message)
        return sealer.finalize()[:16]
    return hmac_digest(_index_key(), message, "sha256")[:16]


def blind_index_column(texts: Sequence[str | None], *, purpose: str) -> list[bytes | None]:
    """As `blind_index`, for a whole column: the part of the HMAC that is always the same is reckoned once."""
    if settings.FIELD_CIPHER == "sm4":
        return [blind_index(text, purpose=purpose) if text else None for text in texts]
    key = _index_key().ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in key) + f"{purpose}:".encode())
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in key))
    return [_finish(inner.copy(), outer.copy(), text) if text else None for text in texts]


def _finish(inner: Any, outer: Any, text: str) -> bytes:
    inner.update(text.encode())
    outer.update(inner.digest())
    return bytes(outer.digest()[:16])


class EncryptedTextField(models.BinaryField):
    """Text that is sealed on its way into the database and opened on its way out; it cannot be searched."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or value == "":
            return None
        return super().get_db_prep_value(encrypt(value, place=self.place), connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(bytes(value), place=self._home())

    def _home(self) -> str:
        """A history table holds the sealed value of the table that it follows."""
        tracked = getattr(self.model, "pgh_tracked_model", None)
        return f"{(tracked or self.model)._meta.db_table}.{self.column}"

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: Any) -> str:
        return self.value_from_object(obj) or ""
