"""Are two records of one person? A score, a verdict, and the reasons that a person at the screen can check.

Nothing is `certain` without one and the same identity number: names and birthdays of brothers, sisters, twins and
cousins in one village are alike enough to deceive any sum of points. What is merely alike is shown to a person as
`perhaps`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shouwang.registry.characters import blur, list_syllables
from shouwang.registry.likeness_evidence import Reason, weigh
from shouwang.registry.likeness_record import Record
from shouwang.registry.names import bare

PERHAPS = 60
LARGEST_BLOCK = 400
__all__ = ["Match", "Record", "block", "blocking_keys", "compare_records", "find_alike"]


@dataclass(frozen=True, slots=True)
class Match:
    """`verdict` is certain, perhaps or different; `score` 0 to 100; reasons the weightiest first."""

    verdict: str
    score: int
    reasons: tuple[Reason, ...]

    @property
    def is_certain(self) -> bool:
        """One and the same number, and names that agree."""
        return self.verdict == "certain"


def compare_records(one: Record, other: Record) -> Match:
    """Weigh everything that both records tell."""
    evidence = weigh(one, other)
    score = max(0, min(100, sum(reason.points for reason in evidence)))
    codes = {reason.code for reason in evidence}
    reasons = tuple(sorted(evidence, key=lambda reason: -abs(reason.points)))
    if "id_same" in codes:
        return Match("perhaps" if "name_other" in codes else "certain", score, reasons)
    if codes & {"twins", "siblings"}:
        return Match("different", min(score, PERHAPS - 1), reasons)
    return Match("perhaps" if score >= PERHAPS else "different", score, reasons)


def blocking_keys(record: Record) -> tuple[str, ...]:
    """Texts of which two records must share one to be compared at all: number, name and birth, parents, phones."""
    plain = bare(record.name)
    sound = spell_blurred(plain)
    born = record.born_on.isoformat() if record.born_on else None
    keys = [f"id:{record.citizen_id}" if record.citizen_id else None, f"certificate:{record.birth_certificate}"]
    keys += [f"{born}:{sound}", f"{born}:{record.village}", f"{born}:{plain[:1]}:{record.township}"] if born else []
    keys += [f"{record.township}:{sound}", f"{record.mother}:{plain[-1:]}", f"{record.father}:{plain[-1:]}"]
    keys += [f"{record.mother}:{plain[1:2]}", f"{record.father}:{plain[1:2]}"]
    keys += [f"{phone}:{sound[:3]}" for phone in record.phones]
    keys += [f"{born}:{number}" for number in (record.mother_id, record.father_id) if number and born]
    return tuple(dict.fromkeys(key for key in keys if key and "None" not in key and not key.startswith(":")))


def spell_blurred(plain: str) -> str:
    """The sound of a bare name as many speakers hear it; letters stay, what has no reading stays as it is."""
    return "".join([blur((list_syllables(character) or (character,))[0]) for character in plain])


def block(records: Sequence[Record]) -> dict[str, list[int]]:
    """Blocking key -> places in `records`; keys that too many share are dropped, they tell nothing."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, record in enumerate(records):
        for key in blocking_keys(record):
            blocks[key].append(place)
    return {key: places for key, places in blocks.items() if len(places) <= LARGEST_BLOCK}


def find_alike(
    asked: Iterable[Record], known: Sequence[Record], *, most: int = 5, blocks: dict[str, list[int]] | None = None
) -> list[list[tuple[int, Match]]]:
    """For each asked record the places in `known` that are certainly or perhaps the same, the likeliest first."""
    blocks = block(known) if blocks is None else blocks
    return [_find_one(record, known, blocks)[:most] for record in asked]


def _find_one(record: Record, known: Sequence[Record], blocks: dict[str, list[int]]) -> list[tuple[int, Match]]:
    places = {place for key in blocking_keys(record) for place in blocks.get(key, ())}
    matches = ((place, compare_records(record, known[place])) for place in sorted(places))
    alike = [(place, match) for place, match in matches if match.verdict != "different"]
    return sorted(alike, key=lambda found: (not found[1].is_certain, -found[1].score, found[0]))
