"""Bring divisions into the region tree: 620,000 villages in one COPY, a second time only what is new.

A region keeps its own key for ever; codes and names are what the source says today. Nothing is removed: a division that
the source no longer has stays until a person ends it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from django.db import connection, transaction

from shouwang.access.divisions import DATA, Division, needs_repair, shorten
from shouwang.access.pinyin import spell_place

_REGION_COLUMNS = "id, parent_id, level, name, short_name, pinyin, initials, path"
_CODE_COLUMNS = "region_id, scheme, code, valid_from, valid_to"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many regions are new, have a new name, were there already; and the new ones whose names need a person."""

    added: int
    renamed: int
    known: int
    repairs: tuple[Division, ...]


class OrphanDivision(Exception):
    """A division came before the one that contains it."""


@transaction.atomic
def load_divisions(*, divisions: Iterable[Division]) -> Loaded:
    """Add what is missing and rename what has another name. Parents come before children. Raises OrphanDivision."""
    known = _read_known()
    fresh, renamed = [], []
    count = 0
    for division in divisions:
        row = known.get(division.code)
        if row is None:
            fresh.append(division)
        else:
            count += 1
            renamed += [(row[0], division)] if row[2] != division.name else []
    places = {code: (row[0], row[1]) for code, row in known.items()}
    _copy_regions(fresh, places)
    _copy_codes(fresh, places)
    _rename(renamed)
    repairs = tuple(division for division in fresh if needs_repair(division.name))
    return Loaded(added=len(fresh), renamed=len(renamed), known=count, repairs=repairs)


def _read_known() -> dict[str, tuple[int, str, str]]:
    """Present statistical code -> (region's id, path, name)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.code, r.id, r.path, r.name FROM access_regioncode c JOIN access_region r ON r.id = c.region_id"
            " WHERE c.scheme = 'nbs' AND c.valid_to IS NULL"
        )
        return {code: (region, path, name) for code, region, path, name in cursor.fetchall()}


def _take_ids(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('access_region', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [row[0] for row in cursor.fetchall()]


def _copy_regions(fresh: list[Division], places: dict[str, tuple[int, str]]) -> None:
    """Write the new regions and note their ids and paths in `places`."""
    ids = _take_ids(len(fresh))  # before the COPY: one connection does one thing at a time

    def rows() -> Iterator[str]:
        for division, region in zip(fresh, ids, strict=True):
            above = places.get(division.parent_code)
            if above is None and division.parent_code:
                raise OrphanDivision(division.code)
            parent, path = above or ("\\N", "")
            path = f"{path}{region}."
            places[division.code] = (region, path)
            shown = shorten(division.name, level=division.level)
            pinyin, initials = spell_place(shown)
            name, shown = division.name.translate(_ESCAPES), shown.translate(_ESCAPES)
            yield f"{region}\t{parent}\t{division.level}\t{name}\t{shown}\t{pinyin}\t{initials}\t{path}\n"

    _copy(f"access_region ({_REGION_COLUMNS})", rows())


def _copy_codes(fresh: list[Division], places: dict[str, tuple[int, str]]) -> None:
    """Write present codes in both schemes, and the former ones that we know."""

    def rows() -> Iterator[str]:
        for division in fresh:
            region = places[division.code][0]
            yield f"{region}\tnbs\t{division.code}\t\\N\t\\N\n"
            if division.mca:
                yield f"{region}\tmca\t{division.mca}\t\\N\t\\N\n"
            for code, first, last in load_former_codes().get(division.code, ()):
                yield f"{region}\tmca\t{code}\t{first.isoformat()}\t{last.isoformat()}\n"

    _copy(f"access_regioncode ({_CODE_COLUMNS})", rows())


@cache
def load_former_codes() -> dict[str, list[tuple[str, date, date]]]:
    """County -> its former codes with the first and last day; the source knows years only."""
    former: dict[str, list[tuple[str, date, date]]] = {}
    for line in (DATA / "former_codes.tsv").read_text(encoding="utf-8").splitlines():
        county, code, first, last = line.split("\t")
        former.setdefault(county, []).append((code, date(int(first), 1, 1), date(int(last), 12, 31)))
    return former


def _copy(target: str, rows: Iterator[str], *, batch: int = 5000) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        while block := "".join(islice(rows, batch)):
            copy.write(block)


def _rename(renamed: list[tuple[int, Division]]) -> None:
    """Give known regions the name that the source has now."""
    with connection.cursor() as cursor:
        for region, division in renamed:
            shown = shorten(division.name, level=division.level)
            cursor.execute(
                "UPDATE access_region SET name = %s, short_name = %s, pinyin = %s, initials = %s WHERE id = %s",
                [division.name, shown, *spell_place(shown), region],
            )
