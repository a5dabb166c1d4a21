"""What the generator makes: families with parents, elders and children, each child with its care and its history."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(slots=True)
class Person:
    """A person row; None is «not collected»."""

    id: str
    name: str
    sex: str
    born_on: date | None
    ethnicity: str | None = "01"
    citizen_id: str | None = None
    no_citizen_id_because: str | None = None
    birth_certificate: str | None = None
    phone: str | None = None
    address: str | None = None
    alive: bool | None = True
    died_on: date | None = None
    away: bool | None = None
    away_since: date | None = None
    home_since: date | None = None
    work_place: str | None = None
    reachable: bool | None = None
    incapable: str | None = None
    incapable_confirmed: bool | None = None
    incapable_basis: str | None = None
    incapable_review_on: date | None = None


@dataclass(slots=True)
class Spell:
    """A link of the chain of care; `carer` only where one person looks after the child."""

    id: str
    kind: str
    from_on: date
    until_on: date | None = None
    carer: Person | None = None
    relation: str | None = None
    fit: str | None = None
    willing: bool | None = None
    banned: str | None = None
    agreement: str = "none"
    agreed_from: date | None = None
    agreed_until: date | None = None


@dataclass(slots=True)
class Deed:
    """Something done about a child: which event, when, in whose function (village, township, school, police)."""

    what: str
    on: date
    by: str = "village"
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Child:
    """A child's file; `facts` are columns of the child's record."""

    id: str
    person: Person
    father: Person | None
    mother: Person | None
    opened_on: date
    stage: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    spells: list[Spell] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)

    @property
    def is_listed(self) -> bool:
        """On the ledger today."""
        return self.facts.get("listed_on") is not None and self.facts.get("exited_on") is None


@dataclass(slots=True)
class Village:
    """Where a family lives; ids are those of the region tree, or any numbers for a pure run."""

    id: int
    name: str
    township_id: int
    township: str
    county: str = ""


@dataclass(slots=True)
class Family:
    """`elders`: (GB/T 4761 relation to the children, person); `kind`: the circumstance that it was drawn with."""

    id: str
    village: Village
    kind: str
    surname: str
    father: Person | None
    mother: Person | None
    elders: list[tuple[str, Person]] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    is_recorded: bool = True
    others: list[Person] = field(default_factory=list)

    def people(self) -> list[Person]:
        """Everybody who gets a row, each once."""
        named = [self.father, self.mother, *(person for _, person in self.elders), *self.others]
        named += [child.person for child in self.children]
        return [person for person in named if person is not None]
