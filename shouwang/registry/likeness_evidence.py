"""The evidence for and against two records being of one person, each piece with its points and its sentence."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from shouwang.registry.likeness_record import Record
from shouwang.registry.lunar import may_be_same_day
from shouwang.registry.name_likeness import compare_names

POINTS = {
    "id_same": 60, "id_one_digit": 35, "id_other": -35, "certificate_same": 60, "parent_id_same": 15,
    "name_same": 40, "name_same_short": 32, "name_former": 36, "name_sound": 34, "name_look": 30, "name_other": -30,
    "birth_same": 30, "birth_lunar": 24, "birth_swapped": 22, "birth_slip": 20, "birth_month": 12, "birth_year": 3,
    "birth_other": -25, "sex_other": -15, "village_same": 10, "township_same": 5, "place_other": -3,
    "father_same": 10, "mother_same": 12, "father_other": -10, "mother_other": -12, "phone_same": 8,
    "whole_family": 15, "twins": -60, "siblings": -60,
}  # fmt: skip

SENTENCES = {
    "id_same": _("the same identity number"),
    "id_one_digit": _("the identity numbers differ in one place"),
    "id_other": _("different identity numbers"),
    "certificate_same": _("the same birth certificate"),
    "parent_id_same": _("a parent with the same identity number"),
    "name_same": _("the same name"),
    "name_same_short": _("the same name"),
    "name_former": _("a former name of the other"),
    "name_sound": _("names that sound alike"),
    "name_look": _("names that look alike"),
    "name_other": _("different names"),
    "birth_same": _("the same birthday"),
    "birth_lunar": _("one birthday is the other by the traditional calendar"),
    "birth_swapped": _("the birthdays have day and month exchanged"),
    "birth_slip": _("the birthdays differ in one digit"),
    "birth_month": _("born in the same month"),
    "birth_year": _("born in the same year"),
    "birth_other": _("different birthdays"),
    "sex_other": _("not of the same sex"),
    "village_same": _("the same village"),
    "township_same": _("the same township"),
    "place_other": _("different places"),
    "father_same": _("the same father's name"),
    "mother_same": _("the same mother's name"),
    "father_other": _("different fathers"),
    "mother_other": _("different mothers"),
    "phone_same": _("the same phone number"),
    "whole_family": _("the same name and both parents"),
    "twins": _("perhaps twins: born on one day of the same parents, with different names"),
    "siblings": _("perhaps siblings: the same parents, different names and birthdays"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence; points above zero speak for one person."""

    code: str
    points: int

    def __str__(self) -> str:
        return str(SENTENCES[self.code])


def weigh(one: Record, other: Record) -> list[Reason]:
    """All pieces of evidence; what only one record tells is no evidence."""
    codes = [
        judge_number(one.citizen_id, other.citizen_id),
        judge_name(one, other),
        judge_birth(one.born_on, other.born_on),
        judge_place(one, other),
        judge_parent(one.father, other.father, "father"),
        judge_parent(one.mother, other.mother, "mother"),
    ]
    codes += [code for code, holds in _list_plain(one, other) if holds]
    codes += _judge_family(one, other, {code for code in codes if code})
    return [Reason(code, POINTS[code]) for code in codes if code]


def _list_plain(one: Record, other: Record) -> list[tuple[str, bool]]:
    parents = {one.father_id, one.mother_id} & {other.father_id, other.mother_id} - {None, ""}
    certificates = {one.birth_certificate} & {other.birth_certificate} - {None, ""}
    return [
        ("sex_other", bool(one.sex and other.sex and one.sex != other.sex)),
        ("phone_same", not set(one.phones).isdisjoint(other.phones)),
        ("parent_id_same", bool(parents)),
        ("certificate_same", bool(certificates)),
    ]


def judge_number(one: str | None, other: str | None) -> str | None:
    """Same, one slip of the pen apart (one digit, or two neighbours exchanged), or another one."""
    if not one or not other:
        return None
    if one == other:
        return "id_same"
    return "id_one_digit" if len(one) == len(other) == 18 and is_one_slip(one[:17], other[:17]) else "id_other"


def is_one_slip(one: str, other: str) -> bool:
    """One character typed wrong or two neighbours exchanged; the running number at the end is left to twins."""
    places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) == 1:
        return places[0] < 14
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )


def judge_name(one: Record, other: Record) -> str:
    """By the names themselves, then by the former ones."""
    likeness = compare_names(one.name, other.name)
    if likeness.kind == "same":
        return "name_same" if len(one.name) > 2 else "name_same_short"
    if one.name in other.former_names or other.name in one.former_names:
        return "name_former"
    return f"name_{likeness.kind}" if likeness.is_alike else "name_other"


def judge_birth(one: date | None, other: date | None) -> str | None:
    """Same, or explained by the calendar or a slip, or other."""
    if one is None or other is None:
        return None
    if one == other:
        return "birth_same"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return "birth_swapped"
    if sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1:
        return "birth_slip"
    if may_be_same_day(one, other):
        return "birth_lunar"
    if one.year != other.year:
        return "birth_other"
    return "birth_month" if one.month == other.month else "birth_year"


def judge_place(one: Record, other: Record) -> str | None:
    """Village before township; people move, so another place says little."""
    if one.village and one.village == other.village:
        return "village_same"
    if one.township and other.township:
        return "township_same" if one.township == other.township else "place_other"
    return None


def judge_parent(one: str | None, other: str | None, who: str) -> str | None:
    """The names of one parent; a remarriage changes them, a slip does not."""
    if not one or not other:
        return None
    return f"{who}_same" if compare_names(one, other).is_alike else f"{who}_other"


def _judge_family(one: Record, other: Record, codes: set[str]) -> list[str]:
    """What only shows when name, birth and parents are seen together."""
    same_parent = bool(codes & {"father_same", "mother_same", "parent_id_same"}) and not codes & {
        "father_other",
        "mother_other",
    }
    if {"father_same", "mother_same"} <= codes and codes & {"name_same", "name_same_short"}:
        return ["whole_family"]
    if "name_other" not in codes or not (same_parent or _have_sequential_numbers(one, other)):
        return []
    return ["twins"] if "birth_same" in codes else ["siblings"]


def _have_sequential_numbers(one: Record, other: Record) -> bool:
    """Registered on one day at one counter: the running numbers are close."""
    numbers = (one.citizen_id or "", other.citizen_id or "")
    if (
        any(len(number) != 18 or not number[:17].isdecimal() for number in numbers)
        or numbers[0][:14] != numbers[1][:14]
    ):
        return False
    return 0 < abs(int(numbers[0][14:17]) - int(numbers[1][14:17])) <= 6
