"""Photos and recordings of a report: nameless, without what a camera adds, sealed like every proof."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from shouwang.mechanisms.mandatory_report.stripping import DamagedPhoto, strip_photo
from shouwang.registry.attaching import add_attachment
from shouwang.registry.media import MAX_BYTES, UnknownMedia, media_type_of
from shouwang.registry.models import File

MOST_FILES = 24


def attach_files(*, file: File, uploads: Sequence[Any], at: datetime) -> tuple[int, int]:
    """(taken, refused). A file that is no photo and no recording is refused; the report stands all the same."""
    taken = 0
    for upload in uploads[:MOST_FILES]:
        content = _read(upload)
        if content is not None:
            taken += 1
            _attach(file, content, number=taken, at=at)
    return taken, len(uploads) - taken


def _read(upload: Any) -> bytes | None:
    """What may be kept of it: a photo without its metadata, a recording as it is; None for anything else."""
    if upload.size > MAX_BYTES:
        return None
    content = upload.read()
    try:
        media_type = media_type_of(content)
        if media_type.startswith("image/"):
            return strip_photo(content)
    except (UnknownMedia, DamagedPhoto):
        return None
    return content if media_type.startswith("audio/") else None


def _attach(file: File, content: bytes, *, number: int, at: datetime) -> None:
    media_type = media_type_of(content)
    is_photo = media_type.startswith("image/")
    title = _("Photo %(number)d of the report") if is_photo else _("Recording %(number)d of the report")
    name = f"{'photo' if is_photo else 'recording'}-{number}.{media_type.partition('/')[2]}"
    add_attachment(file=file, title=title % {"number": number}, file_name=name, content=content, at=at, user_id=None)
