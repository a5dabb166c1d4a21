"""Conditions as data: what a pack's author writes, parsed and checked against the vocabulary.

The forms are described in docs/packs.md. Evaluation is in `evaluate`, the same over columns in `sql`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from shouwang.policy.duration import parse_duration
from shouwang.policy.pack_error import PackError, nearest
from shouwang.policy.vocabulary import FactWord, vocabulary
from shouwang.policy.yaml_source import SourceList, SourceMap

COMPARISONS = ("under", "at_most", "over", "at_least")
SPANS = ("within", "older_than")
TESTS = ("is", "in", "in_list", "known", *COMPARISONS, *SPANS)
OPERATORS = ("all", "any", "not", "event", "no_event", "parameter", "condition")
_LABELS = ("clause", "clauses", "title", "note")
_OF_EVENTS = ("since", "after", "by_each", "after_by")


@dataclass(frozen=True)
class Place:
    """Where a node was written."""

    file: str
    line: int

    def error(self, what: str, what_to_do: str = "") -> PackError:
        """A PackError at this place."""
        return PackError(self.file, self.line, what, what_to_do)


@dataclass(frozen=True)
class Ref:
    """A parameter in the place of a figure."""

    parameter: str


@dataclass(frozen=True, kw_only=True)
class Node:
    """A part of a condition; `clauses` are what it rests on."""

    place: Place = field(compare=False)
    clauses: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Named(Node):
    """Another condition of the pack by its name."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Joined(Node):
    """`all` or `any` of its parts."""

    how: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, kw_only=True)
class Negated(Node):
    """Not its part."""

    part: Node


@dataclass(frozen=True, kw_only=True)
class FactTest(Node):
    """A fact held against a figure: `test` is one of TESTS, `operand` a value, a tuple, a text or a Ref."""

    key: str
    test: str
    operand: Any


@dataclass(frozen=True, kw_only=True)
class FigureTest(Node):
    """A parameter held against a value: {parameter: k, is: v} or {parameter: k, in: [..]}."""

    parameter: str
    values: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Happened(Node):
    """One of `events` was done: at all, `since` that long ago, or not before the last of `after`.

    `by_each`: by an office of each of these functions, those excepted that no office leads where the file lies;
    `after_by`: of what `after` names only what offices of these functions did counts.
    """

    events: tuple[str, ...]
    since: str | Ref | None = None
    after: tuple[str, ...] = ()
    by_each: tuple[str, ...] = ()
    after_by: tuple[str, ...] = ()


def parse_condition(source: Any, *, file: str, line: int) -> Node:
    """A condition node from YAML; PackError with file, line and the nearest word when it is not one."""
    place = Place(file, line)
    if isinstance(source, str):
        return Named(place=place, name=source)
    if not isinstance(source, SourceMap):
        raise place.error("这里应当是一个条件", "写条件名，或 {all: [...]}、{child.rural: true} 这样的条件")
    place = Place(source.file or file, source.line or line)
    labels = _read_labels(source, place)
    keys = [key for key in source if key not in _LABELS]
    head = next((key for key in keys if key in OPERATORS), None)
    if head in ("event", "no_event"):
        return _parse_event(source, head, place, labels)
    if head == "parameter":
        return _parse_figure_test(source, place, labels)
    if len(keys) != 1:
        shown = "、".join(map(str, keys))
        raise place.error(f"一个条件只写一个键，这里有 {len(keys)} 个：{shown}", "几个条件用 all 或 any")
    return _parse_single(keys[0], source[keys[0]], Place(place.file, source.line_of(keys[0])), labels)


def _parse_single(key: Any, value: Any, place: Place, labels: dict[str, Any]) -> Node:
    if key in ("all", "any"):
        return Joined(place=place, how=key, parts=_parse_parts(value, place), **labels)
    if key == "not":
        return Negated(place=place, part=parse_condition(value, file=place.file, line=place.line), **labels)
    if key == "condition":
        return Named(place=place, name=_text(value, place), **labels)
    return _parse_fact(key, value, place, labels)


def _read_labels(source: SourceMap, place: Place) -> dict[str, Any]:
    named = source.get("clauses", source.get("clause"))
    clauses = _words(named, place) if named is not None else ()
    return {"clauses": clauses, "title": str(source.get("title") or "")}


def _text(value: Any, place: Place) -> str:
    if not isinstance(value, str):
        raise place.error(f"“{value}”应当是一个词", "改成文字")
    return value


def _words(value: Any, place: Place) -> tuple[str, ...]:
    return tuple(_text(one, place) for one in (value if isinstance(value, list) else [value]))


def _parse_parts(source: Any, place: Place) -> tuple[Node, ...]:
    if not isinstance(source, SourceList) or not source:
        raise place.error("all 和 any 后面应当是条件的列表", "写成 [条件, 条件]")
    return tuple(
        parse_condition(part, file=place.file, line=source.line_of(index)) for index, part in enumerate(source)
    )


def _parse_event(source: SourceMap, head: str, place: Place, labels: dict[str, Any]) -> Node:
    for key in source:
        if key not in (head, *_OF_EVENTS, *_LABELS):
            advice = nearest(key, (*_OF_EVENTS, *_LABELS)) or "event 只配 since、after、after_by 或 by_each"
            raise PackError(place.file, source.line_of(key), f"不认识的键“{key}”", advice)
    at = Place(place.file, source.line_of(head))
    events = _expect_each("events", source[head], at)
    after = _expect_each("events", source["after"], at) if "after" in source else ()
    since = _span(source["since"], at) if "since" in source else None
    by_each = _expect_each("actors", source["by_each"], at) if "by_each" in source else ()
    after_by = _expect_each("actors", source["after_by"], at) if "after_by" in source else ()
    if after_by and not after:
        raise at.error("after_by 要和 after 一起写", "写明在谁做的哪件事以后")
    asked: dict[str, Any] = {"events": events, "since": since, "after": after, "by_each": by_each, "after_by": after_by}
    if head == "no_event":
        return Negated(place=at, part=Happened(place=at, **asked), **labels)
    return Happened(place=at, **asked, **labels)


def _expect_each(kind: str, value: Any, place: Place) -> tuple[str, ...]:
    words = _words(value, place)
    for word in words:
        vocabulary().expect(kind, word, file=place.file, line=place.line)
    return words


def _parse_figure_test(source: SourceMap, place: Place, labels: dict[str, Any]) -> FigureTest:
    keys = [key for key in source if key not in _LABELS]
    if set(keys) not in ({"parameter"}, {"parameter", "is"}, {"parameter", "in"}):
        raise place.error("参数条件写成 {parameter: 参数, is: 值} 或 {parameter: 参数, in: [值]}", "改成这样")
    values = source.get("in", [source.get("is", True)])
    return FigureTest(place=place, parameter=_text(source["parameter"], place), values=tuple(values), **labels)


def _parse_fact(key: Any, value: Any, place: Place, labels: dict[str, Any]) -> Node:
    if key not in vocabulary().facts:
        near = nearest(key, (*vocabulary().facts, *OPERATORS))
        raise place.error(f"不认识的事实或条件“{key}”", near or "见 shouwang pack vocabulary")
    if not isinstance(value, SourceMap):
        return _make_test(key, "is", value, place, labels)
    parts = []
    for test, operand in value.items():
        at = Place(place.file, value.line_of(test))
        if test not in TESTS:
            raise at.error(f"不认识的比较“{test}”", nearest(test, TESTS) or f"可用：{'、'.join(TESTS)}")
        parts.append((test, operand, at))
    if not parts:
        raise place.error(f"“{key}”后面没有比较", f"可用：{'、'.join(TESTS)}")
    if len(parts) == 1:
        return _make_test(key, *parts[0], labels)
    return Joined(place=place, how="all", parts=tuple(_make_test(key, *part, {}) for part in parts), **labels)


def _make_test(key: str, test: str, operand: Any, place: Place, labels: dict[str, Any]) -> FactTest:
    word = vocabulary().facts[key]
    if isinstance(operand, SourceMap):
        if set(operand) != {"parameter"}:
            raise place.error("这里只能写值或 {parameter: 参数}", "改成 {parameter: 参数}")
        return FactTest(place=place, key=key, test=test, operand=Ref(_text(operand["parameter"], place)), **labels)
    return FactTest(place=place, key=key, test=test, operand=_operand(word, test, operand, place), **labels)


def _operand(word: FactWord, test: str, operand: Any, place: Place) -> Any:
    if test in SPANS:
        if word.type != "date":
            raise place.error(f"{test} 只用于日期，“{word.name}”不是日期", "改用别的比较")
        return _span(operand, place)
    if test == "known":
        return _of_type(operand, bool, place, "true 或 false")
    if test == "in_list":
        return _text(operand, place)
    if test in COMPARISONS and word.type not in ("int", "date"):
        raise place.error(f"{test} 只用于整数或日期，“{word.name}”都不是", "改用 is 或 in")
    values = tuple(operand) if test == "in" and isinstance(operand, list) else (operand,)
    for value in values:
        refusal = word.refusal(value) if value is not None else f"“{word.name}”不能等于空；没有收集用 known: false"
        if refusal:
            raise place.error(refusal, "改成可用的值")
    return values if test == "in" else operand


def _of_type(value: Any, type_: type, place: Place, name: str) -> Any:
    if not isinstance(value, type_):
        raise place.error(f"“{value}”应当是{name}", f"改成{name}")
    return value


def _span(value: Any, place: Place) -> str | Ref:
    if isinstance(value, SourceMap) and set(value) == {"parameter"}:
        return Ref(_text(value["parameter"], place))
    try:
        parse_duration(value)
    except ValueError as error:
        raise place.error(str(error), "改成时长") from None
    return str(value)


def parts_of(node: Node) -> Iterator[Node]:
    """The node and everything inside it (named conditions are not followed)."""
    yield node
    inside = node.parts if isinstance(node, Joined) else (node.part,) if isinstance(node, Negated) else ()
    for part in inside:
        yield from parts_of(part)
