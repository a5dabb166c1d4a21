"""Answers out of a list: yes and no, one choice, several."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz, process

from shouwang.exchange.cells import Cell
from shouwang.exchange.cleaning.texts import BLANK_WORDS, Outcome, as_text, is_blank
from shouwang.exchange.column import Choice, Column
from shouwang.exchange.problem import Fault

YES = frozenset(["是", "有", "√", "✓", "✔", "☑", "v", "y", "yes", "true", "1", "对", "已", "是的"])
NO = frozenset(["否", "无", "没有", "×", "✗", "✘", "x", "n", "no", "false", "0", "不", "不是", "未", "没"])
NOT_ASKED = BLANK_WORDS - NO
_SEPARATORS = re.compile(r"[、,，;；|/\n]+")
_CODE_BEFORE_NAME = re.compile(r"^[(\[]?[0-9a-z]{1,3}[)\]]?\s*[.、:：\-—_ ]?\s*(?=\D)")
_BRACKETS = re.compile(r"\([^)]*\)$|\[[^\]]*\]$")
SHOWN_AT_MOST = 12


def clean_yes_no(cell: Cell, column: Column) -> Outcome:
    """True for 是 有 √ 1 ..., False for 否 无 × 0 ..., None where nothing was filled in."""
    text = as_text(cell)
    if isinstance(text, Fault):
        return None, text
    word = _folded(text)
    if word in YES or word in NO:
        return word in YES, None
    if not word or word in NOT_ASKED:
        return None, None
    return None, Fault("not_yes_no", {"shown": text[:40]})


def clean_choice(cell: Cell, column: Column) -> Outcome:
    """The code of the choice that was named by code, name or alias."""
    text = as_text(cell)
    if isinstance(text, Fault):
        return None, text
    code = find_choice(text, column.choices)
    if code is not None:
        return code, None
    if is_blank(_folded(text)):
        return None, None
    return None, _unknown(text, column)


def clean_multi(cell: Cell, column: Column) -> Outcome:
    """The codes of all the choices named, in the order of the column's list; None where nothing was filled in."""
    text = as_text(cell)
    if isinstance(text, Fault):
        return None, text
    whole = find_choice(text, column.choices)
    if whole is not None:
        return (whole,), None
    if is_blank(_folded(text)):
        return None, None
    named = [part for part in _SEPARATORS.split(text) if part.strip()]
    if not named:
        return None, None
    if len(named) == 1:
        named = text.split()
    codes = {part: find_choice(part, column.choices) for part in named}
    strange = next((part for part, code in codes.items() if code is None), None)
    if strange is not None:
        return None, _unknown(strange, column)
    return tuple(choice.code for choice in column.choices if choice.code in codes.values()), None


def find_choice(text: str, choices: tuple[Choice, ...]) -> str | None:
    """The code, or None. Also `01` for 1, `2 女` and `女(2)`."""
    known = _words(choices)
    word = _folded(text)
    forms = (word, word.lstrip("0"), _CODE_BEFORE_NAME.sub("", word), _BRACKETS.sub("", word))
    return next((known[form] for form in forms if form in known), None)


@lru_cache(maxsize=512)
def _words(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Every way to name a choice; a name counts more than another's code or alias."""
    words: dict[str, str] = {}
    for choice in choices:
        words.setdefault(_folded(choice.name), choice.code)
    for choice in choices:
        for word in (choice.code, choice.code.lstrip("0"), *choice.aliases):
            words.setdefault(_folded(word), choice.code)
    words.pop("", None)
    return words


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _unknown(text: str, column: Column) -> Fault:
    names = [choice.name for choice in column.choices]
    near = process.extractOne(text, names, scorer=fuzz.ratio, score_cutoff=50)
    shown = "、".join(names[:SHOWN_AT_MOST]) + (" …" if len(names) > SHOWN_AT_MOST else "")
    if near:
        return Fault("unknown_choice_near", {"shown": text[:40], "near": near[0], "allowed": shown})
    return Fault("unknown_choice", {"shown": text[:40], "allowed": shown})
