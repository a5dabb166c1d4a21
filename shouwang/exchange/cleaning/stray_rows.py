"""Rows between the data that are none: the template's example, and the line for signatures below the table."""

import re
from collections.abc import Mapping, Sequence

from shouwang.exchange.cells import EMPTY, Cell
from shouwang.exchange.sheet import Sheet

FOOT = re.compile(
    r"\s*[(（\[【]?\s*(填表|填报|制表|审核|复核|核对|单位|主要|分管)?"
    r"(人|单位|负责人|领导|日期|时间|签字|签名|签章|盖章|合计|总计|小计|备注|注|说明|填表说明)\s*[(（【].*|"
    r"\s*(填表|填报|制表|审核|复核|核对|单位|主要|分管)?"
    r"(人|单位|负责人|领导|日期|时间|签字|签名|签章|盖章|备注|注|说明|填表说明)[^:：]{0,8}[:：].*|"
    r"\s*(合\s*计|总\s*计|小\s*计)\s*",
    re.DOTALL,
)
CELLS_AT_MOST = 4


def stray_rows(sheet: Sheet, rows: Sequence[int], columns: Mapping[str, Sequence[Cell]]) -> dict[int, str]:
    """Row number -> `example` or `foot`. Only rows that lack something required can be foot lines."""
    found = {rows[place]: "example" for place in _examples(sheet, columns)}
    required = [columns[column.key] for column in sheet.columns if column.required and column.key in columns]
    lacking = {place for cells in required if EMPTY in cells for place, cell in enumerate(cells) if cell == EMPTY}
    for place in lacking:
        filled = [cells[place] for cells in columns.values() if cells[place] != EMPTY]
        texts = [cell for cell in filled if isinstance(cell, str)]
        if len(filled) <= CELLS_AT_MOST and any(FOOT.fullmatch(text) for text in texts):
            found[rows[place]] = "foot"
    return found


def _examples(sheet: Sheet, columns: Mapping[str, Sequence[Cell]]) -> list[int]:
    """Places of rows that repeat the example of the template in every column that has one."""
    shown = [
        (columns[column.key], column.example) for column in sheet.columns if column.example and column.key in columns
    ]
    if len(shown) < 2:
        return []
    first, example = shown[0]
    places = [place for place, cell in enumerate(first) if cell == example]
    return [place for place in places if all(cells[place] == text for cells, text in shown)]
