"""Photos and scans: sniffed, limited, sealed on disk under their digest, opened again for whoever may read the file."""

import hashlib
from datetime import datetime
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from shouwang.access.encryption import NONCE_BYTES, field_key
from shouwang.access.keys import new_id
from shouwang.registry.models import Attachment, File

MAX_BYTES = 20 * 2**20
_SIGNATURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
    b"RIFF": "image/webp",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
}
_AUDIO_CONTAINER = b"ftyp"


class TooLarge(Exception):
    """More than MAX_BYTES."""


class UnknownMedia(Exception):
    """The content is neither a photo, a PDF nor a voice recording, whatever its name says."""


def media_type_of(content: bytes) -> str:
    """By the content, never by the name. Raises UnknownMedia."""
    for signature, media_type in _SIGNATURES.items():
        if content.startswith(signature):
            return media_type
    if content[4:8] == _AUDIO_CONTAINER:
        return "audio/mp4"
    raise UnknownMedia


def add_attachment(
    *, file: File, title: str, file_name: str, content: bytes, at: datetime, user_id: UUID | None
) -> Attachment:
    """Raises TooLarge, UnknownMedia."""
    if len(content) > MAX_BYTES:
        raise TooLarge(len(content))
    attachment = Attachment(
        id=new_id(),
        county_id=file.county_id,
        file=file,
        title=title,
        file_name=file_name[-120:],
        media_type=media_type_of(content),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=at,
        added_by_id=user_id,
    )
    nonce = attachment.id.bytes[:NONCE_BYTES]
    place = _place(attachment)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.write_bytes(AESGCM(field_key()).encrypt(nonce, content, attachment.id.bytes))
    attachment.save(force_insert=True)
    return attachment


def read_attachment(*, attachment: Attachment) -> bytes:
    nonce = attachment.id.bytes[:NONCE_BYTES]
    return AESGCM(field_key()).decrypt(nonce, _place(attachment).read_bytes(), attachment.id.bytes)


def _place(attachment: Attachment) -> Path:
    return Path(settings.MEDIA_ROOT) / str(attachment.county_id) / attachment.id.hex[-2:] / attachment.id.hex
