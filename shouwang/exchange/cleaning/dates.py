"""Days as officials write them. What is not certain is refused, never guessed."""

import datetime
import re
import unicodedata

from shouwang.exchange.cells import Cell, Unreadable
from shouwang.exchange.cleaning.texts import Outcome, as_text, is_blank, unreadable
from shouwang.exchange.column import Column
from shouwang.exchange.problem import Fault
from shouwang.exchange.serial_days import day_of_serial

FIRST_YEAR, LAST_YEAR = 1880, 2100
SERIALS = range(7000, 73416)
"""Numbers that are taken for stored days: 1919 to 2100. Below lie years, above lie 20160501 and its like."""

_BETWEEN = r"\s*[-./\\_,年月、。·~ ]\s*"
_FULL = re.compile(
    rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})\s*[日号.。]?\s*(?:T?\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:\.\d+)?)?)?"
)
_MONTH = re.compile(rf"(\d{{4}})(?:{_BETWEEN}(\d{{1,2}})\s*(?:月(?:份)?)?|\s*年?)")
_SHORT_YEAR = re.compile(rf"['’]?(\d{{2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})\s*[日号]?")
_YEAR_LAST = re.compile(rf"\d{{1,2}}{_BETWEEN}\d{{1,2}}{_BETWEEN}\d{{4}}")
_LUNAR = re.compile("[农阴]历|正月|腊月|初[一二三四五六七八九十]")
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def clean_date(cell: Cell, column: Column, *, is_1904: bool = False) -> Outcome:
    """A day: 2016-5-1, 2016.5.1, 2016年5月1日, 20160501, 二〇一六年五月一日, a stored day such as 42491."""
    if isinstance(cell, Unreadable):
        return None, unreadable(cell)
    if isinstance(cell, datetime.date):
        return _in_range(cell.date() if isinstance(cell, datetime.datetime) else cell)
    text = as_text(cell)
    assert isinstance(text, str)
    text = unicodedata.normalize("NFKC", text).strip("'\"‘’ ")
    if is_blank(text):
        return None, None
    if _LUNAR.search(text):
        return None, Fault("date_lunar", {"shown": text})
    return _read(_in_figures(text), text, is_1904)


def _read(text: str, shown: str, is_1904: bool) -> Outcome:
    if text.replace(".", "", 1).isdecimal() and (figures := text.partition(".")[0]) and "." not in text:
        return _from_figures(figures, shown, is_1904)
    if found := _FULL.fullmatch(text):
        return _day(found[1], found[2], found[3], shown)
    if _MONTH.fullmatch(text):
        return None, Fault("date_without_day", {"shown": shown})
    if _SHORT_YEAR.fullmatch(text):
        return None, Fault("date_short_year", {"shown": shown})
    if _YEAR_LAST.fullmatch(text):
        return None, Fault("date_year_last", {"shown": shown})
    return None, Fault("not_a_date", {"shown": shown[:40]})


def _from_figures(figures: str, shown: str, is_1904: bool) -> Outcome:
    number = int(figures)
    if len(figures) == 8:
        return _day(figures[:4], figures[4:6], figures[6:], shown)
    if len(figures) in (4, 5) and number in SERIALS:
        return _in_range(day_of_serial(number, is_1904=is_1904))
    if len(figures) == 6:
        is_month = FIRST_YEAR <= number // 100 <= LAST_YEAR and 1 <= number % 100 <= 12
        return None, Fault("date_without_day" if is_month else "date_short_year", {"shown": shown})
    if len(figures) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return None, Fault("date_without_day", {"shown": shown})
    return None, Fault("not_a_date", {"shown": shown[:40]})


def _day(year: str, month: str, day: str, shown: str) -> Outcome:
    try:
        return _in_range(datetime.date(int(year), int(month), int(day)))
    except ValueError:
        return None, Fault("date_impossible", {"shown": shown})


def _in_range(day: datetime.date) -> Outcome:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None, Fault("date_out_of_range", {"shown": day.isoformat(), "first": FIRST_YEAR, "last": LAST_YEAR})
    return day, None


def _in_figures(text: str) -> str:
    """二〇一六年十二月二十一日 -> 2016年12月21日; a text without Chinese numerals as it is."""
    if not re.search("[〇零一二三四五六七八九十廿卅]", text):
        return text
    text = text.replace("廿", "二十").replace("卅", "三十")
    text = re.sub("([一二三四五六七八九])?十([一二三四五六七八九])?", lambda n: f"{n[1] or '一'}{n[2] or '〇'}", text)
    return text.translate(_FIGURES)
