"""Surnames: those read otherwise than the character alone (单 shan), and those of two characters or more (欧阳)."""

from pathlib import Path

SPELT = {
    surname: tuple(syllables.split(" "))
    for surname, syllables in (
        line.split("\t")
        for line in (Path(__file__).parent / "data/surnames.tsv").read_text(encoding="utf-8").splitlines()
    )
}
COMPOUND = {surname: syllables for surname, syllables in SPELT.items() if len(surname) > 1}
COMPOUND_STARTS = frozenset(name[0] for name in COMPOUND)


def split_surname(name: str) -> tuple[str, str]:
    """(surname, given name); names with a middle dot have none by this rule, and stand whole as given name."""
    if "·" in name or not name:
        return "", name
    if name[0] in COMPOUND_STARTS:
        for length in (4, 2):
            if name[:length] in COMPOUND and len(name) > length:
                return name[:length], name[length:]
    return name[0], name[1:]


def spell_surname(name: str) -> tuple[str, ...]:
    """The syllables of the surname where they differ from the usual reading of its characters, else ()."""
    surname, given = split_surname(name)
    if len(surname) > 1:
        return COMPOUND[surname]
    return SPELT.get(surname, ()) if given else ()
