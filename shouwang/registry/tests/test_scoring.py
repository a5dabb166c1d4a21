"""Questions with points: a line is read or named, and what is written is read again."""

import pytest

from shouwang.registry.scoring import QuestionnaireWrong, check_items, judge, read_items, write_items

DIMENSIONS = {"safety": "安全处境", "guardianship": "监护情况"}
LINES = "安全处境 | 夜间有人照看吗 | 有=0 | 没有=20\n监护情况｜吃得饱吗｜饱＝0｜不饱＝5"


def test_what_is_written_is_read_again():
    items = read_items(LINES, dimensions=DIMENSIONS)

    assert [item["dimension"] for item in items] == ["safety", "guardianship"]
    assert [[answer["points"] for answer in item["answers"]] for item in items] == [[0, 20], [0, 5]]
    assert read_items(write_items(items, dimensions=DIMENSIONS), dimensions=DIMENSIONS) == items


def test_without_dimensions_a_line_begins_with_its_question():
    (item,) = read_items("身体状况 | 好=10 | 差=0")

    assert (item["question"], item.get("dimension")) == ("身体状况", None)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("安全处境 | 夜间 | 有=0 | 无=20\n\n安全处境 | 居住", "line 3"),
        ("安全处境 | 夜间 | 有=0 | 无=x", "line 1"),
        ("安全处境 | 夜间 | 有=0 | 无=101", "line 1"),
        ("安全处境", "line 1"),
        ("安全处境 | 夜间 | 有=0 | 无=20\n其他方面 | 夜间 | 有=0 | 无=20", "dimension 2"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text, wrong):
    with pytest.raises(QuestionnaireWrong, match=f"^{wrong}$"):
        read_items(text, dimensions=DIMENSIONS)


@pytest.mark.parametrize(("upper", "lower"), [(26, 5), (5, 5)])
def test_limits_that_no_answers_reach_are_refused(upper, lower):
    with pytest.raises(QuestionnaireWrong, match="limits"):
        check_items(read_items(LINES, dimensions=DIMENSIONS), upper_from=upper, lower_from=lower)


@pytest.mark.parametrize(("points", "level"), [(30, "high"), (29, "medium"), (12, "medium"), (11, "low")])
def test_a_limit_belongs_to_the_level_above_it(points, level):
    assert judge(points, upper_from=30, lower_from=12, words=("high", "medium", "low")) == level
