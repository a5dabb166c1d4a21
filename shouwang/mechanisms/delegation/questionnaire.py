"""The questionnaire that a county starts with; it can load its own version at any time. 50 points at most."""

from typing import Any

_SCALE = [{"key": "good", "label": "好", "points": 10}, {"key": "fair", "label": "一般", "points": 6}, {"key": "poor", "label": "差", "points": 0}]  # fmt: skip

STARTING: dict[str, Any] = {
    "title": "受委托人照护能力评估表",
    "version": "2026-1",
    "fit_from": 36,
    "weak_from": 24,
    "items": [
        {"key": "health", "question": "身体状况能否承担日常照料", "answers": _SCALE},
        {"key": "energy", "question": "年龄和精力", "answers": _SCALE},
        {"key": "conduct", "question": "品行与邻里评价", "answers": _SCALE},
        {"key": "bond", "question": "与儿童的关系、儿童是否愿意", "answers": _SCALE},
        {"key": "home", "question": "居住条件与安全", "answers": _SCALE},
    ],
}


class QuestionnaireWrong(Exception):
    """`empty`, `keys` or `limits`: no questions, a key twice, limits that no answers reach; or `line 3`: not readable."""


def read_items(text: str) -> list[dict[str, Any]]:
    """Questions from lines `question | answer = points | answer = points`. Raises QuestionnaireWrong."""
    items = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            items.append(_read_line(line.replace("｜", "|").replace("＝", "=").replace("\t", "|"), number))
    return items


def _read_line(line: str, number: int) -> dict[str, Any]:
    question, *answers = (part.strip() for part in line.split("|"))
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


def write_items(items: list[dict[str, Any]]) -> str:
    """The lines that `read_items` reads."""
    lines = (
        [item["question"], *(f"{answer['label']}={answer['points']}" for answer in item["answers"])] for item in items
    )
    return "\n".join(" | ".join(parts) for parts in lines)


def check_items(items: list[dict[str, Any]], *, fit_from: int, weak_from: int) -> None:
    """Raises QuestionnaireWrong."""
    if not items or any(not item.get("answers") or not item.get("question") for item in items):
        raise QuestionnaireWrong("empty")
    keys = [item.get("key") for item in items]
    if len(set(keys)) != len(keys) or None in keys:
        raise QuestionnaireWrong("keys")
    most = sum(max(answer["points"] for answer in item["answers"]) for item in items)
    if not weak_from < fit_from <= most:
        raise QuestionnaireWrong("limits")


def count_points(items: list[dict[str, Any]], answers: dict[str, str]) -> int:
    """The points of `answers` ({item key: answer key}). KeyError for an answer that the item does not have."""
    points = {item["key"]: {answer["key"]: answer["points"] for answer in item["answers"]} for item in items}
    return sum(points[key][answers[key]] for key in points)


def judge(points: int, *, fit_from: int, weak_from: int) -> str:
    """fit | weak | unfit."""
    return "fit" if points >= fit_from else "weak" if points >= weak_from else "unfit"
