"""Questions whose answers give points: read from lines, checked, counted, judged.

An item is {key, question, answers: [{key, label, points}]}, and {dimension} besides where the plan names dimensions.
"""

from collections.abc import Mapping, Sequence
from typing import Any

Item = dict[str, Any]


class QuestionnaireWrong(Exception):
    """`empty`, `keys` or `limits`: no questions, a key twice, limits that no answers reach; or `line 3`: not readable;
    or `dimension 3`: that line begins with no dimension of the plan."""


def read_items(text: str, *, dimensions: Mapping[str, str] | None = None) -> list[Item]:
    """Questions from lines `question | answer = points | answer = points`. Raises QuestionnaireWrong.

    With `dimensions` ({key: name in the plan}) each line begins with the dimension's name: `dimension | question | ...`.
    """
    items = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            parts = [part.strip() for part in line.replace("｜", "|").replace("＝", "=").replace("\t", "|").split("|")]
            own = {} if dimensions is None else {"dimension": _read_dimension(parts.pop(0), dimensions, number)}
            items.append(own | _read_parts(parts, number))
    return items


def _read_dimension(words: str, dimensions: Mapping[str, str], number: int) -> str:
    for key, name in dimensions.items():
        if words in (key, name):
            return key
    raise QuestionnaireWrong(f"dimension {number}")


def _read_parts(parts: list[str], number: int) -> Item:
    question, *answers = parts or [""]
    pairs = [answer.rpartition("=") for answer in answers if answer]
    if (
        not question
        or len(pairs) < 2
        or not all(words.strip() and _is_points(points) for words, _equal, points in pairs)
    ):
        raise QuestionnaireWrong(f"line {number}")
    found = [
        {"key": f"a{place}", "label": words.strip(), "points": int(points)}
        for place, (words, _equal, points) in enumerate(pairs, 1)
    ]
    return {"key": f"q{number}", "question": question, "answers": found}


def _is_points(text: str) -> bool:
    return text.strip().isdecimal() and int(text) <= 100


def write_items(items: Sequence[Item], *, dimensions: Mapping[str, str] | None = None) -> str:
    """The lines that `read_items` reads."""
    lines = (
        [
            *([] if dimensions is None else [dimensions.get(item["dimension"], item["dimension"])]),
            item["question"],
            *(f"{answer['label']}={answer['points']}" for answer in item["answers"]),
        ]
        for item in items
    )
    return "\n".join(" | ".join(parts) for parts in lines)


def check_items(items: Sequence[Item], *, upper_from: int, lower_from: int) -> None:
    """Raises QuestionnaireWrong."""
    if not items or any(not item.get("answers") or not item.get("question") for item in items):
        raise QuestionnaireWrong("empty")
    keys = [item.get("key") for item in items]
    if len(set(keys)) != len(keys) or None in keys:
        raise QuestionnaireWrong("keys")
    if not lower_from < upper_from <= most_points(items):
        raise QuestionnaireWrong("limits")


def most_points(items: Sequence[Item]) -> int:
    """What the answers can give together."""
    return sum(max(answer["points"] for answer in item["answers"]) for item in items)


def count_points(items: Sequence[Item], answers: Mapping[str, str]) -> int:
    """The points of `answers` ({item key: answer key}). KeyError for an answer that the item does not have."""
    points = {item["key"]: {answer["key"]: answer["points"] for answer in item["answers"]} for item in items}
    return sum(points[key][answers[key]] for key in points)


def judge(points: int, *, upper_from: int, lower_from: int, words: tuple[str, str, str]) -> str:
    """The first of `words` from the upper limit on, the second from the lower one on, else the third."""
    upper, middle, low = words
    return upper if points >= upper_from else middle if points >= lower_from else low
