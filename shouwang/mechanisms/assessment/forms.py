"""What an assessment and the help after it ask, in the words of the plan's lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.mechanisms.assessment.models import RATING, Service
from shouwang.page.forms import ActForm, DayField, YesNoUnknownField, long_field, words_field
from shouwang.page.plan_lists import Items, ListedForm
from shouwang.page.words import in_words
from shouwang.registry.models.case import RISK_LEVEL

NEEDS = (
    ("needs_medical", _("Medical treatment")),
    ("needs_counselling", _("Psychological counselling")),
    ("needs_correction", _("Behavioural correction")),
    ("needs_guidance", _("Guidance of the guardian")),
    ("needs_legal_aid", _("Legal aid")),
    ("needs_legal_service", _("Other legal services")),
)


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


class Done(ActForm):
    """评估: every dimension of the plan is rated; what the child needs opens the help."""

    findings = long_field(_("What the ratings rest on"))
    risk_level = forms.ChoiceField(label=_("Level of risk"), choices=in_words(RISK_LEVEL), widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(
        label=_("What the child needs"), choices=NEEDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    has_hazard = YesNoUnknownField(label=_("Is there a hazard to be removed?"))
    hardship = YesNoUnknownField(label=_("Is the family poor and entitled to relief or welfare?"))
    sudden_hardship = YesNoUnknownField(label=_("Did a sudden event put the child in hardship?"))
    is_child_seen = YesNoUnknownField(label=_("Was the child itself seen?"), required=True)

    def __init__(self, *args: Any, lists: dict[str, Items], **options: Any) -> None:
        super().__init__(*args, **options)
        self.dimensions = list(lists["dimensions"])
        own = [f"rating_{key}" for key, _name in self.dimensions]
        for name, (_key, title) in zip(own, self.dimensions, strict=True):
            self.fields[name] = forms.ChoiceField(label=title, choices=in_words(RATING), widget=forms.RadioSelect)
        self.order_fields(own)

    def clean(self) -> dict[str, Any]:
        """The ratings as one value, in the plan's words of today."""
        given: dict[str, Any] = super().clean() or {}
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
