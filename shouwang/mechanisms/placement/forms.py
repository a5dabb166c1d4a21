"""What the steps of temporary care ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Office
from shouwang.mechanisms.placement.models import STATE, WENT_TO
from shouwang.page.forms import ActForm, DayField, PhoneField, YesNoUnknownField, long_field
from shouwang.page.plan_lists import Items, ListedForm
from shouwang.page.words import in_words


class Escorted(ListedForm):
    """就近护送: to one of the plan's receivers, and to nobody else."""

    keys_from_lists = ("place_kind",)
    place_kind = forms.ChoiceField(label=_("Escorted to"), widget=forms.RadioSelect)
    place_name = forms.CharField(label=_("Name of the person or institution"), max_length=100)
    escorts = forms.CharField(label=_("Who escorted the child"), max_length=100)
    arrived_at = forms.TimeField(label=_("Arrived at"), widget=forms.TimeInput(attrs={"type": "time"}))


class Received(ListedForm):
    """接收: by whom, and who answers for the child there."""

    keys_from_lists = ("place_kind",)
    place_kind = forms.ChoiceField(label=_("Kind of place"), widget=forms.RadioSelect)
    office = forms.ModelChoiceField(label=_("Institution"), queryset=Office.objects.none(), required=False)
    place_name = forms.CharField(label=_("Name of the person or institution"), max_length=100)
    keeper = forms.CharField(label=_("Who answers for the child there"), max_length=72)
    keeper_phone = PhoneField(label=_("Phone"), required=False)

    def __init__(self, *args: Any, lists: dict[str, Items], houses: list[Office], **options: Any) -> None:
        super().__init__(*args, lists=lists, **options)
        self.fields["office"].queryset = Office.objects.filter(pk__in=[house.pk for house in houses])


class Arranged(ListedForm):
    keys_from_lists = ("place_kind",)
    place_kind = forms.ChoiceField(label=_("Kind of place"), widget=forms.RadioSelect)
    place_name = forms.CharField(label=_("Name of the person or institution"), max_length=100)
    until_on = DayField(label=_("Protected until"), required=False)


class DayNoted(ActForm):
    state = forms.ChoiceField(label=_("How the child is"), choices=in_words(STATE), widget=forms.RadioSelect)
    text = long_field(_("What happened today"))


class NewsTold(ActForm):
    """通报联系情况: the carer hears how the search for the parents goes."""

    told = forms.CharField(label=_("Who was told"), max_length=72)
    content = long_field(_("What was told"))


class GuardianshipTaken(ListedForm):
    """临时监护: with its ground in law and the day on which it ends."""

    from_lists = ("ground",)
    ground = forms.ChoiceField(label=_("Ground in law"), widget=forms.RadioSelect)
    guardian_name = forms.CharField(label=_("Who takes it over"), max_length=100)
    until_on = DayField(label=_("Ends on"))
    number = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)


class Returned(ActForm):
    """送返或移交: only somebody named who has taken the child over ends the stay."""

    went_to = forms.ChoiceField(label=_("Escorted to"), choices=in_words(WENT_TO), widget=forms.RadioSelect)
    received_by = forms.CharField(label=_("Name of who took the child over"), max_length=72)
    is_received = forms.BooleanField(label=_("The child was handed over in person and the receipt is signed"))


class CapacityReported(ActForm):
    beds = forms.IntegerField(label=_("Beds for children"), min_value=0, max_value=9999)
    staff = forms.IntegerField(label=_("Staff who care for children"), min_value=0, max_value=9999, required=False)
    is_fit = YesNoUnknownField(label=_("Can it meet the needs of temporary care?"))
