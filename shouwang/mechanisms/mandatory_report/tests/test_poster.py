"""The poster's code is read back by a reader that is not ours: it leads where it says, also when the poster is torn."""

import struct
import zlib
from datetime import date

import pytest
import zxingcpp

from shouwang.exchange.documents.pages import render_png
from shouwang.mechanisms.mandatory_report.poster import TEMPLATE, poster_values

ADDRESS = "https://kangping.example/mandatory_report/210123/?unit=0190f5a2-7c3e-7000-8000-000000000001"
GIVEN = {"county": "康平县", "address": ADDRESS, "kinds": ("学校、幼儿园", "医疗机构", "村（居）民委员会")}
DOTS = 60


@pytest.fixture(scope="module")
def poster():
    """The printed page as rows of grey, at a resolution that any phone beats."""
    (page,) = render_png(
        template=TEMPLATE, values=poster_values(**GIVEN), printed_on=date(2026, 11, 22), dots_per_inch=DOTS
    )
    return grey_of(page)


def grey_of(png):
    """The green of every point of a PNG with 8 bits a channel, row by row."""
    width, height, depth, colours = struct.unpack(">IIBB", png[16:26])
    channels = {2: 3, 6: 4}[colours]
    assert depth == 8
    packed, at = b"", 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        packed += png[at + 8 : at + 8 + size] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    raw, stride, above, rows = zlib.decompress(packed), width * channels, bytearray(width * channels), []
    for row in range(height):
        start = row * (stride + 1)
        above = _unfilter(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), above, channels)
        rows.append(bytes(above[1::channels]))
    return rows


def _unfilter(kind, line, above, channels):
    for at in range(len(line)):
        left = line[at - channels] if at >= channels else 0
        corner = above[at - channels] if at >= channels else 0
        line[at] = (line[at] + _predicted(kind, left, above[at], corner)) & 255
    return line


def _predicted(kind, left, up, corner):
    if kind == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda one: abs(guess - one))
    return (0, left, up, (left + up) // 2)[kind]


def read(rows):
    picture = memoryview(b"".join(rows)).cast("B", shape=[len(rows), len(rows[0])])
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_a_reader_finds_the_one_code_and_the_address_in_it(poster):
    assert read(poster) == [ADDRESS]


def test_a_poster_with_a_blot_on_its_code_is_read_all_the_same(poster):
    (code,) = zxingcpp.read_barcodes(memoryview(b"".join(poster)).cast("B", shape=[len(poster), len(poster[0])]))
    corners = (code.position.top_left, code.position.bottom_right)
    middle_x, middle_y = (sum(getattr(corner, axis) for corner in corners) // 2 for axis in "xy")
    blot = (corners[1].x - corners[0].x) // 10
    spoilt = [bytearray(row) for row in poster]
    for row in spoilt[middle_y - blot : middle_y + blot]:
        row[middle_x - blot : middle_x + blot] = b"\xff" * (2 * blot)

    assert read([bytes(row) for row in spoilt]) == [ADDRESS]


def test_a_poster_without_its_code_is_not_read(poster):
    assert read([b"\xff" * len(row) for row in poster]) == []
