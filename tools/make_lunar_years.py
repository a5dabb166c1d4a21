"""Write shouwang/registry/data/lunar_years.tsv: year, first day, leap month or 0, months (b: 30 days, s: 29).

Source: the package borax 4.1.3 (MIT). Run: python tools/make_lunar_years.py BORAX_FOLDER
"""

import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "shouwang/registry/data/lunar_years.tsv"


def main(folder: str) -> None:
    """Write the years 1930 to 2050."""
    sys.path.insert(0, folder)
    from borax.calendars.lunardate import LCalendars, LunarDate

    lines = []
    for year in range(1930, 2051):
        first = LunarDate(year, 1, 1).to_solar_date()
        months = list(LCalendars.iter_year_month(year))
        lengths = "".join("b" if days == 30 else "s" for _, days, _ in months)
        leap = next((month for month, _, is_leap in months if is_leap), 0)
        lines.append(f"{year}\t{first.isoformat()}\t{leap}\t{lengths}\n")
    OUT.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
