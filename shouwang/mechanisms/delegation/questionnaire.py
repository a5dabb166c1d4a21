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
    """The questionnaire has no items, an item without answers, or limits that no answers reach."""


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
