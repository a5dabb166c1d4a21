"""What is asked when a parent and a child talked or met."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.page.forms import ActForm, SealedField

MEANS = [("video", _("Video call")), ("phone", _("Phone call")), ("letter", _("Letter or message"))]
WITH = [("father", _("Father")), ("mother", _("Mother")), ("both", _("Both parents"))]
TOPICS = [
    ("life", _("Daily life")),
    ("study", _("Learning")),
    ("mind", _("State of mind")),
    ("social", _("Friends and company")),
]


class Called(ActForm):
    """亲情联系: the plans name what the parents should learn about; each is a box of its own."""

    means = forms.ChoiceField(label=_("How"), choices=MEANS, widget=forms.RadioSelect)
    parent = forms.ChoiceField(label=_("With whom"), choices=WITH, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("They spoke about"), choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )
    is_low = forms.BooleanField(label=_("The child seemed low: counselling is needed"), required=False)


class Helped(Called):
    """The village or the school made the call possible."""

    place = forms.CharField(label=_("Where (contact point, phone, class room)"), max_length=100)


class Met(ActForm):
    """A parent came home, or the child travelled to a parent."""

    parent = forms.ChoiceField(label=_("Who was met"), choices=WITH, widget=forms.RadioSelect)
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=365)


class Reminded(ActForm):
    """A parent was reminded to call."""

    parent = forms.ChoiceField(label=_("Who was reminded"), choices=WITH, widget=forms.RadioSelect)
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("promised", _("Promised to call")), ("silent", _("Not reached")), ("refused", _("Refused"))],
        widget=forms.RadioSelect,
    )


class TeacherTalked(ActForm):
    """A parent spoke with the teacher or the carer."""

    parent = forms.ChoiceField(label=_("Parent"), choices=WITH, widget=forms.RadioSelect)
    life = SealedField(label=_("Daily life"), max_length=500, required=False)
    study = SealedField(label=_("Learning"), max_length=500, required=False)
    mind = SealedField(label=_("State of mind"), max_length=500, required=False)


class PointOpened(ActForm):
    """亲情联系点: where, with what, when."""

    place = forms.CharField(label=_("Place"), max_length=100)
    equipment = forms.CharField(label=_("Phone, computer, camera"), max_length=200)
    hours = forms.CharField(label=_("Opening hours"), max_length=200)
