"""Forms over facts: confirm what is there, change what is different, leave, list. Only what changed is asked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.ledger.fact_fields import make_field
from shouwang.mechanisms.ledger.labels import GROUPS, LABELS, MOVING, VEILED, full_label
from shouwang.mechanisms.ledger.queries.present import mark_of
from shouwang.mechanisms.ledger.queries.transfers import OUTSIDE
from shouwang.page.forms import ActForm, DayField
from shouwang.page.words import in_words
from shouwang.registry import citizen_id
from shouwang.registry.models.child import EXIT
from shouwang.registry.names import normalise

NAMES = ("child.name", "father.name", "mother.name")


def field_name(key: str) -> str:
    return key.replace(".", "__")


class FactsForm(ActForm):
    """Fields for `keys`, filled with what the file says. `cleaned_data["facts"]` holds only what is different.

    `seen` marks the record as it was shown. `changed` is never drawn: it names the facts in the story of the file.
    """

    keys: tuple[str, ...] = tuple(LABELS)
    changed = forms.MultipleChoiceField(label=_("What changed"), choices=[(key, full_label(key)) for key in LABELS])
    seen = forms.CharField(max_length=24, widget=forms.HiddenInput)

    def __init__(self, *args: Any, present: Mapping[str, Any], **options: Any) -> None:
        self.present = present
        super().__init__(*args, **options)
        del self.fields["changed"]
        self.fields["seen"].initial = mark_of(dict(present))
        for key in self.keys:
            field = self.fields[field_name(key)] = make_field(key)
            field.initial = None if key in VEILED else present.get(key)
        self.order_fields([field_name(key) for key in self.keys])

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """(title, bound fields) as they are drawn, a group a heading."""
        shown = [(title, [self[field_name(key)] for key in group if key in self.keys]) for title, group in GROUPS]
        return [(title, fields) for title, fields in shown if fields]

    def rest(self) -> list[Any]:
        """The bound fields that are no facts."""
        names = {field_name(key) for key in self.keys}
        return [self[name] for name in self.fields if name not in names and not self[name].is_hidden]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        facts = {key: given.pop(field_name(key)) for key in self.keys if field_name(key) in given}
        given["facts"] = {key: value for key, value in self._tidied(facts).items() if self._differs(key, value)}
        self.cleaned_data = given
        return given

    def _tidied(self, facts: dict[str, Any]) -> dict[str, Any]:
        for key in NAMES:
            if facts.get(key):
                facts[key] = normalise(facts[key])
            elif key in facts and self.present.get(key):
                self.add_error(field_name(key), _("A name cannot be taken away; correct it instead."))
        for key in ("child.citizen_id", "father.citizen_id", "mother.citizen_id"):
            if facts.get(key):
                facts[key] = self._number(key, facts[key])
        if facts.get("child.born_on") and facts["child.born_on"] > self.today:
            self.add_error(field_name("child.born_on"), _("This day has not come yet."))
        return facts

    def _number(self, key: str, text: str) -> str | None:
        found = citizen_id.parse(text, today=self.today)
        if isinstance(found, citizen_id.Problem):
            self.add_error(field_name(key), str(found))
            return None
        return found.number

    def _differs(self, key: str, value: Any) -> bool:
        if key in VEILED and value is None:
            return False
        return (value or None) != (self.present.get(key) or None) or (value is False) != (
            self.present.get(key) is False
        )


class Changed(FactsForm):
    """变更: every fact."""


class Confirmed(FactsForm):
    """核对: nothing changed, or what is different now."""

    keys = MOVING
    is_unchanged = forms.BooleanField(label=_("I checked: nothing changed"), required=False)
    verified_by = forms.ChoiceField(
        label=_("How it was checked"),
        choices=[
            ("visit", _("At home")),
            ("phone", _("By phone with a parent or carer")),
            ("school", _("Through the school")),
            ("register", _("In a register of another office")),
        ],
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("is_unchanged") and given.get("facts"):
            words = ", ".join(full_label(key) for key in given["facts"])
            self.add_error("is_unchanged", _("You ticked «nothing changed», but this is different: %s.") % words)
        return given


class Left(ActForm):
    """退出: the reason decides what else has to be known."""

    because = forms.ChoiceField(
        label=_("Why the child leaves the ledger"), choices=in_words(EXIT), widget=forms.RadioSelect
    )
    home_since = DayField(label=_("The parents are back since"), required=False)
    to_county = forms.ChoiceField(
        label=_("To which county"),
        required=False,
        help_text=_("Moved away: the file stays open, with its duties, until that county holds the child."),
    )
    moved_to = forms.CharField(label=_("Where to (county, township, village)"), max_length=200, required=False)

    def __init__(self, *args: Any, counties: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        outside = (OUTSIDE, _("A county that does not work with this system"))
        self.fields["to_county"].choices = [("", "—"), *counties, outside] if counties else [outside]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        because = given.get("because")
        if because == "parents_back" and not given.get("home_since") and "home_since" not in self.errors:
            self.add_error("home_since", _("Enter the day on which the parents came back."))
        if because == "moved" and not given.get("to_county"):
            self.add_error("to_county", _("Choose the county to which the child moved."))
        if because in ("moved", "joined_parents") and not given.get("moved_to"):
            self.add_error("moved_to", _("Enter where the child lives now."))
        if because == "mistaken" and not given.get("note"):
            self.add_error("note", _("Write down what the mistake was."))
        return given
