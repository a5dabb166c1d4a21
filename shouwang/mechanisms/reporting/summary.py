"""The 32 columns of the official summary (民发〔2016〕42号 附件3) with the checks between them. Pure: rows in, figures out.

«Not collected» is a bucket of its own in every group, beside the 32 columns, never counted as «no». Of the form only the
notes below the table are known in full: which columns are certain and which are concluded stands in docs/summary.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shouwang.policy.duration import years_between

TITLES = (
    "合计", "0—5周岁", "0—5周岁·男", "0—5周岁·女", "6—13周岁", "6—13周岁·男", "6—13周岁·女", "14—16周岁", "14—16周岁·男", "14—16周岁·女",
    "幼儿园", "未入园", "小学", "初中", "高中", "中职", "辍学", "不在学", "已登记户口", "未登记户口", "学龄前", "高中阶段", "辍学和不在学",
    "义务教育·寄宿", "义务教育·走读", "（外）祖父母监护", "亲戚朋友监护", "一方外出另一方无监护能力", "无人监护", "监护较好", "监护一般", "监护差",
)  # fmt: skip
BANDS = ((0, 5, 2), (6, 13, 5), (14, 15, 8))
"""«14—16周岁» means 14 to under 16."""
SCHOOLING = {
    "kindergarten": 11, "not_in_kindergarten": 12, "primary": 13, "junior": 14, "senior": 15, "vocational": 16,
    "dropout": 17, "not_in_school": 18,
}  # fmt: skip
GRANDPARENTS, OTHERS, INCAPABLE_PARENT, NOBODY = 26, 27, 28, 29
CARERS = {
    "grandparent": GRANDPARENTS,
    "relative": OTHERS,
    "friend": OTHERS,
    "institution": OTHERS,
    "other": OTHERS,
    "parent": INCAPABLE_PARENT,
}
CARE_KINDS = {"none": NOBODY, "parents": INCAPABLE_PARENT, "institution": OTHERS}
SAID = {"unattended": NOBODY, "parent_incapable": INCAPABLE_PARENT}
"""What the roster says of the kind of guardianship, where no carer is known."""
RATING = {"good": 30, "fair": 31, "poor": 32}
GROUPS = {
    "age": (2, 5, 8), "schooling": tuple(range(11, 19)), "hukou": (19, 20), "stage": (21, 22, 23, 24, 25),
    "guardianship": (26, 27, 28, 29), "rating": (30, 31, 32),
}  # fmt: skip
GROUP_TITLES = {
    "age": "年龄", "schooling": "就学", "hukou": "户口", "stage": "寄宿", "guardianship": "实际监护人", "rating": "监护情况",
}  # fmt: skip


@dataclass
class Figures:
    """`columns[1]` is column 1. `uncollected`: group -> children of whom nobody has asked."""

    columns: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(1, 33), 0))
    uncollected: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GROUPS, 0))
    overage: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": [self.columns[number] for number in range(1, 33)],
            "uncollected": self.uncollected,
            "overage": self.overage,
        }


@dataclass(frozen=True)
class Placed:
    """Where one child is counted: its columns, and why it is missing where it is (a group, `overage`, `sex2` ...)."""

    columns: frozenset[int]
    gaps: frozenset[str]


def place_child(child: Mapping[str, Any], *, on: date) -> Placed:
    """The columns of one child on the ledger at the cut-off day `on`."""
    schooling = child.get("child.schooling")
    found = {
        "schooling": SCHOOLING.get(schooling or ""),
        "stage": _stage(schooling, child.get("child.boarding")),
        "hukou": {True: 19, False: 20}.get(child.get("child.hukou_registered")),
        "guardianship": _guardianship(child),
        "rating": RATING.get(child.get("child.guardianship_rating") or ""),
    }
    ages, gap = _ages(child, on)
    columns = {1, *ages, *(column for column in found.values() if column is not None)}
    gaps = {group for group, column in found.items() if column is None} | {gap}
    return Placed(frozenset(columns), frozenset(gaps - {""}))


def _guardianship(child: Mapping[str, Any]) -> int | None:
    """Who really looks after the child on the cut-off day; a left-behind child that is with a parent is with the unable one."""
    kind, relation = child.get("care.kind"), child.get("carer.relation")
    if kind is None:
        return SAID.get(child.get("child.guardianship_kind") or "")
    return CARE_KINDS.get(kind) or CARERS.get(relation or "")


def _ages(child: Mapping[str, Any], on: date) -> tuple[set[int], str]:
    """The columns of age and sex, and what is missing there."""
    born_on = child.get("child.born_on")
    if born_on is None:
        return set(), "age"
    age = years_between(born_on, on)
    band = next((column for first, last, column in BANDS if first <= age <= last), None)
    if band is None:
        return set(), "overage"
    by_sex = {"male": 1, "female": 2}.get(child.get("child.sex") or "")
    return ({band, band + by_sex}, "") if by_sex else ({band}, f"sex{band}")


def count_figures(children: Iterable[Mapping[str, Any]], *, on: date) -> Figures:
    """`children`: facts of the children on the ledger (`child.born_on`, `care.kind` ...) at the cut-off day `on`."""
    figures = Figures()
    for child in children:
        placed = place_child(child, on=on)
        for column in placed.columns:
            figures.columns[column] += 1
        for gap in placed.gaps & GROUPS.keys():
            figures.uncollected[gap] += 1
        figures.overage += "overage" in placed.gaps
    return figures


def _stage(schooling: str | None, boarding: bool | None) -> int | None:
    if schooling in ("kindergarten", "not_in_kindergarten"):
        return 21
    if schooling in ("senior", "vocational"):
        return 22
    if schooling in ("dropout", "not_in_school"):
        return 23
    if schooling is None or boarding is None:
        return None
    return 24 if boarding else 25


@dataclass(frozen=True)
class Broken:
    """A check that does not hold: which columns, by how much, what to do; `gap` names the children behind it."""

    columns: str
    what: str
    what_to_do: str
    gap: str = ""


def find_broken(figures: Figures) -> list[Broken]:
    """The checks between the columns, the uncollected counted with their group."""
    column, broken = figures.columns, []
    if figures.overage:
        broken.append(
            Broken("1=2+5+8", f"{figures.overage}名儿童已满16周岁仍在册", "先为他们办理退出，再报送", "overage")
        )
    for group, columns in GROUPS.items():
        found = sum(column[number] for number in columns) + figures.uncollected[group]
        found += figures.overage if group == "age" else 0
        if found != column[1]:
            equation = f"1={columns[0]}+…+{columns[-1]}"
            broken.append(Broken(equation, f"{GROUP_TITLES[group]}相加得{found}，合计{column[1]}", "核对这一组的登记"))
    for band in (2, 5, 8):
        missing = column[band] - column[band + 1] - column[band + 2]
        if missing:
            broken.append(
                Broken(f"{band}={band + 1}+{band + 2}", f"{missing}名儿童没有登记性别", "补登性别", f"sex{band}")
            )
    return broken


EVERYTHING = frozenset(range(1, 33))
_AGES = frozenset(range(1, 11))
TASKS = {
    "education_bureau": _AGES | frozenset(range(11, 19)) | frozenset(range(21, 26)),
    "police": _AGES | {19, 20} | frozenset(range(26, 33)),
}
"""Copies are cut to the task of whoever gets them (个人信息保护法 6); other offices get the ages only."""
_OWN_LINE = {"village", "township", "township_lead", "civil_affairs", "county_government", "lead_group"}


def columns_for(functions: Iterable[str]) -> frozenset[int]:
    """The columns that an office with these functions sees: all on the line of reporting, else those of its task."""
    functions = set(functions)
    if functions & _OWN_LINE:
        return EVERYTHING
    return _AGES.union(*(TASKS.get(function, frozenset()) for function in functions))
