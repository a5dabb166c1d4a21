"""Photos and scans: sniffed, limited, sealed on disk under their digest."""

import hashlib
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shouwang.access.encryption import NONCE_BYTES, field_key
from shouwang.access.keys import new_id
from shouwang.registry.media import MAX_BYTES, TooLarge, media_type_of, place_of
from shouwang.registry.models import Attachment, File


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
    place = place_of(attachment)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place.write_bytes(AESGCM(field_key()).encrypt(nonce, content, attachment.id.bytes))
    attachment.save(force_insert=True)
    return attachment
