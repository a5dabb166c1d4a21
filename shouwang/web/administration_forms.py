"""Forms of the three administrators and of the county's choices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Office, Region
from shouwang.access.models.account import AccountKind
from shouwang.access.rights import ROLES
from shouwang.page.forms import DayField
from shouwang.page.words import actor_words, in_words
from shouwang.policy.vocabulary import vocabulary

PERSONS = {"parent", "guardian", "citizen", "relative", "volunteer", "supporter"}
"""Actors of the plans that no office can be."""

OFFICE_KINDS = [
    ("village", _("Village committee")), ("township", _("Township office")), ("bureau", _("County bureau")),
    ("police", _("Police")), ("school", _("School or kindergarten")), ("hospital", _("Hospital")), ("court", _("Court")),
    ("organization", _("Organization")),
]  # fmt: skip
KINDS = {
    AccountKind.BUSINESS: _("Business account"), AccountKind.SYSTEM: _("System administrator"),
    AccountKind.SECURITY: _("Security administrator"), AccountKind.AUDIT: _("Audit administrator"),
}  # fmt: skip


class PlaceField(forms.ModelChoiceField):
    """A region, named with the one above it."""

    def label_from_instance(self, region: Region) -> str:
        return f"{region.parent} {region}" if region.level > 4 else str(region)


class Account(forms.Form):
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{3,40}$",
        label=_("Account"),
        help_text=_("Letters, digits, dot, hyphen; one account per person."),
    )
    name = forms.CharField(label=_("Name"), max_length=72)
    kind = forms.ChoiceField(label=_("Kind of account"), choices=list(KINDS.items()))
    email = forms.EmailField(label=_("E-mail"), required=False)


class Post(forms.Form):
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none())
    role = forms.ChoiceField(label=_("Role"))
    title = forms.CharField(label=_("Title of the post"), max_length=80)
    from_on = DayField(label=_("From"))
    until_on = DayField(label=_("Until (last day)"), required=False)
    region = PlaceField(
        label=_("Only in"), queryset=Region.objects.none(), required=False,
        help_text=_("Narrower than the office's own place; empty for all of it."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, offices: Any, regions: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].queryset = offices
        self.fields["region"].queryset = regions
        self.fields["role"].choices = in_words([(role.key, role.title) for role in ROLES.values() if role.kind == kind])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("from_on"), given.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("The last day lies before the first."))
        return given


class OfficeForm(forms.Form):
    name = forms.CharField(label=_("Name of the office"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind of office"), choices=OFFICE_KINDS)
    region = PlaceField(label=_("Where it stands"), queryset=Region.objects.none())
    functions = forms.MultipleChoiceField(
        label=_("Functions"), widget=forms.CheckboxSelectMultiple, help_text=_("One office may hold several functions.")
    )

    def __init__(self, *args: Any, regions: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].queryset = regions
        self.fields["functions"].choices = list_functions()


class JurisdictionForm(forms.Form):
    function = forms.ChoiceField(label=_("Function"))
    region = PlaceField(label=_("In"), queryset=Region.objects.none(), help_text=_("And in all places below it."))

    def __init__(self, *args: Any, regions: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["region"].queryset = regions
        self.fields["function"].choices = list_functions()


def list_functions() -> list[tuple[str, str]]:
    return [(key, actor_words(key)) for key in vocabulary().actors if key not in PERSONS]


class Reason(forms.Form):
    reason = forms.CharField(label=_("Why"), min_length=2, max_length=200)


class Adoption(forms.Form):
    pack_id = forms.ChoiceField(label=_("Plan"))
    from_on = DayField(label=_("In force here from"))

    def __init__(self, *args: Any, packs: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pack_id"].choices = [(pack.id, pack.title) for pack in packs]


class Term(forms.Form):
    name = forms.CharField(label=_("Name of the term"), max_length=40)
    begins_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("begins_on") and given.get("ends_on") and given["ends_on"] <= given["begins_on"]:
            self.add_error("ends_on", _("The last day lies before the first."))
        return given
