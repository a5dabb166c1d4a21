"""What the steps of welfare ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.welfare.models import Claim
from shouwang.page.forms import ActForm, DayField, YesNoUnknownField, long_field, words_field
from shouwang.page.plan_lists import ListedForm


class Offered(ListedForm):
    """告知: the plan's benefits; nobody has to know beforehand what there is."""

    from_lists = free_without_list = ("benefits",)
    benefits = forms.MultipleChoiceField(label=_("Benefits"), widget=forms.CheckboxSelectMultiple)

    def clean_benefits(self) -> list[str]:
        given = self.cleaned_data["benefits"]
        return [given] if isinstance(given, str) else given


class Applied(ListedForm):
    from_lists = free_without_list = ("benefit",)
    benefit = forms.ChoiceField(label=_("Benefit"))


class ClaimForm(ActForm):
    claim = forms.ModelChoiceField(label=_("Benefit"), queryset=Claim.objects.none())

    def __init__(self, *args: Any, claims: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["claim"].queryset = claims


class Decided(ClaimForm):
    is_granted = YesNoUnknownField(label=_("Was it granted?"), required=True)
    number = words_field(_("Number of the decision"), length=60, required=False)
    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(label=_("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("from_on") and given.get("until_on") and given["until_on"] < given["from_on"]:
            self.add_error("until_on", _("It ends before it begins. Check both days."))
        if given.get("until_on") and not given.get("from_on"):
            self.add_error("from_on", _("Say from which day on, too."))
        return given


class Delivered(ClaimForm):
    result = long_field(_("What was delivered"))


class LegalAid(ActForm):
    """法律援助: who asked for it, and the lawyer who was assigned."""

    number = words_field(_("Number of the paper"), length=60, required=False)
    lawyer = words_field(_("Lawyer or legal worker"), length=72)
    matter = long_field(_("Matter"))


class Rehabilitated(ActForm):
    provider = words_field(_("Provider"), length=100)
    service = long_field(_("What was done for it"))


class Relieved(ActForm):
    kind = words_field(_("Kind of relief"), length=100)
    amount = forms.DecimalField(label=_("Amount (yuan)"), min_value=0, max_digits=10, decimal_places=2, required=False)
    number = words_field(_("Number of the decision"), length=60, required=False)


class CareGiven(ActForm):
    facility = words_field(_("Facility"), length=100)
    service = long_field(_("What was done for it"))


class CountyWork(ActForm):
    title = words_field(_("Title"))
    done = long_field(_("What was done for it"))
    persons = forms.IntegerField(label=_("Persons served"), min_value=0, max_value=9_999_999, required=False)
