"""A pack: one policy document as data. Loading is in `loading`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from shouwang.policy.clause import Clause
from shouwang.policy.condition import Happened, Node, Place, parts_of
from shouwang.policy.evaluate import Question
from shouwang.policy.parameter import Parameter
from shouwang.policy.rule import DutyRule, Gate, NamedCondition, Standard, WordList
from shouwang.policy.served import Serving


class Somewhere(BaseModel):
    """The place for which a plan was issued."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    nbs: str | None = None


class PackHead(BaseModel):
    """`pack.yaml`: what the document is."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"[a-z][a-z0-9-]*")
    prefix: str = Field(pattern=r"[A-Z][A-Z0-9]*")
    title: str
    number: str
    issuer: str
    issued_on: date
    in_force_from: date
    in_force_to: date | None = None
    extends: tuple[str, ...] = ()
    place: Somewhere | None = None
    about: str = ""


@dataclass(frozen=True)
class Pack:
    """A loaded pack; rules, parameters and lists include those of the packs that it extends.

    `clauses` and `service` are its own. `own` holds the (kind, key) pairs written in the pack itself,
    `places` where each was written. Equality is identity: a pack is loaded once.
    """

    head: PackHead
    clauses: Mapping[str, Clause]
    base_clauses: Mapping[str, Clause]
    parameters: Mapping[str, Parameter]
    lists: Mapping[str, WordList]
    conditions: Mapping[str, NamedCondition]
    duties: Mapping[str, DutyRule]
    gates: Mapping[str, tuple[Gate, ...]]
    standards: Mapping[str, Standard]
    service: Mapping[str, tuple[Serving, ...]]
    places: Mapping[tuple[str, str], Place]
    own: frozenset[tuple[str, str]]
    questions: dict[int, tuple[Node, Question]] = field(default_factory=dict, repr=False, compare=False)

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def id(self) -> str:
        """The pack's id, which is its folder's name."""
        return self.head.id

    @property
    def title(self) -> str:
        """The document's title."""
        return self.head.title

    def clause(self, clause_id: str) -> Clause:
        """A clause of this pack or of one that it extends; KeyError for none."""
        found = self.clauses.get(clause_id)
        return found if found is not None else self.base_clauses[clause_id]

    def duties_about(self, kind: str) -> tuple[DutyRule, ...]:
        """The duty rules about one kind of file, in the pack's order."""
        return self._duties_by_kind.get(kind, ())

    @cached_property
    def _duties_by_kind(self) -> Mapping[str, tuple[DutyRule, ...]]:
        kinds = {rule.about for rule in self.duties.values()}
        return {kind: tuple(rule for rule in self.duties.values() if rule.about == kind) for kind in kinds}

    def asked_of_each(self, kind: str) -> frozenset[str]:
        """The functions each of which has to have done something by a rule about this kind of file (`by_each`)."""
        return self._each_by_kind.get(kind, frozenset()) | self._each_by_kind.get("", frozenset())

    @cached_property
    def _each_by_kind(self) -> Mapping[str, frozenset[str]]:
        nodes: list[tuple[str, Node | None]] = [(rule.about, rule.condition) for rule in self.duties.values()]
        nodes += [(gate.about, gate.require) for gates in self.gates.values() for gate in gates]
        nodes += [("", condition.node) for condition in self.conditions.values()]
        found: dict[str, frozenset[str]] = {}
        for kind, node in nodes:
            for part in parts_of(node) if node else ():
                if isinstance(part, Happened):
                    found[kind] = found.get(kind, frozenset()) | frozenset(part.by_each)
        return found

    def is_in_force(self, day: date) -> bool:
        """Whether the document is in force on `day`."""
        return self.head.in_force_from <= day and (self.head.in_force_to is None or day <= self.head.in_force_to)
