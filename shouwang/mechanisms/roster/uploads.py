"""The file as it was sent, sealed on disk until its rows are saved or withdrawn."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from shouwang.access.encryption import NONCE_BYTES, field_key
from shouwang.mechanisms.roster.models import Batch


def _place(batch: Batch) -> Path:
    return Path(settings.MEDIA_ROOT) / str(batch.county_id) / "rosters" / batch.pk.hex


def write_upload(*, batch: Batch, content: bytes) -> None:
    place = _place(batch)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.write_bytes(AESGCM(field_key()).encrypt(batch.pk.bytes[:NONCE_BYTES], content, batch.pk.bytes))


def read_upload(*, batch: Batch) -> bytes:
    return AESGCM(field_key()).decrypt(batch.pk.bytes[:NONCE_BYTES], _place(batch).read_bytes(), batch.pk.bytes)


def drop_upload(*, batch: Batch) -> None:
    _place(batch).unlink(missing_ok=True)
