"""The questionnaire that a county starts with; it can load its own version at any time. 50 points at most."""

from typing import Any

_SCALE = [{"key": "good", "label": "好", "points": 10}, {"key": "fair", "label": "一般", "points": 6}, {"key": "poor", "label": "差", "points": 0}]  # fmt: skip

STARTING: dict[str, Any] = {
    "title": "受委托人照护能力评估表",
    "version": "2026-1",
    "upper_from": 36,
    "lower_from": 24,
    "items": [
        {"key": "health", "question": "身体状况能否承担日常照料", "answers": _SCALE},
        {"key": "energy", "question": "年龄和精力", "answers": _SCALE},
        {"key": "conduct", "question": "品行与邻里评价", "answers": _SCALE},
        {"key": "bond", "question": "与儿童的关系、儿童是否愿意", "answers": _SCALE},
        {"key": "home", "question": "居住条件与安全", "answers": _SCALE},
    ],
}

RESULTS = ("fit", "weak", "unfit")
