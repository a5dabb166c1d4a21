"""What serves a clause: an entry of `service.yaml`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

ServedBy = Literal[
    "duty", "gate", "condition", "list", "parameter", "standard", "record", "document", "report", "right", "page"
]
RULE_KINDS = ("duty", "gate", "condition", "list", "parameter", "standard")
PROGRAM_KINDS = ("record", "document", "report", "right", "page")


class Serving(BaseModel):
    """`{by: KIND, name: KEY}` of a rule or a part of the program, or `{not_yet: MECHANISM, waits_for: TEXT}`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    by: ServedBy | None = None
    name: Annotated[tuple[str, ...], BeforeValidator(lambda value: _names(value))] = ()
    not_yet: str | None = None
    waits_for: str | None = None
    note: str | None = None

    @property
    def serves(self) -> bool:
        """Whether something serves the clause today."""
        return self.by is not None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Serving:
        if (self.by is None) == (self.not_yet is None):
            raise ValueError("写 by 和 name（由什么落实），或者写 not_yet 和 waits_for（等哪个机制），二者只取其一")
        if self.by is not None and not self.name:
            raise ValueError("缺少 name（落实它的规则、表单、页面的名字）")
        if self.not_yet is not None and not self.waits_for:
            raise ValueError("缺少 waits_for（还缺什么）")
        return self


def _names(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value
