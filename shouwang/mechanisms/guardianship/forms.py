"""What the acts of guardianship ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.page.forms import ActForm, DayField, PhoneField, SealedField
from shouwang.page.words import in_words
from shouwang.registry.models.care import RELATION
from shouwang.registry.models.child import CARE_FORM

SIGNER = [
    ("father", _("Father")),
    ("mother", _("Mother")),
    ("both", _("Both parents")),
    ("carer", _("Entrusted carer")),
]
PARENT = [("father", _("Father")), ("mother", _("Mother")), ("both", _("Both parents"))]


class PledgeSigned(ActForm):
    """监护责任书: the scan of the signed paper is the proof."""

    signer = forms.ChoiceField(label=_("Signed by"), choices=SIGNER, widget=forms.RadioSelect)
    witness = forms.CharField(label=_("Signed for the village by"), max_length=72)


class Told(ActForm):
    signer = forms.ChoiceField(label=_("Who signed the receipt"), choices=SIGNER, widget=forms.RadioSelect)
    version = forms.CharField(label=_("Version of the text"), max_length=60, required=False)


class LeaveTold(ActForm):
    """外出务工告知: where, how to reach, who looks after the child."""

    parent = forms.ChoiceField(label=_("Who leaves"), choices=PARENT, widget=forms.RadioSelect)
    leaves_on = DayField(label=_("Leaves on"))
    work_place = forms.CharField(label=_("Place of work (province and city)"), max_length=100)
    phone = PhoneField(label=_("Phone there"))
    entrusted = SealedField(label=_("Who looks after the child, and how it was arranged"), max_length=300)


class Supervised(ActForm):
    conclusion = forms.ChoiceField(
        label=_("Conclusion"),
        choices=[("fulfils", _("Fulfils the duty")), ("partly", _("In part")), ("fails", _("Does not fulfil it"))],
        widget=forms.RadioSelect,
    )
    demand = SealedField(label=_("What has to change"), max_length=500, required=False)
    until = DayField(label=_("By when"), required=False)


class Guided(ActForm):
    guided = forms.ChoiceField(label=_("Who was guided"), choices=SIGNER, widget=forms.RadioSelect)
    topic = forms.CharField(label=_("About what"), max_length=200)


class Trained(Guided):
    course = forms.CharField(label=_("Course"), max_length=200)


class Urged(ActForm):
    """督促单: problem, demand, deadline."""

    urged = forms.ChoiceField(label=_("Who was urged"), choices=SIGNER, widget=forms.RadioSelect)
    problem = SealedField(label=_("Problem"), max_length=500)
    demand = SealedField(label=_("Demand"), max_length=500)
    until = DayField(label=_("By when"))


class Admonished(ActForm):
    """劝诫 / 批评教育: by whom, for what, how it was taken."""

    admonished = forms.ChoiceField(label=_("Whom"), choices=SIGNER, widget=forms.RadioSelect)
    reason = SealedField(label=_("For what"), max_length=500)
    reaction = forms.ChoiceField(
        label=_("How it was taken"),
        choices=[("accepted", _("Accepted, will change")), ("refused", _("Refused"))],
        widget=forms.RadioSelect,
    )


class ParentsContacted(ActForm):
    parent = forms.ChoiceField(label=_("Parent"), choices=PARENT, widget=forms.RadioSelect)
    means = forms.ChoiceField(
        label=_("How"),
        choices=[("phone", _("Phone")), ("visit", _("In person")), ("letter", _("Letter"))],
        widget=forms.RadioSelect,
    )
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[("reached", _("Reached")), ("unreached", _("Not reached"))],
        widget=forms.RadioSelect,
    )


class GuardianAppointed(ActForm):
    name = forms.CharField(label=_("New guardian"), max_length=72)
    born_on = DayField(label=_("Born on"))
    relation = forms.ChoiceField(label=_("Relation to the child"), choices=in_words(RELATION))
    ground = forms.ChoiceField(
        label=_("Legal basis"),
        choices=[("law", _("By law")), ("named", _("Named by village or civil affairs")), ("court", _("By court"))],
        widget=forms.RadioSelect,
    )


class RulesAdopted(ActForm):
    """村规民约: the text with its clause on guardianship is the proof."""

    has_guardianship = forms.BooleanField(label=_("The text has a clause on guardianship"))


class CareFormSet(ActForm):
    care_form = forms.ChoiceField(label=_("Form of care"), choices=in_words(CARE_FORM), widget=forms.RadioSelect)


class AdviceGiven(ActForm):
    question = SealedField(label=_("Question"), max_length=500)
    answer = SealedField(label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class PerformanceChecked(ActForm):
    verdict = forms.ChoiceField(
        label=_("How the carer fulfils the duty"),
        choices=[("good", _("Well")), ("fair", _("Fairly")), ("bad", _("Badly: another carer is needed"))],
        widget=forms.RadioSelect,
    )
    signs = forms.MultipleChoiceField(
        label=_("Signs of harm"),
        choices=[("violence", _("Violence")), ("neglect", _("Neglect"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AloneResolved(ActForm):
    """独居解除: only with the name of the adult who lives there now."""

    carer_name = forms.CharField(label=_("Adult who lives with the child now"), max_length=72)
    relation = forms.ChoiceField(label=_("Relation to the child"), choices=in_words(RELATION))
    born_on = DayField(label=_("Born on"))
