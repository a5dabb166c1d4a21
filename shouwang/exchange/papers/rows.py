"""Rows that papers of a case share: who it is about, pairs of label and answer, places to sign."""

from collections.abc import Callable

from shouwang.exchange.documents.paper_form import Blank, FormCell, PaperForm, Part, cell, label

Row = tuple[FormCell, ...]
WIDTH = 12
ABOVE: tuple[tuple[Part, ...], ...] = (
    ("个案编号：", Blank("number", 8)),
    ("文书编号：", Blank("paper_number", 8)),
    ("打印日期：", Blank("today", 6)),
)
WITHOUT_NUMBER: tuple[tuple[Part, ...], ...] = (ABOVE[0], ABOVE[2])
CONFIDENTIAL = "涉及未成年人隐私，依法保密；不记载报告人。"


def pair(first: str, key: str, second: str, other: str) -> Row:
    return (label(first, across=2), cell(key, across=4), label(second, across=2), cell(other, across=4))


def wide(title: str, key: str) -> Row:
    return (label(title, across=2), cell(key, across=WIDTH - 2))


def signed(first: str, second: str) -> Row:
    empty = FormCell(("",), across=4)
    return (label(first, across=2), empty, label(second, across=2), empty)


def heading(text: str) -> Row:
    return (label(text, across=WIDTH),)


def said(text: str) -> Row:
    """A sentence across the whole form."""
    return (FormCell((text,), across=WIDTH),)


CASE: tuple[Row, ...] = (
    pair("所在地", "place", "报告日期", "reported_on"),
    wide("报告情形", "circumstances"),
)
CHILD: tuple[Row, ...] = (
    pair("儿童姓名", "child.name", "性别", "child.sex"),
    pair("出生日期", "child.born_on", "身份证号", "child.citizen_id"),
)
PARENTS: tuple[Row, ...] = (
    pair("父亲", "father.name", "电话", "father.phone"),
    pair("母亲", "mother.name", "电话", "mother.phone"),
)


def slip(title: str, *rows: Row, above: tuple[tuple[Part, ...], ...] = ABOVE, below: str = CONFIDENTIAL) -> PaperForm:
    """A form of a case: numbers above, the rows, what is to be kept secret below."""
    return PaperForm(title=title, widths=(1,) * WIDTH, above=above, rows=rows, below=((below,),))


def listing(
    title: str, columns: tuple[tuple[str, str, int], ...], *, least: int = 8, above_rows: tuple[Row, ...] = ()
) -> Callable[[int], PaperForm]:
    """A form with as many lines as there is something to list: columns of (heading, key, width); line 1 has the keys `1.key`."""
    head = tuple(label(name, across=across) for name, _key, across in columns)

    def grow(count: int) -> PaperForm:
        lines = [
            tuple(cell(f"{number}.{key}", across=across) for _name, key, across in columns)
            for number in range(1, max(count, least) + 1)
        ]
        return slip(title, *above_rows, head, *lines, above=WITHOUT_NUMBER)

    return grow
