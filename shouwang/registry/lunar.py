"""The traditional calendar (农历): families tell a birthday by it, and a ledger takes it for the ordinary date."""

from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

YEARS_FILE = Path(__file__).parent / "data/lunar_years.tsv"
LONG, SHORT = 30, 29


@cache
def load_years() -> dict[int, tuple[date, int, tuple[int, ...]]]:
    """Year -> (its first day, leap month or 0, lengths of its 12 or 13 months)."""
    years = {}
    for line in YEARS_FILE.read_text(encoding="utf-8").splitlines():
        year, first, leap, lengths = line.split("\t")
        years[int(year)] = (date.fromisoformat(first), int(leap), tuple(LONG if c == "b" else SHORT for c in lengths))
    return years


@lru_cache(maxsize=65536)
def list_solar_days(year: int, month: int, day: int) -> tuple[date, ...]:
    """The ordinary dates that a traditional date can mean: two in a doubled month, none where it is impossible."""
    if year not in load_years():
        return ()
    first, leap, lengths = load_years()[year]
    places = [month - 1 + (1 if leap and month > leap else 0)]
    if month == leap:
        places.append(month)
    days = (first + timedelta(days=sum(lengths[:place]) + day - 1) for place in places if day <= lengths[place])
    return tuple(days)


def may_be_same_day(one: date, other: date) -> bool:
    """True when one of the two dates, read as a traditional one, is the other."""
    first = list_solar_days(one.year, one.month, one.day)
    return other in first or one in list_solar_days(other.year, other.month, other.day)
