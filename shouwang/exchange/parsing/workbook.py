"""The small parts of an .xlsx: which sheets there are, which styles are dates, the shared texts."""

import posixpath
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from shouwang.exchange.parsing.archive import Archive
from shouwang.exchange.parsing.refused import Refused
from shouwang.exchange.parsing.texts import RICH_TEXT, unescape

DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Built-in number formats that show days or times, with the Chinese ones (27-36, 50-58) that WPS uses."""

STRING = re.compile(r"<si(?:\s[^>]*)?>(?:<t(?:\s[^>]*)?>([^<]*)</t>)?(.*?)</si>|<si/>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A tab of the workbook: its name, whether it is hidden, and the part that holds its rows."""

    name: str
    is_hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """What must be known before a row is read. date_styles: style numbers that mean a day or a moment."""

    sheets: tuple[SheetPart, ...]
    is_1904: bool
    date_styles: frozenset[int]
    strings: list[str]


def read_workbook(archive: Archive) -> Workbook:
    """Raises Refused(damaged) when the workbook does not hang together."""
    place = _main_part(archive)
    try:
        root = ElementTree.fromstring(archive.read(place))
        targets = _targets(archive, place)
        sheets = _sheets(root, targets)
        styles = _date_styles(archive, _part_of(targets, "/styles"))
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise Refused("damaged", part=place) from error
    is_1904 = any(
        element.get("date1904") in ("1", "true") for element in root.iter() if _local(element) == "workbookPr"
    )
    return Workbook(sheets, is_1904, styles, _strings(archive, _part_of(targets, "/sharedStrings")))


def _main_part(archive: Archive) -> str:
    if "xl/workbook.xml" in archive:
        return "xl/workbook.xml"
    raise Refused("damaged", part="xl/workbook.xml")


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _targets(archive: Archive, place: str) -> dict[str, tuple[str, str]]:
    """Relation id -> (kind, part name)."""
    folder, name = posixpath.split(place)
    root = ElementTree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    relations = {}
    for relation in root:
        target = relation.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        relations[relation.get("Id", "")] = (relation.get("Type", ""), whole)
    return relations


def _part_of(targets: dict[str, tuple[str, str]], ending: str) -> str | None:
    return next((part for kind, part in targets.values() if kind.endswith(ending)), None)


def _sheets(root: ElementTree.Element, targets: dict[str, tuple[str, str]]) -> tuple[SheetPart, ...]:
    found = []
    for element in root.iter():
        if _local(element) != "sheet":
            continue
        relation = next((value for key, value in element.items() if key.endswith("}id")), "")
        kind, part = targets[relation]
        if kind.endswith("/worksheet"):
            found.append(SheetPart(element.get("name", ""), element.get("state", "visible") != "visible", part))
    return tuple(found)


def _date_styles(archive: Archive, part: str | None) -> frozenset[int]:
    if part is None or part not in archive:
        return frozenset()
    root = ElementTree.fromstring(archive.read(part))
    dates = set(DATE_FORMATS)
    for element in root.iter():
        if _local(element) == "numFmt":
            number = int(element.get("numFmtId", "0"))
            (dates.add if is_date_format(element.get("formatCode", "")) else dates.discard)(number)
    formats = next((element for element in root if _local(element) == "cellXfs"), ())
    return frozenset(place for place, style in enumerate(formats) if int(style.get("numFmtId", "0")) in dates)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day or time: literal texts, colours and escapes are left aside."""
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', "", code.split(";")[0].lower())
    return "general" not in bare and bool(re.search(r"[ymdhs年月日]", bare))


def _strings(archive: Archive, part: str | None) -> list[str]:
    if part is None or part not in archive:
        return []
    with archive.stream(part) as stream:
        text = stream.read().decode("utf-8", "surrogateescape")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refused("damaged", part=part)
    prefix = re.search(r"<(\w+:)sst\b", text)
    if prefix:
        text = text.replace(f"<{prefix[1]}", "<").replace(f"</{prefix[1]}", "</")
    strings = [rich_text(rest) if rest else plain for plain, rest in STRING.findall(text)]
    if "&" in text or "_x" in text:
        strings = [unescape(string) for string in strings]
    return strings


def rich_text(runs: str) -> str:
    """The text of several runs; the phonetic hints (rPh) are not part of it."""
    return "".join(RICH_TEXT.findall(re.sub(r"<rPh\b.*?</rPh>", "", runs, flags=re.DOTALL)))
