"""A child's facts in groups, each with its words; what nobody has asked stands there as «not collected»."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.page.words import choice_words, fact_words, value_words
from shouwang.policy.vocabulary import vocabulary
from shouwang.registry.codes import CODES
from shouwang.registry.models import Child, Person

Values = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Line:
    """One fact as it is shown. `veiled` names the field that may be unveiled with a reason."""

    title: str
    value: Any
    veiled: str = ""


@dataclass(frozen=True)
class Group:
    title: Any
    lines: tuple[Line, ...]

    @property
    def veiled(self) -> list[Line]:
        return [line for line in self.lines if line.veiled]


_CHILD = (
    "person.sex", "person.born_on", "person.citizen_id", "person.ethnicity", "child.hukou_registered", "child.hukou_kind",
    "child.hukou_place", "person.address", "child.schooling", "child.school_name", "child.class_name", "child.boarding",
    "child.health", "child.disability_kind", "child.disability_grade", "child.illness", "child.lives_alone",
)  # fmt: skip
_CARE = (
    "child.listed_on", "child.exited_on", "child.exited_because", "child.guardianship_kind", "child.guardianship_rating",
    "child.care_form", "child.pledge_signed_on", "child.supervisor_name", "child.last_called_on", "child.last_met_on",
    "child.income", "child.relief",
)  # fmt: skip
_LAW = (
    "child.rural", "child.village_member", "child.has_land", "child.has_homestead", "child.low_income_area",
    "child.family_hardship", "child.without_support", "child.school_marked_on", "child.system_entered_on",
)  # fmt: skip
_PARENT = (
    "name", "citizen_id", "born_on", "alive", "away", "away_since", "home_since", "work_place", "phone", "reachable",
    "incapable", "incapable_confirmed", "incapable_review_on",
)  # fmt: skip
_REDUCED = ("person.sex", "child.schooling", "child.school_name", "child.class_name", "child.boarding")
VEILED = ("citizen_id", "phone", "address")
GROUPS = (
    (_("The child"), _CHILD),
    (_("Guardianship and care"), _CARE),
    (_("What the plan asks"), _LAW),
    (_("Father"), tuple(f"father.{field}" for field in _PARENT)),
    (_("Mother"), tuple(f"mother.{field}" for field in _PARENT)),
)
_TITLES = {
    "sex": _("Sex"), "born_on": _("Born on"), "citizen_id": _("Citizen ID"), "ethnicity": _("Ethnicity"),
    "address": _("Address"), "name": _("Name"), "phone": _("Phone"), "hukou_place": _("Place of household registration"),
    "school_name": _("School attended"), "class_name": _("Class"), "illness": _("Illness"), "exited_because": _("Left because"),
    "guardianship_kind": _("Kind of guardianship"), "pledge_signed_on": _("Pledge signed on"),
    "supervisor_name": _("Named person"), "last_called_on": _("Last call with a parent"),
    "last_met_on": _("Last meeting with a parent"), "income": _("Income"), "relief": _("Relief"), "alive": _("Alive"),
    "away": _("Away for work"), "away_since": _("Away since"), "home_since": _("Home since"), "work_place": _("Works in"),
    "reachable": _("Can be reached"), "incapable": _("Unable to be guardian"),
    "incapable_confirmed": _("Confirmed by papers"), "incapable_review_on": _("To be reviewed on"),
}  # fmt: skip


def list_groups(values: Values, *, day: date) -> list[Group]:
    """All facts; a parent about whom nothing is known has an empty record."""
    groups = [(title, [key for key in keys if not _is_beside_the_point(values, key)]) for title, keys in GROUPS]
    return [Group(title, tuple(_line(values, key, day) for key in keys)) for title, keys in groups]


def _is_beside_the_point(values: Values, key: str) -> bool:
    """Nobody has to collect when a child left that is still there, nor the kind of a disability it does not have."""
    subject, _dot, field = key.partition(".")
    record = values.get(subject, {})
    if record.get(field) is not None:
        return False
    is_there = field in ("exited_on", "exited_because") and record.get("listed_on") is not None
    return is_there or (field.startswith("disability_") and record.get("health") not in (None, "disabled"))


def list_reduced_groups(values: Values, *, day: date) -> list[Group]:
    """What whoever only shares the work sees: neither health nor family nor numbers."""
    lines = [_line(values, key, day) for key in _REDUCED]
    age = age_on(values.get("person", {}).get("born_on"), day)
    return [Group(gettext("The child"), (Line(gettext("Age"), age), *lines))]


def _line(values: Values, key: str, day: date) -> Line:
    subject, _dot, field = key.partition(".")
    value = values.get(subject, {}).get(field)
    if field in VEILED:
        return Line(title_of(key), value, veiled=key if value else "")
    if key == "person.born_on" and value:
        return Line(title_of(key), _born(value, day))
    return Line(title_of(key), say(key, value))


def _born(born_on: date, day: date) -> str:
    return gettext("%(day)s (%(age)d years old)") % {
        "day": date_format(born_on, "DATE_FORMAT"),
        "age": age_on(born_on, day),
    }


def age_on(born_on: date | None, day: date) -> int | None:
    """Full years; whoever was born on 29 February grows older on 1 March of a common year."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def title_of(key: str) -> str:
    field = key.partition(".")[2]
    own = _TITLES.get(field)
    return str(own) if own else fact_words(key)


def say(key: str, value: Any) -> Any:
    """The value in words: a choice by its name, a list of choices by theirs."""
    subject, _dot, field = key.partition(".")
    fact = f"child.{field}" if subject == "person" else key
    if isinstance(value, list):
        return [_choice(subject, field, one) for one in value]
    if field in CODES and value is not None:
        return dict(CODES[field]).get(value, value)
    if isinstance(value, str) and fact in vocabulary().facts:
        return choice_words(fact, value)
    return _choice(subject, field, value) if isinstance(value, str) else value


def _choice(subject: str, field: str, value: str) -> str:
    model = Child if subject == "child" else Person
    column = model._meta.get_field(field)
    choices = getattr(column, "base_field", column).choices or ()
    return value_words(value, dict(choices).get(value, value))
