"""Rows of a roster turned into columns for the tables: keys, sealed values, blind indexes. Needs no database.

Rows come as they were sealed: days are texts behind their sign.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from shouwang.access import copying
from shouwang.access.encryption import blind_index_column, encrypt_column
from shouwang.access.keys import new_ids
from shouwang.mechanisms.roster.sealing import bare_day
from shouwang.registry.names import keys

Row = Mapping[str, Any]
Cells = list[str]

SHARED = ("father", "mother", "carer")
"""Brothers and sisters share one father: who is known by number is not made again."""
KIN = ("kin61", "kin62", "kin63", "kin64")
PEOPLE = ("child", *SHARED, *KIN)

TYPES: dict[Callable[..., Cells], str] = {
    copying.cells_of_texts: "text",
    copying.cells_of_flags: "boolean",
    copying.cells_of_figures: "integer",
    copying.cells_of_bytes: "bytea",
    copying.cells_of_lists: "text[]",
}
TEXT, FLAG, FIGURE, BYTES, LIST = TYPES


def _days(values: Sequence[str | None]) -> Cells:
    return [copying.NULL if value is None else bare_day(value) for value in values]


TYPES[_days] = "date"
PERSON_FACTS = {
    "sex": TEXT, "ethnicity": TEXT, "born_on": _days, "no_citizen_id_because": TEXT, "away": FLAG, "away_since": _days,
    "work_place": TEXT, "incapable": TEXT,
}  # fmt: skip
SEALED = ("citizen_id", "phone", "address")
INDEXED = ("citizen_id", "phone")
CHILD_FACTS = {
    "hukou_registered": FLAG, "hukou_place": TEXT, "has_land": FLAG, "has_homestead": FLAG, "village_member": FLAG,
    "low_income_area": FLAG, "rural": FLAG, "health": TEXT, "disability_kind": TEXT, "disability_grade": FIGURE,
    "illness": TEXT, "boarding": FLAG, "schooling": TEXT, "school_name": TEXT, "class_name": TEXT,
    "guardianship_kind": TEXT, "guardianship_rating": TEXT, "lives_alone": FLAG, "family_hardship": FLAG,
    "without_support": FLAG, "income": LIST, "relief": LIST,
}  # fmt: skip


class Draft:
    """The children of some rows, column by column. `cells`: of the table `opening`; `types`: its columns' SQL types."""

    def __init__(self, rows: Sequence[Row], file_ids: Sequence[str]) -> None:
        self._rows = rows
        self.file_ids = list(file_ids)
        self.cells: dict[str, Sequence[str]] = {}
        self.types: dict[str, str] = {}
        self._ids: dict[str, list[str | None]] = {}
        self._indexes: dict[str, list[bytes | None]] = {}
        self._put("place", "integer", list(map(str, range(len(rows)))))
        self._put("file_id", "uuid", self.file_ids)
        self._put("event_id", "uuid", new_ids(len(rows)))
        self._draft_file()
        for who in PEOPLE:
            self._draft_person(who)
        for fact, write in CHILD_FACTS.items():
            self._write(fact, write, self._column(f"child.{fact}"))

    @property
    def numbers(self) -> set[bytes]:
        """The blind indexes of those who may be known already."""
        return {index for who in SHARED for index in self._indexes.get(who, ()) if index is not None}

    def share_people(self, known: dict[bytes, str]) -> None:
        """Whoever has the number of somebody known, in the tables or in a row above, is that person."""
        for who, ids in self._ids.items():
            self._put(f"{who}_is_new", "boolean", ["t"] * len(ids))
        present = [who for who in SHARED if who in self._ids]
        for place, indexes in enumerate(zip(*(self._indexes[who] for who in present), strict=True)):
            for who, index in zip(present, indexes, strict=True):
                if index is None:
                    continue
                first = known.setdefault(index, self._ids[who][place])
                if first is not self._ids[who][place]:
                    self._ids[who][place] = first
                    self.cells[f"{who}_is_new"][place] = "f"
        for who, ids in self._ids.items():
            self._put(f"{who}_id", "uuid", [copying.NULL if one is None else one for one in ids])

    def _put(self, name: str, kind: str, cells: Sequence[str]) -> None:
        self.cells[name], self.types[name] = cells, kind

    def _write(self, name: str, write: Callable[..., Cells], values: Sequence[Any]) -> None:
        """A column that says nothing stays away."""
        if any(value is not None for value in values):
            self._put(name, TYPES[write], write(values))

    def _column(self, key: str) -> list[Any]:
        return [row.get(key) for row in self._rows]

    def _draft_file(self) -> None:
        names = [keys(row["name"]) for row in self._rows]
        self._put("initials", "text", TEXT([name.initials for name in names]))
        self._put("grams", "text[]", LIST([name.grams for name in names]))
        self._put("township_id", "integer", FIGURE(self._column("township_id")))
        self._put("village_id", "integer", FIGURE(self._column("village_id")))
        self._write("care_relation", TEXT, self._column("carer.relation"))

    def _draft_person(self, who: str) -> None:
        names = [row["name"] for row in self._rows] if who == "child" else self._column(f"{who}.name")
        sealed = {column: self._column(f"{who}.{column}") for column in SEALED}
        facts = {column: self._column(f"{who}.{column}") for column in PERSON_FACTS}
        telling = zip(names, sealed["citizen_id"], facts["away"], facts["incapable"], strict=True)
        is_there = [bool(name or number or away is not None or why) for name, number, away, why in telling]
        if not any(is_there):
            return
        self._ids[who] = [one if there else None for one, there in zip(new_ids(len(names)), is_there, strict=True)]
        self._put(f"{who}_name", "text", TEXT([name or "" for name in names]))
        self._put(f"{who}_pinyin", "text", TEXT([keys(name).pinyin if name else "" for name in names]))
        for column, values in facts.items():
            self._write(f"{who}_{column}", PERSON_FACTS[column], values)
        for column, texts in sealed.items():
            self._write(f"{who}_{column}", BYTES, encrypt_column(texts, place=f"registry_person.{column}"))
        indexes = {column: blind_index_column(sealed[column], purpose=column) for column in INDEXED}
        for column, values in indexes.items():
            self._write(f"{who}_{column}_index", BYTES, values)
        self._indexes[who] = indexes["citizen_id"]
        self._draft_ties(who)

    def _draft_ties(self, who: str) -> None:
        if who == "carer" or who in KIN:
            self._put(f"{who}_tie_id", "uuid", new_ids(len(self._rows)))


def name_files(file_ids: Iterable[str | None]) -> list[str]:
    """The file's id of each row: the one that it has, else a new one."""
    given = list(file_ids)
    return [one or fresh for one, fresh in zip(given, new_ids(len(given)), strict=True)]
