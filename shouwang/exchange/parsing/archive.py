"""The zip archive around an .xlsx: looked at from outside before anything in it is unpacked."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from shouwang.exchange.parsing.limits import Limits
from shouwang.exchange.parsing.refused import Refused

PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """The parts of an .xlsx by name, each read within the limits. Part names compare without case, as Excel does."""

    def __init__(self, opened: zipfile.ZipFile, limits: Limits) -> None:
        self._zip = opened
        self._limits = limits
        self._members = {member.filename.lower().lstrip("/"): member for member in opened.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def names(self) -> list[str]:
        """The parts of the archive in lower case."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """One small part whole. Raises Refused when it is missing, too large, damaged or declares a document type."""
        with self.stream(name) as part:
            content = part.read(self._limits.part_bytes + 1)
        if len(content) > self._limits.part_bytes:
            raise Refused("part_too_large", part=name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Refused("damaged", part=name)
        return content

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """One part as a stream; a part that is larger or smaller than it declares ends in Refused."""
        member = self._members.get(name.lower())
        if member is None:
            raise Refused("damaged", part=name)
        try:
            with self._zip.open(member) as part:
                yield part
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise Refused("damaged", part=name) from error


@contextmanager
def open_archive(path: Path, limits: Limits) -> Iterator[Archive]:
    """Open and check the directory. Raises Refused: damaged, encrypted, zip_bomb, macro, other_format."""
    try:
        opened = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Refused("damaged") from error
    with opened:
        _check_directory(opened.infolist(), path.stat().st_size, limits)
        archive = Archive(opened, limits)
        _check_parts(archive)
        yield archive


def _check_directory(members: list[zipfile.ZipInfo], file_size: int, limits: Limits) -> None:
    if len(members) > limits.members:
        raise Refused("zip_bomb", reason="members", count=len(members))
    if sum(member.compress_size for member in members) > file_size:
        raise Refused("zip_bomb", reason="overlap", count=len(members))
    if sum(member.file_size for member in members) > limits.member_bytes:
        raise Refused("zip_bomb", reason="size", count=sum(member.file_size for member in members) >> 20)
    for member in members:
        if member.flag_bits & 1:
            raise Refused("encrypted")
        if member.compress_type not in PLAIN_METHODS:
            raise Refused("damaged", part=member.filename)
        ratio = member.file_size // max(member.compress_size, 1)
        if member.file_size > limits.small_member and ratio > limits.member_ratio:
            raise Refused("zip_bomb", reason="ratio", count=ratio)


def _check_parts(archive: Archive) -> None:
    names = archive.names()
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise Refused("macro")
    if "xl/workbook.bin" in names:
        raise Refused("other_format", format="xlsb")
    if "content.xml" in names and "mimetype" in names:
        raise Refused("other_format", format="ODF")
    if any(name.startswith("word/") for name in names):
        raise Refused("other_format", format="Word")
    if any(name.startswith("ppt/") for name in names):
        raise Refused("other_format", format="PowerPoint")
    if not any(name.startswith("xl/") for name in names):
        raise Refused("other_format", format="zip")
