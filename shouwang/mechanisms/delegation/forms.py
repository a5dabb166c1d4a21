"""What the steps of a delegation ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.delegation.models import END
from shouwang.mechanisms.delegation.questionnaire import STARTING
from shouwang.page.forms import ActForm, CitizenIDField, DayField, PhoneField, YesNoUnknownField
from shouwang.page.questionnaires import AskingForm, LoadingForm
from shouwang.page.words import in_words
from shouwang.registry.models import Questionnaire
from shouwang.registry.models.care import BANNED, RELATION

PARENT = [("father", _("Father")), ("mother", _("Mother")), ("both", _("Both parents"))]


class LeavePlanned(ActForm):
    """外出登记: who leaves, where to, since when."""

    parent = forms.ChoiceField(label=_("Who leaves"), choices=PARENT, widget=forms.RadioSelect)
    leaves_on = DayField(label=_("Leaves on"))
    work_place = forms.CharField(label=_("Place of work (province and city)"), max_length=100)
    phone = PhoneField(label=_("Phone there"), required=False)


class CarerNamed(ActForm):
    name = forms.CharField(label=_("Carer"), max_length=72)
    citizen_id = CitizenIDField(label=_("Citizen ID"), required=False)
    born_on = DayField(label=_("Born on"))
    phone = PhoneField(label=_("Phone"), required=False)
    relation = forms.ChoiceField(label=_("Relation to the child"), choices=in_words(RELATION))
    is_willing = YesNoUnknownField(label=_("Is the carer willing?"), required=True)


class CarerAssessed(AskingForm):
    """受委托人能力评估: the questions of the county's questionnaire that was in use on the day of the assessment."""

    banned = forms.ChoiceField(
        label=_("Is one of the four bars there?"),
        choices=in_words(BANNED),
        widget=forms.RadioSelect,
        help_text=_("Law on the Protection of Minors, article 22"),
    )

    def __init__(self, *args: Any, questionnaires: Sequence[Questionnaire], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose_version(questionnaires)
        self.fields |= self.fields_for(self.questionnaire.items)
        last = ["on", "note", "proof"]
        self.order_fields([name for name in self.fields if name not in last] + last)

    def clean(self) -> dict[str, Any]:
        return self.take_answers(super().clean() or {})


class Signed(ActForm):
    """委托协议: rights, responsibilities and obligations of both sides; without them it is not signed."""

    from_on = DayField(label=_("From"))
    until_on = DayField(label=_("Until"))
    rights = forms.CharField(label=_("Rights"), widget=forms.Textarea(attrs={"rows": 2}))
    responsibilities = forms.CharField(label=_("Responsibilities"), widget=forms.Textarea(attrs={"rows": 2}))
    obligations = forms.CharField(label=_("Obligations"), widget=forms.Textarea(attrs={"rows": 2}))
    schooling = forms.CharField(label=_("School: what is arranged"), max_length=300)
    board = forms.CharField(label=_("Meals and bed: what is arranged"), max_length=300)
    child_heard_on = DayField(label=_("Day on which the child was asked"), required=False)

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if fields.get("from_on") and fields.get("until_on") and fields["until_on"] <= fields["from_on"]:
            self.add_error("until_on", _("The last day lies before the first one."))
        return fields


class Renewed(ActForm):
    until_on = DayField(label=_("New last day"))


class Ended(ActForm):
    because = forms.ChoiceField(label=_("Why it ends"), choices=in_words(END), widget=forms.RadioSelect)
    next_holder = forms.ChoiceField(
        label=_("Who holds the child from now on"),
        choices=[
            ("parents", _("The parents")),
            ("nobody", _("Nobody yet: a new carer has to be found at once")),
        ],
        widget=forms.RadioSelect,
    )


class Supervised(ActForm):
    conclusion = forms.ChoiceField(
        label=_("How the agreement is kept"),
        choices=[("kept", _("Kept")), ("partly", _("In part")), ("broken", _("Not kept"))],
        widget=forms.RadioSelect,
    )


class Guided(ActForm):
    topic = forms.CharField(label=_("About what"), max_length=200)


class Urged(ActForm):
    urged = forms.ChoiceField(label=_("Who was urged"), choices=PARENT, widget=forms.RadioSelect)
    result = forms.ChoiceField(
        label=_("Result"),
        choices=[("promised", _("Promised")), ("done", _("Done at once")), ("unreached", _("Not reached"))],
        widget=forms.RadioSelect,
    )


class QuestionnaireLoaded(LoadingForm):
    """The county's own scale for carers."""

    purpose, starting = "carer", STARTING
    heading = _("Questionnaire for carers")
    limits = _("fit from %(upper)s, weak from %(lower)s points")
    limits_wrong = _("«Fit» must lie above «weak», and both within the points that the answers can give.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["upper_from"].label = _("Fit from (points)")
        self.fields["lower_from"].label = _("Weak from (points); below: unfit")
