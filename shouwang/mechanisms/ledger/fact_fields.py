"""Form fields for facts, made from the columns that keep them: one declaration for choices and kinds."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.ledger.labels import LABELS, VEILED
from shouwang.page.forms import DayField, YesNoUnknownField
from shouwang.page.words import in_words
from shouwang.registry.codes import CODES
from shouwang.registry.fields import CHILD_FIELDS
from shouwang.registry.models import Child, Person

_LONGEST = {"name": 72, "phone": 17, "citizen_id": 20, "address": 200, "illness": 200, "hukou_place": 200}
_NOT_COLLECTED = [("", _("Not collected"))]
NO_NUMBER = [
    ("no_hukou", _("Not registered in a household yet")),
    ("being_issued", _("Registered, the number is being issued")),
    ("number_disputed", _("Another person uses the same number; the police are asked")),
    ("not_at_hand", _("The papers are not at hand")),
]
_CHOICES: dict[str, list[tuple[Any, Any]]] = {
    **CODES,
    "no_citizen_id_because": NO_NUMBER,
}


def column_of(key: str) -> models.Field:
    """The column that keeps a fact: of the child's record, else of a person."""
    subject, _dot, name = key.partition(".")
    model = Child if subject == "child" and name in CHILD_FIELDS else Person
    return model._meta.get_field(name)


def choices_of(key: str) -> list[tuple[Any, Any]]:
    column = column_of(key)
    own = getattr(column, "base_field", column).choices
    return in_words(own or _CHOICES.get(key.partition(".")[2], ()))


def make_field(key: str) -> forms.Field:
    """An optional field labelled with the fact's words; empty means «not collected», for a veiled one «as before»."""
    column, name = column_of(key), key.partition(".")[2]
    given = {"label": LABELS[key], "required": False}
    choices = in_words(choices_of(key))
    if hasattr(column, "base_field"):
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **given)
    if choices:
        number = isinstance(column, models.IntegerField)
        options = {"coerce": int if number else str, "empty_value": None}
        return forms.TypedChoiceField(choices=_NOT_COLLECTED + choices, **options, **given)
    if isinstance(column, models.BooleanField):
        return YesNoUnknownField(label=LABELS[key])
    if isinstance(column, models.DateField):
        return DayField(**given)
    hint = _("Leave empty if it stays as it is.") if key in VEILED else ""
    return forms.CharField(max_length=_LONGEST.get(name, 100), empty_value=None, help_text=hint, **given)
