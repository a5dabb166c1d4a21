"""Characters: what XML and spreadsheets escape, and which ones no text may hold."""

import re

from shouwang.exchange.cells import Unreadable

RICH_TEXT = re.compile(r"<t(?:\s[^>]*)?>([^<]*)</t>")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));")
_ESCAPE = re.compile(r"_x([0-9a-fA-F]{4})_")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def unescape(text: str) -> str:
    """Undo XML entities and then Excel's own _xHHHH_; halves of one character that meet are joined."""
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    if "_x" in text and _ESCAPE.search(text):
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass") if _halves(text) else text
    return text.replace("\r\n", "\n") if "\r" in text else text


def _entity(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffe"


def _halves(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def checked(text: str) -> str | Unreadable:
    """The text itself, or Unreadable when it holds what no text may hold."""
    if FORBIDDEN.search(text):
        return Unreadable("characters", FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)[:100])
    return text
