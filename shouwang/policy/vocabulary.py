"""The closed vocabulary: which facts, events, actors, mechanisms and kinds of file a pack may speak of.

The words stand in `vocabulary.yaml`. A word that is not there is refused with file, line and the nearest word.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from shouwang.policy.pack_error import PackError, nearest
from shouwang.policy.yaml_source import build, read

FILE = Path(__file__).with_name("vocabulary.yaml")

FactValue = bool | int | str | date
FactType = Literal["date", "bool", "int", "text", "choice", "words"]


class FactWord(BaseModel):
    """A typed field of a file: its Chinese name, type, and for a choice its values with their names.

    `words` holds several texts at once, and none when it was collected and nothing holds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    type: FactType
    values: dict[str, str] = {}
    derived: str | None = None

    def refusal(self, value: object) -> str:
        """Why `value` cannot be a value of this fact, or one of its words (Chinese), or an empty text."""
        if value is None:
            return ""
        if self.type == "choice":
            if isinstance(value, str) and value in self.values:
                return ""
            return f"“{self.name}”没有“{value}”这个值，可用：{'、'.join(self.values)}"
        return "" if _is_of_type(value, self.type) else f"“{self.name}”的值“{value}”不是{_TYPE_NAMES[self.type]}"


class EventWord(BaseModel):
    """Something that can be done: on which kinds of file, and its Chinese name."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    about: tuple[str, ...]
    name: str


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    files: dict[str, str]
    mechanisms: dict[str, str]
    actors: dict[str, str]
    facts: dict[str, FactWord]
    events: dict[str, EventWord]
    documents: dict[str, str]
    reports: dict[str, str]
    rights: dict[str, str]
    pages: dict[str, str]


_TYPE_NAMES = {
    "date": "日期",
    "bool": "true 或 false",
    "int": "整数",
    "text": "文字",
    "choice": "可选值",
    "words": "文字",
}


def _is_of_type(value: Any, type_: FactType) -> bool:
    if type_ == "bool":
        return isinstance(value, bool)
    if type_ == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, date if type_ == "date" else str)


class Vocabulary(_Words):
    """All words by kind, each with its Chinese name. Ask it with `refusal` or `expect`; never change it."""

    def refusal(self, kind: str, word: object) -> str:
        """Why `word` is none of that kind (a key of KIND_NAMES) (with the nearest one), or an empty text."""
        known = getattr(self, kind)
        if isinstance(word, str) and word in known:
            return ""
        return f"不认识的{KIND_NAMES[kind]}“{word}”，{nearest(word, known) or '见 shouwang pack vocabulary'}"

    def expect(self, kind: str, word: object, *, file: str, line: int) -> None:
        """Raise PackError with the nearest word unless the word is known."""
        refusal = self.refusal(kind, word)
        if refusal:
            what, _, advice = refusal.partition("，")
            raise PackError(file, line, what, advice)


KIND_NAMES = {
    "files": "档案种类",
    "mechanisms": "机制",
    "actors": "职能",
    "facts": "事实",
    "events": "事件",
    "documents": "文书",
    "reports": "报表",
    "rights": "权限",
    "pages": "页面",
}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this version of the program."""
    return build(Vocabulary, read(FILE), file=FILE.name)
