"""The XML of a sheet cut into rows while it is unpacked; what stands before and after the rows is not looked at."""

import re
from collections.abc import Iterator
from typing import IO

from shouwang.exchange.parsing.limits import Limits
from shouwang.exchange.parsing.refused import Refused

CHUNK = 1 << 19


def row_segments(stream: IO[bytes], part: str, limits: Limits) -> Iterator[str]:
    """The XML of one row after the other, without its closing tag, each with whatever empty rows stood before it.

    Raises Refused: damaged when the sheet does not end, row_too_large.
    """
    prefix, rest = _until_rows(stream, part, limits)
    while True:
        cut = rest.rfind(b"</" + prefix + b"row>")
        if cut >= 0:
            whole = rest[:cut].decode("utf-8", "surrogateescape")
            rest = rest[cut + len(prefix) + 6 :]
            if prefix:
                whole = re.sub(f"<(/?){prefix.decode()}", r"<\1", whole)
            yield from whole.split("</row>")
        elif len(rest) > limits.row_bytes:
            rest = _without_empty_rows(rest, limits)
        if b"</" + prefix + b"sheetData>" in rest:
            return
        chunk = stream.read(CHUNK)
        if not chunk:
            raise Refused("damaged", part=part)
        rest += chunk


def _until_rows(stream: IO[bytes], part: str, limits: Limits) -> tuple[bytes, bytes]:
    """Skip what stands before the rows. Returns the name-space prefix (mostly none) and the bytes after the tag."""
    head = b""
    while len(head) <= limits.row_bytes:
        chunk = stream.read(CHUNK)
        head += chunk
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            break
        found = re.search(rb"<(\w+:)?sheetData(?:\s[^>]*?)?(/?)>", head)
        if found:
            prefix = found[1] or b""
            return prefix, b"</" + prefix + b"sheetData>" if found[2] else head[found.end() :]
        if not chunk:
            break
    raise Refused("damaged", part=part)


def _without_empty_rows(rest: bytes, limits: Limits) -> bytes:
    """A long stretch without the end of a row: either empty rows (`<row .../>`) or a row too large to take."""
    last = rest.rfind(b"<")
    if b"<c" in rest or b":c" in rest or last < len(rest) - 4096:
        raise Refused("row_too_large", mebibytes=limits.row_bytes >> 20)
    return rest[last:]
