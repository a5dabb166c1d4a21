"""Photos lose what the camera added and keep their picture."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.mechanisms.mandatory_report.stripping import DamagedPhoto, strip_photo
from shouwang.mechanisms.mandatory_report.tests import pictures
from shouwang.registry.media import media_type_of

PHOTOS = {"image/jpeg": pictures.jpeg(), "image/png": pictures.png(), "image/webp": pictures.webp()}


@pytest.mark.parametrize("kind", PHOTOS)
def test_nothing_of_what_the_camera_added_is_left(kind):
    stripped = strip_photo(PHOTOS[kind])

    assert pictures.SECRET in PHOTOS[kind]
    for word in (pictures.SECRET, b"GPS", b"iPhone", b"Wang", b"trailer", b"MPF"):
        assert word not in stripped
    assert media_type_of(stripped) == kind


@pytest.mark.parametrize("kind", PHOTOS)
def test_a_stripped_photo_is_its_own_stripped_photo(kind):
    once = strip_photo(PHOTOS[kind])

    assert strip_photo(once) == once


def test_the_scans_of_a_photo_stay_as_they_are():
    content = b"\x01\xff\x00\x02\xff\xd0\x03"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\1\1\0\0\x3f\0" + content

    stripped = strip_photo(pictures.jpeg(content=content))

    assert stripped.count(scan) == 2
    assert stripped.endswith(b"\xff\xd9")


@pytest.mark.parametrize("side", range(1, 9))
def test_which_side_is_up_survives_and_nothing_else_of_exif(side):
    stripped = strip_photo(pictures.jpeg(side=side))

    wanted = struct.pack(">HHIHH", 0x0112, 3, 1, side, 0)
    assert (wanted in stripped) == (side != 1)
    assert stripped.count(b"Exif") == (0 if side == 1 else 1)
    assert struct.pack("<H", 0x8825) not in stripped


@pytest.mark.parametrize("damaged", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4"])
def test_what_cannot_be_read_as_a_photo_is_refused(damaged):
    with pytest.raises(DamagedPhoto):
        strip_photo(damaged)


@given(kind=st.sampled_from(sorted(PHOTOS)), at=st.floats(0, 1), cut=st.booleans(), byte=st.integers(0, 255))
def test_a_spoilt_photo_is_stripped_or_refused_but_never_an_accident(kind, at, cut, byte):
    photo = bytearray(PHOTOS[kind])
    place = int(at * (len(photo) - 1))
    spoilt = bytes(photo[:place]) if cut else bytes(photo[:place]) + bytes([byte]) + bytes(photo[place + 1 :])

    try:
        stripped = strip_photo(spoilt)
    except DamagedPhoto:
        return

    assert len(stripped) <= len(spoilt) + 40
