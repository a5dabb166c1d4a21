"""The picture of a family, drawn here as boxes and lines: grandparents, parents, the child, siblings, and who looks after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.registry.models import CareSpell, Child, File, Kin, Person

BOX_WIDTH, BOX_HEIGHT, GAP, ROW = 150, 62, 18, 104
RELATIONS = {
    "61": gettext_lazy("Grandfather"), "62": gettext_lazy("Grandmother"), "63": gettext_lazy("Mother's father"),
    "64": gettext_lazy("Mother's mother"),
}  # fmt: skip


@dataclass(frozen=True)
class Box:
    """`tone` is child, home, away, carer, gone or unknown: colour and words both say it."""

    x: int
    y: int
    title: str
    name: str
    words: str
    tone: str

    @property
    def middle(self) -> int:
        return self.x + BOX_WIDTH // 2


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[tuple[int, int, int, int, str], ...]


def draw_family(
    *, file: File, child: Child, kin: Sequence[Kin], siblings: Sequence[File], spell: CareSpell | None, day: date
) -> Picture:
    """`spell` is the care of that day; a carer from outside the family stands beside the child."""
    carer_id = spell.carer_id if spell else None
    top = [_relative(row, carer_id) for row in kin[:4]]
    parents = [_parent(child.father, _("Father"), carer_id), _parent(child.mother, _("Mother"), carer_id)]
    young = [(_("Child"), file.name, "", "child")]
    young += [(_("Brother or sister"), one.name, str(one.village or ""), "home") for one in siblings[:2]]
    known = {row.person_id for row in kin} | {child.father_id, child.mother_id}
    if spell and spell.carer and carer_id not in known:
        young.append((_("Who looks after"), spell.carer.name, str(spell.get_relation_display() or ""), "carer"))
    if spell is None or spell.kind == "none":
        young.append(
            (
                _("Who looks after"),
                _("Nobody"),
                _("since %(day)s") % {"day": date_format(spell.from_on, "DATE_FORMAT")} if spell else "",
                "gone",
            )
        )
    return _lay_out([row for row in (top, parents, young) if row])


Cell = tuple[str, str, str, str]


def _relative(row: Kin, carer_id: Any) -> Cell:
    is_carer = row.person_id == carer_id
    words = _("looks after the child") if is_carer else ""
    return (str(RELATIONS.get(row.relation, _("Relative"))), row.person.name, words, "carer" if is_carer else "home")


def _parent(person: Person | None, title: str, carer_id: Any) -> Cell:
    if person is None:
        return (title, _("Not collected"), "", "unknown")
    if person.alive is False:
        return (title, person.name, _("died"), "gone")
    if person.away:
        return (title, person.name, person.work_place or _("away for work"), "away")
    if person.incapable not in (None, "none"):
        return (title, person.name, str(person.get_incapable_display()), "gone")
    if person.pk == carer_id:
        return (title, person.name, _("looks after the child"), "carer")
    words = _("at home") if person.away is False else _("Not collected")
    return (title, person.name, words, "home" if person.away is False else "unknown")


def _lay_out(rows: list[list[Cell]]) -> Picture:
    widest = max(len(row) for row in rows)
    width = widest * (BOX_WIDTH + GAP) + GAP
    placed = []
    for index, row in enumerate(rows):
        left = (width - len(row) * (BOX_WIDTH + GAP) + GAP) // 2
        y = 12 + index * ROW
        placed.append([Box(left + at * (BOX_WIDTH + GAP), y, *cell) for at, cell in enumerate(row)])
    height = 12 + (len(rows) - 1) * ROW + BOX_HEIGHT + 12
    return Picture(width, height, tuple(box for row in placed for box in row), tuple(_lines(placed)))


def _lines(placed: list[list[Box]]) -> list[tuple[int, int, int, int, str]]:
    """From both parents to the child; from whoever looks after the child a thick line."""
    child = placed[-1][0]
    lines = [(box.middle, box.y + BOX_HEIGHT, child.middle, child.y, "kin") for box in placed[-2]]
    if len(placed) == 3:
        parents = placed[1]
        half = max(1, len(placed[0]) // 2)
        for at, box in enumerate(placed[0]):
            parent = parents[0 if at < half else -1]
            lines.append((box.middle, box.y + BOX_HEIGHT, parent.middle, parent.y, "kin"))
    for box in (box for row in placed for box in row if box.tone == "carer"):
        lines.append((box.middle, box.y + BOX_HEIGHT // 2, child.middle, child.y + BOX_HEIGHT // 2, "care"))
    return lines
