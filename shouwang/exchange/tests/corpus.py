"""Builds the spreadsheets that people and attackers send: small on disk, as bad as they come."""

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
WORKBOOK = (
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<workbookPr{properties}/><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    '<Relationship Id="rId3" Type="http://x/relationships/styles" Target="styles.xml"/></Relationships>'
)
SHEET_HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def write_rows(path: Path, rows: Sequence[Sequence[object]], *, sheet: str = "Sheet1", **options: object) -> Path:
    """A workbook as xlsxwriter writes it, rows from A1 on."""
    with xlsxwriter.Workbook(path, options) as workbook:
        tab = workbook.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    tab.write_string(number, place, value)
                elif value is not None:
                    tab.write(number, place, value)
    return path


def raw_parts(rows_xml: str, *, strings: str = "", styles: str = "", properties: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook whose sheet data are given as XML."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": WORKBOOK.format(properties=properties),
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": f"{SHEET_HEAD}<sheetData>{rows_xml}</sheetData></worksheet>",
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst xmlns="x">{strings}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<?xml version="1.0"?><styleSheet xmlns="x">{styles}</styleSheet>'
    return parts


def write_parts(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def write_raw(path: Path, rows_xml: str, **parts: str) -> Path:
    """A workbook whose sheet data are given as XML."""
    return write_parts(path, raw_parts(rows_xml, **parts))


def write_huge_part(path: Path, name: str, head: bytes, filling: bytes, mebibytes: int) -> Path:
    """A workbook one part of which unpacks to so many MiB of repeated filling."""
    parts = raw_parts("<row r='1'><c r='A1'><v>1</v></c></row>", strings="<si><t>a</t></si>")
    del parts[name]
    block = filling * ((1 << 20) // len(filling))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in parts.items():
            archive.writestr(other, content)
        with archive.open(name, "w", force_zip64=True) as part:
            part.write(head)
            for _ in range(mebibytes):
                part.write(block)
    return path


def lie_about_size(path: Path, name: str, declared: int) -> Path:
    """Change the unpacked size of a part in both directories of the zip, leaving its bytes as they are."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        member = archive.getinfo(name)
    struct.pack_into("<I", content, member.header_offset + 22, declared)
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        length = struct.unpack_from("<H", content, place + 28)[0]
        if content[place + 46 : place + 46 + length] == name.encode():
            struct.pack_into("<I", content, place + 24, declared)
        place = content.find(b"PK\x01\x02", place + 1)
    path.write_bytes(content)
    return path


def inline(row: int, values: Sequence[str]) -> str:
    """The XML of one row of inline texts."""
    cells = "".join(
        f'<c r="{chr(65 + place)}{row}" t="inlineStr"><is><t>{value}</t></is></c>' for place, value in enumerate(values)
    )
    return f'<row r="{row}">{cells}</row>'
