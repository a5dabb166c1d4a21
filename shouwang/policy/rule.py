"""What a pack says: duties, gates, standards, named conditions and lists (the models of rules.yaml and lists.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from shouwang.policy.condition import Node, Place, Ref
from shouwang.policy.duration import parse_duration
from shouwang.policy.period import PERIODS
from shouwang.policy.vocabulary import vocabulary

Kind = Literal["periodic", "event", "condition"]
OLDEST = 150
WHILE = "while"
"""In `since`: from the day on which the rule's own `while` began to hold."""


@dataclass(frozen=True)
class Birthday:
    """The day on which whoever was born on the date fact `born` reaches an age."""

    born: str
    age: int | Ref


def _words(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _ref(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) != {"parameter"} or not isinstance(value["parameter"], str):
            raise ValueError("这里只能写值或 {parameter: 参数}")
        return Ref(value["parameter"])
    return value


def _span(value: Any) -> Any:
    value = _ref(value)
    if not isinstance(value, Ref):
        parse_duration(value)
    return value


def _rhythm(value: Any) -> Any:
    return value if value in PERIODS else _span(value)


def _actor(value: Any) -> Any:
    return _each_known("actors", value)


def _event(value: Any) -> Any:
    return _each_known("events", value)


def _one_actor(value: Any) -> Any:
    return value if value is None else _one_known("actors", value)


def _one_event(value: Any) -> Any:
    return value if value is None else _one_known("events", value)


def _each_known(kind: str, value: Any) -> Any:
    return tuple(_one_known(kind, word) for word in (value if isinstance(value, list) else [value]))


def _file_kind(value: Any) -> Any:
    return _one_known("files", value)


def _one_known(kind: str, word: Any) -> str:
    refusal = vocabulary().refusal(kind, word)
    if refusal:
        raise ValueError(refusal)
    return str(word)


def _day_or_event(value: Any) -> Any:
    return tuple(_one_start(word) for word in (value if isinstance(value, list) else [value]))


def _one_start(word: Any) -> str | Birthday:
    if isinstance(word, dict):
        return _birthday(word)
    if word == WHILE:
        return WHILE
    fact = vocabulary().facts.get(word) if isinstance(word, str) else None
    if fact is None:
        return _one_known("events", word)
    if fact.type != "date":
        raise ValueError(f"since 只能用日期事实或事件，“{word}”（{fact.name}）不是日期")
    return str(word)


def _birthday(written: dict[Any, Any]) -> Birthday:
    if set(written) != {"born", "reaches"}:
        raise ValueError("since 里的生日写成 {born: child.born_on, reaches: 16}，周岁也可以写 {parameter: 参数}")
    born, age = written["born"], _ref(written["reaches"])
    known = sorted({word.derived for word in vocabulary().facts.values() if word.derived})
    if born not in known:
        raise ValueError(f"born 只能写出生日期（{'、'.join(known)}），不能写“{born}”")
    if not isinstance(age, Ref) and not (type(age) is int and 0 <= age <= OLDEST):
        raise ValueError(f"reaches 只能写周岁（0 到 {OLDEST} 的整数）或 {{parameter: 参数}}，不能写“{age}”")
    return Birthday(born, age)


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Actors = Annotated[tuple[str, ...], BeforeValidator(_actor)]
Events = Annotated[tuple[str, ...], BeforeValidator(_event)]
Starts = Annotated[tuple[str | Birthday, ...], BeforeValidator(_day_or_event)]
Span = Annotated[str | Ref, BeforeValidator(_span)]
Rhythm = Annotated[str | Ref, BeforeValidator(_rhythm)]
FileKind = Annotated[str, BeforeValidator(_file_kind)]


class Entry(BaseModel):
    """What every entry has: where it was written, a Chinese title, the clauses it rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)
    place: Place = Field(repr=False)
    title: str
    clauses: Annotated[Words, Field(min_length=1)]
    note: str | None = None


class DutyRule(Entry):
    """Who owes what by when. `every` makes it periodic, `on` answers an event, neither: while the condition holds."""

    key: str = Field(alias="duty")
    about: FileKind
    owner: Annotated[Actors, Field(min_length=1)]
    bound: Annotated[str | None, BeforeValidator(_one_actor)] = None
    condition: Node | None = Field(default=None, alias="while")
    every: Rhythm | None = None
    on: Events = ()
    on_by: Actors = ()
    within: Span | None = None
    since: Starts = ()
    done_by: Events = ()
    done_by_each: bool = False
    do: Annotated[str | None, BeforeValidator(_one_event)] = None
    warn: Span | None = None
    late_goes_to: Actors = ()
    ladder_step: Span | None = None

    @property
    def kind(self) -> Kind:
        """Which of the three kinds of clock it has."""
        return "periodic" if self.every else "event" if self.on else "condition"

    @property
    def since_words(self) -> tuple[str, ...]:
        """The facts and events that `since` looks at: of a birthday the day of birth."""
        return tuple(one.born if isinstance(one, Birthday) else one for one in self.since if one != WHILE)

    @property
    def counts_from_while(self) -> bool:
        """Whether the day on which its condition began to hold has to be remembered."""
        return WHILE in self.since

    @property
    def act(self) -> str | None:
        """The event that the duty's button opens."""
        return self.do or (self.done_by[0] if self.done_by else None)

    @model_validator(mode="after")
    def _has_one_clock(self) -> DutyRule:
        if self.every and self.on:
            raise ValueError("every 和 on 只能写一个")
        if not self.every and self.within is None:
            raise ValueError("缺少期限：周期性的写 every，其他的写 within；原文没有数字的写 {parameter: 参数}")
        if self.kind != "condition" and not self.done_by:
            raise ValueError("缺少 done_by（做了哪件事算完成）")
        if self.kind == "condition" and self.condition is None and not self.done_by:
            raise ValueError("缺少 while 或 done_by，这样的任务永远不会结束")
        if self.counts_from_while and self.condition is None:
            raise ValueError("since: while 是从 while 的条件成立那天起算，要先写 while")
        if self.done_by_each and not self.done_by:
            raise ValueError("done_by_each 要和 done_by 一起写：每个责任单位各自做了哪件事算完成")
        return self

    @model_validator(mode="after")
    def _counts_from_one_day(self) -> DutyRule:
        if self.on_by and not self.on:
            raise ValueError("on_by 要和 on 一起写：哪个职能的单位做了那件事才起算")
        if self.on and self.since:
            raise ValueError("on 的任务从事件那天起算，不写 since")
        return self


class Gate(Entry):
    """When an operation may be done; several gates of one event must all allow it."""

    event: Annotated[str, BeforeValidator(_one_event)] = Field(alias="gate")
    about: FileKind = "child"
    require: Node
    unknown: Literal["refuse", "allow"] = "refuse"

    @property
    def key(self) -> str:
        """The operation's event."""
        return self.event


class Standard(Entry):
    """What a facility or post must have."""

    key: str = Field(alias="standard")
    about: str
    value: Annotated[bool | int | date | str | Ref, BeforeValidator(_ref)]
    unit: str | None = None


class NamedCondition(BaseModel):
    """A condition that others name; its clauses are given as the reason where its parts name none."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)
    place: Place = Field(repr=False)
    key: str = Field(alias="condition")
    title: str = ""
    clauses: Words = ()
    note: str | None = None
    about: FileKind = "child"
    node: Node


class ListItem(BaseModel):
    """One entry of a list; it counts while its condition (`when`) holds, always when it has none."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    key: str
    name: str
    clause: str | None = None
    when: Node | None = None
    note: str | None = None


class WordList(BaseModel):
    """Who must report, which circumstances, who is copied: a closed list of a plan."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    place: Place = Field(repr=False)
    title: str
    clauses: Words = ()
    items: tuple[ListItem, ...]
    note: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The items' keys in order."""
        return tuple(item.key for item in self.items)
