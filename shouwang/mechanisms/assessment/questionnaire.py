"""What a county asks about a child's situation until it loads its own, and how the answers are weighed.

Points are risk: the more, the more is to be feared. One answer that tells of acute danger reaches the upper limit alone.
The figures are where a county begins; no plan fixes them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from shouwang.registry.models import Questionnaire
from shouwang.registry.scoring import Item, count_points, judge, most_points, read_items

LEVELS = ("high", "medium", "low")
_DIMENSIONS = {"safety": "安全处境", "guardianship": "监护情况", "health": "身心健康状况"}
_LINES = """
安全处境 | 眼下有没有遭受伤害、暴力或威胁的危险 | 没有=0 | 有迹象，尚不能确定=15 | 有=30
安全处境 | 现在和谁同住 | 有能力的成年人=0 | 年老、体弱的人=5 | 只有未成年人=20 | 独自居住=30
安全处境 | 夜间有没有成年人照看 | 每夜都有=0 | 有时没有=8 | 经常没有=20
安全处境 | 住房和用电、用火、用气是否安全 | 没有隐患=0 | 有一般隐患=3 | 有严重隐患=10
安全处境 | 住处和上学路上的水域、道路等危险处有没有人看管 | 有=0 | 不是每处都有=3 | 没有=8
监护情况 | 父母是否履行监护职责 | 履行=0 | 部分履行=8 | 不履行=20
监护情况 | 实际照护人能否胜任 | 能胜任=0 | 勉强胜任=8 | 不能胜任，或者没有照护人=20
监护情况 | 照护人有没有酗酒、吸毒、赌博或者打骂孩子 | 没有=0 | 偶尔=10 | 经常=30
监护情况 | 外出的父母多久和孩子联系一次 | 每周至少一次，或者父母在家=0 | 每月一两次=3 | 更少，或者失去联系=8
监护情况 | 吃饭、穿衣和看病有没有保障 | 有=0 | 有时没有=5 | 没有=15
监护情况 | 上学情况 | 正常到校，或者未到入学年龄=0 | 经常缺课=6 | 辍学或者未入学=12
身心健康状况 | 身上有没有伤 | 没有=0 | 有轻伤或者来历不明的伤痕=15 | 有重伤=30
身心健康状况 | 有病或者残疾的，有没有得到治疗、康复 | 没有病残，或者已得到=0 | 得到一部分=5 | 没有得到=12
身心健康状况 | 情绪和睡眠 | 平稳=0 | 有时低落、害怕=5 | 长期低落、害怕=15 | 有自伤的言行=30
身心健康状况 | 言行和与人相处 | 正常=0 | 有不良行为或者不与人来往=4 | 有严重不良行为=10
"""

STARTING: dict[str, Any] = {
    "title": "儿童风险评估表",
    "version": "2026-1",
    "upper_from": 30,
    "lower_from": 12,
    "items": read_items(_LINES.strip(), dimensions=_DIMENSIONS),
}


def items_of(questionnaire: Questionnaire, dimension: str) -> list[Item]:
    """The questions about one of the plan's dimensions."""
    return [item for item in questionnaire.items if item["dimension"] == dimension]


def weigh(
    questionnaire: Questionnaire, answers: Mapping[str, str], dimensions: Iterable[Mapping[str, str]]
) -> tuple[list[dict[str, Any]], int | None, str]:
    """([{key, name, points, most}], points in all, the level that they suggest).

    A dimension without a question keeps its rating: {key, name, rating}. Without any question there are neither points
    nor a level. KeyError for an answer that its question does not have.
    """
    found, asked = [], []
    for one in dimensions:
        items = items_of(questionnaire, one["key"])
        own = {"points": count_points(items, answers), "most": most_points(items)}
        found.append({"key": one["key"], "name": one["name"], **own} if items else dict(one))
        asked += items
    if not asked:
        return found, None, ""
    points = count_points(asked, answers)
    limits = {"upper_from": questionnaire.upper_from, "lower_from": questionnaire.lower_from}
    return found, points, judge(points, words=LEVELS, **limits)


def list_answered(items: Sequence[Item], answers: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """(question, answer, points) of the questions that were answered."""
    found = []
    for item in items:
        given = next((one for one in item["answers"] if one["key"] == answers.get(item["key"])), None)
        if given is not None:
            found.append((item["question"], given["label"], given["points"]))
    return found
