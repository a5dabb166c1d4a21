"""What an assessment and the help after it ask, in the words of the plan's lists."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.assessment.models import RATING, Service
from shouwang.mechanisms.assessment.questionnaire import STARTING, items_of
from shouwang.page.forms import ActForm, DayField, YesNoUnknownField, long_field, words_field
from shouwang.page.plan_lists import Items, ListedForm
from shouwang.page.questionnaires import AskingForm, LoadingForm
from shouwang.page.words import in_words
from shouwang.registry.models import Questionnaire
from shouwang.registry.models.case import RISK_LEVEL

NEEDS = (
    ("needs_medical", _("Medical treatment")),
    ("needs_counselling", _("Psychological counselling")),
    ("needs_correction", _("Behavioural correction")),
    ("needs_guidance", _("Guidance of the guardian")),
    ("needs_legal_aid", _("Legal aid")),
    ("needs_legal_service", _("Other legal services")),
)


def _choose(label: Any, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.RadioSelect)


def _many(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class Convened(ListedForm):
    """会同: with the plan's offices, and with those who help."""

    from_lists = ("with_whom", "helpers")
    with_whom = _many(_("Assessed together with"))
    helpers = _many(_("Who helps the assessment"))
    meets_on = DayField(label=_("Meets on"), required=False)


class OpinionGiven(ActForm):
    """What an office that was asked knows: facts, not what others told it."""

    opinion = long_field(_("Opinion"))


class Done(AskingForm):
    """评估: the county's questions about each dimension of the plan; what the child needs opens the help.

    The version asks that was in use on the day on which the assessment was done. A dimension without a question is rated;
    what the plan calls «other» may stay empty.
    """

    findings = long_field(_("What the ratings rest on"))
    risk_level = forms.ChoiceField(
        label=_("Level of risk"),
        choices=[("", _("As the points suggest")), *in_words(RISK_LEVEL)],
        required=False,
        widget=forms.RadioSelect,
    )
    level_reason = long_field(_("Why another level than the points suggest"), required=False)
    needs = forms.MultipleChoiceField(
        label=_("What the child needs"), choices=NEEDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    has_hazard = YesNoUnknownField(label=_("Is there a hazard to be removed?"))
    hardship = YesNoUnknownField(label=_("Is the family poor and entitled to relief or welfare?"))
    sudden_hardship = YesNoUnknownField(label=_("Did a sudden event put the child in hardship?"))
    is_child_seen = YesNoUnknownField(label=_("Was the child itself seen?"), required=True)

    def __init__(
        self, *args: Any, lists: dict[str, Items], questionnaires: Sequence[Questionnaire], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.dimensions = list(lists["dimensions"])
        self.choose_version(questionnaires)
        self._own = {key: self._ask(key, name) for key, name in self.dimensions}
        self.order_fields([name for names in self._own.values() for name in names])

    def _ask(self, dimension: str, name: str) -> list[str]:
        """Adds what is asked about a dimension; gives the fields' names, which carry the version."""
        asked = self.fields_for(items_of(self.questionnaire, dimension))
        is_open = dimension == "other"
        asked = asked or {f"rating_{dimension}": _choose(name, in_words(RATING), required=not is_open)}
        self.fields |= asked
        return list(asked)

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """(dimension, its fields), in the plan's order; then the others under no name."""
        own = {name for names in self._own.values() for name in names}
        rest = [field for field in self.visible_fields() if field.name not in own]
        return [(name, [self[one] for one in self._own[key]]) for key, name in self.dimensions] + [("", rest)]

    def clean(self) -> dict[str, Any]:
        """The answers as one value, the ratings in the plan's words of today."""
        given = self.take_answers(super().clean() or {})
        given["dimensions"] = [
            {"key": key, "name": name, "rating": given.pop(f"rating_{key}", "")} for key, name in self.dimensions
        ]
        return given


class Filed(ActForm):
    number = words_field(_("Number of the assessment file"), length=60, required=False)
    holds = long_field(_("What it holds"))


class PlanMade(ListedForm):
    """帮扶方案: what is to change, by which services, who answers for it, and when it is looked at again."""

    from_lists = ("services",)
    goal = long_field(_("What is to change"))
    services = _many(_("Services"))
    responsible = words_field(_("Who answers for the plan"), length=72)
    review_on = DayField(label=_("Looked at again on"))


class ServiceArranged(ListedForm):
    from_lists = free_without_list = ("kind",)
    kind = forms.ChoiceField(label=_("Kind of service"))
    provider = words_field(_("Provider"), length=100)
    contact = words_field(_("Who answers for it there"), length=72)
    until_on = DayField(label=_("Until"), required=False)


class ServiceDelivered(ActForm):
    service = forms.ModelChoiceField(label=_("Kind of service"), queryset=Service.objects.none())
    result = long_field(_("What was done, and did it help?"))

    def __init__(self, *args: Any, services: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["service"].queryset = services


class Reviewed(ActForm):
    help_needed = YesNoUnknownField(label=_("Is help still needed?"), required=True)
    risk_level = forms.ChoiceField(label=_("Level of risk"), choices=in_words(RISK_LEVEL), widget=forms.RadioSelect)
    result = long_field(_("What has changed"))


class HazardRemoved(ActForm):
    hazard = words_field(_("Hazard"))
    removed_by = long_field(_("How it was removed"))


class Classified(ActForm):
    risk_level = forms.ChoiceField(label=_("Level of risk"), choices=in_words(RISK_LEVEL), widget=forms.RadioSelect)
    reason = long_field(_("What it rests on"))


class Helped(ActForm):
    problem = long_field(_("Difficulty"))
    result = long_field(_("What was done, and did it help?"))


class Incapable(ActForm):
    who = words_field(_("Who was assessed"), length=72)
    reason = long_field(_("What it rests on"))


class QuestionnaireLoaded(LoadingForm):
    """The county's own questions about a child: every line names one of the plan's dimensions."""

    purpose, starting = "child", STARTING
    heading = _("Questionnaire for children")
    form_of_line = _("dimension | question | answer = points | answer = points")
    limits = _("high risk from %(upper)s, medium from %(lower)s points")
    limits_wrong = _("«High» must lie above «medium», and both within the points that the answers can give.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["upper_from"].label = _("High risk from (points)")
        self.fields["lower_from"].label = _("Medium risk from (points); below: low")
