"""What proves something: judged by its content, sealed on disk, opened again for whoever may."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from shouwang.registry.attaching import add_attachment
from shouwang.registry.media import MAX_BYTES, TooLarge, UnknownMedia, media_type_of, place_of, read_attachment
from tests.factories import make_child

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 100


@pytest.fixture
def photo(county, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return _add(make_child(county), JPEG)


def _add(file, content, file_name="走访照片 李小明.jpg"):
    return add_attachment(file=file, title="走访", file_name=file_name, content=content, at=AT, user_id=None)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (JPEG, "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"%PDF-1.7", "application/pdf"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"OggS\x00", "audio/ogg"),
    ],
)
def test_the_content_says_what_it_is(content, media_type):
    assert media_type_of(content) == media_type


@pytest.mark.parametrize(
    "content",
    [b"", b"<html><script>", b"MZ\x90\x00", b"PK\x03\x04", b"RIFF\x00\x00\x00\x00AVI LIST", b"RIFF", b"<svg/>"],
)
def test_what_is_neither_photo_nor_scan_nor_recording_is_refused_whatever_its_name(content):
    with pytest.raises(UnknownMedia):
        media_type_of(content)


class TestAddAttachment:
    def test_gives_back_what_was_put_in(self, photo):
        assert read_attachment(attachment=photo) == JPEG
        assert (photo.size, photo.media_type) == (len(JPEG), "image/jpeg")

    def test_lies_sealed_on_the_disk(self, photo):
        lying = place_of(photo).read_bytes()

        assert b"photo" not in lying
        assert place_of(photo).parent.stat().st_mode & 0o077 == 0

    def test_a_name_from_outside_leads_nowhere(self, photo, tmp_path):
        odd = _add(photo.file, JPEG, file_name="../../../../etc/passwd")

        assert Path(tmp_path) in place_of(odd).parents

    def test_what_was_tampered_with_does_not_open(self, photo):
        place = place_of(photo)
        sealed = bytearray(place.read_bytes())
        sealed[3] ^= 1
        place.write_bytes(bytes(sealed))

        with pytest.raises(InvalidTag):
            read_attachment(attachment=photo)

    def test_one_files_content_does_not_open_as_anothers(self, photo):
        other = _add(photo.file, JPEG)
        place_of(other).write_bytes(place_of(photo).read_bytes())

        with pytest.raises(InvalidTag):
            read_attachment(attachment=other)

    def test_refuses_more_than_the_limit(self, photo):
        with pytest.raises(TooLarge):
            _add(photo.file, JPEG + bytes(MAX_BYTES))
