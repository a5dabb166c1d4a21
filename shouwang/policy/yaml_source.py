"""YAML read strictly, remembering file and line of every entry.

Only `true` and `false` are booleans; whole numbers are numbers; ISO dates are dates; everything else
(`on`, `no`, `3.10`, `1_000`) keeps its text. Tags and doubled keys are refused; anchors may be used
within a file (`&name`, `*name`, `<<: *name`) as long as what they stand for stays small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from shouwang.policy.pack_error import PackError, nearest

MAX_CHARACTERS = 4_000_000
MAX_DEPTH = 60
MAX_VALUES = 500_000

_WHOLE_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Model = TypeVar("Model", bound=BaseModel)


class SourceMap(dict[Any, Any]):
    """A YAML mapping that knows its file, its line and the line of each key."""

    file: str = ""
    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Any, int] = {}

    def line_of(self, key: Any) -> int:
        """The line where `key` stands, or the mapping's own line."""
        return self.lines.get(key, self.line)


class SourceList(list[Any]):
    """A YAML sequence that knows its file, its line and the line of each item."""

    file: str = ""
    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []

    def line_of(self, index: Any) -> int:
        """The line where item `index` begins, or the sequence's own line."""
        return self.lines[index] if isinstance(index, int) and index < len(self.lines) else self.line


def read(path: Path, *, name: str | None = None) -> Any:
    """The content of one YAML file as SourceMap, SourceList or scalar; None for an empty file."""
    shown = name or path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PackError(shown, 0, "没有这个文件", "核对路径") from None
    except UnicodeDecodeError:
        raise PackError(shown, 0, "不是 UTF-8 文本", "另存为 UTF-8 编码的 YAML") from None
    except OSError as error:
        raise PackError(shown, 0, f"读不出来（{error.strerror}）", "核对路径和权限") from None
    return read_text(text, name=shown)


def read_text(text: str, *, name: str) -> Any:
    """The same from a string; `name` stands for the file in errors."""
    if len(text) > MAX_CHARACTERS:
        raise PackError(name, 0, f"文件太大（超过 {MAX_CHARACTERS} 个字符）", "拆成几个文件")
    yaml = YAML(typ="safe", pure=True)
    try:
        events = iter(list(yaml.parse(text)))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        what = f"YAML 写法有误（{error.problem or error.context}）"
        raise PackError(name, line, what, "核对缩进、冒号和引号") from None
    except (YAMLError, ValueError, RecursionError) as error:
        raise PackError(name, 0, f"YAML 写法有误（{str(error).splitlines()[0]}）", "核对特殊字符") from None
    return _Builder(name=name).build_document(events)


class _Builder:
    """Turns parse events into plain values with lines."""

    def __init__(self, *, name: str) -> None:
        self.name = name
        self.values = 0
        self.anchored: dict[str, tuple[Any, int]] = {}

    def build_document(self, events: Iterator[Any]) -> Any:
        content: Any = None
        documents = 0
        for event in events:
            if isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)):
                documents += 1
                if documents > 1:
                    raise self.error(event, "一个文件里有两份文档", "去掉多余的 ---")
                content = self.build(event, events, 0)
        return content

    def build(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise self.error(event, f"嵌套超过 {MAX_DEPTH} 层", "给内层条件起名，分开写")
        if isinstance(event, AliasEvent):
            return self.recall(event)
        if event.tag is not None and event.tag != "!":
            raise self.error(event, f"不许用 YAML 标签 {event.tag}", "去掉标签")
        before = self.values
        self.count(event, 1)
        content = self.build_content(event, events, depth)
        if event.anchor:
            self.anchored[event.anchor] = (content, self.values - before)
        return content

    def recall(self, event: Any) -> Any:
        if event.anchor not in self.anchored:
            raise self.error(event, f"前面没有 &{event.anchor}", "核对名字")
        content, size = self.anchored[event.anchor]
        self.count(event, size)
        return content

    def count(self, event: Any, size: int) -> None:
        self.values += size
        if self.values > MAX_VALUES:
            raise self.error(event, f"内容超过 {MAX_VALUES} 个值", "拆成几个文件")

    def build_content(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        if isinstance(event, ScalarEvent):
            return self.build_scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self.build_list(event, events, depth)
        return self.build_map(event, events, depth)

    def build_scalar(self, event: ScalarEvent) -> Any:
        if event.style:
            return event.value
        try:
            return resolve_word(event.value)
        except ValueError:
            raise self.error(event, f"没有 {event.value} 这一天", "改成存在的日期") from None

    def build_list(self, start: Any, events: Iterator[Any], depth: int) -> SourceList:
        result = SourceList()
        result.file, result.line = self.name, start.start_mark.line + 1
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            result.lines.append(event.start_mark.line + 1)
            result.append(self.build(event, events, depth + 1))
        return result

    def build_map(self, start: Any, events: Iterator[Any], depth: int) -> SourceMap:
        result = SourceMap()
        result.file, result.line = self.name, start.start_mark.line + 1
        included: list[SourceMap] = []
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self.build_key(event, result)
            value = self.build(next(events), events, depth + 1)
            if key != "<<":
                result.lines[key] = event.start_mark.line + 1
                result[key] = value
            elif isinstance(value, SourceMap):
                included.append(value)
            else:
                raise self.error(event, "<< 后面应当是一个 *名字，指向键和值", "改成 <<: *名字")
        for other in included:
            for key in [key for key in other if key not in result]:
                result.lines[key] = other.line_of(key)
                result[key] = other[key]
        return result

    def build_key(self, event: Any, so_far: SourceMap) -> Any:
        if not isinstance(event, ScalarEvent):
            raise self.error(event, "键必须是一个词", "把键写成文字")
        key = self.build_scalar(event)
        if key in so_far:
            raise self.error(event, f"键“{key}”写了两遍", "合并或删去一个")
        return key

    def error(self, event: Any, what: str, what_to_do: str) -> PackError:
        return PackError(self.name, event.start_mark.line + 1, what, what_to_do)


def resolve_word(word: str) -> Any:
    """The value of an unquoted YAML word: boolean, whole number, date, None or its own text."""
    if word in ("true", "false"):
        return word == "true"
    if word in ("", "null", "~"):
        return None
    if _WHOLE_NUMBER.fullmatch(word):
        return int(word)
    if ISO_DATE.fullmatch(word):
        return date.fromisoformat(word)
    return word


def replaced(source: SourceMap, /, **changes: Any) -> SourceMap:
    """A copy of a mapping, with its lines, in which some keys have other values."""
    copy = SourceMap()
    copy.file, copy.line, copy.lines = source.file, source.line, source.lines
    copy.update(source)
    copy.update(changes)
    return copy


def find_line(source: Any, word: object) -> int:
    """The line of the first key or value equal to `word` inside what was read, 0 when there is none."""
    if not isinstance(source, (SourceMap, SourceList)):
        return 0
    pairs = source.items() if isinstance(source, SourceMap) else enumerate(source)
    for key, value in pairs:
        is_here = value == word or (isinstance(source, SourceMap) and key == word)
        line = source.line_of(key) if is_here else find_line(value, word)
        if line:
            return line
    return 0


def build(model: type[Model], source: Any, *, file: str = "", line: int = 0) -> Model:
    """A pydantic model from what was read; errors name file and line and the nearest allowed key."""
    try:
        return model.model_validate(source)
    except ValidationError as error:
        found = [_explain(model, source, one, file, line) for one in error.errors(include_url=False)]
        first, *others = found
        raise PackError(first.file, first.line, first.what, first.what_to_do, also=tuple(others)) from None


def _explain(model: type[BaseModel], source: Any, error: Any, file: str, line: int) -> PackError:
    place, line = _find_line(source, error["loc"], line or getattr(source, "line", 0))
    file = getattr(source, "file", file)
    last = str(error["loc"][-1]) if error["loc"] else ""
    if error["type"] == "extra_forbidden":
        allowed = [field.alias or name for name, field in model.model_fields.items()]
        return PackError(file, line, f"不认识的键“{last}”", nearest(last, allowed) or "删去或改正")
    if error["type"] == "missing":
        return PackError(file, line, f"缺少“{last}”", "补上")
    if error["type"] != "value_error":
        return PackError(file, line, f"“{last}”的值不对（{error['msg']}）", "按格式改正")
    where = f"“{'.'.join(place)}”：" if place else ""
    return PackError(file, line, f"{where}{error['ctx']['error']}", "按格式改正")


def _find_line(source: Any, location: tuple[Any, ...], line: int) -> tuple[list[str], int]:
    """The part of a pydantic location that exists in the source, and the line of its last step."""
    at, place = source, []
    for step in location:
        if isinstance(at, SourceMap) and step in at or isinstance(at, SourceList) and isinstance(step, int):
            line = at.line_of(step)
            place.append(str(step))
            at = at[step]
    return place, line
