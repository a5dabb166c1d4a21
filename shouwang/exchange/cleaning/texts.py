"""Texts and names."""

import datetime
import re
import unicodedata

from shouwang.exchange.cells import Cell, Unreadable
from shouwang.exchange.column import Column
from shouwang.exchange.problem import Fault

Outcome = tuple[object, Fault | None]
"""A value (None: nothing was given) and what is wrong with it, if anything."""

CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010fffd"
PLAIN_NAME = re.compile("[\u4e00-\u9fa5]{1,8}")
PLAIN_TEXT = re.compile("[\u4e00-\u9fa50-9A-Za-z]*")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f]")
_DOTS = re.compile(
    f"(?<=[{CJK}])\\s*[\u2022\u2027\u2219\u22c5\u30fb\uff65\uff0e.\u00b7\u0387\u16eb\u25cf\u2024]\\s*(?=[{CJK}])"
)
_GAP = re.compile(f"(?<=[{CJK}\u00b7])\\s+(?=[{CJK}\u00b7])")
_STAND_INS = re.compile(r"[?？*＊#＃□■○△_\d]")
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
BLANK_WORDS = frozenset(
    ["-", "--", "—", "——", "－", "–", "/", "\\", "／", "＼", "无", "暂无", "没有", "空", "null", "none", "n/a"]
)


def as_text(cell: Cell) -> str | Fault:
    """What a person sees in the cell, trimmed, on one line, without invisible characters."""
    if isinstance(cell, str):
        if PLAIN_TEXT.fullmatch(cell):
            return cell
        return " ".join(INVISIBLE.sub("", cell).split())
    if isinstance(cell, Unreadable):
        return unreadable(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int) else format(cell, ".15g")


def unreadable(cell: Unreadable) -> Fault:
    """The fault of a cell that nobody can read: code unreadable_error, _formula or _characters."""
    return Fault(f"unreadable_{cell.why}", {"shown": cell.shown})


def is_blank(text: str) -> bool:
    """Nothing, or one of the signs that people put where nothing is known."""
    return not text or text.casefold() in BLANK_WORDS


def clean_text(cell: Cell, column: Column) -> Outcome:
    """Free text: full-width letters and digits become half-width, everything else stays as typed."""
    text = as_text(cell)
    if isinstance(text, Fault):
        return None, text
    text = text.translate(_WIDE)
    if not text or text in ("-", "—", "——", "/", "／"):
        return None, None
    return _measured(text, column)


def clean_name(cell: Cell, column: Column) -> Outcome:
    """A person's name: no blanks between Chinese characters, one kind of dot, composed characters."""
    if isinstance(cell, str) and PLAIN_NAME.fullmatch(cell) and cell not in BLANK_WORDS:
        return cell, None
    text = as_text(cell)
    if isinstance(text, Fault):
        return None, text
    text = unicodedata.normalize("NFKC", _DOTS.sub("\u00b7", text))
    text = _GAP.sub("", _DOTS.sub("\u00b7", text)).strip("'\"‘’“” ,，、;；")
    if is_blank(text):
        return None, None
    if not isinstance(cell, (str)):
        return None, Fault("not_a_name", {"shown": text})
    if _STAND_INS.search(text):
        return text, Fault("name_stand_in", {"shown": text}, is_warning=True)
    return _measured(text, column)


def _measured(text: str, column: Column) -> Outcome:
    if len(text) > column.max_length:
        return None, Fault("too_long", {"length": len(text), "allowed": column.max_length})
    if found := PRIVATE.search(text):
        return text, Fault("private_character", {"shown": text, "code": f"U+{ord(found[0]):04X}"}, is_warning=True)
    return text, None
