"""Dated figures: what the text fixes, what law fixes, what the county must choose; never mixed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shouwang.policy.yaml_source import ISO_DATE

Scalar = bool | int | date | str
Figure = Scalar | tuple[Scalar, ...]
Source = Literal["text", "law", "local"]


class DatedFigure(BaseModel):
    """The figure from a day on, and where it comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    value: Figure | None = None
    source: Source = Field(alias="from")
    clause: str | None = None
    law: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _has_its_source(self) -> DatedFigure:
        if self.source == "local" and self.value is not None:
            raise ValueError("from: local 的值必须为 null（由县里选定，建议值写在 suggest）")
        if self.source != "local" and self.value is None:
            raise ValueError(f"from: {self.source} 必须有值；原文没有数字的写 from: local")
        if self.source == "law" and not self.law:
            raise ValueError("from: law 必须写 law（哪部法第几条）")
        if self.source == "text" and not self.clause:
            raise ValueError("from: text 必须写 clause（哪一条给出这个数字）")
        return self


class Parameter(BaseModel):
    """A figure with history. `suggest` is what the demo county chooses for a local one, `options` what there is to choose from."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    values: dict[date, DatedFigure] = Field(min_length=1)
    suggest: Figure | None = None
    options: dict[str, str] = {}  # what a county may choose from, with names; without it any word
    checked_on: date | None = None
    note: str | None = None

    def on(self, day: date) -> DatedFigure | None:
        """The figure in force on `day`, or None before the first."""
        begun = [start for start in self.values if start <= day]
        return self.values[max(begun)] if begun else None

    @property
    def latest(self) -> DatedFigure:
        """The figure that began last."""
        return self.values[max(self.values)]

    @property
    def is_local(self) -> bool:
        """Whether the county must choose it (as the law stands last)."""
        return self.latest.source == "local"

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses that its figures name, oldest first."""
        named = (self.values[day].clause for day in sorted(self.values))
        return tuple(dict.fromkeys(clause for clause in named if clause))


def figure_on(parameter: Parameter, *, key: str, day: date, choices: Mapping[str, Any]) -> Any:
    """The figure that counts on `day`: the plan's or law's own, or the county's choice; None when not chosen."""
    dated = parameter.on(day)
    if dated is None:
        return None
    if dated.source == "local":
        return _plain(choices.get(key))
    return dated.value


def _plain(chosen: Any) -> Any:
    """A choice as it may come from JSON: lists as tuples, ISO days as dates."""
    if isinstance(chosen, list):
        return tuple(_plain(one) for one in chosen)
    return date.fromisoformat(chosen) if isinstance(chosen, str) and ISO_DATE.fullmatch(chosen) else chosen


def choose_suggested(parameters: Mapping[str, Parameter]) -> dict[str, Any]:
    """The suggested choice of every local parameter that has one (what the demo county chooses)."""
    return {key: one.suggest for key, one in parameters.items() if one.is_local and one.suggest is not None}
