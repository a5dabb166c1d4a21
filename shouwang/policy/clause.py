"""A clause: one place of a plan, read once by someone who knows the text, in our own words."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Weight = Literal["must", "should", "frame"]


class Clause(BaseModel):
    """One entry of `clauses.yaml`; the keys are those of the clause catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"[A-Z][A-Z0-9]*-[A-Za-z0-9.]+(-[a-z0-9]+)?")
    at: str
    mechanism: str
    who: tuple[str, ...]
    with_whom: tuple[str, ...] = Field(default=(), alias="with")
    about: str
    when: dict[str, Any]
    when_text: str | None = None
    do: str
    evidence: str | None = None
    needs: str | None = None
    weight: Weight
    corrected: str | None = None  # where this entry differs from the catalogue, and why

    @property
    def is_must(self) -> bool:
        """Whether the clause binds and can be checked."""
        return self.weight == "must"
