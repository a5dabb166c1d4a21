"""Photos and scans as they are judged and opened: by their content, and for whoever may read the file."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from shouwang.access.encryption import NONCE_BYTES, field_key
from shouwang.registry.models import Attachment

MAX_BYTES = 20 * 2**20
_SIGNATURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
}
_AUDIO_CONTAINER = b"ftyp"
_RIFF, _IN_RIFF = b"RIFF", {b"WEBP": "image/webp", b"WAVE": "audio/wav"}


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
    if content.startswith(_RIFF) and content[8:12] in _IN_RIFF:
        return _IN_RIFF[content[8:12]]
    raise UnknownMedia


def read_attachment(*, attachment: Attachment) -> bytes:
    nonce = attachment.id.bytes[:NONCE_BYTES]
    return AESGCM(field_key()).decrypt(nonce, place_of(attachment).read_bytes(), attachment.id.bytes)


def place_of(attachment: Attachment) -> Path:
    return Path(settings.MEDIA_ROOT) / str(attachment.county_id) / attachment.id.hex[-2:] / attachment.id.hex
