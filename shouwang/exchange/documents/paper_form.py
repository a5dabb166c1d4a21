"""A form on paper, declared once: the same rows and cells become PDF and Word file.

    PaperForm(title="农村留守儿童基本情况登记表", widths=(2, 3, 2, 3), rows=(
        (label("姓名"), cell("child.name"), label("性别"), cell(Ticks("child.sex", ("男", "女")))),
    ))

Values are texts by key; what is missing is an empty place to write in, never the word "none".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Blank:
    """A value on a line within a sentence; width in characters when nothing is there yet."""

    key: str
    width: float = 4


@dataclass(frozen=True, slots=True)
class Ticks:
    """All options with a box each; those named by the value (one text or several) are ticked."""

    key: str
    options: tuple[str, ...]


Part = str | Blank | Ticks


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of so many columns and rows. parts: fixed text, blanks and ticks in a row."""

    parts: tuple[Part, ...]
    across: int = 1
    down: int = 1
    is_label: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """title on top; above and below: lines left, middle, right outside the table; widths: relative widths of columns."""

    title: str
    widths: tuple[float, ...]
    rows: tuple[tuple[FormCell, ...], ...]
    above: tuple[tuple[Part, ...], ...] = ()
    below: tuple[tuple[Part, ...], ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Every row must fill the width, cells that reach down included."""
        open_until: dict[int, int] = {}
        for number, row in enumerate(self.rows):
            taken = {place for place, last in open_until.items() if last >= number}
            free = [place for place in range(len(self.widths)) if place not in taken]
            if sum(cell.across for cell in row) != len(free):
                raise ValueError(
                    f"form {self.title}: row {number + 1} fills {sum(c.across for c in row)} of {len(free)}"
                )
            for cell in row:
                for place in [free.pop(0) for _ in range(cell.across)]:
                    open_until[place] = number + cell.down - 1

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all values that the form shows, in printed order."""
        lines = [*self.above, *(cell.parts for row in self.rows for cell in row), *self.below]
        found = [part.key for parts in lines for part in parts if not isinstance(part, str)]
        return tuple(dict.fromkeys(found))


def label(text: str, *, across: int = 1, down: int = 1) -> FormCell:
    """A fixed word of the form."""
    return FormCell((text,), across, down, is_label=True)


def cell(*parts: Part, across: int = 1, down: int = 1) -> FormCell:
    """A cell to be filled in: a text alone is a key (`cell("child.name")`), or parts that mix words, blanks, ticks."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return FormCell((Blank(parts[0], 0),), across, down)
    return FormCell(parts, across, down)


def filled(form: PaperForm, values: Values, *, mark: str) -> dict[str, Any]:
    """The form with its values, as the typst base `form.typ` and the Word writer draw it.

    mark: the small line at the foot: who printed it when. Raises KeyError for a key or an option that the form
    does not know: a fault of the caller, who must not lose a value on paper.
    """
    strange = set(values) - set(form.keys)
    if strange:
        raise KeyError(f"the form {form.title} has no place for {sorted(strange)}")
    lines = [*form.above, *(c.parts for row in form.rows for c in row), *form.below]
    offered: dict[str, set[str]] = {}
    for part in (part for parts in lines for part in parts if isinstance(part, Ticks)):
        offered.setdefault(part.key, set()).update(part.options)
    for key, options in offered.items():
        if strange := {*_several(values.get(key, ""))} - options - {""}:
            raise KeyError(f"the form {form.title} does not offer {sorted(strange)} for {key}")
    return {
        "title": form.title,
        "above": [_runs(parts, values) for parts in form.above],
        "widths": list(form.widths),
        "rows": [
            [{"runs": _runs(c.parts, values), "across": c.across, "down": c.down, "is_label": c.is_label} for c in row]
            for row in form.rows
        ],
        "below": [_runs(parts, values) for parts in form.below],
        "notes": list(form.notes),
        "mark": mark,
    }


def _runs(parts: Sequence[Part], values: Values) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in parts:
        if isinstance(part, str):
            found.append({"text": part})
        elif isinstance(part, Blank):
            value = _text(values.get(part.key, ""))
            found.append({"text": value} if part.width == 0 else {"blank": value, "width": part.width})
        else:
            chosen = _several(values.get(part.key, ""))
            found += [{"tick": option, "on": option in chosen} for option in part.options]
    return found


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "、".join(value)
