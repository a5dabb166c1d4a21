"""The report on paper: the 32 columns with their numbers, what was not collected, who signs. PDF and Word file."""

from typing import Any

from shouwang.exchange.documents.paper_form import Blank, FormCell, PaperForm, cell, label
from shouwang.exchange.papers.family import day_words
from shouwang.mechanisms.reporting.models import Submission
from shouwang.mechanisms.reporting.summary import EVERYTHING, GROUP_TITLES, TITLES

WIDTH, BESIDE = 12, 3
NOT_YOURS = "—"
"""Stands where a column is not for this reader."""


def _row(first: int) -> tuple[FormCell, ...]:
    numbers = range(first, min(first + BESIDE, len(TITLES) + 1))
    cells = [
        part for number in numbers for part in (label(f"{number} {TITLES[number - 1]}", across=3), cell(f"c{number}"))
    ]
    free = WIDTH - 4 * len(numbers)
    return tuple(cells) + ((FormCell(("",), across=free),) if free else ())


SUMMARY = PaperForm(
    title="农村留守儿童基本情况汇总表",
    widths=(1,) * WIDTH,
    above=(("填报单位（盖章）：", Blank("unit", 8)), ("报送日期：", Blank("sent_on", 8))),
    rows=(
        (label("统计期", across=2), cell("period", across=6), label("版本", across=2), cell("version", across=2)),
        *(_row(first) for first in range(1, len(TITLES) + 1, BESIDE)),
        (label("未采集", across=2), cell("uncollected", across=10)),
        (label("说明", across=2), cell("note", across=10)),
        (label("签收", across=2), cell("answered", across=10)),
    ),
    below=(("单位负责人：", Blank("head", 6)), ("复核人：", Blank("reviewer", 6)), ("填表人：", Blank("filler", 6))),
    notes=(
        "勾稽关系：1=2+5+8=11+…+18=19+20=21+…+25=26+…+29=30+31+32（各组加未采集）；13+14=24+25（加未采集）。",
        "第21—29列的名目系依勾稽关系和公开的全国汇总口径推定，报送前请与上级下发的表样核对。",
    ),
)


def summary_texts(submission: Submission, *, columns: frozenset[int] = EVERYTHING) -> dict[str, Any]:
    """The figures as they were sent; only `columns` are told."""
    values = submission.figures["columns"]
    figures = {f"c{number}": str(values[number - 1]) if number in columns else NOT_YOURS for number in range(1, 33)}
    gaps = submission.figures["uncollected"] if columns == EVERYTHING else {}
    answered = submission.answered_at
    return figures | {
        "unit": submission.unit.name,
        "sent_on": day_words(submission.submitted_on),
        "period": f"{day_words(submission.period_from)}—{day_words(submission.period_until)}",
        "version": f"第{submission.version}次",
        "uncollected": "；".join(f"{GROUP_TITLES[key]}{count}" for key, count in gaps.items() if count),
        "note": submission.note,
        "answered": f"{submission.get_state_display()} {day_words(answered.date())}" if answered else "",
    }
