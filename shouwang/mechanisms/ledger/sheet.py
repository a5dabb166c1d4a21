"""The ledger as a spreadsheet: the list as filtered, without numbers, phones and addresses."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from shouwang.exchange.column import Choice, Column
from shouwang.exchange.sheet import Sheet
from shouwang.registry.models import File, Person
from shouwang.registry.models.child import EXIT, HEALTH, RATING, SCHOOLING


def _choices(pairs: list[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(code, name) for code, name in pairs)


LEDGER = Sheet(
    key="ledger",
    title="农村留守儿童台账",
    columns=(
        Column(key="number", title="档案编号", width=18),
        Column(key="township", title="乡镇（街道）"),
        Column(key="village", title="村（居）"),
        Column(key="name", title="姓名", kind="name"),
        Column(key="sex", title="性别", kind="choice", choices=(Choice("male", "男"), Choice("female", "女"))),
        Column(key="born_on", title="出生日期", kind="date"),
        Column(key="schooling", title="就学情况", kind="choice", choices=_choices(SCHOOLING)),
        Column(key="school", title="就读学校", width=20),
        Column(key="class_name", title="班级"),
        Column(key="boarding", title="是否寄宿", kind="yes_no"),
        Column(key="health", title="身体状况", kind="choice", choices=_choices(HEALTH)),
        Column(key="father", title="姓名", group="父亲情况", kind="name"),
        Column(key="father_away", title="是否外出务工", group="父亲情况", kind="yes_no"),
        Column(key="father_place", title="务工地点", group="父亲情况"),
        Column(key="mother", title="姓名", group="母亲情况", kind="name"),
        Column(key="mother_away", title="是否外出务工", group="母亲情况", kind="yes_no"),
        Column(key="mother_place", title="务工地点", group="母亲情况"),
        Column(key="rating", title="监护情况", kind="choice", choices=_choices(RATING)),
        Column(key="categories", title="重点类别", width=20),
        Column(key="listed_on", title="列入台账", kind="date"),
        Column(key="exited_on", title="退出台账", kind="date"),
        Column(key="exited_because", title="退出原因", kind="choice", choices=_choices(EXIT)),
    ),
)


def ledger_rows(files: Iterable[File], *, categories: dict[str, str]) -> Iterator[list[Any]]:
    """One row a file in the order of the columns; «not collected» stays empty. `categories`: key -> the plan's word."""
    for file in files:
        child, person = file.child, file.person
        words = "、".join(categories.get(key, key) for key in child.categories)
        yield [
            file.number,
            str(file.township or ""),
            str(file.village or ""),
            file.name,
            person.sex,
            person.born_on,
            child.schooling,
            child.school_name or str(file.school or ""),
            child.class_name,
            child.boarding,
            child.health,
            *_parent(child.father),
            *_parent(child.mother),
            child.guardianship_rating,
            words,
            child.listed_on,
            child.exited_on,
            child.exited_because,
        ]


def _parent(person: Person | None) -> tuple[str, bool | None, str | None]:
    return ("", None, None) if person is None else (person.name, person.away, person.work_place)


def title_on(day: date) -> str:
    return f"{LEDGER.title}{day:%Y%m%d}.xlsx"
