"""Small pictures made here, with all that cameras add: no picture of anybody is kept in the house."""

import struct
import zlib

SECRET = b"GPS 42.7515N 123.3553E iPhone of Wang"


def png(*, secret: bytes = SECRET) -> bytes:
    """2 x 2 red dots, with a text chunk and EXIF."""
    rows = b"".join(b"\0" + b"\xff\0\0" * 2 for _row in range(2))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)),
        (b"tEXt", b"Comment\0" + secret),
        (b"eXIf", secret),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def exif(side: int) -> bytes:
    """An EXIF block with the orientation, a place and a thumbnail."""
    entries = [(0x0112, 3, 1, struct.pack("<HH", side, 0)), (0x8825, 4, 1, struct.pack("<I", 64))]
    directory = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHI", tag, kind, many) + value for tag, kind, many, value in entries
    )
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + directory + b"\0\0\0\0" + SECRET


def jpeg(*, side: int = 6, content: bytes = b"\x12\x34\xff\x00\x56\xff\xd3\x78") -> bytes:
    """The parts of a JPEG in their order; the scans hold `content`, an escaped 0xFF and a restart marker among it."""

    def part(marker: int, body: bytes) -> bytes:
        return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body

    head = part(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + part(0xE1, exif(side)) + part(0xE1, b"http://x/xap" + SECRET)
    head += part(0xE2, b"MPF\0" + SECRET) + part(0xED, SECRET) + part(0xFE, SECRET)
    tables = part(0xDB, bytes(65)) + part(0xC2, b"\x08\0\2\0\2\1\1\x11\0") + part(0xC4, bytes(20))
    scan = part(0xDA, b"\1\1\0\0\x3f\0") + content
    between = part(0xC4, bytes(20)) + part(0xFE, SECRET)
    return b"\xff\xd8" + head + tables + scan + between + scan + b"\xff\xd9" + b"trailer " + SECRET


def webp() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) & 1)

    extended = chunk(b"VP8X", bytes((0b00101100, 0, 0, 0, 1, 0, 0, 1, 0, 0)))
    body = b"WEBP" + extended + chunk(b"ICCP", SECRET) + chunk(b"VP8L", b"/\1\x40\0\0\1") + chunk(b"EXIF", SECRET)
    return b"RIFF" + struct.pack("<I", len(body)) + body + SECRET


def voice() -> bytes:
    return b"OggS" + bytes(200)
