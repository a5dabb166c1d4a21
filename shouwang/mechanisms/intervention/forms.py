"""What the rungs of intervention ask: each with its ground and its paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.page.forms import ActForm, DayField, YesNoUnknownField, long_field, words_field
from shouwang.page.plan_lists import ListedForm

WHOM = [
    ("father", _("Father")),
    ("mother", _("Mother")),
    ("both", _("Both parents")),
    ("carer", _("The entrusted carer")),
    ("other", _("Another guardian")),
]
RESPONSE = [
    ("accepts", _("Accepts and corrects it")),
    ("promises", _("Promises to correct it")),
    ("refuses", _("Refuses")),
]
PENALTY = [
    ("warning", _("Warning")),
    ("fine", _("Fine")),
    ("detention", _("Detention")),
]
PROSECUTION = [
    ("arrest", _("Arrest approved")),
    ("no_arrest", _("Arrest not approved")),
    ("indicted", _("Indicted")),
    ("not_indicted", _("Not indicted")),
]
RULING = [
    ("removed", _("Guardian removed, another appointed")),
    ("removed_only", _("Guardian removed")),
    ("dismissed", _("Petition dismissed")),
    ("withdrawn", _("Petition withdrawn")),
]
PROTECTION = [
    ("granted", _("Protection order given")),
    ("refused", _("Petition refused")),
]
SEEN = [
    ("refused", _("Guardianship refused")),
    ("resumed", _("Guardianship taken up again")),
]


def _paper(*, required: bool = True) -> forms.CharField:
    return words_field(_("Number of the paper"), length=60, required=required)


class Rung(ActForm):
    """劝诫, 批评教育, 训诫: to whom, for what, and how it was answered."""

    whom = forms.ChoiceField(label=_("Whom it concerns"), choices=WHOM, widget=forms.RadioSelect)
    behaviour = long_field(_("For what"))
    response = forms.ChoiceField(label=_("How it was answered"), choices=RESPONSE, widget=forms.RadioSelect)
    number = _paper(required=False)


class Punished(ActForm):
    whom = forms.ChoiceField(label=_("Whom it concerns"), choices=WHOM, widget=forms.RadioSelect)
    penalty = forms.MultipleChoiceField(label=_("Penalty"), choices=PENALTY, widget=forms.CheckboxSelectMultiple)
    number = _paper()


class NotPunished(ActForm):
    whom = forms.ChoiceField(label=_("Whom it concerns"), choices=WHOM, widget=forms.RadioSelect)
    reason = long_field(_("Why no penalty is given"))
    trifling = YesNoUnknownField(label=_("Of the lightest kind?"), required=True)


class CriminalFiled(ActForm):
    suspected = words_field(_("Suspected crime"), length=100)
    number = _paper()


class Transferred(ActForm):
    to_whom = words_field(_("Transferred to"), length=100)
    number = _paper()


class Prosecuted(ActForm):
    decision = forms.ChoiceField(label=_("Decision"), choices=PROSECUTION, widget=forms.RadioSelect)
    number = _paper()


class Tried(ActForm):
    court = words_field(_("Court"), length=100)
    judgment = long_field(_("Judgment"))
    number = _paper()


class HeldResponsible(ActForm):
    whom = forms.ChoiceField(label=_("Whom it concerns"), choices=WHOM, widget=forms.RadioSelect)
    result = long_field(_("Result"))
    number = _paper(required=False)


class Warned(ActForm):
    """告诫书 of the law against family violence: apart from the admonition, with its own paper."""

    whom = forms.ChoiceField(label=_("Whom it concerns"), choices=WHOM, widget=forms.RadioSelect)
    behaviour = long_field(_("For what"))
    number = _paper()


class WarnedVisited(ActForm):
    whom = words_field(_("Who was visited"), length=72)
    is_over = YesNoUnknownField(label=_("Has the violence ended?"), required=True)
    seen = long_field(_("What was seen"))


class ProtectionAsked(ActForm):
    petitioner_name = words_field(_("Name of who applies"), length=100)
    court = words_field(_("Court"), length=100)
    number = words_field(_("Number of the court's case"), length=60)


class ProtectionRuled(ActForm):
    ruling = forms.ChoiceField(label=_("Ruling"), choices=PROTECTION, widget=forms.RadioSelect)
    until_on = DayField(label=_("In force until"), required=False)
    number = _paper()


class VillageTold(ActForm):
    told = words_field(_("Who was told"), length=72)
    content = long_field(_("What was told"))


class ParentsContacted(ActForm):
    whom = forms.ChoiceField(label=_("Who was to be reached"), choices=WHOM[:3], widget=forms.RadioSelect)
    means = words_field(_("By which means"), length=100)
    is_reached = YesNoUnknownField(label=_("Were they reached?"), required=True)
    said = words_field(_("What the parent said"), length=500, required=False)


class ParentsOrdered(ActForm):
    whom = forms.ChoiceField(label=_("Who was ordered"), choices=WHOM[:3], widget=forms.RadioSelect)
    order = long_field(_("What was ordered"))
    number = _paper(required=False)
    promised_on = DayField(label=_("Promised to be done by"), required=False)


class Relapsed(ActForm):
    """经教育不改: it happened again after an urging, an education or an admonition that stands in this case."""

    happened = long_field(_("What happened again"))
    unattended = YesNoUnknownField(label=_("Was the child left with nobody to look after it?"))
    in_danger = YesNoUnknownField(label=_("Was it in danger because of that?"))
    gravely_harmed = YesNoUnknownField(label=_("Is the child gravely harmed in body or mind?"))


class RefusalRecorded(ActForm):
    """拒不履行: seen on a day, with what shows it. The months are counted from the first such day, nobody types them."""

    seen_as = forms.ChoiceField(label=_("What was seen"), choices=SEEN, widget=forms.RadioSelect)
    shown_by = long_field(_("What shows it"))
    destitute = YesNoUnknownField(label=_("Is the child left without a livelihood?"))


class Petitioned(ListedForm):
    """申请撤销监护人资格: who applies, on which of the plan's grounds."""

    from_lists = ("petitioner",)
    keys_from_lists = ("grounds",)
    petitioner = forms.ChoiceField(label=_("Who applies"), widget=forms.RadioSelect)
    petitioner_name = words_field(_("Name of who applies"), length=100)
    grounds = forms.MultipleChoiceField(label=_("Grounds"), widget=forms.CheckboxSelectMultiple)
    whom = forms.ChoiceField(label=_("Whose guardianship"), choices=WHOM, widget=forms.RadioSelect)
    court = words_field(_("Court"), length=100)


class CourtAccepted(ActForm):
    court = words_field(_("Court"), length=100)
    number = words_field(_("Number of the court's case"), length=60)


class Advised(ActForm):
    """检察建议: to whoever should apply and has not; the law gives the term of the reply."""

    to_whom = words_field(_("Addressed to"), length=100)
    number = _paper()
    content = long_field(_("What is advised"))
    should_petition = YesNoUnknownField(label=_("Is it that a petition ought to be made?"), required=True)


class AdviceAnswered(ActForm):
    answer = long_field(_("Reply"))
    number = _paper(required=False)


class Supported(ActForm):
    how = long_field(_("How the petition is supported"))
    number = _paper(required=False)


class Ruled(ActForm):
    ruling = forms.ChoiceField(label=_("Ruling"), choices=RULING, widget=forms.RadioSelect)
    court = words_field(_("Court"), length=100)
    number = _paper()


class GuardianAppointed(ActForm):
    guardian = words_field(_("New guardian"), length=100)
    is_institution = YesNoUnknownField(label=_("Is it an institution?"), required=True)
    number = _paper()


class OffenderHelped(ActForm):
    plan = long_field(_("What is done to educate and win back the child"))
    helper = words_field(_("Who helps"), length=100)


class Supervised(ActForm):
    what = long_field(_("What was supervised"))


class AbandonmentEducated(ActForm):
    behaviour = long_field(_("For what"))
