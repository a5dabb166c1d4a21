"""Telephone numbers and whole numbers."""

import re
import unicodedata

from shouwang.exchange.cells import Cell
from shouwang.exchange.cleaning.texts import Outcome, as_text, is_blank
from shouwang.exchange.column import Column
from shouwang.exchange.problem import Fault

WITH_EXPONENT = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_PHONE_NOISE = re.compile(r"[\s'\"‘’“”()._·]+")
_CHINA = re.compile(r"^(?:\+|00)86-?|^86-?(?=1\d{10}$)")
_PHONE = re.compile(r"1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}|9\d{4,7}|1[012]\d{1,3}")
_ABROAD = re.compile(r"(?:\+|00)\d{6,15}")
_WHOLE = re.compile(r"[+-]?\d+")


def clean_phone(cell: Cell, column: Column) -> Outcome:
    """A Chinese mobile or fixed number, or one from abroad with + in front; digits, hyphens before extensions."""
    if isinstance(cell, str) and len(cell) == 11 and _PHONE.fullmatch(cell):
        return cell, None
    text = as_text(cell)
    if isinstance(text, Fault):
        return None, text
    text = unicodedata.normalize("NFKC", text)
    if is_blank(text):
        return None, None
    if WITH_EXPONENT.fullmatch(text):
        return None, Fault("digits_lost", {"shown": text})
    number = _CHINA.sub("", re.sub("[—–−－_]", "-", _PHONE_NOISE.sub("", text)))
    if re.fullmatch(r"1[3-9]\d-\d{4}-\d{4}|1[3-9]\d{2}-\d{3}-\d{4}", number):
        number = number.replace("-", "")
    if _PHONE.fullmatch(number) or _ABROAD.fullmatch(number):
        return number, None
    digits = sum(character.isdecimal() for character in text)
    return None, Fault("phone_several" if digits >= 18 else "not_a_phone", {"shown": text[:40], "digits": digits})


_NUMERALS = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九十")}


def clean_integer(cell: Cell, column: Column) -> Outcome:
    """A whole number, also with a unit behind it, commas between thousands, or a Chinese numeral up to ten (二级)."""
    text = as_text(cell)
    if isinstance(text, Fault):
        return None, text
    text = unicodedata.normalize("NFKC", text)
    if is_blank(text):
        return None, None
    bare = re.sub(r"(?<=\d),(?=\d{3}\b)", "", re.sub(r"\s*[个人名岁次户元天周月年级]$", "", text))
    bare = re.sub(r"\.0+$", "", _NUMERALS.get(bare, bare))
    if not _WHOLE.fullmatch(bare) or len(bare) > 15:
        return None, Fault("not_an_integer", {"shown": text[:40]})
    return int(bare), None
