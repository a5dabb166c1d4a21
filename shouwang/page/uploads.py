"""How much a form may bring: a file that is too large is thrown away while it comes in, never kept and then judged.

@public(methods=POST, uploads=Uploads(file_bytes=20 * MEBIBYTE, total_bytes=120 * MEBIBYTE))
def report(request): ...        # request.refused_uploads: how many files were thrown away; request.is_cut_short
"""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

MEBIBYTE = 2**20


@dataclass(frozen=True)
class Uploads:
    """Bytes that one file and that all of a form may have."""

    file_bytes: int
    total_bytes: int


class BoundedUpload(FileUploadHandler):
    """Throws away a file beyond the bounds and reads on; where the rest would be more than the form may have, it stops
    reading: the fields that came before the files are there all the same.
    """

    def __init__(self, request: HttpRequest, bounds: Uploads) -> None:
        super().__init__(request)
        self.bounds = bounds
        self.taken = 0
        request.refused_uploads, request.is_cut_short = 0, False

    def handle_raw_input(self, input_data: Any, meta: Any, content_length: int, *more: Any) -> None:
        self.is_too_long = content_length > self.bounds.total_bytes

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if start + len(raw_data) <= self.bounds.file_bytes and self.taken <= self.bounds.total_bytes:
            return raw_data
        self.request.refused_uploads += 1
        if self.is_too_long:
            self.request.is_cut_short = True
            raise StopUpload(connection_reset=True)
        raise SkipFile

    def file_complete(self, file_size: int) -> None:
        return None


def bound_uploads(request: HttpRequest, bounds: Uploads | None) -> None:
    """Before anything reads the form."""
    if bounds is not None:
        request.upload_handlers.insert(0, BoundedUpload(request, bounds))
