"""Typing in one child: the number first, then the name, the birthday and the village; what is alike is shown meanwhile."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Region
from shouwang.mechanisms.ledger.fact_fields import make_field
from shouwang.mechanisms.ledger.forms.facts import field_name
from shouwang.page.forms import DayField
from shouwang.registry import citizen_id
from shouwang.registry.names import normalise

WHO = ("child.citizen_id", "child.no_citizen_id_because", "child.name", "child.born_on", "child.sex")
MORE = (
    "child.hukou_registered",
    "child.rural",
    "child.has_land",
    "child.has_homestead",
    "child.village_member",
    "child.low_income_area",
    "child.address",
    "child.schooling",
    "child.school_name",
    "child.health",
    "father.name",
    "father.away",
    "father.work_place",
    "father.phone",
    "father.incapable",
    "mother.name",
    "mother.away",
    "mother.work_place",
    "mother.phone",
    "mother.incapable",
)


class NewChild(forms.Form):
    """`cleaned_data["facts"]` holds what was typed, by fact."""

    village = forms.ModelChoiceField(label=_("Village"), queryset=Region.objects.none())
    is_listed = forms.BooleanField(label=_("List on the ledger at once"), required=False, initial=True)
    on = DayField(label=_("Found on"))
    is_another = forms.BooleanField(label=_("I compared them: this is another child"), required=False)

    def __init__(self, *args: Any, today: Any, villages: Sequence[Region], **options: Any) -> None:
        self.today = today
        super().__init__(*args, **options)
        self.fields["on"].initial = today
        village = self.fields["village"]
        village.queryset = Region.objects.filter(pk__in=[one.pk for one in villages]).select_related("parent")
        village.label_from_instance = lambda region: f"{region.parent} {region}"
        for key in (*WHO, *MORE):
            self.fields[field_name(key)] = make_field(key)
            self.fields[field_name(key)].help_text = ""
        self.fields[field_name("child.name")].required = True
        last = ["is_listed", "on", "is_another"]
        self.order_fields([*map(field_name, WHO), "village", *map(field_name, MORE), *last])

    def who(self) -> list[Any]:
        return [self[field_name(key)] for key in WHO] + [self["village"]]

    def more(self) -> list[tuple[Any, list[Any]]]:
        """(title, bound fields): the child, the father, the mother."""
        titles = {"child": _("The child"), "father": _("Father"), "mother": _("Mother")}
        return [
            (title, [self[field_name(key)] for key in MORE if key.startswith(f"{who}.")])
            for who, title in titles.items()
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        facts = {key: given.pop(field_name(key)) for key in (*WHO, *MORE) if field_name(key) in given}
        if facts.get("child.name"):
            facts["child.name"] = normalise(facts["child.name"])
        for day, name in ((facts.get("child.born_on"), field_name("child.born_on")), (given.get("on"), "on")):
            if day and day > self.today:
                self.add_error(name, _("This day has not come yet."))
        self._read_number(facts)
        given["facts"] = facts
        self.cleaned_data = given
        return given

    def _read_number(self, facts: dict[str, Any]) -> None:
        """The number tells birthday and sex; without one the reason is asked."""
        name = field_name("child.citizen_id")
        if not facts.get("child.citizen_id"):
            if not facts.get("child.no_citizen_id_because") and name not in self.errors:
                self.add_error(
                    field_name("child.no_citizen_id_because"), _("Enter the number, or why there is none yet.")
                )
            if not facts.get("child.born_on") and field_name("child.born_on") not in self.errors:
                self.add_error(field_name("child.born_on"), _("Without a number the birthday is needed."))
            return
        found = citizen_id.parse(facts["child.citizen_id"], today=self.today)
        if isinstance(found, citizen_id.Problem):
            self.add_error(name, str(found))
            return
        facts |= {"child.citizen_id": found.number, "child.no_citizen_id_because": None}
        for key, told in (("child.born_on", found.born_on), ("child.sex", found.sex)):
            if told and facts.get(key) and facts[key] != told:
                self.add_error(
                    field_name(key), _("This does not agree with the number. Compare both with the document.")
                )
            facts[key] = facts.get(key) or told


class Merged(forms.Form):
    """Why the two are one, and whose facts win where both have one."""

    reason = forms.CharField(label=_("How you know that it is one child"), max_length=300)

    def __init__(self, *args: Any, differing: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["take"] = forms.MultipleChoiceField(
            choices=list(differing),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=_("Take from the other file"),
        )
