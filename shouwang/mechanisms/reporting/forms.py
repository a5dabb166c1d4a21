"""What the notices and reports ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.page.forms import ActForm, SealedField

MEANS = [
    ("paper", _("On paper")),
    ("system", _("In this system")),
    ("phone", _("By phone")),
    ("meeting", _("At a meeting")),
]


class Notice(ActForm):
    """Told to whom, how, and what was said. Never who reported it."""

    receiver = forms.CharField(label=_("Told to"), max_length=200)
    means = forms.ChoiceField(label=_("How"), choices=MEANS, widget=forms.RadioSelect)
    content = SealedField(label=_("What was said"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class Shared(ActForm):
    """Who got which data for what purpose."""

    receiver = forms.CharField(label=_("Given to"), max_length=200)
    scope = SealedField(label=_("Which data"), max_length=500)
    purpose = SealedField(label=_("For what"), max_length=500)
    is_masked = forms.BooleanField(label=_("Names and addresses were left out"), required=False)


class ToldByParents(ActForm):
    parent = forms.ChoiceField(
        label=_("Who told"),
        choices=[("father", _("Father")), ("mother", _("Mother")), ("carer", _("Entrusted carer"))],
        widget=forms.RadioSelect,
    )
    content = SealedField(label=_("How care is arranged"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class Settled(ActForm):
    """Two sources said different things; which one counts, and why."""

    fact = forms.CharField(label=_("About what"), max_length=100)
    counts = forms.CharField(label=_("What counts"), max_length=200)
    because = SealedField(label=_("Why"), max_length=500)


class Return(forms.Form):
    because = forms.CharField(label=_("What has to be corrected"), max_length=1000)
