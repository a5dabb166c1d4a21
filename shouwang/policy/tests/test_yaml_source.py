"""YAML is read strictly: words keep their text, and what is wrong is said with file and line."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from shouwang.policy.pack_error import PackError
from shouwang.policy.yaml_source import build, find_line, read, read_text


def said(text: str) -> str:
    with pytest.raises(PackError) as refused:
        read_text(text, name="rules.yaml")
    return str(refused.value)


class TestWords:
    @pytest.mark.parametrize(
        "word", ["on", "off", "yes", "no", "Yes", "True", "3.10", "1_000", "007", "0x1F", "1e3", "12:30"]
    )
    def test_keep_their_text(self, word: str) -> None:
        assert read_text(f"key: {word}", name="x") == {"key": word}

    @pytest.mark.parametrize(
        ("word", "value"),
        [
            ("true", True),
            ("false", False),
            ("16", 16),
            ("-3", -3),
            ("2018-03-01", date(2018, 3, 1)),
            ("null", None),
            ("", None),
        ],
    )
    def test_that_mean_a_value_are_that_value(self, word: str, value: Any) -> None:
        assert read_text(f"key: {word}", name="x") == {"key": value}

    def test_in_quotes_are_always_text(self) -> None:
        assert read_text("""[ "true", '16', "2018-03-01" ]""", name="x") == ["true", "16", "2018-03-01"]

    def test_a_key_named_on_is_no_boolean(self) -> None:
        assert read_text("on: ledger.changed", name="x") == {"on": "ledger.changed"}


class TestLines:
    def test_of_keys_and_items_are_remembered(self) -> None:
        source = read_text("a: 1\nb:\n  - x\n  - {c: 2}\n", name="x.yaml")
        assert (source.line_of("b"), source["b"].line_of(1), source["b"][1].line) == (2, 4, 4)

    def test_of_a_word_are_found_anywhere_inside(self) -> None:
        source = read_text("a: 1\nb:\n  - x\n  - {c: wanted}\n", name="x.yaml")
        assert (find_line(source, "wanted"), find_line(source, "b"), find_line(source, "absent")) == (4, 2, 0)


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "place", "what"),
        [
            ("a: 1\na: 2", "第 2 行", "写了两遍"),
            ("a: !python/object x", "第 1 行", "标签"),
            ("a: 2018-02-30", "第 1 行", "没有 2018-02-30 这一天"),
            ("a: *nothing", "第 1 行", "前面没有 &nothing"),
            ("a: [1, 2", "第", "YAML 写法有误"),
            ("a: 1\n---\nb: 2", "第", "两份文档"),
            ("a:\n\t- x", "第 2 行", "YAML 写法有误"),
            ("? [a, b]\n: 1", "第 1 行", "键必须是一个词"),
            ("a: \x01", "rules.yaml", "YAML 写法有误"),
        ],
    )
    def test_say_where_and_what(self, text: str, place: str, what: str) -> None:
        sentence = said(text)
        assert place in sentence and what in sentence and sentence.startswith("rules.yaml")

    def test_of_a_missing_file_and_of_other_encodings_are_sentences(self, tmp_path: Any) -> None:
        (tmp_path / "gbk.yaml").write_bytes("标题: 方案".encode("gbk"))
        for name, what in (("absent.yaml", "没有这个文件"), ("gbk.yaml", "不是 UTF-8")):
            with pytest.raises(PackError, match=what):
                read(tmp_path / name)

    def test_of_deep_nesting_and_of_anchors_that_explode_come_at_once(self) -> None:
        assert "嵌套超过" in said("[" * 80 + "]" * 80)
        bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        )
        assert "个值" in said(bomb)

    @given(st.text(max_size=200))
    def test_are_never_anything_but_a_pack_error(self, text: str) -> None:
        try:
            read_text(text, name="x")
        except PackError as error:
            assert str(error)


class TestAnchors:
    def test_repeat_what_they_stand_for(self) -> None:
        source = read_text("a: &here {x: 1, y: 2}\nb: *here\nc: {<<: *here, y: 3}\n", name="x")
        assert source["b"] == {"x": 1, "y": 2}
        assert source["c"] == {"x": 1, "y": 3}


class Thing(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    size: int = 0


class TestBuilding:
    def test_names_line_and_nearest_key_of_an_extra_one(self) -> None:
        source = read_text("title: 甲\ntitel: 乙\n", name="packs/x/lists.yaml")
        with pytest.raises(PackError) as refused:
            build(Thing, source)
        assert str(refused.value) == "packs/x/lists.yaml 第 2 行：不认识的键“titel”。是不是“title”。"

    def test_tells_all_errors_at_once(self) -> None:
        with pytest.raises(PackError) as refused:
            build(Thing, read_text("size: many\n", name="x"))
        assert [error.what for error in refused.value.everything()][0] == "缺少“title”"
        assert len(refused.value.everything()) == 2
