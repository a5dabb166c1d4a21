"""What a photo tells beside its picture (where, when, with whose phone it was taken, an earlier uncropped version) is cut
out. The picture itself is not drawn anew: nothing is decoded, nothing gets blurrier.

Kept are only the parts that a browser needs to draw it. Of EXIF one number survives: which side is up.
"""

import struct
import zlib
from collections.abc import Iterator

JPEG, PNG, WEBP = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF"
_SOS, _EOI, _APP0, _APP1, _APP14, _COM = 0xDA, 0xD9, 0xE0, 0xE1, 0xEE, 0xFE
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_WEBP_FLAGS = 0b00010010  # alpha, animation; not ICC, EXIF, XMP
_ORIENTATION = 0x0112


class DamagedPhoto(Exception):
    """It says that it is a photo, and cannot be read as one."""


def strip_photo(content: bytes) -> bytes:
    """The photo (JPEG, PNG, WebP) without anything but its picture. Raises DamagedPhoto."""
    try:
        if content.startswith(JPEG):
            return _strip_jpeg(content)
        if content.startswith(PNG):
            return PNG + b"".join(_png_chunks(content))
        if content.startswith(WEBP) and content[8:12] == b"WEBP":
            body = b"WEBP" + b"".join(_webp_chunks(content))
            return b"RIFF" + struct.pack("<I", len(body)) + body
    except (struct.error, IndexError, zlib.error) as damaged:
        raise DamagedPhoto from damaged
    raise DamagedPhoto


def _strip_jpeg(content: bytes) -> bytes:
    kept, side = [], 1
    picture = b""
    for marker, segment, at in _segments(content):
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            side = _side_up(segment[10:]) or side
        if marker == _SOS:
            picture = _until_the_end(content, at)
            break
        if marker in (_APP0, _APP14) or not (_APP0 <= marker <= 0xEF or marker == _COM):
            kept.append(segment)
    if not picture:
        raise DamagedPhoto
    return JPEG + (_exif_of(side) if side != 1 else b"") + b"".join(kept) + picture


def _segments(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """(marker, the segment with its head, where it begins) up to the picture's data."""
    at = 2
    while at < len(content):
        if content[at] != 0xFF:
            raise DamagedPhoto
        while content[at + 1] == 0xFF:
            at += 1
        marker = content[at + 1]
        if marker in _WITHOUT_LENGTH:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if length < 2 or marker == _EOI:
            raise DamagedPhoto
        yield marker, content[at : at + 2 + length], at
        at += 2 + length


def _until_the_end(content: bytes, at: int) -> bytes:
    """The scans with the tables between them, up to the first end of the picture; what follows is no part of it."""
    parts, begin = [], at
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return b"".join(parts) + content[begin:] + b"\xff\xd9"
        marker = content[at + 1]
        if marker == _EOI:
            return b"".join(parts) + content[begin : at + 2]
        if marker in (0x00, 0xFF) or marker in _WITHOUT_LENGTH:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if _APP0 <= marker <= 0xEF or marker == _COM:
            parts.append(content[begin:at])
            begin = at + 2 + length
        at += 2 + length


def _side_up(exif: bytes) -> int:
    """The orientation 1 to 8 that stands in the first directory, or 0."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for place in range(min(count, 200)):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * place)
            if tag == _ORIENTATION:
                return value if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _exif_of(side: int) -> bytes:
    """An EXIF block that says which side is up, and nothing else."""
    directory = struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, side, 0, 0)
    body = b"Exif\0\0" + b"MM\0*" + struct.pack(">I", 8) + directory
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at, is_ended = len(PNG), False
    while not is_ended:
        length, kind = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise DamagedPhoto
        is_ended = kind == b"IEND"
        at += len(chunk)
        if kind in _PNG_KEPT:
            yield chunk


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    at, end = 12, 8 + struct.unpack_from("<I", content, 4)[0]
    while at + 8 <= min(end, len(content)):
        kind, length = struct.unpack_from("<4sI", content, at)
        chunk = content[at : at + 8 + length + (length & 1)]
        at += 8 + length + (length & 1)
        if kind not in _WEBP_KEPT:
            continue
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & _WEBP_FLAGS]) + chunk[9:]
        yield chunk
