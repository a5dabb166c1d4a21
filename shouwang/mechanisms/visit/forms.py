"""Sixty seconds: who was seen, is the child well looked after, what stands out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.visit.models import CONCLUSION, FINDING, VISITOR
from shouwang.page.forms import ActForm, DayField, PhoneField, SealedField, YesNoUnknownField
from shouwang.page.words import in_words


class Visit(ActForm):
    is_child_seen = forms.TypedChoiceField(
        label=_("Did you see the child yourself?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    is_child_heard_alone = YesNoUnknownField(label=_("Did you talk with the child alone?"))
    met = forms.CharField(label=_("Who else was met"), max_length=100, required=False)
    conclusion = forms.ChoiceField(label=_("Guardianship"), choices=in_words(CONCLUSION), widget=forms.RadioSelect)
    findings = forms.MultipleChoiceField(
        label=_("What stands out"), choices=in_words(FINDING), required=False, widget=forms.CheckboxSelectMultiple
    )
    visitor = forms.ChoiceField(label=_("Visited by"), choices=in_words(VISITOR), initial="director")


class Missed(ActForm):
    because = forms.ChoiceField(
        label=_("Why was the visit not made"),
        choices=[
            ("nobody_home", _("Nobody at home")),
            ("refused", _("Refused at the door")),
            ("away", _("The family is away")),
            ("weather", _("Road or weather")),
            ("other", _("Other (write it in the note)")),
        ],
        widget=forms.RadioSelect,
    )
    planned_on = DayField(label=_("Day on which the visit was planned"), required=False)


class Assigned(ActForm):
    """指定专人: who looks after this family."""

    supervisor_name = forms.CharField(label=_("Who is in charge of this family"), max_length=72)
    phone = PhoneField(label=_("Phone"), required=False)


class Neighbour(ActForm):
    neighbour = forms.CharField(label=_("Neighbour who helps"), max_length=72)
    phone = PhoneField(label=_("Phone"), required=False)
    watches = forms.CharField(label=_("What the neighbour looks after"), max_length=200)


class Monitored(ActForm):
    """重点监测: who lives there, at school, health, contact."""

    changed = forms.MultipleChoiceField(
        label=_("What has changed"),
        choices=[
            ("household", _("Who lives in the house")),
            ("school", _("Going to school")),
            ("health", _("Health")),
            ("contact", _("Contact with the parents")),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.CharField(label=_("Who was told"), max_length=100, required=False)


class FollowedUp(ActForm):
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[("settled", _("Settled")), ("improved", _("Better, not settled")), ("not_settled", _("Not settled"))],
        widget=forms.RadioSelect,
    )


class Patrolled(ActForm):
    found = SealedField(label=_("What was found"), max_length=500, required=False)


class Network(ActForm):
    """三级监督网络: one answerable person on each level."""

    township_person = forms.CharField(label=_("Township: who answers"), max_length=72)
    village_person = forms.CharField(label=_("Village: who answers"), max_length=72)
    group_person = forms.CharField(label=_("Villagers' group: who answers"), max_length=72)


class IllnessCared(ActForm):
    what = forms.ChoiceField(
        label=_("What happened"), choices=[("ill", _("Ill")), ("dropout", _("Left school"))], widget=forms.RadioSelect
    )
    carer = forms.CharField(label=_("Who looks after it"), max_length=72)
    measure = SealedField(label=_("What is done"), max_length=500)
