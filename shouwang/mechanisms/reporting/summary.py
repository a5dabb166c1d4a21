"""The 32 columns of the official summary (民发〔2016〕42号 附件3) with the checks between them. Pure: rows in, figures out.

«Not collected» is a bucket of its own in every group, beside the 32 columns, never counted as «no».
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shouwang.policy.duration import years_between

TITLES = (
    "合计", "0—5周岁", "0—5周岁·男", "0—5周岁·女", "6—13周岁", "6—13周岁·男", "6—13周岁·女", "14—16周岁", "14—16周岁·男", "14—16周岁·女",
    "幼儿园", "未入园", "小学", "初中", "高中", "中职", "辍学", "不在学", "已登记户口", "未登记户口", "学龄前", "高中阶段", "辍学和不在学",
    "义务教育·寄宿", "义务教育·走读", "无人监护", "父或母无监护能力", "受委托人能力不足", "监护一般或较好", "监护较好", "监护一般", "监护差",
)  # fmt: skip
BANDS = ((0, 5, 2), (6, 13, 5), (14, 15, 8))
"""«14—16周岁» means 14 to under 16."""
SCHOOLING = {
    "kindergarten": 11, "not_in_kindergarten": 12, "primary": 13, "junior": 14, "senior": 15, "vocational": 16,
    "dropout": 17, "not_in_school": 18,
}  # fmt: skip
GUARDIANSHIP = {"unattended": 26, "parent_incapable": 27, "carer_weak": 28, "fair": 29, "good": 29}
RATING = {"good": 30, "fair": 31, "poor": 32}
GROUPS = {
    "age": (2, 5, 8), "schooling": tuple(range(11, 19)), "hukou": (19, 20), "stage": (21, 22, 23, 24, 25),
    "guardianship": (26, 27, 28, 29), "rating": (30, 31, 32),
}  # fmt: skip
GROUP_TITLES = {
    "age": "年龄", "schooling": "就学", "hukou": "户口", "stage": "寄宿", "guardianship": "监护类型", "rating": "监护情况",
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


def count_figures(children: Iterable[Mapping[str, Any]], *, on: date) -> Figures:
    """`children`: facts of the children on the ledger (`child.born_on`, `child.sex` ...) at the cut-off day `on`."""
    figures = Figures()
    for child in children:
        figures.columns[1] += 1
        _count_age(figures, child, on)
        schooling = child.get("child.schooling")
        _add(figures, "schooling", SCHOOLING.get(schooling or ""))
        _add(figures, "stage", _stage(schooling, child.get("child.boarding")))
        _add(figures, "hukou", {True: 19, False: 20}.get(child.get("child.hukou_registered")))
        _add(figures, "guardianship", GUARDIANSHIP.get(child.get("child.guardianship_kind") or ""))
        _add(figures, "rating", RATING.get(child.get("child.guardianship_rating") or ""))
    return figures


def _add(figures: Figures, group: str, column: int | None) -> None:
    if column is None:
        figures.uncollected[group] += 1
    else:
        figures.columns[column] += 1


def _count_age(figures: Figures, child: Mapping[str, Any], on: date) -> None:
    born_on = child.get("child.born_on")
    if born_on is None:
        figures.uncollected["age"] += 1
        return
    age = years_between(born_on, on)
    band = next((column for first, last, column in BANDS if first <= age <= last), None)
    if band is None:
        figures.overage += 1
        return
    figures.columns[band] += 1
    by_sex = {"male": 1, "female": 2}.get(child.get("child.sex") or "")
    if by_sex:
        figures.columns[band + by_sex] += 1


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
    """A check that does not hold: which columns, by how much, and what to do."""

    columns: str
    what: str
    what_to_do: str


def find_broken(figures: Figures) -> list[Broken]:
    """The checks between the columns, the uncollected counted with their group."""
    column, broken = figures.columns, []
    if figures.overage:
        broken.append(Broken("1=2+5+8", f"{figures.overage}名儿童已满16周岁仍在册", "先为他们办理退出，再报送"))
    for group, columns in GROUPS.items():
        found = sum(column[number] for number in columns) + figures.uncollected[group]
        found += figures.overage if group == "age" else 0
        if found != column[1]:
            equation = f"1={columns[0]}+…+{columns[-1]}"
            broken.append(Broken(equation, f"{GROUP_TITLES[group]}相加得{found}，合计{column[1]}", "核对这一组的登记"))
    for band in (2, 5, 8):
        missing = column[band] - column[band + 1] - column[band + 2]
        if missing:
            broken.append(Broken(f"{band}={band + 1}+{band + 2}", f"{missing}名儿童没有登记性别", "补登性别"))
    return broken
